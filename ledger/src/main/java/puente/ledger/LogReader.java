package puente.ledger;

import java.io.IOException;
import java.util.Optional;

/** A log as its readers see it: the signed checkpoint, and the tiles and bundles that it commits to. */
public interface LogReader extends TileReader {
    /** The newest signed checkpoint, as the note's bytes; nothing before the first. */
    Optional<byte[]> checkpoint() throws IOException;
}
