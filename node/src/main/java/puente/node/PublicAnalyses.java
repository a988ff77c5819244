package puente.node;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import puente.measure.detect.ChangeDetector;
import puente.measure.detect.Detection;
import puente.measure.evaluate.Evaluator;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Reading;
import puente.measure.evaluate.Study;
import puente.measure.forecast.Forecast;
import puente.measure.forecast.Forecaster;
import puente.measure.forecast.Outcome;
import puente.measure.forecast.RollingScore;
import puente.measure.series.PeriodType;
import puente.node.PublicFigures.Question;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.type.Areas;
import puente.store.IndicatorRow;

/**
 * What the methods of the measure room say of public figures: forecasts, changes, comparisons. Months alone carry them, and twelve months
 * ending carry forecasts. A series that cannot carry a method is refused with the method's own reason. The same figures give the same answer,
 * byte by byte.
 */
final class PublicAnalyses {
    /** Probability that a year without any change raises an alarm in at least one of the areas watched together. */
    static final double FALSE_ALARMS = 0.05;

    /** Months before and after a change that are set beside each other, area by area. */
    private static final int YEAR = 12;

    private static final MathContext FIGURES = new MathContext(6);
    private static final Set<PeriodType> MONTHLY = EnumSet.of(PeriodType.MONTH, PeriodType.ROLLING_TWELVE_MONTHS);

    private final PublicFigures figures;

    PublicAnalyses(PublicFigures figures) {
        this.figures = figures;
    }

    /** Months without a gap in their count; a month that nobody reported is not a number. */
    private record Months(PeriodType type, long first, double[] values) {
        String label(int at) {
            return type.label(first + at).replace("12m ", "");
        }

        int at(String period) {
            return (int) (type.parse(period) - first);
        }
    }

    private static Optional<Months> months(List<IndicatorRow> rows) {
        List<Optional<PeriodType>> types = rows.stream()
                .map(row -> PeriodType.observed(row.period(), row.calendar()))
                .distinct()
                .toList();
        if (types.size() != 1 || types.getFirst().filter(MONTHLY::contains).isEmpty()) {
            return Optional.empty();
        }
        PeriodType type = types.getFirst().orElseThrow();
        long first =
                rows.stream().mapToLong(row -> type.parse(row.period())).min().orElseThrow();
        long last =
                rows.stream().mapToLong(row -> type.parse(row.period())).max().orElseThrow();
        double[] values = new double[(int) (last - first + 1)];
        Arrays.fill(values, Double.NaN);
        for (IndicatorRow row : rows) {
            int at = (int) (type.parse(row.period()) - first);
            if (!Double.isNaN(values[at])) {
                return Optional.empty();
            }
            values[at] = row.value().doubleValue();
        }
        return Optional.of(new Months(type, first, values));
    }

    private Months single(Question question) {
        return months(figures.rows(question))
                .orElseThrow(() -> new ProblemException(Problem.of("node.public.no-months", "")));
    }

    /** Each area's months, all of them the same ones. */
    private Map<String, Months> byArea(Question question) {
        Question all = new Question(
                question.indicator(),
                Optional.empty(),
                question.from(),
                question.to(),
                question.dimensions(),
                true,
                question.by(),
                PublicFigures.Length.PUBLISHED,
                false,
                Optional.empty(),
                question.asOf());
        Map<String, List<IndicatorRow>> rows = new TreeMap<>();
        figures.rows(all)
                .forEach(row -> rows.computeIfAbsent(row.area().orElse(""), _ -> new ArrayList<>())
                        .add(row));
        Map<String, Months> areas = new TreeMap<>();
        rows.forEach((area, each) -> months(each).ifPresent(found -> areas.put(area, found)));
        return areas;
    }

    // ------------------------------------------------------------------------------------------------ forecasts

    Map<String, Object> forecast(Question question) {
        Months months = single(question);
        Map<String, Object> data = PublicFigures.described(question);
        data.put("method", Map.of("name", "combination", "version", "2"));
        data.put("until", months.label(months.values().length - 1));
        int horizon = months.type().horizon();
        int[] seasons = months.type().seasons();
        switch (Forecaster.forecast(months.values(), seasons, horizon)) {
            case Outcome.Refused(Problem reason) -> data.put("refused", refused(reason));
            case Outcome.Made(Forecast made) -> {
                forecast(months, made, data);
                RollingScore.of(months.values(), seasons, horizon).ifPresent(score -> {
                    Map<String, Object> shown = new TreeMap<>();
                    shown.put("score", figure(score.score()));
                    shown.put("seasonalNaive", figure(score.naiveScore()));
                    shown.put("coverage", figure(100 * score.coverage()));
                    shown.put("origins", score.origins());
                    shown.put("beatsOrEquals", score.beatsOrEquals());
                    data.put("logScore", shown);
                });
            }
        }
        return data;
    }

    private static void forecast(Months months, Forecast made, Map<String, Object> data) {
        List<Object> rows = new ArrayList<>();
        for (int h = 0; h < made.mean().length; h++) {
            Map<String, Object> row = new TreeMap<>();
            row.put("period", months.label(months.values().length + h));
            row.put("mean", figure(made.mean()[h]));
            row.put("lower", figure(made.lower()[h]));
            row.put("upper", figure(made.upper()[h]));
            row.put("seasonalNaive", figure(made.seasonalNaive()[h]));
            rows.add(row);
        }
        data.put("forecast", rows);
        data.put("level", figure(100 * made.level()));
        data.put("origins", made.origins());
        data.put("error", figure(made.error()));
        data.put("seasonalNaiveError", figure(made.naiveError()));
        data.put(
                "parts",
                made.parts().stream()
                        .map(part -> Map.of("model", part.model(), "weight", figure(part.weight())))
                        .toList());
    }

