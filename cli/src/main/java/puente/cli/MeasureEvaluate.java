package puente.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.measure.evaluate.Evaluator;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Method;
import puente.measure.evaluate.Reading;
import puente.measure.evaluate.Study;
import puente.measure.series.Series;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente measure evaluate}: whether something that began in one area at one period made a difference, by four methods side by side,
 * each judged by placebos; exit code {@value Exit#FINDINGS} where a method gives no effect.
 */
@Command(name = "evaluate")
final class MeasureEvaluate implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Option(names = "--treated", paramLabel = "AREA", required = true)
    private String treated = "";

    @Option(names = "--start", paramLabel = "PERIOD", required = true)
    private String start = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureEvaluate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Series> all = series.read(console);
        Study study = study(all);
        study.dropped()
                .forEach(each ->
                        console.err().println(each.position() + ": " + console.text(each.code(), each.arguments())));
        List<Finding> findings = new ArrayList<>();
        try (ProgressBar bar = console.progress(
                console.text("cli.measure.evaluate.progress"),
                Method.values().length,
                console.text("cli.measure.methods"))) {
            for (Method method : Method.values()) {
                findings.add(Evaluator.evaluate(study, method));
                bar.advance(1);
            }
        }
        if (json) {
            findings.forEach(finding -> console.json(object(finding)));
        } else {
            show(findings);
        }
        return findings.stream().anyMatch(Finding.Refused.class::isInstance) ? Exit.FINDINGS : Exit.DONE;
    }

    /** Every series on the same periods: those of the treated area; what another lacks of them is missing. */
    private Study study(List<Series> all) {
        Series own = all.stream()
                .filter(each -> each.area().equals(treated))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "measure.evaluate.unknown-area",
                        "",
                        "area",
                        treated,
                        "areas",
                        String.join(", ", all.stream().map(Series::area).toList()))));
        Map<String, double[]> areas = new LinkedHashMap<>();
        for (Series each : all) {
            own.requireComparable(each);
            double[] aligned = new double[own.length()];
            Arrays.fill(aligned, Double.NaN);
            for (int t = 0; t < aligned.length; t++) {
                long at = own.first() + t - each.first();
                aligned[t] = at >= 0 && at < each.length() ? each.values()[(int) at] : Double.NaN;
            }
            areas.put(each.area(), aligned);
        }
        int[] seasons = own.type().seasons();
        long begin = own.type().parse(start) - own.first();
        return Study.of(areas, treated, Math.clamp(begin, 0, Integer.MAX_VALUE), seasons.length == 0 ? 1 : seasons[0]);
    }

    private static Map<String, Object> object(Finding finding) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("method", finding.method().code());
        switch (finding) {
            case Finding.Estimated found -> {
                object.put("verdict", found.verdict().name().toLowerCase(Locale.ROOT));
                object.put("percent", found.percent());
                object.put("lowerPercent", found.lowerPercent());
                object.put("upperPercent", found.upperPercent());
                object.put("probability", found.probability());
                object.put("placebos", found.placebos());
                object.put("placebosInSpace", found.inSpace());
                object.put("earlierDatesAsExtreme", Double.isNaN(found.earlier()) ? null : found.earlier());
                object.put("fallSeenPercent", found.fallSeen());
            }
            case Finding.Refused refused ->
                object.put("refused", refused.reason().code());
        }
        return object;
    }

    private void show(List<Finding> findings) {
        Table table = new Table(
                console.text("cli.measure.method"),
                console.text("cli.measure.effect"),
                console.text("cli.measure.interval"),
                console.text("cli.measure.chance"),
                console.text("cli.measure.placebos"));
        for (Finding finding : findings) {
            if (finding instanceof Finding.Estimated found) {
                table.row(
                        console.text("measure.evaluate.method." + found.method().code()),
                        Reading.percent(found.percent()),
                        Reading.percent(found.lowerPercent()) + " … " + Reading.percent(found.upperPercent()),
                        String.format(Locale.ROOT, "%.3f", found.probability()),
                        Integer.toString(found.placebos()));
            }
        }
        table.print(console);
        for (Finding finding : findings) {
            console.line("");
            console.line(Reading.of(finding, treated, start, console.language()));
        }
    }
}
