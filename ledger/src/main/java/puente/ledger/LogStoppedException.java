package puente.ledger;

import org.jspecify.annotations.Nullable;

/** A log writes no more: it was closed, or its storage's state is unknown and going on could sign a fork. Reopen it to know. */
public final class LogStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public LogStoppedException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
