package puente.node;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.ledger.EntryBundle;
import puente.ledger.TileId;
import puente.ledger.TileReader;

/** Entries of a log of a known size, each bundle read once; belongs to one request. */
final class Entries {
    private final TileReader tiles;
    private final long size;
    private final Map<Long, List<byte[]>> bundles = new HashMap<>();

    Entries(TileReader tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** @param index from 0 to below the log's size */
    byte[] at(long index) throws IOException {
        long bundle = index / TileId.FULL_WIDTH;
        List<byte[]> entries = bundles.get(bundle);
        if (entries == null) {
            int width = TileId.widthAt(TileId.ENTRIES, bundle, size);
            byte[] bytes = tiles.tile(TileId.entries(bundle, width))
                    .orElseThrow(() -> new IOException("bundle " + bundle + " is absent"));
            entries = EntryBundle.decode(bytes, width);
            bundles.put(bundle, entries);
        }
        return entries.get((int) (index % TileId.FULL_WIDTH));
    }

    /** How many bundles were read. */
    int bundlesRead() {
        return bundles.size();
    }
}
