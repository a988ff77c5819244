package puente.bench;

/** One benchmark, run by name with {@code puente bench NAME}. */
public interface Bench {
    /** What it is called on the command line. */
    String name();

    /** What it measures, in one line. */
    String measures();

    /**
     * Runs it once and reports each figure. A benchmark that cannot measure (a peer is missing) says so by an exception; it never
     * reports a figure that it did not take.
     */
    void run(Report report) throws Exception;
}
