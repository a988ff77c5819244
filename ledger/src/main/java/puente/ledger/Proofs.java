package puente.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inclusion and consistency proofs of RFC 6962 sections 2.1.1 and 2.1.2: built from tiles, verified from nothing (the
 * algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2).
 */
public final class Proofs {
    /** Hashes in the longest consistency proof that is accepted (C2SP tlog-witness); inclusion proofs are as long at most. */
    public static final int LENGTH_MAX = 63;

    private Proofs() {}

    /**
     * The proof that the entry at {@code index} is in the tree of {@code size} entries: from the leaf's sibling to the root's
     * child.
     *
     * @throws IllegalArgumentException unless 0 ≤ index &lt; size
     * @throws LedgerException {@code ledger.tile.*} if a tile is missing or damaged
     */
    public static List<Hash> inclusion(long index, long size, TileReader tiles) throws IOException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no entry " + index + " among " + size);
        }
        NodeHashes hashes = new NodeHashes(size, tiles);
        List<Hash> fromRoot = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long split = from + largestPowerBelow(to - from);
            if (index < split) {
                fromRoot.add(hashes.range(split, to));
                to = split;
            } else {
                fromRoot.add(hashes.range(from, split));
                from = split;
            }
        }
        return List.copyOf(fromRoot.reversed());
    }

    /** Whether the proof binds the leaf to the root. Never throws: bad numbers and bad lengths are simply not proofs. */
    public static boolean verifyInclusion(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size || proof.size() > LENGTH_MAX) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash computed = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                computed = TreeHasher.node(sibling, computed);
                int skipped = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                computed = TreeHasher.node(computed, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && computed.equals(root);
    }

    /**
     * The proof that the tree of {@code oldSize} entries is a prefix of the tree of {@code newSize}; empty if they are equal or
     * the old one is empty.
     *
     * @throws IllegalArgumentException unless 0 ≤ oldSize ≤ newSize
     * @throws LedgerException {@code ledger.tile.*} if a tile is missing or damaged
     */
    public static List<Hash> consistency(long oldSize, long newSize, TileReader tiles) throws IOException {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("no way from " + oldSize + " to " + newSize + " entries");
        }
        if (oldSize == 0 || oldSize == newSize) {
            return List.of();
        }
        NodeHashes hashes = new NodeHashes(newSize, tiles);
        List<Hash> fromRoot = new ArrayList<>();
        long from = 0;
        long to = newSize;
        while (oldSize != to) {
            long split = from + largestPowerBelow(to - from);
            if (oldSize <= split) {
                fromRoot.add(hashes.range(split, to));
                to = split;
            } else {
                fromRoot.add(hashes.range(from, split));
                from = split;
            }
        }
        if (from > 0) {
            // The old tree is not a whole left part, so the verifier does not know this subtree from its root.
            fromRoot.add(hashes.range(from, to));
        }
        return List.copyOf(fromRoot.reversed());
    }

    /** Whether the proof shows that the newer tree only appended to the older. Never throws. */
    public static boolean verifyConsistency(long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
        if (oldSize < 0 || oldSize > newSize || proof.size() > LENGTH_MAX) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty()
                    && oldRoot.equals(newRoot)
                    && (oldSize != 0 || oldRoot.equals(TreeHasher.EMPTY_ROOT));
        }
        if (oldSize == 0) {
            return proof.isEmpty() && oldRoot.equals(TreeHasher.EMPTY_ROOT);
        }
        int next = Long.bitCount(oldSize) == 1 ? 0 : 1;
        if (next > proof.size() || proof.isEmpty()) {
            return false;
        }
        int height = Long.numberOfTrailingZeros(oldSize);
        long node = oldSize - 1 >>> height;
        long last = newSize - 1 >>> height;
        Hash oldComputed = next == 0 ? oldRoot : proof.getFirst();
        Hash newComputed = oldComputed;
        for (Hash sibling : proof.subList(next, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldComputed = TreeHasher.node(sibling, oldComputed);
                newComputed = TreeHasher.node(sibling, newComputed);
                int skipped = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                newComputed = TreeHasher.node(newComputed, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldComputed.equals(oldRoot) && newComputed.equals(newRoot);
    }

    /** The root of the first {@code size} entries of a log that has at least as many. */
    public static Hash root(long size, TileReader tiles) throws IOException {
        return size == 0 ? TreeHasher.EMPTY_ROOT : new NodeHashes(size, tiles).range(0, size);
    }

    private static long largestPowerBelow(long count) {
        return Long.highestOneBit(count - 1);
    }
}
