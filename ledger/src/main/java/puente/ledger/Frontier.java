package puente.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree as a follower needs it: its size and the hashes of the full subtrees it splits into, one for each
 * bit of the size. Append leaf hashes, compare the root with a checkpoint's: that is incremental verification in memory of a
 * few hundred bytes. Mutable; belongs to one thread.
 */
public final class Frontier {
    private static final int HEIGHT_MAX = 63;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] subtrees = new byte[HEIGHT_MAX * Hash.SIZE];
    private final byte[] carry = new byte[Hash.SIZE];
    private long size;

    /** The frontier of a log without entries. */
    public Frontier() {}

    /**
     * The frontier that {@link #size} and {@link #hashes} described.
     *
     * @param hashes the full subtrees from the left, largest first; as many as the size has one bits
     */
    public static Frontier of(long size, List<Hash> hashes) {
        if (size < 0 || hashes.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(hashes.size() + " hashes for size " + size);
        }
        Frontier frontier = new Frontier();
        frontier.size = size;
        int next = hashes.size();
        for (int height = 0; height < HEIGHT_MAX; height++) {
            if ((size >>> height & 1) == 1) {
                hashes.get(--next).copyTo(frontier.subtrees, height * Hash.SIZE);
            }
        }
        return frontier;
    }

    public Frontier copy() {
        return of(size, hashes());
    }

    public long size() {
        return size;
    }

    /** The full subtrees from the left, largest first. */
    public List<Hash> hashes() {
        List<Hash> hashes = new ArrayList<>();
        for (int height = HEIGHT_MAX - 1; height >= 0; height--) {
            if ((size >>> height & 1) == 1) {
                hashes.add(Hash.at(subtrees, height * Hash.SIZE));
            }
        }
        return hashes;
    }

    /** Adds an entry. */
    public void appendEntry(byte[] entry) {
        hasher.leaf(EntryBundle.checked(entry), 0, entry.length, carry, 0);
        carryUp();
    }

    /** Adds the hash of a leaf. */
    public void append(Hash leaf) {
        append(leaf.shared(), 0);
    }

    /** Adds the leaf hash that stands in an array, for instance in a tile. */
    public void append(byte[] hashes, int offset) {
        System.arraycopy(hashes, offset, carry, 0, Hash.SIZE);
        carryUp();
    }

    private void carryUp() {
        int height = 0;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1, height++) {
            hasher.node(subtrees, height * Hash.SIZE, carry, 0, carry, 0);
        }
        System.arraycopy(carry, 0, subtrees, height * Hash.SIZE, Hash.SIZE);
        size++;
    }

    /** The root at the present size. */
    public Hash root() {
        if (size == 0) {
            return TreeHasher.EMPTY_ROOT;
        }
        int height = Long.numberOfTrailingZeros(size);
        byte[] root = Hash.at(subtrees, height * Hash.SIZE).bytes();
        while (++height < HEIGHT_MAX) {
            if ((size >>> height & 1) == 1) {
                hasher.node(subtrees, height * Hash.SIZE, root, 0, root, 0);
            }
        }
        return Hash.owning(root);
    }
}
