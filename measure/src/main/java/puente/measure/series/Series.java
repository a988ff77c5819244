package puente.measure.series;

import java.util.List;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Values of one quantity for one area, one after the other.
 *
 * @param unit what the values count or measure: {@code victims}, {@code kg}
 * @param area the area's code or name as the source has it, empty where there is but one
 * @param type what one value stands for
 * @param provisional whether the source says that the figures may still change
 * @param first the period of the first value
 * @param values in order, {@code NaN} where the source has none that can be used; not copied
 * @param findings what was found wrong, and which conversions were made
 */
public record Series(
        String unit,
        String area,
        PeriodType type,
        boolean provisional,
        long first,
        double[] values,
        List<Problem> findings) {
    public Series {
        findings = List.copyOf(findings);
    }

    public int length() {
        return values.length;
    }

    /** The period after the last. */
    public long end() {
        return first + values.length;
    }

    /** The label of the value at this position. */
    public String label(int position) {
        return type.label(first + position);
    }

    /** How many values there are. */
    public int known() {
        int known = 0;
        for (double value : values) {
            known += Double.isNaN(value) ? 0 : 1;
        }
        return known;
    }

    /** Refuses a series that must not be added to, compared with or spliced to this one. */
    public void requireComparable(Series other) {
        if (type != other.type || provisional != other.provisional) {
            throw new ProblemException(
                    Problem.of("measure.series.mixed", "", "one", describe(), "other", other.describe()));
        }
        if (!unit.equals(other.unit)) {
            throw new ProblemException(Problem.of("measure.series.units", "", "one", unit, "other", other.unit));
        }
    }

    private String describe() {
        return type.code() + (provisional ? " (provisional)" : "");
    }

    /** The values from {@code from} on, up to but without {@code to}. */
    public Series between(long from, long to) {
        int start = Math.clamp(from - first, 0, values.length);
        int stop = Math.clamp(to - first, start, values.length);
        return new Series(
                unit,
                area,
                type,
                provisional,
                first + start,
                java.util.Arrays.copyOfRange(values, start, stop),
                findings);
    }
}
