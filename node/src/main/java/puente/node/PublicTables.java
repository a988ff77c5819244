package puente.node;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.gateway.Indicator;
import puente.measure.exposure.AreaRate;
import puente.measure.exposure.Exposed;
import puente.measure.exposure.Exposures;
import puente.measure.series.PeriodType;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordQuery;
import puente.store.RecordStore;

/**
 * Counts of persons in groups that may be small, each indicator as one table a period, by area and the one part that is declared for it. There is nothing
 * to filter by and no second breakdown, so that no two answers can be subtracted from each other; of periods of several lengths only the longest are told, so
 * that none is a part of another; windows that overlap are not told. Rates are made from what is shown, so they tell no more.
 */
final class PublicTables {
    private static final String UNSPECIFIED = "unspecified";

    private final RecordStore records;

    PublicTables(RecordStore records) {
        this.records = records;
    }

    static Indicator indicator(String code) {
        Indicator declared = PublicFigures.indicator(code);
        if (declared.smallCounts().isEmpty()) {
            throw new ProblemException(Problem.of("node.public.no-table", "?indicator", "indicator", declared.code()));
        }
        return declared;
    }

    private record Period(String period, String calendar) {}

    Map<String, Object> table(Indicator indicator) {
        Map<String, Object> data = new TreeMap<>();
        data.put("indicator", indicator.code());
        data.put("unit", indicator.unit());
        data.put("by", indicator.smallCounts());
        data.put("least", SmallCounts.LEAST);
        data.put("method", Map.of("name", "whole-table-rounded-and-protected", "version", "1"));
        data.put("synthetic", isSynthetic(indicator.code()));
        Indicator.Exposure exposure = indicator.exposure();
        List<IndicatorRow> exposures = exposure == null ? List.of() : rows(exposure.indicator(), List.of());
        if (exposure != null) {
            data.put("exposure", Map.of("indicator", exposure.indicator(), "per", exposure.per()));
        }
        List<Object> tables = new ArrayList<>();
        periods(rows(indicator.code(), List.of(indicator.smallCounts())))
                .forEach((period, rows) -> tables.add(shown(period, rows, indicator, exposures)));
        data.put("tables", tables);
        return data;
    }

    private boolean isSynthetic(String code) {
        return records
                .search(RecordQuery.builder()
                        .kind("observation")
                        .key("indicator", code)
                        .purpose(PublicFigures.PURPOSE)
                        .limit(RecordQuery.LIMIT_MAX)
                        .build())
                .records()
                .stream()
                .anyMatch(each -> each.record().provenance().synthetic());
    }

    private List<IndicatorRow> rows(String code, List<String> by) {
        return records.indicators(new IndicatorQuery(
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                true,
                by,
                Optional.of(PublicFigures.PURPOSE),
                true));
    }

    /** Rows of the longest periods there are, by period, the newest first; of areas within each other only the smallest. */
    private static Map<Period, List<IndicatorRow>> periods(List<IndicatorRow> rows) {
        List<IndicatorRow> apart = rows.stream()
                .filter(row -> !row.calendar().equals(PeriodType.ROLLING_TWELVE_MONTHS.code()))
                .toList();
        long longest = apart.stream().mapToLong(PublicTables::days).max().orElse(0);
        TreeSet<String> areas = new TreeSet<>();
        apart.forEach(row -> areas.add(area(row)));
        Map<Period, List<IndicatorRow>> periods = new LinkedHashMap<>();
        apart.stream()
                // Months differ by days, years by one: half as long is another length.
                .filter(row -> 2 * days(row) > longest)
                .filter(row -> areas.stream().noneMatch(each -> isWithin(each, area(row))))
                .sorted(Comparator.comparing(IndicatorRow::from).reversed().thenComparing(PublicTables::area))
                .forEach(
                        row -> periods.computeIfAbsent(new Period(row.period(), row.calendar()), _ -> new ArrayList<>())
                                .add(row));
        return periods;
    }

    private static long days(IndicatorRow row) {
        return ChronoUnit.DAYS.between(row.from(), row.to()) + 1;
    }

