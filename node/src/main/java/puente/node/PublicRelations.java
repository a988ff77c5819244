package puente.node;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.gateway.Indicator;
import puente.gateway.Indicators;
import puente.measure.relation.Lag;
import puente.measure.relation.Reading;
import puente.measure.relation.Relation;
import puente.measure.relation.Relations;
import puente.measure.series.Conversions;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.node.PublicFigures.Question;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.IndicatorRow;

/**
 * Which of two public series moves first. Two that count some of the same things are refused, and so are two of different kinds of period until
 * the reader says what months are to be summed to.
 */
final class PublicRelations {
    /** Kinds of period, the finest first: where figures of several kinds are held, those of the first are taken. */
    private static final List<PeriodType> FINEST = List.of(
            PeriodType.MONTH,
            PeriodType.ROLLING_TWELVE_MONTHS,
            PeriodType.HALF_YEAR,
            PeriodType.CALENDAR_YEAR,
            PeriodType.US_FISCAL_YEAR);

    private final PublicFigures figures;

    PublicRelations(PublicFigures figures) {
        this.figures = figures;
    }

    /** What is to be compared, and what months are summed to before. */
    record Pair(Question first, Question second, Optional<PeriodType> as) {
        Map<String, Object> described() {
            Map<String, Object> data = new TreeMap<>();
            data.put("first", PublicFigures.described(first));
            data.put("second", PublicFigures.described(second));
            as.ifPresent(type -> data.put("as", type.code()));
            return data;
        }
    }

    static Pair pair(Context request) {
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> indicator = parameters.text("indicator");
        Optional<String> area = parameters.text("area");
        Map<String, String> dimensions = IndicatorParameters.dimensions(parameters, "dimension");
        Optional<String> with = parameters.text("with");
        Optional<String> withArea = parameters.text("withArea");
        Map<String, String> withDimensions = IndicatorParameters.dimensions(parameters, "withDimension");
        Optional<String> as = parameters.text("as");
        if (indicator.isEmpty()) {
            parameters.refuse("indicator", "us.cbp.drug-seizure-weight");
        }
        if (with.isEmpty()) {
            parameters.refuse("with", "us.cdc.synthetic-opioid-deaths");
        }
        parameters.finish();
        Question first = PublicFigures.series(indicator.orElseThrow(), area, dimensions);
        Question second = PublicFigures.series(with.orElseThrow(), withArea, withDimensions);
        if (overlap(first, second)) {
            throw new ProblemException(Problem.of("node.public.overlapping", "?with"));
        }
        return new Pair(first, second, as.map(PeriodType::of));
    }

    /** Whether something may be counted in both: unless two different parts, or places apart, are asked for. */
    private static boolean overlap(Question one, Question other) {
        String code = one.indicator().code();
        if (!code.equals(other.indicator().code())) {
            return Indicators.standard()
                    .against(code, other.indicator().code())
                    .filter(each -> each.rule() == Indicator.Rule.NEVER_ADD)
                    .isPresent();
        }
        boolean parts = one.dimensions().entrySet().stream()
                .anyMatch(each -> !other.dimensions()
                        .getOrDefault(each.getKey(), each.getValue())
                        .equals(each.getValue()));
        boolean places = one.area().isPresent()
                && other.area().isPresent()
                && !isWithin(one.area().get(), other.area().get())
                && !isWithin(other.area().get(), one.area().get());
        return !parts && !places;
    }

    private static boolean isWithin(String area, String whole) {
        return area.equals(whole) || area.startsWith(whole + "-") || area.startsWith(whole + "/");
    }

