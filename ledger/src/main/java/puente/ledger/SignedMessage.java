package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The bytes that are really signed under each signature type (C2SP signed-note and tlog-cosignature). */
final class SignedMessage {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(US_ASCII);

    /**
     * How the message of an Ed25519 cosignature begins. A plain note must not begin so: under a key that signs both, its
     * signature would be a cosignature that nobody meant to give.
     */
    private static final byte[] COSIGNATURE_HEADER = "cosignature/v1\n".getBytes(US_ASCII);

    private SignedMessage() {}

    /**
     * The message for a text; nothing if the type signs checkpoints only and the text is none that it can sign, or if the text
     * could be taken for the message of another type.
     */
    static Optional<byte[]> of(SignatureType type, String signerName, long timestamp, byte[] text) {
        return switch (type) {
            case ED25519 -> startsWith(text, COSIGNATURE_HEADER) ? Optional.empty() : Optional.of(text);
            case ML_DSA_44 -> Optional.of(text);
            case COSIGNATURE_ED25519 -> Checkpoint.tryParse(text).map(checkpoint -> withTime(timestamp, text));
            case COSIGNATURE_ML_DSA_44 ->
                Checkpoint.tryParse(text).flatMap(checkpoint -> subtree(signerName, timestamp, checkpoint));
        };
    }

    private static boolean startsWith(byte[] text, byte[] start) {
        return text.length >= start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
    }

    private static byte[] withTime(long timestamp, byte[] text) {
        byte[] header = ("cosignature/v1\ntime " + timestamp + "\n").getBytes(US_ASCII);
        return ByteBuffer.allocate(header.length + text.length)
                .put(header)
                .put(text)
                .array();
    }

    /**
     * <pre>
     * uint8 label[12] = "subtree/v1\n\0";  opaque cosigner_name&lt;1..255&gt;;  uint64 timestamp;
     * opaque log_origin&lt;1..255&gt;;  uint64 start = 0;  uint64 end = size;  uint8 hash[32];
     * </pre>
     */
    private static Optional<byte[]> subtree(String signerName, long timestamp, Checkpoint checkpoint) {
        byte[] name = Utf8.bytes(signerName);
        byte[] origin = Utf8.bytes(checkpoint.origin());
        if (name.length > 255 || origin.length > 255) {
            return Optional.empty();
        }
        return Optional.of(
                ByteBuffer.allocate(SUBTREE_LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + Hash.SIZE)
                        .put(SUBTREE_LABEL)
                        .put((byte) name.length)
                        .put(name)
                        .putLong(timestamp)
                        .put((byte) origin.length)
                        .put(origin)
                        .putLong(0)
                        .putLong(checkpoint.size())
                        .put(checkpoint.root().shared())
                        .array());
    }
}
