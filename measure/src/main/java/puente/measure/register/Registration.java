package puente.measure.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.measure.evaluate.Method;
import puente.measure.fund.FundYear;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * How something will be judged: everything that could otherwise be chosen once the outcome is known.
 *
 * @param indicator its code
 * @param dimensions which part of it, {@code crime=homicidio-doloso}, in order; empty for all of it
 * @param treated the area where the programme works
 * @param compared the areas to compare with, in order; never the treated one
 * @param type what one value stands for: months, calendar years or US fiscal years
 * @param first the first period that may show an effect
 * @param last the last period that is looked at
 */
public record Registration(
        String indicator,
        List<String> dimensions,
        String treated,
        List<String> compared,
        PeriodType type,
        long first,
        long last,
        Method method,
        Rule rule) {
    private static final int MONTHS = 12;

    /** The same in order, or a refusal that names the field. */
    public Registration {
        dimensions = List.copyOf(new TreeSet<>(dimensions));
        compared = List.copyOf(new TreeSet<>(compared));
        List<Problem> problems = new ArrayList<>();
        if (last < first) {
            problems.add(Problem.of(
                    "measure.registration.order", "/lastPeriod", "first", type.label(first), "last", type.label(last)));
        }
        if (compared.contains(treated)) {
            problems.add(Problem.of("measure.registration.compared-with-itself", "/comparedArea", "area", treated));
        }
        if (compared.size() < method.controlsMin()) {
            problems.add(Problem.of(
                    "measure.registration.few-compared",
                    "/comparedArea",
                    "count",
                    compared.size(),
                    "least",
                    method.controlsMin()));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /**
     * What a record of the kind {@code evaluation-registration} says.
     *
     * @param fields in normal form
     * @throws ProblemException {@code measure.registration.*}, each with its field as position
     */
    public static Registration of(Map<String, ?> fields) {
        PeriodType type = type(fields, "firstPeriod");
        if (type(fields, "lastPeriod") != type) {
            throw new ProblemException(Problem.of(
                    "measure.registration.periods",
                    "/lastPeriod",
                    "first",
                    text(fields, "firstPeriod"),
                    "last",
                    text(fields, "lastPeriod")));
        }
        return new Registration(
                text(fields, "indicator"),
                texts(fields, "dimensions"),
                text(fields, "treatedArea"),
                texts(fields, "comparedArea"),
                type,
                type.parse(text(fields, "firstPeriod")),
                type.parse(text(fields, "lastPeriod")),
                method(text(fields, "evaluationMethod")),
                new Rule(
                        Rule.Direction.valueOf(text(fields, "effectDirection").toUpperCase(Locale.ROOT)),
                        percent(fields.get("leastEffect")),
                        percent(fields.get("confidenceLevel"))));
    }

    /**
     * The method of this code.
     *
     * @throws ProblemException {@code measure.registration.method}
     */
    public static Method method(String code) {
        for (Method method : Method.values()) {
            if (method.code().equals(code)) {
                return method;
            }
        }
        throw new ProblemException(Problem.of("measure.registration.method", "/evaluationMethod", "value", code));
    }

    /** What a period of an observation or a registration stands for; a day is neither. */
    private static PeriodType type(Map<String, ?> fields, String name) {
        String period = text(fields, name);
        String calendar = text(fields, "calendar");
        if (calendar.equals(PeriodType.ROLLING_TWELVE_MONTHS.code()) || calendar.equals(PeriodType.HALF_YEAR.code())) {
            throw new ProblemException(Problem.of("measure.registration.rolling", "/calendar"));
        }
        return PeriodType.observed(period, calendar)
                .orElseThrow(() ->
                        new ProblemException(Problem.of("measure.registration.day", "/" + name, "value", period)));
    }

    private static String text(Map<String, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static List<String> texts(Map<String, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static BigDecimal percent(@Nullable Object quantity) {
        if (quantity instanceof Map<?, ?> map && map.get("value") instanceof String value) {
            BigDecimal number = new BigDecimal(value);
            return "percent".equals(map.get("unit")) ? number : number.movePointRight(2);
        }
        return BigDecimal.ZERO;
    }

    /** The day before which no figure of a period that may show an effect can be whole. */
    public LocalDate firstEnds() {
        return lastDay(first);
    }

    /** The last day of the last period. */
    public LocalDate lastEnds() {
        return lastDay(last);
    }

    /** The first day of the first period. */
    public LocalDate firstBegins() {
        return type == PeriodType.MONTH
                ? LocalDate.of((int) Math.floorDiv(first, (long) MONTHS), Math.floorMod(first, MONTHS) + 1, 1)
                : new FundYear(type, (int) first).start();
    }

    private LocalDate lastDay(long period) {
        return type == PeriodType.MONTH
                ? LocalDate.of((int) Math.floorDiv(period, (long) MONTHS), Math.floorMod(period, MONTHS) + 1, 1)
                        .plusMonths(1)
                        .minusDays(1)
                : new FundYear(type, (int) period).end();
    }

    /** The same judged on another indicator, areas, periods or by another method: what {@link Deviation} tells apart. */
    public Registration with(
            String otherIndicator,
            List<String> otherDimensions,
            String otherTreated,
            List<String> otherCompared,
            long otherFirst,
            long otherLast,
            Method otherMethod) {
        return new Registration(
                otherIndicator,
                otherDimensions,
                otherTreated,
                otherCompared,
                type,
                otherFirst,
                otherLast,
                otherMethod,
                rule);
    }
}
