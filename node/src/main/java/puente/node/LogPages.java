package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import puente.ledger.LedgerException;
import puente.ledger.TileId;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A log as its readers see it over HTTP: C2SP tlog-tiles, "Interface". A checkpoint is never stored on the way; a tile or
 * bundle never changes, so whoever has it once need not ask again. What the published checkpoint does not commit to is not
 * there.
 */
final class LogPages {
    static final String CHECKPOINT_TYPE = "text/plain; charset=utf-8";
    static final String TILE_TYPE = "application/octet-stream";

    private static final String IMMUTABLE = "max-age=31536000, immutable";

    private LogPages() {}

    /** The part of a log that is public to whoever reached the route. */
    interface Published {
        /** The signed note in force; empty before the first. */
        Optional<byte[]> checkpoint();

        /** Entries that the checkpoint commits to. */
        long size();

        /** The bytes of a tile at exactly the width asked for. */
        Optional<byte[]> tile(TileId tile) throws IOException;
    }

    static void checkpoint(Context request, Published log) {
        byte[] note =
                log.checkpoint().orElseThrow(() -> new ProblemException(Problem.of("node.log.empty", request.path())));
        HttpServer.bytes(request, CHECKPOINT_TYPE, note);
    }

    /** {@code path} is what follows {@code /tile/}. */
    static void tile(Context request, Published log, String path) throws IOException {
        TileId id;
        try {
            id = TileId.parse("tile/" + path);
        } catch (LedgerException malformed) {
            throw Problems.of(malformed);
        }
        Optional<byte[]> tile =
                id.width() <= TileId.widthAt(id.level(), id.index(), log.size()) ? log.tile(id) : Optional.empty();
        if (tile.isEmpty()) {
            throw new ProblemException(Problem.of("node.log.no-tile", request.path(), "size", log.size()));
        }
        HttpServer.bytes(request, TILE_TYPE, tile.get());
        request.header("Cache-Control", IMMUTABLE);
    }
}
