package puente.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One signature line of a note: {@code — name base64(key id ‖ signature)}.
 *
 * @param name the key's name
 * @param keyId the key's id, as the uint32 that stands before the signature
 * @param signature the bytes after the key id: in a timed type, the timestamp and then the raw signature
 */
public record NoteSignature(String name, int keyId, byte[] signature) {
    static final String START = "\u2014 ";

    /** The line with its newline. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return START + name + " " + StrictBase64.encode(bytes) + "\n";
    }

    /** Reads a line without its newline; {@code ledger.note.signature-line} if it is none. */
    public static NoteSignature parse(String line) {
        int space = line.startsWith(START) ? line.indexOf(' ', START.length()) : -1;
        if (space < 0) {
            throw new LedgerException("ledger.note.signature-line", "", "line", Excerpt.of(line));
        }
        String name = KeyName.checked(line.substring(START.length(), space));
        byte[] bytes = StrictBase64.decode(line.substring(space + 1));
        if (bytes.length <= Integer.BYTES) {
            throw new LedgerException("ledger.note.signature-line", "", "line", Excerpt.of(line));
        }
        return new NoteSignature(
                name, ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /** The time at which a signature of a timed type was made, in whole seconds. Means nothing before it is verified. */
    public Instant time() {
        return Instant.ofEpochSecond(ByteBuffer.wrap(signature).getLong());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * keyId + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return START + name + " " + HexFormat.of().toHexDigits(keyId);
    }
}
