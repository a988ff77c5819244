package puente.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A bundle: 1 to 256 entries, each behind its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries").
 *
 * <pre>
 *  0        1        2                    2+n      3+n
 * +--------+--------+--------------------+--------+--------+----
 * | length n (BE)   | entry, n bytes     | length m (BE)   | …
 * +--------+--------+--------------------+--------+--------+----
 * </pre>
 */
public final class EntryBundle {
    /** Bytes of the longest entry: what a uint16 can say. */
    public static final int ENTRY_SIZE_MAX = 65_535;

    /** Bytes of the largest bundle. */
    public static final int SIZE_MAX = TileId.FULL_WIDTH * (ENTRY_SIZE_MAX + 2);

    private EntryBundle() {}

    /** Entries as a bundle; an entry over {@value #ENTRY_SIZE_MAX} bytes is {@code ledger.entry.size}. */
    public static byte[] encode(Collection<byte[]> entries) {
        int length = 0;
        for (byte[] entry : entries) {
            length += 2 + checked(entry).length;
        }
        byte[] bundle = new byte[length];
        int at = 0;
        for (byte[] entry : entries) {
            at = put(entry, bundle, at);
        }
        return bundle;
    }

    static byte[] checked(byte[] entry) {
        if (entry.length > ENTRY_SIZE_MAX) {
            throw new LedgerException("ledger.entry.size", "", "size", entry.length, "limit", ENTRY_SIZE_MAX);
        }
        return entry;
    }

    static int put(byte[] entry, byte[] bundle, int at) {
        bundle[at] = (byte) (entry.length >>> 8);
        bundle[at + 1] = (byte) entry.length;
        System.arraycopy(entry, 0, bundle, at + 2, entry.length);
        return at + 2 + entry.length;
    }

    /** The length of the entry whose prefix stands at {@code at}; −1 if the entry does not lie wholly within the bundle. */
    static int lengthAt(byte[] bundle, int at) {
        if (at + 2 > bundle.length) {
            return -1;
        }
        int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
        return at + 2 + length > bundle.length ? -1 : length;
    }

    /**
     * The entries of a bundle.
     *
     * @param width how many there must be, exactly, to the last byte; otherwise {@code ledger.bundle.malformed} with the byte
     */
    public static List<byte[]> decode(byte[] bundle, int width) {
        List<byte[]> entries = new ArrayList<>(width);
        int at = 0;
        for (int index = 0; index < width; index++) {
            int length = lengthAt(bundle, at);
            if (length < 0) {
                throw malformed(at, index, width);
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        if (at != bundle.length) {
            throw malformed(at, width, width);
        }
        return entries;
    }

    private static LedgerException malformed(int at, int entries, int width) {
        return new LedgerException("ledger.bundle.malformed", "byte " + at, "entries", entries, "width", width);
    }

    /** The first {@code width} entries of a wider bundle, still encoded; nothing if it has fewer. */
    public static Optional<byte[]> prefix(byte[] wider, int width) {
        int at = 0;
        for (int index = 0; index < width; index++) {
            int length = lengthAt(wider, at);
            if (length < 0) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.of(at == wider.length ? wider : Arrays.copyOf(wider, at));
    }
}
