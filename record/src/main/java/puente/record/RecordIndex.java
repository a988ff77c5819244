package puente.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.record.type.Areas;
import puente.record.type.PartialDates;

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
    private static final String US_FISCAL = "us-fiscal";
    /** Months before the one that names a period that is longer, by calendar. */
    private static final Map<String, Integer> LEAD_MONTHS = Map.of("rolling-12-months", 11, "half-year", 5);

    private static final int FISCAL_YEAR_LEAD_MONTHS = 3;

    public RecordIndex {
        areas = List.copyOf(areas);
        keys = List.copyOf(keys);
    }

    /**
     * The index of a record whose fields are in the kind's normal form. The period spans all fields indexed as period; a
     * year means the United States fiscal year that ends in it where the record's {@code calendar} says {@code us-fiscal}; a
     * month the twelve months that end with it where it says {@code rolling-12-months}, and the six where it says {@code half-year}.
     */
    public static RecordIndex of(Kind kind, Record record) {
        Collecting collecting = new Collecting(
                US_FISCAL.equals(record.fields().get("calendar")),
                LEAD_MONTHS.getOrDefault(String.valueOf(record.fields().get("calendar")), 0));
        for (Field field : kind.fields()) {
            Object value = record.fields().get(field.name());
            if (value != null && field.indexed() != Field.Indexed.NONE) {
                List<?> values = field.repeated() && value instanceof List<?> list ? list : List.of(value);
                values.forEach(each -> collecting.add(field, each));
            }
        }
        return collecting.index();
    }

    private static final class Collecting {
        private final boolean fiscal;
        private final int leadMonths;
        private final Set<String> areas = new LinkedHashSet<>();
        private final Set<String> keys = new TreeSet<>();
        private final List<String> texts = new ArrayList<>();
        private @Nullable LocalDate from;
        private @Nullable LocalDate to;
        private OptionalDouble latitude = OptionalDouble.empty();
        private OptionalDouble longitude = OptionalDouble.empty();

        Collecting(boolean fiscal, int leadMonths) {
            this.fiscal = fiscal;
            this.leadMonths = leadMonths;
        }

        void add(Field field, Object value) {
            switch (field.indexed()) {
                case NONE -> {}
                case KEY -> field.type().keys(value).forEach(key -> keys.add(field.name() + "=" + key));
                case TEXT -> texts.add(field.type().text(value));
                case PLACE -> place(field.type(), value);
                case PERIOD -> period(value.toString());
            }
        }

        private void place(FieldType type, Object value) {
            type.keys(value).forEach(area -> areas.addAll(Areas.enclosing(area)));
            if (value instanceof Map<?, ?> place) {
                String text = type.text(value);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
                if (latitude.isEmpty()
                        && place.get("lat") instanceof Number lat
                        && place.get("lon") instanceof Number lon) {
                    latitude = OptionalDouble.of(lat.doubleValue());
                    longitude = OptionalDouble.of(lon.doubleValue());
                }
            }
        }

        private void period(String date) {
            int lead = fiscal && PartialDates.isYear(date) ? FISCAL_YEAR_LEAD_MONTHS : 0;
            int before = PartialDates.isMonth(date) ? leadMonths : 0;
            LocalDate first = PartialDates.first(date).minusMonths(lead + before);
            LocalDate last =
                    PartialDates.last(date).plusDays(1).minusMonths(lead).minusDays(1);
            from = from == null || first.isBefore(from) ? first : from;
            to = to == null || last.isAfter(to) ? last : to;
        }

        RecordIndex index() {
            return new RecordIndex(
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    List.copyOf(areas),
                    latitude,
                    longitude,
                    List.copyOf(keys),
                    String.join("\n", texts));
        }
    }
}
