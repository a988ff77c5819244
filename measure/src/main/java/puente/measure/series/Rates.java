package puente.measure.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Counts as rates of the people who live there. The count of a period is divided by the population of its area in its calendar year; the rate
 * of a month is that of the month alone, not of a year at its pace. A period that lies in two calendar years (US fiscal years, rolling twelve
 * months, weeks) has no one population and is refused. A year without a population has no rate.
 */
public final class Rates {
    /** Of how many people rates are told, unless somebody asks otherwise. */
    public static final int PER = 100_000;

    private Rates() {}

    /**
     * Divides each series by the population of its area.
     *
     * @param population by calendar year, one series an area
     * @param per how many people the rate is of
     */
    public static List<Series> of(List<Series> counts, List<Series> population, int per) {
        Map<String, Series> people = new LinkedHashMap<>();
        population.forEach(each -> people.put(each.area(), each));
        List<String> unknown = counts.stream()
                .map(Series::area)
                .filter(area -> !people.containsKey(area))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    Problem.of("measure.rate.no-population", "", "areas", String.join(", ", unknown)));
        }
        return counts.stream()
                .map(each -> of(each, java.util.Objects.requireNonNull(people.get(each.area())), per))
                .toList();
    }

    private static Series of(Series counts, Series population, int per) {
        if (population.type() != PeriodType.CALENDAR_YEAR) {
            throw new ProblemException(Problem.of(
                    "measure.rate.population-period",
                    "",
                    "type",
                    population.type().code()));
        }
        int periods = counts.type().inCalendarYear();
        if (periods == 0) {
            throw new ProblemException(
                    Problem.of("measure.rate.period", "", "type", counts.type().code()));
        }
        List<Problem> findings = new ArrayList<>(counts.findings());
        findings.add(Problem.of("measure.rate.divided", counts.area(), "per", per));
        double[] rates = new double[counts.length()];
        long told = Long.MIN_VALUE;
        for (int t = 0; t < rates.length; t++) {
            long year = Math.floorDiv(counts.first() + t, (long) periods);
            long at = year - population.first();
            double people = at >= 0 && at < population.length() ? population.values()[(int) at] : Double.NaN;
            boolean known = people > 0;
            rates[t] = known ? counts.values()[t] / people * per : Double.NaN;
            if (!known && told != year) {
                findings.add(Problem.of(
                        "measure.rate.no-year", counts.area(), "year", PeriodType.CALENDAR_YEAR.label(year)));
                told = year;
            }
        }
        return new Series(
                (counts.unit() + " / " + String.format(java.util.Locale.ROOT, "%,d", per)).strip(),
                counts.area(),
                counts.type(),
                counts.provisional() || population.provisional(),
                counts.first(),
                rates,
                findings);
    }
}
