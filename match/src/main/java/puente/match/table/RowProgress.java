package puente.match.table;

/** Hears how many rows have been read, now and then. */
@FunctionalInterface
public interface RowProgress {
    /** For callers that do not watch. */
    RowProgress NONE = rows -> {};

    void at(long rows);
}
