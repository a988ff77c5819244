package puente.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.record.Record;
import puente.record.RecordIndex;

/** An observation as a row that can be summed. */
record ObservationRow(
        Record record,
        String indicator,
        String area,
        String period,
        String calendar,
        LocalDate from,
        LocalDate to,
        BigDecimal value,
        String unit,
        List<?> dimensions) {
    static final String KIND = "observation";
    static final String CALENDAR = "calendar";

    /** The row of an observation that states indicator, period and value; nothing for any other record. */
    static Optional<ObservationRow> of(Record record, RecordIndex index) {
        if (!record.kind().equals(KIND) || index.from().isEmpty() || index.to().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> fields = record.fields();
        if (!(fields.get("indicator") instanceof String indicator)
                || !(fields.get("period") instanceof String period)
                || !(fields.get("value") instanceof Map<?, ?> quantity)
                || !(quantity.get("value") instanceof String value)) {
            return Optional.empty();
        }
        return Optional.of(new ObservationRow(
                record,
                indicator,
                area(fields.get("area")),
                period,
                fields.get("calendar") instanceof String calendar ? calendar : CALENDAR,
                index.from().get(),
                index.to().get(),
                new BigDecimal(value),
                quantity.get("unit") instanceof String unit ? unit : "",
                fields.get("dimensions") instanceof List<?> list ? list : List.of()));
    }

    private static String area(@org.jspecify.annotations.Nullable Object field) {
        return switch (field) {
            case String code -> code;
            case Map<?, ?> place when place.get("area") instanceof String code -> code;
            case null, default -> "";
        };
    }

    /** Appends the row in the text format of COPY. */
    void copyText(StringBuilder copy, short originId, Origin origin) {
        copy.append(record.id()).append('\t').append(record.version()).append('\t');
        copy.append(originId).append('\t');
        escape(indicator, copy).append('\t');
        escape(area, copy).append('\t');
        escape(period, copy).append('\t');
        escape(calendar, copy).append('\t');
        copy.append(from).append('\t').append(to).append('\t');
        copy.append(value.toPlainString()).append('\t');
        escape(unit, copy).append('\t');
        array(dimensions, copy).append('\t');
        switch (origin) {
            case Origin.Own own -> copy.append("\\N");
            case Origin.Received received -> array(record.handling().purposes(), copy);
        }
        copy.append('\n');
    }

    private static StringBuilder array(Collection<?> values, StringBuilder copy) {
        StringBuilder array = new StringBuilder("{");
        for (Object value : values) {
            array.append(array.length() > 1 ? "," : "").append('"');
            array.append(value.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return escape(array.append('}').toString(), copy);
    }

    private static StringBuilder escape(String value, StringBuilder copy) {
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            switch (character) {
                case '\\' -> copy.append("\\\\");
                case '\t' -> copy.append("\\t");
                case '\n' -> copy.append("\\n");
                case '\r' -> copy.append("\\r");
                default -> copy.append(character);
            }
        }
        return copy;
    }
}
