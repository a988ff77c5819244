package puente.node;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import puente.gateway.Indicator;
import puente.gateway.Indicators;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordStore;

/**
 * Rates beside sums: each sum divided by what its indicator declares as denominator, for exactly the same area and the calendar year in which
 * the whole period lies. The rate of a month is that of the month alone. A period of two calendar years (a US fiscal year), and a year for
 * which the denominator is not held, has no rate; nothing is carried over from another year or put together from smaller areas.
 */
final class IndicatorRates {
    /** Digits of a rate behind the point. */
    static final int DIGITS = 4;

    private record Place(String area, int year) {}

    private final Map<Place, BigDecimal> denominators;
    private final Indicator.@Nullable Denominator declared;
    private final String area;

    private IndicatorRates(Map<Place, BigDecimal> denominators, Indicator.@Nullable Denominator declared, String area) {
        this.denominators = denominators;
        this.declared = declared;
        this.area = area;
    }

    /** Nobody asked for rates. */
    static IndicatorRates none() {
        return new IndicatorRates(Map.of(), null, "");
    }

    /**
     * The denominators of these rows.
     *
     * @param area the one asked for
     * @param openOnly whether only denominators count that everybody may see
     * @param asOf denominators as they stood then
     * @param byArea whether the rows tell areas apart; otherwise they are sums over the area asked for
     * @throws ProblemException {@code node.indicator.*}
     */
    static IndicatorRates of(
            RecordStore records,
            String indicator,
            Optional<String> area,
            boolean byArea,
            List<IndicatorRow> rows,
            Optional<String> purpose,
            boolean openOnly,
            Optional<Instant> asOf) {
        Indicator.Denominator declared = Indicators.standard()
                .find(indicator)
                .map(Indicator::denominator)
                .orElse(null);
        if (declared == null) {
            throw new ProblemException(Problem.of("node.indicator.no-denominator", "?rate", "indicator", indicator));
        }
        if (area.isEmpty() && !byArea) {
            throw new ProblemException(Problem.of("node.indicator.no-area", "?rate"));
        }
        Map<Place, BigDecimal> denominators = new HashMap<>();
        if (!rows.isEmpty()) {
            LocalDate first = rows.stream()
                    .map(IndicatorRow::from)
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            LocalDate last = rows.stream()
                    .map(IndicatorRow::to)
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            int equals = declared.part().indexOf('=');
            records
                    .indicators(new IndicatorQuery(
                            declared.indicator(),
                            area,
                            Optional.of(first.withDayOfYear(1)),
                            Optional.of(LocalDate.of(last.getYear(), 12, 31)),
                            Map.of(
                                    declared.part().substring(0, equals),
                                    declared.part().substring(equals + 1)),
                            true,
                            List.of(),
                            purpose,
                            openOnly,
                            asOf))
                    .stream()
                    .filter(row -> row.from().getDayOfYear() == 1
                            && row.to().equals(row.from().plusYears(1).minusDays(1)))
                    .forEach(row -> denominators.put(
                            new Place(row.area().orElse(""), row.from().getYear()), row.value()));
        }
        return new IndicatorRates(denominators, declared, byArea ? "" : area.orElse(""));
    }

    /** Adds {@code rate} and {@code denominator} to a row that has them. */
    void show(IndicatorRow row, Map<String, Object> shown) {
        if (declared == null || row.from().getYear() != row.to().getYear()) {
            return;
        }
        BigDecimal denominator =
                denominators.get(new Place(row.area().orElse(area), row.from().getYear()));
        if (denominator == null || denominator.signum() <= 0) {
            return;
        }
        shown.put(
                "rate",
                row.value()
                        .multiply(BigDecimal.valueOf(declared.per()))
                        .divide(denominator, DIGITS, RoundingMode.HALF_EVEN)
                        .toPlainString());
        shown.put("denominator", denominator.toPlainString());
    }
}
