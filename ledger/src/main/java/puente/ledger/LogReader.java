package puente.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A log as its readers see it: the signed checkpoint, and the tiles and bundles that it commits to. */
public interface LogReader extends TileReader {
    /** The newest signed checkpoint, as the note's bytes; nothing before the first. */
    Optional<byte[]> checkpoint() throws IOException;

    /**
     * Narrower versions of a tile that this log serves from files of their own: partial tiles of earlier sizes, which nobody
     * reads who follows the newest checkpoint, but which may have been changed all the same. None where a narrower version is cut
     * from the widest, and none where the log cannot be listed, as over HTTP.
     */
    default List<TileId> earlier(TileId tile) throws IOException {
        return List.of();
    }
}
