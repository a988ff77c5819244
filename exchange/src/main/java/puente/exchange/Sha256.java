package puente.exchange;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import puente.record.Forms;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
    private static final HexFormat HEX = HexFormat.of();
    /** Never updated, only copied: to look up an algorithm costs as much as to digest a few hundred bytes. */
    private static final MessageDigest FRESH = provided();

    public Sha256 {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    /** Whether a text is a digest as it stands in leaves and addresses. */
    public static boolean isDigest(String text) {
        return Forms.isDigest(text);
    }

    /** The digest of some bytes. */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(HEX.formatHex(newDigest().digest(bytes)));
    }

    static MessageDigest newDigest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException notCopied) {
            return provided();
        }
    }

    private static MessageDigest provided() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
