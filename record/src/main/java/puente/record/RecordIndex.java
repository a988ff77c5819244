package puente.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a store needs to find a record.
 *
 * @param from the first day on which what it states may have happened; empty where it states no time
 * @param to the last such day, inclusive; present exactly when {@code from} is
 * @param areas administrative areas, each followed by those that enclose it: {@code MX-SIN/006, MX-SIN, MX}; distinct
 * @param latitude degrees north, of the first place that has a point
 * @param longitude degrees east; present exactly when {@code latitude} is
 * @param keys {@code fieldName=normal value} for identifiers, codes and references; distinct, sorted
 * @param text names, free text and place names, separated by line feeds
 */
public record RecordIndex(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        List<String> areas,
        OptionalDouble latitude,
        OptionalDouble longitude,
        List<String> keys,
        String text) {
    public RecordIndex {
        areas = List.copyOf(areas);
        keys = List.copyOf(keys);
    }

    /** The index of a record whose fields are in the kind's normal form. */
    public static RecordIndex of(Kind kind, Record record) {
        throw new UnsupportedOperationException(kind + " " + record);
    }
}