    private static String area(IndicatorRow row) {
        return row.area().orElse("");
    }

    private static boolean isWithin(String area, String whole) {
        return area.startsWith(whole + "-") || area.startsWith(whole + "/");
    }

    private static Map<String, Object> shown(
            Period period, List<IndicatorRow> rows, Indicator indicator, List<IndicatorRow> exposures) {
        List<String> areas =
                rows.stream().map(PublicTables::area).distinct().sorted().toList();
        List<String> parts = rows.stream()
                .map(row -> part(row, indicator))
                .distinct()
                .sorted()
                .toList();
        long[][] counts = new long[areas.size()][parts.size()];
        rows.forEach(row -> counts[areas.indexOf(area(row))][parts.indexOf(part(row, indicator))] +=
                row.value().longValue());
        SmallTable table = new SmallTable(counts);
        Map<String, Object> shown = new TreeMap<>();
        shown.put("period", period.period());
        shown.put("calendar", period.calendar());
        shown.put("from", rows.getFirst().from().toString());
        shown.put("to", rows.getFirst().to().toString());
        shown.put("parts", parts);
        List<Object> lines = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            int row = i;
            Map<String, Object> line = new TreeMap<>();
            line.put("area", areas.get(i));
            Map<String, Object> cells = new TreeMap<>();
            for (int j = 0; j < parts.size(); j++) {
                int column = j;
                table.cell(row, column).ifPresent(count -> cells.put(parts.get(column), count));
            }
            line.put("counts", cells);
            table.row(row).ifPresent(count -> line.put("all", count));
            lines.add(line);
        }
        shown.put("rows", lines);
        Map<String, Object> sums = new TreeMap<>();
        for (int j = 0; j < parts.size(); j++) {
            int column = j;
            table.column(column).ifPresent(count -> sums.put(parts.get(column), count));
        }
        shown.put("sums", sums);
        table.total().ifPresent(count -> shown.put("all", count));
        shown.put("heldBack", table.heldBack());
        Indicator.Exposure exposure = indicator.exposure();
        if (exposure != null) {
            shown.put("rates", rates(period, areas, table, exposures, exposure.per()));
        }
        return shown;
    }

    private static String part(IndicatorRow row, Indicator indicator) {
        return row.dimensions().getOrDefault(indicator.smallCounts(), UNSPECIFIED);
    }

    private static List<Object> rates(
            Period period, List<String> areas, SmallTable table, List<IndicatorRow> exposures, int per) {
        List<Exposed> exposed = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            String area = areas.get(i);
            Optional<Long> count = table.row(i);
            double passed = exposures.stream()
                    .filter(row -> area(row).equals(area)
                            && row.period().equals(period.period())
                            && row.calendar().equals(period.calendar()))
                    .mapToDouble(row -> row.value().doubleValue())
                    .sum();
            if (count.isPresent() && passed > 0) {
                exposed.add(new Exposed(area, count.get(), count.get() + SmallCounts.LEAST - 1, passed));
            }
        }
        List<AreaRate> rates = Exposures.rates(exposed);
        List<Object> shown = new ArrayList<>();
        for (int at = 0; at < rates.size(); at++) {
            AreaRate rate = rates.get(at);
            Map<String, Object> one = new TreeMap<>();
            one.put("area", rate.area());
            one.put("exposure", PublicAnalyses.figure(exposed.get(at).exposure()));
            one.put("rate", PublicAnalyses.figure(per * rate.rate()));
            one.put("lower", PublicAnalyses.figure(per * rate.lower()));
            one.put("upper", PublicAnalyses.figure(per * rate.upper()));
            one.put("ratio", PublicAnalyses.figure(rate.ratio()));
            one.put("ratioLower", PublicAnalyses.figure(rate.ratioLower()));
            one.put("ratioUpper", PublicAnalyses.figure(rate.ratioUpper()));
            one.put("verdict", Codes.of(rate.verdict()));
            shown.add(one);
        }
        return shown;
    }
}
