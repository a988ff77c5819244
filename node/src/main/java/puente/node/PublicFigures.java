package puente.node;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.gateway.Indicator;
import puente.gateway.Indicators;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordStore;

/**
 * Figures for everybody: sums of observations of indicators that are declared public, over observations that are open to all and may be
 * used for statistics. Anything else is answered as if it did not exist. What an indicator's values must never be summed over is always
 * told apart, asked for or not.
 */
final class PublicFigures {
    /** Why foreign observations are used here. */
    static final String PURPOSE = "statistics";

    private static final int MONTHS = 12;
    private static final int PERCENT_DIGITS = 2;

    /** How long a period is shown. */
    enum Length {
        PUBLISHED("published"),
        CALENDAR("calendar"),
        US_FISCAL("us-fiscal");

        private final String code;

        Length(String code) {
            this.code = code;
        }
    }

    /**
     * What is asked for.
     *
     * @param length as published, or months added up to whole years
     * @param asOf the figures as they stood then
     * @param share a dimension's value, {@code modality=con-arma-de-fuego}: each sum's share of it stands beside it
     */
    record Question(
            Indicator indicator,
            Optional<String> area,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Map<String, String> dimensions,
            boolean byArea,
            List<String> by,
            Length length,
            boolean rate,
            Optional<String> share,
            Optional<Instant> asOf) {
        Question {
            dimensions = Map.copyOf(dimensions);
            by = List.copyOf(by);
        }

        /** The same as it stood at a time. */
        Question asOf(Instant at) {
            return new Question(
                    indicator, area, from, to, dimensions, byArea, by, length, rate, share, Optional.of(at));
        }
    }

    private final RecordStore records;

    PublicFigures(RecordStore records) {
        this.records = records;
    }

    /** The public indicator of this code; whether another one exists is nobody's to know. */
    static Indicator indicator(String code) {
        return Indicators.standard()
                .find(code)
                .filter(Indicator::isPublic)
                .orElseThrow(() -> new ProblemException(
                        Problem.of("node.public.unknown", "?indicator", "indicator", shorten(code))));
    }

    /** The same where its figures may be asked for one by one; counts in small groups are told as a whole table alone. */
    static Indicator asked(String code) {
        Indicator declared = indicator(code);
        if (!declared.smallCounts().isEmpty()) {
            throw new ProblemException(
                    Problem.of("node.public.table-only", "?indicator", "indicator", declared.code()));
        }
        return declared;
    }

