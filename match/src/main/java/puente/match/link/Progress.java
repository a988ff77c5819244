package puente.match.link;

/** Hears how far a linkage has come. */
@FunctionalInterface
public interface Progress {
    /** For callers that do not watch. */
    Progress NONE = (done, all) -> {};

    /** {@code done} of {@code all} rows are scored. */
    void at(long done, long all);
}
