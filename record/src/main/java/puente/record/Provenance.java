package puente.record;

/**
 * Where a statement comes from.
 *
 * @param source what it was read from: a file with its row, a system, an officer's report; never empty
 * @param synthetic true for invented data; shown wherever the record is shown, and never dropped
 */
public record Provenance(String source, boolean synthetic) {
    public Provenance {
        if (source.isBlank()) {
            throw new ProblemException(Problem.of("record.provenance.empty", "/provenance/source"));
        }
    }
}
