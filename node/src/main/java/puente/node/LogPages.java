package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import puente.ledger.Checkpoint;
import puente.ledger.LedgerException;
import puente.ledger.LogReader;
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

    static void checkpoint(Context request, LogReader log) throws IOException {
        HttpServer.bytes(request, CHECKPOINT_TYPE, note(request, log));
    }

    private static byte[] note(Context request, LogReader log) throws IOException {
        return log.checkpoint().orElseThrow(() -> new ProblemException(Problem.of("node.log.empty", request.path())));
    }

    /** The tile that a path below {@code /tile/} names; a path that names none is refused. */
    static TileId tileId(String path) {
        try {
            return TileId.parse("tile/" + path);
        } catch (LedgerException malformed) {
            throw Problems.of(malformed);
        }
    }

    static void tile(Context request, LogReader log) throws IOException {
        TileId id = tileId(request.pathParam("tile"));
        long size = Checkpoint.ofUnverified(note(request, log)).size();
        Optional<byte[]> tile =
                id.width() <= TileId.widthAt(id.level(), id.index(), size) ? log.tile(id) : Optional.empty();
        sendTile(
                request,
                tile.orElseThrow(
                        () -> new ProblemException(Problem.of("node.log.no-tile", request.path(), "size", size))));
    }

    static void sendTile(Context request, byte[] tile) {
        HttpServer.bytes(request, TILE_TYPE, tile);
        request.header("Cache-Control", IMMUTABLE);
    }
}
