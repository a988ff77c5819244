package puente.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import puente.bench.RollingScores.Named;
import puente.measure.fund.FundChecks;
import puente.measure.fund.FundCsv;
import puente.measure.fund.FundLine;
import puente.measure.fund.FundTable;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;

/** Every series of {@code ../shared/data}, in sets by source. Nothing is filled in: a series with a gap stays one. */
final class SharedSeries {
    private final Path data;

    SharedSeries(Path data) {
        this.data = data;
    }

    /** Sets by name. */
    Map<String, List<Named>> sets() throws IOException {
        Map<String, List<Named>> sets = new LinkedHashMap<>();
        sets.put("victims by state and crime, months", victims());
        sets.put("drugs seized by drug, months", drugs());
        sets.put("Border Patrol encounters by sector, months", encounters());
        sets.put("encounters by border, months", borders());
        sets.put("crossings by bridge and mode, months", crossings());
        sets.put("overdose deaths by state, rolling 12 months", overdoses());
        sets.put("fentanyl reports of laboratories, half-years", laboratories());
        sets.put("assistance by country and stage, fiscal years", assistance());
        return sets;
    }

    private static SeriesCsv.Layout layout(
            char separator,
            List<String> period,
            boolean fiscal,
            String value,
            String area,
            Map<String, String> where,
            String type) {
        return new SeriesCsv.Layout(separator, period, fiscal, value, area, where, type, "", true, false, false);
    }

