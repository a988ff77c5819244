package puente.record;

/**
 * Where a statement comes from.
 *
 * @param source what it was read from: a file with its row, a system, an officer's report; never empty, at most
 *     {@value #MAXIMUM_SOURCE} characters
 * @param synthetic true for invented data; shown wherever the record is shown, and never dropped
 */
public record Provenance(String source, boolean synthetic) {
    /** The longest source; above it {@code record.provenance.too-long}. */
    public static final int MAXIMUM_SOURCE = 500;

    public Provenance {
        if (source.isBlank()) {
            throw new ProblemException(Problem.of("record.provenance.empty", "/provenance/source"));
        }
        if (source.length() > MAXIMUM_SOURCE) {
            throw new ProblemException(Problem.of(
                    "record.provenance.too-long",
                    "/provenance/source",
                    "maximum",
                    MAXIMUM_SOURCE,
                    "length",
                    source.length()));
        }
    }
}
