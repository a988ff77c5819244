package puente.ledger;

import java.io.IOException;
import java.util.List;

/** Inclusion and consistency proofs of RFC 6962 sections 2.1.1 and 2.1.2: built from tiles, verified from nothing. */
public final class Proofs {
    /** Hashes in the longest consistency proof that is accepted (C2SP tlog-witness); inclusion proofs are as long at most. */
    public static final int LENGTH_MAX = 63;

    private Proofs() {}

    /** The proof that the entry at {@code index} is in the tree of {@code size} entries: from the leaf's sibling to the root's child. */
    public static List<Hash> inclusion(long index, long size, TileReader tiles) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the proof binds the leaf to the root. Never throws: bad numbers and bad lengths are simply not proofs. */
    public static boolean verifyInclusion(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        throw new UnsupportedOperationException();
    }

    /** The proof that the tree of {@code oldSize} entries is a prefix of the tree of {@code newSize}; empty if equal or if the old is empty. */
    public static List<Hash> consistency(long oldSize, long newSize, TileReader tiles) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the proof shows that the newer tree only appended to the older. Never throws. */
    public static boolean verifyConsistency(long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
        throw new UnsupportedOperationException();
    }

    /** The root of the first {@code size} entries. */
    public static Hash root(long size, TileReader tiles) throws IOException {
        throw new UnsupportedOperationException();
    }
}
