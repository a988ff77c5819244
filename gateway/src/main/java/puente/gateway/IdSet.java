package puente.gateway;

import java.util.UUID;

/** A set of ids in 16 bytes each (open addressing over two words, at most two thirds full); all zeros cannot be held. */
final class IdSet {
    private long[] words = new long[2 * 1024];
    private int size;

    /** Adds an id; false where it is there already. */
    boolean add(UUID id) {
        if (3L * size >= words.length) {
            grow();
        }
        int at = slot(words, id.getMostSignificantBits(), id.getLeastSignificantBits());
        if (words[at] != 0 || words[at + 1] != 0) {
            return false;
        }
        words[at] = id.getMostSignificantBits();
        words[at + 1] = id.getLeastSignificantBits();
        size++;
        return true;
    }

    boolean contains(UUID id) {
        int at = slot(words, id.getMostSignificantBits(), id.getLeastSignificantBits());
        return words[at] != 0 || words[at + 1] != 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] wider = new long[words.length * 2];
        for (int from = 0; from < words.length; from += 2) {
            if (words[from] != 0 || words[from + 1] != 0) {
                int to = slot(wider, words[from], words[from + 1]);
                wider[to] = words[from];
                wider[to + 1] = words[from + 1];
            }
        }
        words = wider;
    }

    private static int slot(long[] table, long high, long low) {
        int mask = table.length - 1;
        // The ids are digests already: their own low bits are spread well enough.
        int at = (int) (low << 1) & mask;
        while ((table[at] != 0 || table[at + 1] != 0) && (table[at] != high || table[at + 1] != low)) {
            at = (at + 2) & mask;
        }
        return at;
    }
}
