package puente.measure.response;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import puente.measure.numeric.Normal;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * How long it takes until something ends, by Kaplan and Meier (<i>JASA</i> 1958): what is open when it is looked at has lasted at least so long
 * and counts among those that might have ended until then. The band around the curve is Greenwood's on log(-log), so that it stays within 0 and 1 (Borgan
 * and Liestøl, <i>Scandinavian J. Statistics</i> 1990); the interval of the median holds the days at which that band contains a half (Brookmeyer
 * and Crowley, <i>Biometrics</i> 1982).
 *
 * <p>Not claimed: that what is still open ends as fast as what was ended. If hard cases stay open and easy ones begin later, the curve
 * does not know.
 */
public final class Waiting {
    /** Fewer are too few for any share or median. */
    public static final int LEAST = 10;

    private static final double LEVEL = 0.95;
    /** Products of fractions are a half only so nearly. */
    private static final double NEAR = 1e-9;

    /**
     * The curve from one day on until the next step.
     *
     * @param days since the beginning
     * @param open the share that is still open, from 0 to 1
     * @param lower of the band; equal to {@code open} where nothing is known of it, at 1 and at 0
     * @param upper likewise
     */
    public record Step(long days, double open, double lower, double upper) {}

    /**
     * After how many days half have ended.
     *
     * @param days half have ended by then
     * @param lower of the 95% interval
     * @param upper of it; empty where the band never comes down to a half, so that there is no upper limit
     */
    public record Median(long days, long lower, OptionalLong upper) {}

    private final List<Step> steps;
    private final int count;
    private final int ended;

    private Waiting(List<Step> steps, int count, int ended) {
        this.steps = List.copyOf(steps);
        this.count = count;
        this.ended = ended;
    }

    /**
     * The curve of what had begun by a day, as it was known on that day.
     *
     * @throws ProblemException {@code measure.response.few}
     */
    public static Waiting of(List<Span> spans, LocalDate looked) {
        TreeMap<Long, int[]> byDays = new TreeMap<>();
        int count = 0;
        int ended = 0;
        for (Span each : spans) {
            if (each.isBegun(looked)) {
                int[] at = byDays.computeIfAbsent(each.days(looked), _ -> new int[2]);
                boolean isEnded = each.isEnded(looked);
                at[isEnded ? 1 : 0]++;
                ended += isEnded ? 1 : 0;
                count++;
            }
        }
        requireEnough(count);
        double z = Normal.quantile(1 - (1 - LEVEL) / 2);
        List<Step> steps = new ArrayList<>();
        int atRisk = count;
        double open = 1;
        double variance = 0;
        for (var each : byDays.entrySet()) {
            int events = each.getValue()[1];
            if (events > 0) {
                open *= 1 - (double) events / atRisk;
                variance += events == atRisk ? 0 : events / ((double) atRisk * (atRisk - events));
                steps.add(step(each.getKey(), open, Math.sqrt(variance), z));
            }
            atRisk -= events + each.getValue()[0];
        }
        return new Waiting(steps, count, ended);
    }

    private static Step step(long days, double open, double error, double z) {
        if (open < NEAR) {
            return new Step(days, 0, 0, 0);
        }
        double wide = z * error / -Math.log(open);
        return new Step(days, open, Math.pow(open, Math.exp(wide)), Math.pow(open, Math.exp(-wide)));
    }

    static void requireEnough(int count) {
        if (count < LEAST) {
            throw new ProblemException(Problem.of("measure.response.few", "", "count", count, "least", LEAST));
        }
    }

    /** Where the curve goes down, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** How many it is made of. */
    public int count() {
        return count;
    }

    /** How many of them had ended. */
    public int ended() {
        return ended;
    }

    /** The median; empty where fewer than half have ended, which is itself an answer. */
    public Optional<Median> median() {
        OptionalLong middle = steps.stream()
                .filter(each -> each.open() <= 0.5 + NEAR)
                .mapToLong(Step::days)
                .findFirst();
        if (middle.isEmpty()) {
            return Optional.empty();
        }
        long lower = steps.stream()
                .filter(each -> each.lower() <= 0.5)
                .mapToLong(Step::days)
                .findFirst()
                .orElse(middle.getAsLong());
        // The last step to nothing has no band, so it ends no interval.
        OptionalLong upper = steps.stream()
                .filter(each -> each.open() > 0 && each.upper() <= 0.5)
                .mapToLong(Step::days)
                .findFirst();
        return Optional.of(new Median(middle.getAsLong(), Math.min(lower, middle.getAsLong()), upper));
    }
}
