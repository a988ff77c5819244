package puente.exchange;

import java.security.SecureRandom;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.RecordCodec;

/**
 * What stands beside a leaf and can be deleted: a random salt, then the canonical record.
 *
 * <pre>
 *  0                 32                              32+n
 * +-----------------+-------------------------------+
 * | salt            | canonical JSON of the record  |
 * +-----------------+-------------------------------+
 * </pre>
 *
 * <p>The leaf holds SHA-256 over all of it. The salt keeps a digest that outlives the record from confirming a guess at it.
 */
public final class Payload {
    /** Bytes of the salt. */
    public static final int SALT_BYTES = 32;

    /** Bytes of the largest payload. */
    public static final int BYTES_MAX = SALT_BYTES + RecordCodec.MAXIMUM_BYTES;

    private Payload() {}

    /** A payload of a canonical record, freshly salted. */
    public static byte[] of(byte[] canonicalRecord, SecureRandom random) {
        if (canonicalRecord.length > RecordCodec.MAXIMUM_BYTES) {
            throw new ProblemException(Problem.of(
                    "exchange.payload.size", "", "size", canonicalRecord.length, "limit", RecordCodec.MAXIMUM_BYTES));
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] payload = new byte[SALT_BYTES + canonicalRecord.length];
        System.arraycopy(salt, 0, payload, 0, SALT_BYTES);
        System.arraycopy(canonicalRecord, 0, payload, SALT_BYTES, canonicalRecord.length);
        return payload;
    }

    /** The canonical record in a payload. */
    public static byte[] record(byte[] payload) {
        if (payload.length <= SALT_BYTES) {
            throw new ProblemException(Problem.of("exchange.payload.short", "", "size", payload.length));
        }
        return java.util.Arrays.copyOfRange(payload, SALT_BYTES, payload.length);
    }
}