    Map<String, Object> relation(Pair pair) {
        Map<String, Object> data = pair.described();
        data.put("method", Map.of("name", "prewhitened-cross-correlation", "version", "1"));
        List<String> converted = new ArrayList<>();
        Series one = series(pair.first(), pair.as(), "first", converted);
        Series other = series(pair.second(), pair.as(), "second", converted);
        data.put("converted", converted);
        Relation relation = Relations.of(one, other);
        switch (relation) {
            case Relation.Refused(Problem reason) -> data.put("refused", PublicAnalyses.refused(reason));
            case Relation.Estimated found -> show(found, data);
        }
        data.put("reading", BothLanguages.each(language -> Reading.of(relation, "{one}", "{other}", language)));
        return data;
    }

    private static void show(Relation.Estimated found, Map<String, Object> data) {
        data.put("period", found.type().code());
        data.put("from", plain(found.type(), found.first()));
        data.put("to", plain(found.type(), found.first() + found.periods() - 1));
        data.put("periods", found.periods());
        data.put("order", Codes.of(found.order()));
        data.put("level", PublicAnalyses.figure(100 * found.level()));
        data.put("detectable", PublicAnalyses.figure(found.detectable()));
        found.strongest().ifPresent(lag -> data.put("strongest", shown(lag)));
        data.put("lags", found.lags().stream().map(PublicRelations::shown).toList());
        data.put(
                "own",
                found.own().stream()
                        .map(past -> Map.of(
                                "scale",
                                Codes.of(past.scale()),
                                "lags",
                                past.ownLags(),
                                "seasons",
                                past.seasons(),
                                "changes",
                                past.changes()))
                        .toList());
    }

    private static String plain(PeriodType type, long period) {
        return type.label(period).replace("12m ", "");
    }

    private static Map<String, Object> shown(Lag lag) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("lag", lag.lag());
        shown.put("correlation", PublicAnalyses.figure(lag.correlation()));
        shown.put("lower", PublicAnalyses.figure(lag.lower()));
        shown.put("upper", PublicAnalyses.figure(lag.upper()));
        shown.put("seen", lag.isSeen());
        return shown;
    }

    private Series series(Question question, Optional<PeriodType> as, String which, List<String> converted) {
        Series series = series(question);
        if (as.isEmpty() || series.type() != PeriodType.MONTH || as.get() == PeriodType.MONTH) {
            return series;
        }
        converted.add(which);
        return Conversions.sums(series, as.get());
    }

    private Series series(Question question) {
        Map<PeriodType, List<IndicatorRow>> kinds = new TreeMap<>(Comparator.comparingInt(FINEST::indexOf));
        for (IndicatorRow row : figures.rows(question)) {
            PeriodType.observed(row.period(), row.calendar())
                    .ifPresent(type ->
                            kinds.computeIfAbsent(type, _ -> new ArrayList<>()).add(row));
        }
        if (kinds.isEmpty()) {
            throw noSeries(question);
        }
        Map.Entry<PeriodType, List<IndicatorRow>> finest =
                kinds.entrySet().iterator().next();
        PeriodType type = finest.getKey();
        List<IndicatorRow> rows = finest.getValue();
        long first = rows.stream().mapToLong(row -> period(type, row)).min().orElseThrow();
        long last = rows.stream().mapToLong(row -> period(type, row)).max().orElseThrow();
        double[] values = new double[(int) (last - first + 1)];
        Arrays.fill(values, Double.NaN);
        for (IndicatorRow row : rows) {
            int at = (int) (period(type, row) - first);
            if (!Double.isNaN(values[at])) {
                throw noSeries(question);
            }
            values[at] = row.value().doubleValue();
        }
        return new Series(question.indicator().unit(), "", type, false, first, values, List.of());
    }

    private static ProblemException noSeries(Question question) {
        return new ProblemException(Problem.of(
                "node.public.no-series", "", "indicator", question.indicator().code()));
    }

    private static long period(PeriodType type, IndicatorRow row) {
        return type == PeriodType.HALF_YEAR
                ? 2L * row.to().getYear() + (row.to().getMonthValue() > 6 ? 1 : 0)
                : type.parse(row.period());
    }
}
