package puente.store;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import puente.record.Agency;

/**
 * What to look for: every part given must hold. Build with {@link #everything()} and the {@code with…} methods.
 *
 * @param kind the record's kind
 * @param agency whose statement it is: an agency, or a whole party
 * @param area an area code; finds that area and everything within ({@code MX-SIN} finds {@code MX-SIN/006})
 * @param from first day of a period that the record's own period must overlap
 * @param to last day of it
 * @param box a bounding box that holds the record's place
 * @param text words that must all occur, in any order; accents and case do not matter, Spanish and English endings
 *     neither; the last word may be a beginning
 * @param keys identifiers and codes by field name, in normal form
 * @param purpose the reader's purpose: records received from others are found only if their handling carries it; without
 *     a purpose only own records are found
 * @param cursor where the previous page ended
 * @param limit how many on a page
 */
public record RecordQuery(
        Optional<String> kind,
        Optional<Agency> agency,
        Optional<String> area,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Box> box,
        Optional<String> text,
        Map<String, String> keys,
        Optional<String> purpose,
        Optional<Cursor> cursor,
        OptionalInt limit) {

    /** South-west and north-east corners in degrees; west may exceed east where the box crosses the antimeridian. */
    public record Box(double south, double west, double north, double east) {}

    public RecordQuery {
        keys = Map.copyOf(keys);
    }

    /** All own records, newest first. */
    public static RecordQuery everything() {
        return new RecordQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }
}
