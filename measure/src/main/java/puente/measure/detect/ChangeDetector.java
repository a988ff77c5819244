package puente.measure.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import puente.measure.forecast.CountModel;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Online detection of breaks in counts by month.
 *
 * <p>Once a year a count model (negative binomial around a level that is smoothed, with seasonal factors) is fitted to the months before. At each
 * new month it is asked for every change that may have begun one to {@value #WINDOW_MAX} months ago: how much likelier are the counts since
 * then if they are all multiplied by one ratio than if nothing had happened? Ratios closer to one than {@value #RATIO_LEAST} (or its inverse) are
 * no break. The greatest logarithm of these likelihood ratios is the statistic (a generalised likelihood ratio chart, Höhle and
 * Paul 2008, whose windowed form is Lai's, 1995).
 *
 * <p>The threshold is the quantile of the statistic's yearly maximum in {@value #PATHS} simulated years of the fitted model, level changes
 * included: a year without a break raises an alarm with the stated probability. The random numbers come from a fixed seed, so the same series
 * gives the same alarms. Each simulated year draws its own truth (level, factors, dispersion) from around what was estimated: with estimates
 * taken for the truth, years without a break raised four times as many alarms as stated. After an alarm the new level is learned for
 * {@value #LEARNING} months before another can be raised.
 */
public final class ChangeDetector {
    /** Fewest months before the first that can be judged. */
    public static final int HISTORY_MIN = 36;

    /** Fewest events in those months. */
    public static final int EVENTS_MIN = 36;

    /** Longest change that is looked for; an older one is part of the level. */
    public static final int WINDOW_MAX = 6;

    /** The least ratio that counts as a break. */
    public static final double RATIO_LEAST = 1.4;

    /** Simulated years behind a threshold. */
    public static final int PATHS = 4_000;

    private static final int LEARNING = 6;
    private static final int YEAR = 12;
    private static final double LEVEL_MIN = 0.05;
    private static final long SEED = 20_240_901L;

    private final double falseAlarms;

    /**
     * @param falseAlarms probability that a year without any break raises an alarm in at least one of the series, in (0, 0.5]
     * @param watched how many series are watched beside each other, this one among them: each gets its share of the rate (Bonferroni)
     */
    public ChangeDetector(double falseAlarms, int watched) {
        if (!(falseAlarms > 0 && falseAlarms <= 0.5) || watched < 1) {
            throw new ProblemException(Problem.of("measure.detect.rate", "", "value", falseAlarms));
        }
        this.falseAlarms = falseAlarms / watched;
    }

    /**
     * Watches a series of counts by month.
     *
     * @param counts in order of time, none missing
     * @param from position of the first month to judge, at least {@value #HISTORY_MIN}
     */
    public Detection watch(double[] counts, int from) {
        if (from < HISTORY_MIN || counts.length <= from) {
            return refused("measure.detect.too-short", "count", Math.min(from, counts.length), "least", HISTORY_MIN);
        }
        double events = 0;
        for (int t = 0; t < counts.length; t++) {
            if (!(counts[t] >= 0) || counts[t] != Math.rint(counts[t]) || Double.isInfinite(counts[t])) {
                return refused("measure.detect.not-counts", "position", t + 1, "value", counts[t]);
            }
            events += t < from ? counts[t] : 0;
        }
        if (events < EVENTS_MIN) {
            return refused("measure.detect.too-sparse", "events", (long) events, "least", EVENTS_MIN);
        }
        List<Detection.Month> months = new ArrayList<>();
        int quietUntil = -1;
        for (int start = from; start < counts.length; start += YEAR) {
            Chart chart = new Chart(Arrays.copyOf(counts, start));
            double[] yearly = chart.simulate();
            double threshold =
                    yearly[(int) Math.min(yearly.length - 1.0, Math.ceil((1 - falseAlarms) * yearly.length))];
            for (int t = start; t < Math.min(counts.length, start + YEAR); t++) {
                Detection.Month month = chart.judge(counts, t, threshold, yearly, t >= quietUntil);
                months.add(month);
                if (month.alarm()) {
                    quietUntil = t + 1 + LEARNING;
                    chart.restart(counts, month.since());
                }
            }
        }
        return new Detection.Watched(from, months);
    }

    private static Detection refused(String code, Object... namesAndValues) {
        return new Detection.Refused(Problem.of(code, "", namesAndValues));
    }

    /** One year's model and the level as it goes on. */
    private static final class Chart {
        private final double alpha;
        private final double size;
        private final double[] factors = new double[YEAR];
        private final double[] levels;
        private final int known;

        Chart(double[] history) {
            CountModel model = CountModel.fit(history, YEAR);
            alpha = model.alpha();
            size = model.size();
            known = history.length;
            // The level after each month; room for the year that is watched.
            levels = new double[known + YEAR + 1];
            double[][] ahead = new double[1][YEAR];
            model.replay(new int[] {known}, ahead);
            double mean = Arrays.stream(ahead[0]).average().orElse(1);
            for (int h = 0; h < YEAR; h++) {
                factors[(known + h) % YEAR] = Math.max(0.2, ahead[0][h] / Math.max(1e-9, mean));
            }
            double head = 0;
            for (int t = 0; t < YEAR; t++) {
                head += history[t] / factors[t] / YEAR;
            }
            levels[0] = Math.max(LEVEL_MIN, head);
            for (int t = 0; t < known; t++) {
                advance(history, t);
            }
        }

        /** levels[t] is known before month t, levels[t + 1] after it. */
        private void advance(double[] counts, int t) {
            levels[t + 1] = Math.max(LEVEL_MIN, levels[t] + alpha * (counts[t] / factors[t % YEAR] - levels[t]));
        }

        /** From a break on the level is what was counted since. */
        void restart(double[] counts, int since) {
            int now = since;
            while (now + 1 < levels.length && levels[now + 1] > 0) {
                now++;
            }
            double sum = 0;
            for (int t = since; t < now; t++) {
                sum += counts[t] / factors[t % YEAR];
            }
            double level = Math.max(LEVEL_MIN, sum / Math.max(1, now - since));
            Arrays.fill(levels, since, now + 1, level);
        }

        Detection.Month judge(double[] counts, int t, double threshold, double[] yearly, boolean armed) {
            double best = 0;
            int since = t;
            double ratio = counts[t] / mean(levels[t], t);
            for (int first = t; first > t - WINDOW_MAX && first >= YEAR; first--) {
                double value = likelihood(counts, first, t, levels[first]);
                if (value > best) {
                    best = value;
                    since = first;
                    ratio = ratio(counts, first, t, levels[first]);
                }
            }
            advance(counts, t);
            int below = Arrays.binarySearch(yearly, best);
            below = below < 0 ? -below - 1 : below;
            double probability = (yearly.length - below + 1.0) / (yearly.length + 1.0);
            return new Detection.Month(
                    t,
                    counts[t],
                    mean(levels[since], t),
                    since,
                    ratio,
                    best,
                    threshold,
                    Math.min(1, probability),
                    armed && best > threshold);
        }

        private double mean(double level, int t) {
            return level * factors[t % YEAR];
        }

        private double ratio(double[] counts, int first, int last, double level) {
            double observed = 0;
            double expected = 0;
            for (int t = first; t <= last; t++) {
                observed += counts[t];
                expected += mean(level, t);
            }
            return observed / expected;
        }

        /** The logarithm of the likelihood ratio of one ratio since {@code first} against none; 0 where the ratio is no break. */
        private double likelihood(double[] counts, int first, int last, double level) {
            double ratio = Math.max(1e-3, ratio(counts, first, last, level));
            if (ratio < RATIO_LEAST && ratio > 1 / RATIO_LEAST) {
                return 0;
            }
            double sum = 0;
            for (int t = first; t <= last; t++) {
                double mean = mean(level, t);
                // The level wanders: what lies further from the month before the change is less certain.
                double wandering = 1 + (t - first) * alpha * alpha;
                double variance = (mean + mean * mean / size) * wandering;
                double r = variance > mean * 1.000001 ? mean * mean / (variance - mean) : 1e6;
                sum += counts[t] * Math.log(ratio) - (counts[t] + r) * Math.log((r + ratio * mean) / (r + mean));
            }
            return sum;
        }

        /** The greatest statistic of each simulated year of this model, ascending. */
        double[] simulate() {
            SplittableRandom random = new SplittableRandom(SEED);
            double[] most = new double[PATHS];
            int length = WINDOW_MAX + YEAR;
            double[] counts = new double[YEAR + length];
            double[] trueFactors = new double[YEAR];
            double[] path = new double[YEAR + length + 1];
            int offset = known - WINDOW_MAX;
            for (int k = 0; k < PATHS; k++) {
                // Positions from YEAR on, aligned with the seasons of the months that follow. What was estimated is not
                // the truth: each year draws one from around it, as far off as so many months leave it uncertain.
                double level = levels[known];
                double noise = 1 / level + 1 / size;
                double truth = level * Math.exp(Math.sqrt(noise * alpha / (2 - alpha)) * Sampling.normal(random));
                double doubt = Math.min(1, Math.sqrt(2.0 / known) * (1 + size / level));
                // Factors that were fitted to the same months took some of their spread away.
                double dispersion =
                        Math.max(0.1, size * (known - YEAR) / known * Math.exp(doubt * Sampling.normal(random)));
                for (int j = 0; j < YEAR; j++) {
                    trueFactors[j] = factors[j] * Math.exp(Math.sqrt(noise * YEAR / known) * Sampling.normal(random));
                }
                double followed = level;
                double highest = 0;
                for (int j = 0; j < length; j++) {
                    int t = YEAR + j;
                    path[t] = followed;
                    double factor = factors[Math.floorMod(offset + j, YEAR)];
                    double trueFactor = trueFactors[Math.floorMod(offset + j, YEAR)];
                    double mean = truth * trueFactor;
                    double count = Sampling.poisson(Sampling.gamma(dispersion, random) * mean / dispersion, random);
                    counts[t] = count / factor;
                    followed = Math.max(LEVEL_MIN, followed + alpha * (counts[t] - followed));
                    truth = Math.max(LEVEL_MIN, truth + alpha * (count / trueFactor - truth));
                    if (j >= WINDOW_MAX) {
                        for (int first = j; first > j - WINDOW_MAX; first--) {
                            highest = Math.max(highest, simulated(counts, path, first, j, offset));
                        }
                    }
                }
                most[k] = highest;
            }
            Arrays.sort(most);
            return most;
        }

        private double simulated(double[] scaled, double[] path, int first, int last, int offset) {
            double level = path[YEAR + first];
            double observed = 0;
            double expected = 0;
            for (int j = first; j <= last; j++) {
                double factor = factors[Math.floorMod(offset + j, YEAR)];
                observed += scaled[YEAR + j] * factor;
                expected += level * factor;
            }
            double ratio = Math.max(1e-3, observed / expected);
            if (ratio < RATIO_LEAST && ratio > 1 / RATIO_LEAST) {
                return 0;
            }
            double sum = 0;
            for (int j = first; j <= last; j++) {
                double factor = factors[Math.floorMod(offset + j, YEAR)];
                double mean = level * factor;
                double wandering = 1 + (j - first) * alpha * alpha;
                double variance = (mean + mean * mean / size) * wandering;
                double r = variance > mean * 1.000001 ? mean * mean / (variance - mean) : 1e6;
                double count = scaled[YEAR + j] * factor;
                sum += count * Math.log(ratio) - (count + r) * Math.log((r + ratio * mean) / (r + mean));
            }
            return sum;
        }
    }
}
