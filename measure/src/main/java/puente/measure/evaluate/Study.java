package puente.measure.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What is to be evaluated: one area where something began at a known period, others where it did not, by period.
 *
 * @param treated the area where it began
 * @param values logarithms of that area's values; see {@link #logarithms}
 * @param names the areas to compare with
 * @param controls logarithms of theirs, in the order of {@code names}
 * @param start position of the first period that may show the effect
 * @param season periods of a cycle, 1 for none
 * @param dropped areas that could not be compared with, and why
 */
public record Study(
        String treated,
        double[] values,
        List<String> names,
        double[][] controls,
        int start,
        int season,
        List<Problem> dropped) {
    /** Fewest periods before the start: what happened cannot be told from what would have happened without a past. */
    public static final int BEFORE_MIN = 24;

    /** Fewest periods from the start on. */
    public static final int AFTER_MIN = 1;

    public Study {
        names = List.copyOf(names);
        dropped = List.copyOf(dropped);
    }

    /**
     * The study of one area among others.
     *
     * @param areas values of each area by name, all of the same periods, {@code NaN} where one is missing
     * @param treated the area where it began; refused where there is none of this name
     * @param start position of the first period that may show the effect
     * @param season periods of a cycle
     */
    public static Study of(Map<String, double[]> areas, String treated, int start, int season) {
        double[] own = areas.get(treated);
        if (own == null) {
            throw new ProblemException(Problem.of(
                    "measure.evaluate.unknown-area", "", "area", treated, "areas", String.join(", ", areas.keySet())));
        }
        if (start < BEFORE_MIN) {
            throw new ProblemException(Problem.of(
                    "measure.evaluate.no-past", "", "area", treated, "count", Math.max(0, start), "least", BEFORE_MIN));
        }
        if (own.length - start < AFTER_MIN) {
            throw new ProblemException(Problem.of("measure.evaluate.no-future", "", "area", treated));
        }
        for (int t = 0; t < own.length; t++) {
            if (!(own[t] >= 0) || Double.isInfinite(own[t])) {
                throw new ProblemException(Problem.of(
                        t < start ? "measure.evaluate.gap-before" : "measure.evaluate.gap-after",
                        "",
                        "area",
                        treated,
                        "position",
                        t + 1));
            }
        }
        List<Problem> dropped = new ArrayList<>();
        Map<String, double[]> kept = new LinkedHashMap<>();
        areas.forEach((name, values) -> {
            if (!name.equals(treated)) {
                boolean whole = values.length == own.length
                        && Arrays.stream(values).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY);
                if (whole) {
                    kept.put(name, logarithms(values));
                } else {
                    dropped.add(Problem.of("measure.evaluate.control-gap", name));
                }
            }
        });
        return new Study(
                treated,
                logarithms(own),
                List.copyOf(kept.keySet()),
                kept.values().toArray(double[][]::new),
                start,
                season,
                dropped);
    }

    /** Logarithms, so that effects are ratios; where a value below one occurs, of the value plus one half (Anscombe's for small counts). */
    static double[] logarithms(double[] values) {
        boolean small = Arrays.stream(values).anyMatch(value -> value < 1);
        return Arrays.stream(values)
                .map(value -> Math.log(small ? value + 0.5 : value))
                .toArray();
    }

    /** The same study as if another area had been treated, this one left out: a placebo in space. */
    Study swapped(int control) {
        double[][] others = new double[controls.length - 1][];
        List<String> otherNames = new ArrayList<>();
        for (int at = 0; at < controls.length; at++) {
            if (at != control) {
                others[otherNames.size()] = controls[at];
                otherNames.add(names.get(at));
            }
        }
        return new Study(names.get(control), controls[control], otherNames, others, start, season, List.of());
    }

    /** The same study without what came from {@code end} on, as if it had begun at {@code earlier}: a placebo in time. */
    Study earlier(int earlier, int end) {
        double[][] cut =
                Arrays.stream(controls).map(each -> Arrays.copyOf(each, end)).toArray(double[][]::new);
        return new Study(treated, Arrays.copyOf(values, end), names, cut, earlier, season, List.of());
    }

    int after() {
        return values.length - start;
    }
}