    // ------------------------------------------------------------------------------------------------ changes

    /** The changes of one area that could be detected, with the share of false alarms that all areas have together. */
    Map<String, Object> changes(Question question) {
        Months months = single(question);
        int watched = question.area().isPresent() ? Math.max(1, byArea(question).size()) : 1;
        Map<String, Object> data = PublicFigures.described(question);
        data.put("method", Map.of("name", "generalised-likelihood-ratio", "version", "1"));
        data.put("watched", watched);
        data.put("falseAlarms", figure(100 * FALSE_ALARMS));
        switch (new ChangeDetector(FALSE_ALARMS, watched).watch(months.values(), ChangeDetector.HISTORY_MIN)) {
            case Detection.Refused(Problem reason) -> data.put("refused", refused(reason));
            case Detection.Watched found -> {
                data.put("watchedFrom", months.label(found.from()));
                data.put("until", months.label(months.values().length - 1));
                data.put(
                        "changes",
                        found.alarms().stream()
                                .map(each -> change(months, each))
                                .toList());
            }
        }
        return data;
    }

    private static Map<String, Object> change(Months months, Detection.Month month) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("detected", months.label(month.position()));
        shown.put("since", months.label(month.since()));
        shown.put("value", figure(month.value()));
        shown.put("expected", figure(month.expected()));
        shown.put("ratio", figure(month.ratio()));
        shown.put("statistic", figure(month.statistic()));
        shown.put("threshold", figure(month.threshold()));
        shown.put("probability", figure(month.probability()));
        shown.put("before", figure(month.since() > 0 ? months.values()[month.since() - 1] : 0));
        return shown;
    }

    // ------------------------------------------------------------------------------------------------ comparison

    /** What the other areas did from a month on, and whether this one's change is more than what placebos show. */
    Map<String, Object> comparison(Question question, String start) {
        String area =
                question.area().orElseThrow(() -> new ProblemException(Problem.of("node.public.no-area", "?area")));
        Map<String, Months> areas = byArea(question);
        Months own = Optional.ofNullable(areas.get(area))
                .orElseThrow(() -> new ProblemException(Problem.of("node.public.no-months", "")));
        int at = own.at(start);
        Map<String, double[]> values = new LinkedHashMap<>();
        areas.forEach((code, months) -> {
            if (months.first() == own.first()) {
                values.put(code, months.values());
            }
        });
        Study study = Study.of(values, area, at, YEAR);
        Map<String, Object> data = PublicFigures.described(question);
        data.put("method", Map.of("name", "four-methods-with-placebos", "version", "1"));
        data.put("start", start);
        data.put("until", own.label(own.values().length - 1));
        data.put(
                "findings",
                Evaluator.evaluate(study).stream()
                        .map(each -> finding(each, area, start))
                        .toList());
        Map<String, Object> mixture = new TreeMap<>();
        Evaluator.mixture(study).forEach((code, weight) -> mixture.put(code, figure(weight)));
        data.put("mixture", mixture);
        List<Object> others = new ArrayList<>();
        values.forEach((code, each) -> others.add(beside(code, each, at)));
        data.put("areas", others);
        data.put("monthsBefore", Math.min(YEAR, at));
        data.put("monthsAfter", Math.min(YEAR, own.values().length - at));
        return data;
    }

    private static Map<String, Object> beside(String code, double[] values, int at) {
        double before = mean(values, Math.max(0, at - YEAR), at);
        double after = mean(values, at, Math.min(values.length, at + YEAR));
        Map<String, Object> shown = new TreeMap<>();
        shown.put("area", code);
        shown.put("before", figure(before));
        shown.put("after", figure(after));
        if (before > 0) {
            shown.put("percent", figure(100 * (after / before - 1)));
        }
        return shown;
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(0);
    }

    private static Map<String, Object> finding(Finding finding, String area, String start) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("method", finding.method().code());
        shown.put(
                "reading",
                BothLanguages.each(
                        language -> Reading.of(finding, Areas.standard().show(area, language), start, language)));
        switch (finding) {
            case Finding.Refused ignored -> shown.put("verdict", "refused");
            case Finding.Estimated found -> {
                shown.put("verdict", Codes.of(found.verdict()));
                shown.put("percent", figure(found.percent()));
                shown.put("lower", figure(found.lowerPercent()));
                shown.put("upper", figure(found.upperPercent()));
                shown.put("probability", figure(found.probability()));
                shown.put("placebos", found.placebos());
                shown.put("detectable", figure(found.fallSeen()));
            }
        }
        return shown;
    }

    static Map<String, Object> refused(Problem reason) {
        return BothLanguages.problem(reason, Optional.empty());
    }

    /** Six figures in plain writing, the same everywhere; what has no end is said in words. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "unbounded" : "-unbounded";
        }
        BigDecimal rounded = new BigDecimal(value).round(FIGURES).stripTrailingZeros();
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded).toPlainString();
    }
}
