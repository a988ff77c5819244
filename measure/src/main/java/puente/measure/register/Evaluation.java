package puente.measure.register;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.measure.evaluate.Evaluator;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Study;
import puente.record.Problem;
import puente.record.ProblemException;

/** What came of a registration, on the figures that are there. Deterministic: same registration, same figures, same answer. */
public sealed interface Evaluation {
    /** Every way in which it is not what was registered. */
    List<Deviation> deviations();

    /** SHA-256 of the figures it stands on, as lines {@code area,period,value} in order. */
    String fingerprint();

    /**
     * There is a finding, which may be that there is none.
     *
     * @param used what was evaluated
     * @param from the first period of the past
     * @param to the last period that was looked at
     * @param treated values of the area, from {@code from} on
     */
    record Done(
            Registration used,
            Finding finding,
            Rule.Judgement judgement,
            long from,
            long to,
            double[] treated,
            List<Deviation> deviations,
            String fingerprint)
            implements Evaluation {
        public Done {
            deviations = List.copyOf(deviations);
        }
    }

    /** There is nothing to find yet, or nothing to find it from, and this is why. */
    record Waiting(Problem reason, List<Deviation> deviations, String fingerprint) implements Evaluation {
        public Waiting {
            deviations = List.copyOf(deviations);
        }
    }

    /**
     * Evaluates.
     *
     * @param registered what was registered
     * @param used what to evaluate: the same, or something else, which then shows as deviations
     * @param figures values by area and period, of {@code used}'s indicator, part and kind of period; periods after its last are not looked at
     */
    static Evaluation of(
            Registration registered, Registration used, Map<String, ? extends NavigableMap<Long, Double>> figures) {
        List<Deviation> deviations = new ArrayList<>(Deviation.between(registered, used));
        Map<String, TreeMap<Long, Double>> taken = new TreeMap<>();
        figures.forEach((area, values) -> {
            if (area.equals(used.treated()) || used.compared().contains(area)) {
                taken.put(area, new TreeMap<>(values.headMap(used.last(), true)));
            }
        });
        String fingerprint = fingerprint(used, taken);
        TreeMap<Long, Double> own = taken.getOrDefault(used.treated(), new TreeMap<>());
        if (own.isEmpty() || own.lastKey() < used.first()) {
            return new Waiting(
                    Problem.of(
                            own.isEmpty() ? "measure.registration.no-figures" : "measure.registration.no-figures-yet",
                            "",
                            "area",
                            used.treated(),
                            "first",
                            used.type().label(used.first())),
                    deviations,
                    fingerprint);
        }
        long from = own.firstKey();
        long to = own.lastKey();
        if (to < used.last()) {
            deviations.add(Deviation.of("interim", language -> new Object[] {
                "to", Words.period(used.type(), to, language), "last", Words.period(used.type(), used.last(), language)
            }));
        }
        Map<String, double[]> aligned = new LinkedHashMap<>();
        taken.forEach((area, values) -> aligned.put(area, aligned(values, from, to)));
        int[] seasons = used.type().seasons();
        try {
            Study study = Study.of(
                    aligned,
                    used.treated(),
                    Math.clamp(used.first() - from, 0, Integer.MAX_VALUE),
                    seasons.length == 0 ? 1 : seasons[0]);
            TreeSet<String> missing = new TreeSet<>(used.compared());
            missing.removeAll(study.names());
            if (!missing.isEmpty()) {
                deviations.add(Deviation.of("compared-without-figures", language ->
                        new Object[] {"areas", Words.areas(missing, language)}));
            }
            Finding finding = Evaluator.evaluate(study, used.method());
            return new Done(
                    used,
                    finding,
                    used.rule().judge(finding),
                    from,
                    to,
                    aligned.getOrDefault(used.treated(), new double[0]),
                    deviations,
                    fingerprint);
        } catch (ProblemException refused) {
            return new Waiting(refused.problems().getFirst(), deviations, fingerprint);
        }
    }

    private static double[] aligned(NavigableMap<Long, Double> values, long from, long to) {
        double[] aligned = new double[(int) (to - from + 1)];
        Arrays.fill(aligned, Double.NaN);
        values.subMap(from, true, to, true).forEach((period, value) -> aligned[(int) (period - from)] = value);
        return aligned;
    }

    private static String fingerprint(Registration used, Map<String, TreeMap<Long, Double>> taken) {
        StringBuilder lines = new StringBuilder();
        taken.forEach((area, values) -> values.forEach((period, value) -> lines.append(area)
                .append(',')
                .append(used.type().label(period))
                .append(',')
                .append(value)
                .append('\n')));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }
}
