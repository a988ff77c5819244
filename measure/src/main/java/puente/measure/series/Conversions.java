package puente.measure.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import puente.record.Problem;
import puente.record.ProblemException;

/** Explicit conversions between kinds of period; each leaves a note on its result, to be shown wherever the result is. */
public final class Conversions {
    private static final int MONTHS = 12;

    /** Months by which the US fiscal year starts before the calendar year. */
    private static final int FISCAL_LEAD = 3;

    private Conversions() {}

    /**
     * Sums of months. A year, half-year or quarter that lacks a month, or whose month has no value, has no value: it is not scaled up.
     *
     * @param months a series of {@link PeriodType#MONTH}
     * @param to calendar or US fiscal years, half-years, quarters, or rolling twelve months
     */
    public static Series sums(Series months, PeriodType to) {
        int size = switch (to) {
            case CALENDAR_YEAR, US_FISCAL_YEAR, ROLLING_TWELVE_MONTHS -> MONTHS;
            case HALF_YEAR -> 6;
            case QUARTER -> 3;
            case MONTH, WEEK, HOUR -> 0;
        };
        if (months.type() != PeriodType.MONTH || size == 0) {
            throw new ProblemException(Problem.of(
                    "measure.series.no-conversion", "", "from", months.type().code(), "to", to.code()));
        }
        List<Problem> findings = new ArrayList<>(months.findings());
        findings.add(
                Problem.of("measure.series.converted", "", "from", months.type().code(), "to", to.code()));
        if (to == PeriodType.ROLLING_TWELVE_MONTHS) {
            double[] sums = new double[Math.max(0, months.length() - MONTHS + 1)];
            for (int t = 0; t < sums.length; t++) {
                sums[t] = sum(months.values(), t, MONTHS);
            }
            return new Series(
                    months.unit(),
                    months.area(),
                    to,
                    months.provisional(),
                    months.first() + MONTHS - 1,
                    sums,
                    findings);
        }
        long shift = to == PeriodType.US_FISCAL_YEAR ? FISCAL_LEAD : 0;
        long from = Math.floorDiv(months.first() + shift, size);
        long until = Math.floorDiv(months.end() - 1 + shift, size);
        double[] sums = new double[months.length() == 0 ? 0 : (int) (until - from + 1)];
        for (int t = 0; t < sums.length; t++) {
            long start = (from + t) * size - shift - months.first();
            boolean whole = start >= 0 && start + size <= months.length();
            sums[t] = whole ? sum(months.values(), (int) start, size) : Double.NaN;
            if (!whole) {
                findings.add(Problem.of("measure.series.partial", "", "period", to.label(from + t)));
            }
        }
        return new Series(months.unit(), months.area(), to, months.provisional(), from, sums, findings);
    }

    private static double sum(double[] values, int from, int count) {
        return Arrays.stream(values, from, from + count).sum();
    }

    /** The same values in another unit: {@code kg} from pounds by 0.45359237. */
    public static Series scaled(Series series, double factor, String unit) {
        List<Problem> findings = new ArrayList<>(series.findings());
        findings.add(Problem.of("measure.series.scaled", "", "from", series.unit(), "to", unit, "factor", factor));
        double[] values =
                Arrays.stream(series.values()).map(value -> value * factor).toArray();
        return new Series(unit, series.area(), series.type(), series.provisional(), series.first(), values, findings);
    }

    /** Provisional figures taken as final ones, because someone decided so. */
    public static Series asFinal(Series series) {
        List<Problem> findings = new ArrayList<>(series.findings());
        findings.add(Problem.of("measure.series.taken-as-final", ""));
        return new Series(
                series.unit(), series.area(), series.type(), false, series.first(), series.values(), findings);
    }
}
