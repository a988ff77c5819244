package puente.node;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.measure.register.Registration;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** The figures that a registration is judged by: sums of observations for exactly its areas, of exactly its kind of period. */
final class EvaluationFigures {
    private static final double PERCENT_MAX = 1e9;

    private final RecordStore records;

    /**
     * When the figures of the registered area and periods were recorded.
     *
     * @param before how many by then
     * @param all how many are held
     */
    record Recorded(long before, long all) {}

    EvaluationFigures(RecordStore records) {
        this.records = records;
    }

    /**
     * Values by area and period, up to the last period.
     *
     * @throws ProblemException {@code measure.series.units} where figures in several units would be added
     */
    Map<String, TreeMap<Long, Double>> of(Registration used) {
        List<IndicatorRow> rows = records.indicators(new IndicatorQuery(
                used.indicator(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(used.lastEnds()),
                dimensions(used),
                true,
                List.of(),
                Optional.of(Programmes.PURPOSE)));
        Map<String, TreeMap<Long, Double>> figures = new TreeMap<>();
        Optional<String> unit = Optional.empty();
        for (IndicatorRow row : rows) {
            String area = row.area().orElse("");
            if (!isOf(used.type(), row.period(), row.calendar())
                    || !(area.equals(used.treated()) || used.compared().contains(area))) {
                continue;
            }
            if (!unit.orElse(row.unit()).equals(row.unit())) {
                throw new ProblemException(
                        Problem.of("measure.series.units", "", "one", unit.orElse(""), "other", row.unit()));
            }
            unit = Optional.of(row.unit());
            figures.computeIfAbsent(area, key -> new TreeMap<>())
                    .merge(used.type().parse(row.period()), row.value().doubleValue(), Double::sum);
        }
        return figures;
    }

    private static Map<String, String> dimensions(Registration used) {
        Map<String, String> dimensions = new TreeMap<>();
        used.dimensions()
                .forEach(each ->
                        dimensions.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1)));
        return dimensions;
    }

    private static boolean isOf(PeriodType type, String period, String calendar) {
        return PeriodType.observed(period, calendar)
                .filter(observed -> observed == type)
                .isPresent();
    }

    /** How many figures of the registered area and periods there are, and how many had been recorded at an instant. */
    Recorded recorded(Registration registered, Optional<Instant> at) {
        RecordQuery.Builder query = RecordQuery.builder()
                .kind("observation")
                .key("indicator", registered.indicator())
                .area(registered.treated())
                .from(registered.firstBegins())
                .to(registered.lastEnds())
                .purpose(Programmes.PURPOSE)
                .limit(RecordQuery.LIMIT_MAX);
        registered.dimensions().stream().findFirst().ifPresent(each -> query.key("dimensions", each));
        long[] counted = new long[2];
        records.each(query.build(), batch -> {
            for (StoredRecord stored : batch) {
                if (isMeant(stored.record(), registered)) {
                    counted[1]++;
                    counted[0] +=
                            at.filter(instant -> !stored.record().recordedAt().isAfter(instant))
                                            .isPresent()
                                    ? 1
                                    : 0;
                }
            }
        });
        return new Recorded(counted[0], counted[1]);
    }

    private static boolean isMeant(Record record, Registration registered) {
        Map<String, Object> fields = record.fields();
        return Programmes.text(fields, "area").equals(registered.treated())
                && isOf(registered.type(), Programmes.text(fields, "period"), Programmes.text(fields, "calendar"))
                && (registered.dimensions().isEmpty()
                        || fields.get("dimensions") instanceof List<?> parts
                                && parts.containsAll(registered.dimensions()));
    }

    /** A percentage to a tenth; what would be endless ends at a billion. */
    static String percent(double value) {
        return BigDecimal.valueOf(Math.clamp(value, -PERCENT_MAX, PERCENT_MAX))
                .setScale(1, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
