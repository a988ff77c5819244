package puente.ledger;

import java.util.List;

/**
 * What appending entries to a tree comes to: pure data, so that a storage can put it in one transaction with rows of its own.
 *
 * @param oldSize entries before
 * @param newSize entries after
 * @param root the root after
 * @param tiles every tile and bundle that is new or has become wider, each once, at its new width: bundles, then levels from 0
 * @param edge the edge after, to append to next; to be used only once the update is durable
 */
public record TreeUpdate(long oldSize, long newSize, Hash root, List<Tile> tiles, TreeEdge edge) {
    public TreeUpdate {
        tiles = List.copyOf(tiles);
    }

    /** The tree head after the update. */
    public Checkpoint checkpoint(String origin) {
        return new Checkpoint(origin, newSize, root);
    }
}
