package puente.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash: exactly 32 bytes, compared by content. */
public final class Hash {
    /** Bytes of a hash. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A hash of a copy of 32 bytes; any other length is an {@link IllegalArgumentException}. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The hash that stands at {@code offset} in a longer array. */
    public static Hash at(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + SIZE));
    }

    /** Takes ownership of an array that nobody else keeps. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /** A hash from its standard base64 form, exactly as {@link #base64} writes it. */
    public static Hash parseBase64(String text) {
        byte[] bytes = StrictBase64.decode(text);
        if (bytes.length != SIZE) {
            throw new LedgerException("ledger.hash.length", "", "length", bytes.length);
        }
        return new Hash(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return StrictBase64.encode(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The array itself, for hashing without a copy; never to be written to. */
    byte[] shared() {
        return bytes;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, SIZE);
    }

    boolean sameAs(byte[] other, int offset) {
        return Arrays.equals(bytes, 0, SIZE, other, offset, offset + SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