    private String text(String file) throws IOException {
        Path path = data.resolve(file);
        try (InputStream in = Files.newInputStream(path);
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void add(List<Named> to, String prefix, String csv, SeriesCsv.Layout layout) {
        for (Series series : SeriesCsv.read(new StringReader(csv), layout)) {
            to.add(new Named(
                    (prefix + " " + series.area()).strip(),
                    series.values(),
                    series.type().seasons()));
        }
    }

    /** The different cells of a column; cells of these files that hold separators are not asked for. */
    private static Set<String> cells(String csv, int column) {
        Set<String> cells = new LinkedHashSet<>();
        csv.lines().skip(1).forEach(line -> cells.add(line.split(",", -1)[column]));
        return cells;
    }

    private List<Named> victims() throws IOException {
        String csv = text("sesnsp_victims/victimas_estado_mes.csv.gz");
        List<Named> all = new ArrayList<>();
        for (String crime : cells(csv, 6)) {
            add(
                    all,
                    crime + ",",
                    csv,
                    layout(
                            ',',
                            List.of("year", "month"),
                            false,
                            "victims",
                            "state",
                            Map.of("crime_subtype", crime),
                            "month"));
        }
        return all;
    }

    private List<Named> drugs() throws IOException {
        List<Named> all = new ArrayList<>();
        for (String of : List.of("nationwide-drugs", "amo-drug-seizures")) {
            String later = text("cbp_drug_seizures/" + of + "-fy23-fy26-dec.csv");
            String csv = text("cbp_drug_seizures/" + of + "-fy19-fy22.csv").strip() + "\n"
                    + later.substring(later.indexOf('\n') + 1);
            add(
                    all,
                    of + " lbs",
                    csv,
                    layout(',', List.of("FY", "Month (abbv)"), true, "Sum Qty (lbs)", "Drug Type", Map.of(), "month"));
            add(
                    all,
                    of + " events",
                    csv,
                    layout(',', List.of("FY", "Month (abbv)"), true, "Count of Event", "Drug Type", Map.of(), "month"));
        }
        return all;
    }

    private List<Named> encounters() throws IOException {
        String csv = text("cbp_encounters/usbp_monthly_encounters_fy2000-fy2020.csv");
        List<String> columns =
                Arrays.asList(csv.substring(0, csv.indexOf('\n')).strip().split("\\|"));
        List<Named> all = new ArrayList<>();
        for (String column : columns) {
            if (!Set.of("month", "fy", "cy").contains(column)) {
                add(all, column, csv, layout('|', List.of("cy", "month"), false, column, "", Map.of(), "month"));
            }
        }
        return all;
    }

    private List<Named> borders() throws IOException {
        List<Named> all = new ArrayList<>();
        add(
                all,
                "",
                text("cbp_encounters/cbp-nationwide-encounters-fy20-fy23-state.csv"),
                layout(
                        ',',
                        List.of("Fiscal Year", "Month (abbv)"),
                        true,
                        "Encounter Count",
                        "Land Border Region",
                        Map.of(),
                        "month"));
        return all;
    }

    private List<Named> crossings() throws IOException {
        String csv = text("cbp_northbound_crossings_tx/monthly_crossings_2008_2025.csv");
        List<Named> all = new ArrayList<>();
        for (String mode :
                List.of("Buses", "Commercial Trucks", "Passenger Vehicles", "Pedestrians/ Bicyclists", "Railcars")) {
            add(
                    all,
                    mode + ",",
                    csv,
                    layout(
                            ',',
                            List.of("Year", "Month"),
                            false,
                            "Northbound Crossing",
                            "Crossing",
                            Map.of("Modes", mode),
                            "month"));
        }
        return all;
    }

    /** A rolling sum has no season of its own; its naive forecast is the last value. */
    private List<Named> overdoses() throws IOException {
        List<Named> all = new ArrayList<>();
        add(
                all,
                "",
                text("cdc_vsrr_synthetic_opioids/state_synthetic_opioid_12mo_2015_2025.csv"),
                layout(
                        ',',
                        List.of("year", "month_num"),
                        false,
                        "rolling_12mo_count",
                        "state_abbr",
                        Map.of(),
                        "rolling-12-months"));
        return all;
    }

    private List<Named> laboratories() throws IOException {
        Map<String, Map<String, Integer>> reports = new TreeMap<>();
        text("nflis_drug_reports/nflis_drug_dqs_2026-03-03.csv").lines().skip(1).forEach(line -> {
            String[] cells = line.substring(1, line.length() - 1).split("\",\"", -1);
            reports.computeIfAbsent(cells[12], state -> new TreeMap<>())
                    .merge(cells[2] + "-H" + cells[3].charAt(2), Integer.parseInt(cells[4]), Integer::sum);
        });
        StringBuilder csv = new StringBuilder("period,state,reports\n");
        reports.forEach((state, halves) -> halves.forEach((half, count) -> csv.append(half)
                .append(',')
                .append(state)
                .append(',')
                .append(count)
                .append('\n')));
        List<Named> all = new ArrayList<>();
        add(all, "", csv.toString(), layout(',', List.of("period"), false, "reports", "state", Map.of(), "half-year"));
        return all;
    }

    private List<Named> assistance() throws IOException {
        List<FundLine> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(data.resolve("us_foreign_assistance/us_foreign_aid_country.csv")),
                StandardCharsets.UTF_8))) {
            lines = FundCsv.read(reader, new FundCsv.Layout("", ',', FundCsv.Prices.CURRENT));
        }
        Map<String, List<FundLine>> byRecipient = new TreeMap<>();
        FundChecks.check(lines, year -> true, null)
                .lines()
                .forEach(line -> byRecipient
                        .computeIfAbsent(line.recipient() + ", " + line.term(), key -> new ArrayList<>())
                        .add(line));
        List<Named> all = new ArrayList<>();
        byRecipient.forEach((name, own) -> {
            FundTable table = FundTable.of(own, FundLine.Dimension.YEAR).getFirst();
            double[] values = table.rows().stream()
                    .mapToDouble(row -> row.amounts().isEmpty()
                            ? Double.NaN
                            : row.amounts()
                                    .getOrDefault(0, java.math.BigDecimal.ZERO)
                                    .doubleValue())
                    .toArray();
            all.add(new Named(name, values, new int[0]));
        });
        return all;
    }
}
