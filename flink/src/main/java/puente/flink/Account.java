package puente.flink;

/** What the operators count, by the names of Flink's accumulators. */
final class Account {
    static final String ROWS = "rows";
    static final String ROW_BYTES = "row-bytes";
    static final String KEYS = "keys";
    /** Rows that met others, once for each key by which they did. */
    static final String MEMBERS = "members";

    static final String MEMBER_BYTES = "member-bytes";
    static final String COMPARED = "compared";
    static final String KEPT = "kept";
    /** Pairs of groups that were too large. */
    static final String SKIPPED = "skipped";

    static final String PIECES = "pieces";
    static final String PIECE_ROWS = "piece-rows";
    static final String MATCHES = "matches";
    static final String SUBJECTS = "subjects";

    private Account() {}
}