    /** A question for one series, of all areas together unless one is named. */
    static Question series(String code, Optional<String> area, Map<String, String> dimensions) {
        Indicator declared = asked(code);
        List<String> by = declared.apart().stream()
                .filter(apart -> !dimensions.containsKey(apart) && !(apart.equals("area") && area.isPresent()))
                .toList();
        return new Question(
                declared,
                area,
                Optional.empty(),
                Optional.empty(),
                dimensions,
                by.contains("area"),
                by.stream().filter(each -> !each.equals("area")).toList(),
                Length.PUBLISHED,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static String shorten(String code) {
        return code.length() <= 100 ? code : code.substring(0, 100);
    }

    /** Reads a question; {@code more} reads what else the route takes. */
    static Question question(Context request, java.util.function.Consumer<QueryParameters> more) {
        QueryParameters parameters = QueryParameters.of(request);
        IndicatorParameters asked = IndicatorParameters.of(parameters);
        Length length = parameters
                .text("years")
                .map(code -> {
                    for (Length each : Length.values()) {
                        if (each.code.equals(code)) {
                            return each;
                        }
                    }
                    parameters.refuse("years", "published, calendar, us-fiscal");
                    return Length.PUBLISHED;
                })
                .orElse(Length.PUBLISHED);
        boolean rate = parameters.text("rate").filter("true"::equals).isPresent();
        Optional<String> share = parameters.text("share");
        if (share.isPresent() && share.get().indexOf('=') < 1) {
            parameters.refuse("share", "name=value");
        }
        if (asked.indicator().isEmpty()) {
            parameters.refuse("indicator", "us.cbp.drug-seizure-weight");
        }
        more.accept(parameters);
        parameters.finish();
        Indicator declared = asked(asked.indicator().orElseThrow());
        for (String apart : declared.apart()) {
            if (!asked.dimensions().containsKey(apart)
                    && !(apart.equals("area") && asked.area().isPresent())) {
                asked.by().add(apart);
            }
        }
        return new Question(
                declared,
                asked.area(),
                asked.from(),
                asked.to(),
                asked.dimensions(),
                asked.byArea(),
                asked.byDimensions(),
                length,
                rate,
                share,
                asked.asOf());
    }

    /**
     * A sum.
     *
     * @param months of how many months it was added up here; 0 where it is as published
     * @param until the last day of the last period that is in it
     */
    record Sum(IndicatorRow row, int months, LocalDate until) {
        static Sum asPublished(IndicatorRow row) {
            return new Sum(row, 0, row.to());
        }
    }

    /** The rows of a question as they were published, in order of time. */
    List<IndicatorRow> rows(Question question) {
        return query(question, Map.of());
    }

    private List<Sum> sums(Question question, Map<String, String> more) {
        List<IndicatorRow> rows = query(question, more);
        return question.length() == Length.PUBLISHED
                ? rows.stream().map(Sum::asPublished).toList()
                : inYears(rows, question.length());
    }

    private List<IndicatorRow> query(Question question, Map<String, String> more) {
        return records.indicators(asked(question, more));
    }

    /** What the store is asked. */
    IndicatorQuery asked(Question question, Map<String, String> more) {
        Map<String, String> dimensions = new TreeMap<>(question.dimensions());
        dimensions.putAll(more);
        return new IndicatorQuery(
                question.indicator().code(),
                question.area(),
                question.from(),
                question.to(),
                dimensions,
                question.byArea(),
                question.by(),
                Optional.of(PURPOSE),
                true,
                question.asOf());
    }

    /** What the fingerprint is of: the question, the method, and each row with all that it is made of. */
    Map<String, Object> data(Question question) {
        List<Sum> sums = sums(question, Map.of());
        Map<String, IndicatorRow> parts = new LinkedHashMap<>();
        question.share().ifPresent(share -> {
            int equals = share.indexOf('=');
            sums(question, Map.of(share.substring(0, equals), share.substring(equals + 1)))
                    .forEach(each -> parts.put(key(each.row()), each.row()));
        });
        IndicatorRates rates = question.rate()
                ? IndicatorRates.of(
                        records,
                        question.indicator().code(),
                        question.area(),
                        question.byArea(),
                        sums.stream().map(Sum::row).toList(),
                        Optional.of(PURPOSE),
                        true,
                        question.asOf())
                : IndicatorRates.none();
        Map<String, Object> data = described(question);
        data.put("method", Map.of("name", "sum", "version", "1"));
        data.put(
                "rows",
                sums.stream()
                        .map(sum -> {
                            Map<String, Object> shown = show(sum);
                            rates.show(sum.row(), shown);
                            if (question.share().isPresent()) {
                                share(sum.row(), Optional.ofNullable(parts.get(key(sum.row()))), shown);
                            }
                            return shown;
                        })
                        .toList());
        return data;
    }

    /** The question as it stands in an answer. */
    static Map<String, Object> described(Question question) {
        Map<String, Object> data = new TreeMap<>();
        data.put("indicator", question.indicator().code());
        data.put("unit", question.indicator().unit());
        data.put("agency", question.indicator().agency().code());
        question.area().ifPresent(area -> data.put("area", area));
        question.from().ifPresent(day -> data.put("from", day.toString()));
        question.to().ifPresent(day -> data.put("to", day.toString()));
        question.share().ifPresent(share -> data.put("share", share));
        question.asOf().ifPresent(at -> data.put("asOf", at.toString()));
        data.put("dimensions", new TreeMap<>(question.dimensions()));
        List<String> by = new ArrayList<>(question.by());
        if (question.byArea()) {
            by.addFirst("area");
        }
        data.put("by", by);
        data.put("years", question.length().code);
        Indicator.Denominator denominator = question.indicator().denominator();
        if (question.rate() && denominator != null) {
            data.put(
                    "denominator",
                    Map.of("indicator", denominator.indicator(), "part", denominator.part(), "per", denominator.per()));
        }
        return data;
    }

    private static Map<String, Object> show(Sum sum) {
        IndicatorRow row = sum.row();
        Map<String, Object> shown = new TreeMap<>();
        shown.put("period", row.period());
        shown.put("calendar", row.calendar());
        shown.put("from", row.from().toString());
        shown.put("to", row.to().toString());
        row.area().ifPresent(area -> shown.put("area", area));
        if (sum.months() > 0) {
            shown.put("months", sum.months());
            shown.put("until", sum.until().toString());
        }
        if (!row.dimensions().isEmpty()) {
            shown.put("dimensions", new TreeMap<>(row.dimensions()));
        }
        shown.put("value", row.value().toPlainString());
        shown.put("unit", row.unit());
        shown.put("observations", row.observations());
        return shown;
    }

    /** Of a sum, what part has the value asked for; a sum of nothing has no parts, and a part that nobody reported is nothing. */
    private static void share(IndicatorRow row, Optional<IndicatorRow> part, Map<String, Object> shown) {
        BigDecimal of = part.map(IndicatorRow::value).orElse(BigDecimal.ZERO);
        shown.put("part", of.toPlainString());
        if (row.value().signum() > 0) {
            shown.put(
                    "share",
                    of.multiply(BigDecimal.valueOf(100))
                            .divide(row.value(), PERCENT_DIGITS, RoundingMode.HALF_EVEN)
                            .toPlainString());
        }
    }

    /** What tells a sum from others of the same answer. */
    static String key(IndicatorRow row) {
        return String.join(
                "\n",
                row.period(),
                row.calendar(),
                row.area().orElse(""),
                row.unit(),
                new TreeMap<>(row.dimensions()).toString());
    }

    /**
     * Months added up to years, told apart by area, part and unit; each says of how many months it is the sum. What is no month stays as it
     * was published, and so do twelve months that end with one: they overlap.
     */
    static List<Sum> inYears(List<IndicatorRow> rows, Length length) {
        int lead = length == Length.US_FISCAL ? 3 : 0;
        List<Sum> years = new ArrayList<>();
        Map<String, List<IndicatorRow>> groups = new LinkedHashMap<>();
        for (IndicatorRow row : rows) {
            if (PeriodType.observed(row.period(), row.calendar())
                    .filter(PeriodType.MONTH::equals)
                    .isEmpty()) {
                years.add(Sum.asPublished(row));
                continue;
            }
            int year = YearMonth.parse(row.period()).plusMonths(lead).getYear();
            String group = String.join(
                    "\n",
                    String.valueOf(year),
                    row.area().orElse(""),
                    row.unit(),
                    new TreeMap<>(row.dimensions()).toString());
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(row);
        }
        groups.values().forEach(group -> years.add(sum(group, lead, length)));
        years.sort(Comparator.comparing((Sum each) -> each.row().from())
                .thenComparing(each -> each.row().area().orElse(""))
                .thenComparing(each -> new TreeMap<>(each.row().dimensions()).toString()));
        return years;
    }

    private static Sum sum(List<IndicatorRow> group, int lead, Length length) {
        IndicatorRow first = group.getFirst();
        int named = YearMonth.parse(first.period()).plusMonths(lead).getYear();
        LocalDate from = LocalDate.of(named, 1, 1).minusMonths(lead);
        long months = group.stream().map(IndicatorRow::period).distinct().count();
        IndicatorRow year = new IndicatorRow(
                String.valueOf(named),
                length.code,
                from,
                from.plusMonths(MONTHS).minusDays(1),
                first.area(),
                first.dimensions(),
                first.unit(),
                group.stream().map(IndicatorRow::value).reduce(BigDecimal.ZERO, BigDecimal::add),
                group.stream().mapToLong(IndicatorRow::observations).sum());
        return new Sum(
                year,
                (int) months,
                group.stream().map(IndicatorRow::to).max(LocalDate::compareTo).orElseThrow());
    }
}
