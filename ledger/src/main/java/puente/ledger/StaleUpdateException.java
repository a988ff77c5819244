package puente.ledger;

import java.io.IOException;

/** An update was computed from a size that is no longer the log's: a second writer exists. Nothing was written. */
public final class StaleUpdateException extends IOException {
    private static final long serialVersionUID = 1L;

    public StaleUpdateException(long storedSize, long updateOldSize) {
        super("the log has " + storedSize + " entries, but the update continues " + updateOldSize);
    }
}
