package puente.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * One sum.
 *
 * @param period as the observations state it: {@code 2024}, {@code 2024-09}
 * @param calendar {@code calendar} or {@code us-fiscal}
 * @param from its first day
 * @param to its last day
 * @param area present where the query asked for sums by area
 * @param dimensions the dimensions that the query asked to tell apart, by name
 * @param unit the unit of the value; sums never mix units
 * @param value the exact sum
 * @param observations how many were added
 */
public record IndicatorRow(
        String period,
        String calendar,
        LocalDate from,
        LocalDate to,
        Optional<String> area,
        Map<String, String> dimensions,
        String unit,
        BigDecimal value,
        long observations) {
    public IndicatorRow {
        dimensions = Map.copyOf(dimensions);
    }
}
