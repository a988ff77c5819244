package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashing of RFC 6962 section 2.1: a leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right), the empty tree
 * SHA-256 of nothing.
 *
 * <p>One instance holds one digest and one scratch buffer and allocates nothing while it hashes; it belongs to one thread at a
 * time. The static methods are for the occasional hash.
 */
public final class TreeHasher {
    /** The root of a log without entries. */
    public static final Hash EMPTY_ROOT = Hash.owning(digest().digest());

    private final MessageDigest sha256 = digest();
    private final byte[] node = new byte[1 + 2 * Hash.SIZE];

    public TreeHasher() {
        node[0] = 1;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }

    /** The hash of an entry as a leaf. */
    public static Hash leaf(byte[] entry) {
        byte[] hash = new byte[Hash.SIZE];
        new TreeHasher().leaf(entry, 0, entry.length, hash, 0);
        return Hash.owning(hash);
    }

    /** The hash of two subtrees joined. */
    public static Hash node(Hash left, Hash right) {
        byte[] hash = new byte[Hash.SIZE];
        new TreeHasher().node(left.shared(), 0, right.shared(), 0, hash, 0);
        return Hash.owning(hash);
    }

    /** SHA-256 of some bytes, for identifiers; not a tree hash. */
    static byte[] sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static byte[] sha256(String ascii) {
        return sha256(ascii.getBytes(US_ASCII));
    }

    void leaf(byte[] bytes, int offset, int length, byte[] target, int at) {
        sha256.update((byte) 0);
        sha256.update(bytes, offset, length);
        finish(target, at);
    }

    void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target, int at) {
        System.arraycopy(left, leftAt, node, 1, Hash.SIZE);
        System.arraycopy(right, rightAt, node, 1 + Hash.SIZE, Hash.SIZE);
        sha256.update(node, 0, node.length);
        finish(target, at);
    }

    private void finish(byte[] target, int at) {
        try {
            sha256.digest(target, at, Hash.SIZE);
        } catch (DigestException shortBuffer) {
            throw new IndexOutOfBoundsException("no room for a hash at " + at + " of " + target.length);
        }
    }

    /**
     * The root over hashes of subtrees that stand side by side, of which all but the last are equally large: pairs are joined,
     * an odd last one rises. That is the split of RFC 6962. The buffer is destroyed; the root ends in its first 32 bytes.
     */
    void foldInPlace(byte[] hashes, int count) {
        for (int left = count; left > 1; left = (left + 1) / 2) {
            for (int pair = 0; pair < left / 2; pair++) {
                int at = 2 * pair * Hash.SIZE;
                node(hashes, at, hashes, at + Hash.SIZE, hashes, pair * Hash.SIZE);
            }
            if (left % 2 == 1) {
                System.arraycopy(hashes, (left - 1) * Hash.SIZE, hashes, left / 2 * Hash.SIZE, Hash.SIZE);
            }
        }
    }
}
