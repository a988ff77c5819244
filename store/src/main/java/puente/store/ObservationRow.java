package puente.store;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
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
    static final String INTO =
            "observation (id, version, origin, indicator, area, period, calendar, from_day, to_day, value, unit,"
                    + " dimensions, purposes, open, recorded_at)";
    private static final int INTO_COLUMNS = 15;
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

    /** Adds the row, in the order of {@link #INTO}. */
    void add(BinaryRows rows, short originId, Origin origin) throws SQLException {
        rows.row(INTO_COLUMNS)
                .uuid(record.id())
                .int4(record.version())
                .int2(originId)
                .text(indicator)
                .text(area)
                .text(period)
                .text(calendar)
                .date(from)
                .date(to)
                .numeric(value)
                .text(unit)
                .textArray(dimensions.stream().map(Object::toString).toList());
        switch (origin) {
            case Origin.Own own -> rows.nothing();
            case Origin.Received received -> rows.textArray(record.handling().purposes());
        }
        rows.bool(record.handling().isOpen()).instant(record.recordedAt());
    }
}
