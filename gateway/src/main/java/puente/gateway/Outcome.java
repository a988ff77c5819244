package puente.gateway;

import java.util.List;
import java.util.OptionalDouble;
import puente.record.Bilingual;
import puente.record.Problem;
import puente.record.Record;

/** What became of one row. A row is imported whole, skipped whole, or quarantined whole. */
public sealed interface Outcome {
    /** Its number: 1 for the first row of data. */
    long row();

    /**
     * The row's statements.
     *
     * @param row the row, or, where rows of one natural key are added up, the first of them
     * @param records one for each series of the mapping and each unpivoted column; never empty
     */
    record Imported(long row, List<Record> records) implements Outcome {
        public Imported {
            records = List.copyOf(records);
        }
    }

    /** Part of a statement that is imported once all rows of its natural key are added up. */
    record Added(long row) implements Outcome {}

    /**
     * An entry of a table of areas.
     *
     * @param area hierarchical code, ISO 3166-2 first
     * @param name its name in its own country's language
     * @param latitude degrees north, WGS 84, where known
     * @param longitude degrees east, WGS 84, where known
     */
    record Listed(long row, String area, String name, OptionalDouble latitude, OptionalDouble longitude)
            implements Outcome {}

    /** Left out because the mapping says so. */
    record Skipped(long row, Bilingual reason) implements Outcome {}

    /**
     * Refused. {@code faults} holds every fault that was found, at least one.
     *
     * @param line 1 for the first line of the file
     */
    record Quarantined(String file, long row, long line, List<Fault> faults) implements Outcome {
        public Quarantined {
            faults = List.copyOf(faults);
        }
    }

    /**
     * One fault of a row.
     *
     * @param column the column or columns, or a JSON pointer; empty where the row as a whole is at fault
     * @param excerpt the value: shortened, and masked unless the mapping's kind is about no one in particular
     * @param problem reason and remedy; its position is {@code file:line:column}
     */
    record Fault(String column, String excerpt, Problem problem) {}
}
