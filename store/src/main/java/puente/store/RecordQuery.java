package puente.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What to look for: every part given must hold. Build with {@link #builder()}.
 *
 * @param kind the record's kind
 * @param agency whose statement it is: an agency, or a whole party
 * @param area an area code; finds that area and everything within ({@code MX-SIN} finds {@code MX-SIN/006})
 * @param from first day of a period that the record's own period must overlap
 * @param to last day of it
 * @param box a bounding box that holds the record's place
 * @param text words that must all occur, in any order; accents and case do not matter, Spanish and English endings
 *     neither; the last word may be a beginning. What names a code in either language also finds records by that code:
 *     {@code fentanilo} those whose drug is fentanyl
 * @param keys identifiers and codes by field name, in normal form
 * @param purpose the reader's purpose: records received from others are found only if their handling carries it; without
 *     a purpose only own records are found
 * @param cursor where the previous page ended
 * @param limit how many on a page, 1 to {@link #LIMIT_MAX}
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
        int limit) {
    public static final int LIMIT_MAX = 1_000;
    public static final int LIMIT_STANDARD = 50;
    /** Longest text asked for, in characters. */
    public static final int TEXT_LENGTH_MAX = 500;
    /** Most words asked for. */
    public static final int WORDS_MAX = 20;
    /** Longest value of any other part, in characters. */
    public static final int VALUE_LENGTH_MAX = 200;
    /** Most keys asked for at once. */
    public static final int KEYS_MAX = 10;

    /** South-west and north-east corners in degrees; west exceeds east where the box crosses the antimeridian. */
    public record Box(double south, double west, double north, double east) {
        public Box {
            if (!(south >= -90 && south <= north && north <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180)) {
                throw malformed(south + "," + west + "," + north + "," + east);
            }
        }

        /**
         * Reads {@code south,west,north,east}.
         *
         * @throws ProblemException {@code store.query.box}
         */
        public static Box parse(String text) {
            String[] parts = text.length() > VALUE_LENGTH_MAX ? new String[0] : text.split(",", -1);
            if (parts.length != 4) {
                throw malformed(text);
            }
            try {
                return new Box(
                        Double.parseDouble(parts[0].strip()),
                        Double.parseDouble(parts[1].strip()),
                        Double.parseDouble(parts[2].strip()),
                        Double.parseDouble(parts[3].strip()));
            } catch (NumberFormatException notANumber) {
                throw malformed(text);
            }
        }

        private static ProblemException malformed(String text) {
            return new ProblemException(Problem.of("store.query.box", "box", "value", shortened(text)));
        }
    }

    public RecordQuery {
        keys = Map.copyOf(keys);
        List<Problem> problems = new ArrayList<>();
        if (limit < 1 || limit > LIMIT_MAX) {
            problems.add(Problem.of("store.query.limit", "limit", "value", limit, "most", LIMIT_MAX));
        }
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            problems.add(Problem.of("store.query.period", "from", "from", from.get(), "to", to.get()));
        }
        text.ifPresent(words -> {
            if (words.length() > TEXT_LENGTH_MAX || Folding.words(words).size() > WORDS_MAX) {
                problems.add(
                        Problem.of("store.query.text-long", "q", "characters", TEXT_LENGTH_MAX, "words", WORDS_MAX));
            } else if (Folding.words(words).isEmpty()) {
                problems.add(Problem.of("store.query.text-empty", "q", "value", words));
            }
        });
        kind.ifPresent(value -> checkLength(value, "kind", problems));
        area.ifPresent(value -> checkLength(value, "area", problems));
        purpose.ifPresent(value -> checkLength(value, "purpose", problems));
        keys.forEach((field, value) -> checkLength(field + value, field, problems));
        if (keys.size() > KEYS_MAX) {
            problems.add(Problem.of("store.query.keys", "", "most", KEYS_MAX));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static void checkLength(String value, String position, List<Problem> problems) {
        if (value.length() > VALUE_LENGTH_MAX) {
            problems.add(Problem.of("store.query.value-long", position, "most", VALUE_LENGTH_MAX));
        }
    }

    private static String shortened(String value) {
        return value.length() > VALUE_LENGTH_MAX ? value.substring(0, VALUE_LENGTH_MAX) + "…" : value;
    }

    /** A query that finds all own records, newest first, until narrowed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a query; {@link #build} checks them all at once. */
    public static final class Builder {
        private Optional<String> kind = Optional.empty();
        private Optional<Agency> agency = Optional.empty();
        private Optional<String> area = Optional.empty();
        private Optional<LocalDate> from = Optional.empty();
        private Optional<LocalDate> to = Optional.empty();
        private Optional<Box> box = Optional.empty();
        private Optional<String> text = Optional.empty();
        private final Map<String, String> keys = new TreeMap<>();
        private Optional<String> purpose = Optional.empty();
        private Optional<Cursor> cursor = Optional.empty();
        private int limit = LIMIT_STANDARD;

        private Builder() {}

        public Builder kind(String value) {
            kind = Optional.of(value);
            return this;
        }

        public Builder agency(Agency value) {
            agency = Optional.of(value);
            return this;
        }

        public Builder area(String value) {
            area = Optional.of(value);
            return this;
        }

        public Builder from(LocalDate value) {
            from = Optional.of(value);
            return this;
        }

        public Builder to(LocalDate value) {
            to = Optional.of(value);
            return this;
        }

        public Builder box(Box value) {
            box = Optional.of(value);
            return this;
        }

        public Builder text(String value) {
            text = Optional.of(value);
            return this;
        }

        /** A field that the kind indexes, and its value in normal form. */
        public Builder key(String field, String value) {
            keys.put(field, value);
            return this;
        }

        public Builder purpose(String value) {
            purpose = Optional.of(value);
            return this;
        }

        public Builder cursor(Cursor value) {
            cursor = Optional.of(value);
            return this;
        }

        public Builder limit(int value) {
            limit = value;
            return this;
        }

        /**
         * The query.
         *
         * @throws ProblemException {@code store.query.*}, every problem found
         */
        public RecordQuery build() {
            return new RecordQuery(kind, agency, area, from, to, box, text, keys, purpose, cursor, limit);
        }
    }
}
