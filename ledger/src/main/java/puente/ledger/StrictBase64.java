package puente.ledger;

import java.util.Base64;

/**
 * Standard base64 (RFC 4648 section 4) with exactly one accepted spelling for each byte string. The JDK's decoder forgives
 * absent padding and stray trailing bits; a log whose checkpoint can be spelt two ways has a byte whose change nobody detects.
 */
final class StrictBase64 {
    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new LedgerException("ledger.base64.malformed", "", "text", Excerpt.of(text));
        }
        if (!encode(bytes).equals(text)) {
            throw new LedgerException("ledger.base64.malformed", "", "text", Excerpt.of(text));
        }
        return bytes;
    }
}
