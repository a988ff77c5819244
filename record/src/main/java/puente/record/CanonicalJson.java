package puente.record;

/**
 * RFC 8785 (JSON Canonicalization Scheme): the one byte form of a JSON value, so that the same statement has the same digest
 * everywhere.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes of a value.
     *
     * @param value a {@code String}, {@code Boolean}, {@code Integer}, {@code Long} (at most 2^53 in size),
     *     {@code Double} (finite), {@code List}, or {@code Map} with {@code String} keys
     * @throws ProblemException {@code record.json.*} for a number JSON cannot carry exactly or a lone surrogate
     * @throws IllegalArgumentException for another Java type
     */
    public static byte[] write(Object value) {
        throw new UnsupportedOperationException(value.toString());
    }
}
