package puente.gateway;

import java.util.Map;
import puente.record.Bilingual;

/**
 * Account of an import: every row of the file is in exactly one of three counts.
 *
 * @param file the source's name
 * @param mapping the mapping's name; {@code records} where lines were records already
 * @param sha256 digest of the file's bytes as they came
 * @param rows rows of data in the file
 * @param importedRows rows that became records or table entries
 * @param skippedRows rows left out by declaration
 * @param quarantinedRows rows refused
 * @param records records made
 * @param skipped skipped rows by their declared reason
 */
public record ImportSummary(
        String file,
        String mapping,
        String sha256,
        long rows,
        long importedRows,
        long skippedRows,
        long quarantinedRows,
        long records,
        Map<Bilingual, Long> skipped) {
    public ImportSummary {
        skipped = Map.copyOf(skipped);
        if (importedRows + skippedRows + quarantinedRows != rows) {
            throw new AssertionError("every row is imported, skipped or quarantined: " + importedRows + " + "
                    + skippedRows + " + " + quarantinedRows + " of " + rows);
        }
    }
}
