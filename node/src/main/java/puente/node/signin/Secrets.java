package puente.node.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Values that nobody guesses: 256 bits each. Because they are, a plain SHA-256 is enough to store them; there is nothing to
 * stretch.
 */
public final class Secrets {
    /** Bytes of a secret. */
    public static final int BYTES = 32;

    private final SecureRandom random;

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    /** A new one, in 43 characters of base64url. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A short name for what a secret belongs to: 10 hexadecimal digits. */
    public String name() {
        byte[] bytes = new byte[5];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What is stored of a secret: its SHA-256 in hexadecimal. */
    public static String digest(String secret) {
        return digest(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** What is stored of a certificate. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether two texts are the same, in a time that does not tell where they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A second secret made from a first, which it does not give away. */
    public static String derived(String purpose, String secret) {
        return digest("puente " + purpose + "\n" + secret);
    }
}
