package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asserts a whole log after each step of a test: that what is served is exactly the entries expected, that every tile and
 * bundle at the published size exists and is what a second, plainly recursive computation gives, that no other tile exists
 * beside them, and that {@link LogVerifier} agrees.
 */
public final class TreeAssertions {
    private TreeAssertions() {}

    /** Entries 0 to count − 1 of the test vectors: the text {@code entry i}. */
    public static List<byte[]> entries(int from, int to) {
        List<byte[]> entries = new ArrayList<>();
        for (int index = from; index < to; index++) {
            entries.add(("entry " + index).getBytes(US_ASCII));
        }
        return entries;
    }

    /** The whole log is exactly these entries, under a checkpoint that all these keys signed. */
    public static void assertWholeTree(LogReader log, List<byte[]> expected, List<NoteVerifier> keys)
            throws IOException {
        SignedNote note = SignedNote.parse(log.checkpoint().orElseThrow());
        Checkpoint checkpoint = note.checkpoint();
        assertThat(checkpoint.size()).isEqualTo(expected.size());
        List<Hash> leaves = expected.stream().map(TreeHasher::leaf).toList();
        assertThat(checkpoint.root()).isEqualTo(root(leaves));
        for (TileId tile : TileId.all(expected.size())) {
            byte[] bytes = log.tile(tile).orElseThrow(() -> new AssertionError("absent: " + tile));
            assertThat(bytes).as(tile.path()).isEqualTo(expectedTile(tile, expected, leaves));
        }
        for (TileId partial : TileId.partials(expected.size())) {
            assertThat(log.tile(partial.withWidth(partial.width() + 1)))
                    .as("wider than published: " + partial)
                    .isEmpty();
        }
        for (int level = TileId.ENTRIES; level < 4; level++) {
            long next = 0;
            while (TileId.widthAt(level, next, expected.size()) > 0) {
                next++;
            }
            assertThat(log.tile(new TileId(level, next, 1)))
                    .as("beyond the end")
                    .isEmpty();
        }
        LogVerdict verdict = new LogVerifier(keys, true, 1).verify(log);
        assertThat(verdict).isInstanceOf(LogVerdict.Sound.class);
    }

    private static byte[] expectedTile(TileId tile, List<byte[]> entries, List<Hash> leaves) {
        if (tile.isEntries()) {
            int from = (int) tile.index() * TileId.FULL_WIDTH;
            return EntryBundle.encode(entries.subList(from, from + tile.width()));
        }
        int span = 1 << 8 * tile.level();
        byte[] bytes = new byte[tile.width() * Hash.SIZE];
        for (int each = 0; each < tile.width(); each++) {
            int from = ((int) tile.index() * TileId.FULL_WIDTH + each) * span;
            root(leaves.subList(from, from + span)).copyTo(bytes, each * Hash.SIZE);
        }
        return bytes;
    }

    /** RFC 6962 section 2.1, word for word, over leaf hashes. */
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHasher.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}
