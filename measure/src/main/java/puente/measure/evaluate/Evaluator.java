package puente.measure.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import puente.measure.numeric.Normal;
import puente.record.Problem;

/**
 * Evaluates a study by every method, each judged by placebos.
 *
 * <p>A method's ratio of effect to error is compared with the same ratio where nothing is known to have begun: in each other area at the
 * same date (placebos in space) or, with fewer than {@value #SPACE_MIN} of them, at earlier dates of the same area (placebos in time). The
 * p-value is the rank among them, of that ratio and of nothing else. The interval is the set of effects that this test would not
 * reject, so that interval and p-value never disagree. Nothing is random.
 */
public final class Evaluator {
    /** The share of placebos below which an effect is stated. */
    public static final double SIGNIFICANCE = 0.05;

    /** Fewest other areas for placebos in space: with fewer, no rank is below {@value #SIGNIFICANCE}. */
    public static final int SPACE_MIN = 19;

    /** Fewest earlier dates for placebos in time. */
    public static final int TIME_MIN = 19;

    /** Chance of seeing an effect of the size called detectable. */
    public static final double POWER = 0.80;

    /** Least weight of an area that is told. */
    private static final double MIXTURE_MIN = 0.01;

    private Evaluator() {}

    /** The areas that moved as this one did before the start, with their weights in the synthetic control, greatest first; at least 1%. */
    public static Map<String, Double> mixture(Study study) {
        Map<String, Double> mixture = new LinkedHashMap<>();
        if (study.names().size() < Method.SYNTHETIC_CONTROL.controlsMin()) {
            return mixture;
        }
        double[] weights = Comparisons.weights(study);
        IntStream.range(0, weights.length)
                .boxed()
                .filter(at -> weights[at] >= MIXTURE_MIN)
                .sorted(Comparator.comparingDouble(at -> -weights[at]))
                .forEach(at -> mixture.put(study.names().get(at), weights[at]));
        return mixture;
    }

    /** What each method finds, in the order of {@link Method}. */
    public static List<Finding> evaluate(Study study) {
        List<Finding> findings = new ArrayList<>();
        for (Method method : Method.values()) {
            findings.add(evaluate(study, method));
        }
        return findings;
    }

    /** What one method finds. */
    public static Finding evaluate(Study study, Method method) {
        if (study.names().size() < method.controlsMin()) {
            return new Finding.Refused(
                    method,
                    Problem.of(
                            "measure.evaluate.no-controls",
                            "",
                            "count",
                            study.names().size(),
                            "least",
                            method.controlsMin()));
        }
        Optional<Method.Raw> own = method.estimate(study);
        if (own.isEmpty()) {
            return new Finding.Refused(method, Problem.of("measure.evaluate.too-short", "", "count", study.start()));
        }
        boolean inSpace = study.names().size() >= SPACE_MIN;
        double[] inTime = earlier(study, method);
        double[] placebos = inSpace ? others(study, method) : inTime;
        if (placebos.length < (inSpace ? SPACE_MIN : TIME_MIN)) {
            return new Finding.Refused(
                    method,
                    Problem.of("measure.evaluate.few-placebos", "", "count", placebos.length, "least", TIME_MIN));
        }
        return judged(method, own.get(), placebos, inSpace, inTime);
    }

    private static Finding judged(Method method, Method.Raw own, double[] placebos, boolean inSpace, double[] inTime) {
        Arrays.sort(placebos);
        double size = Math.abs(own.ratio());
        double probability = (1.0 + atLeast(placebos, size)) / (1.0 + placebos.length);
        // The rank that is still significant: an effect has to exceed the placebo of that rank.
        int rank = (int) Math.floor(SIGNIFICANCE * (placebos.length + 1) + 1e-9);
        double critical = placebos[placebos.length - rank];
        double half = critical * own.error();
        double earlier = inTime.length == 0 ? Double.NaN : (double) atLeast(inTime, size) / inTime.length;
        double detectable = (critical + Normal.quantile(POWER)) * own.error();
        return new Finding.Estimated(
                method,
                own.effect(),
                own.effect() - half,
                own.effect() + half,
                probability,
                placebos.length,
                inSpace,
                earlier,
                detectable);
    }

    private static int atLeast(double[] placebos, double size) {
        int count = 0;
        for (double placebo : placebos) {
            count += placebo >= size ? 1 : 0;
        }
        return count;
    }

    /** Sizes of the ratio in each other area, the treated one left out. */
    private static double[] others(Study study, Method method) {
        double[] sizes = new double[study.names().size()];
        int count = 0;
        for (int at = 0; at < sizes.length; at++) {
            Optional<Method.Raw> raw = method.estimate(study.swapped(at));
            if (raw.isPresent()) {
                sizes[count++] = Math.abs(raw.get().ratio());
            }
        }
        return Arrays.copyOf(sizes, count);
    }

    /** Sizes of the ratio at each earlier date, with as many periods after it and none that the programme can have touched. */
    private static double[] earlier(Study study, Method method) {
        int after = Math.min(study.after(), 12);
        double[] sizes = new double[Math.max(0, study.start() - after - Study.BEFORE_MIN + 1)];
        int count = 0;
        for (int start = Study.BEFORE_MIN; start + after <= study.start(); start++) {
            Optional<Method.Raw> raw = method.estimate(study.earlier(start, start + after));
            if (raw.isPresent()) {
                sizes[count++] = Math.abs(raw.get().ratio());
            }
        }
        return Arrays.copyOf(sizes, count);
    }
}
