package puente.measure.series;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Series from any CSV file with a header: one row a period and area, or many rows to be summed where the reader says so.
 *
 * <p>A cell that is no number, an unknown period or a missing column refuses the file, with its line. Two rows for one period of one area
 * are a finding and leave the period without a value, unless sums were asked for; so do negative values, unless they were said to be
 * meaningful. Empty cells, {@code NA} and {@code ..} are missing values.
 */
public final class SeriesCsv {
    /** Most areas of a file. */
    public static final int AREAS_MAX = 10_000;

    /** Most periods from the first to the last of a series: a wrong year would otherwise make a series of a million gaps. */
    public static final int PERIODS_MAX = 200_000;

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private SeriesCsv() {}

    /**
     * How to read a file.
     *
     * @param separator between cells
     * @param period columns of the period: one with its label, or one with the year and one with the month
     * @param fiscal whether the year of year and month is the US fiscal one
     * @param value column of the values; empty for the last column of the file
     * @param area column of the area; empty where the file has but one
     * @param where columns that must have a value for a row to count
     * @param type the kind of period; empty to be recognised from the first label
     * @param unit what the values count
     * @param sum whether rows of one period and area are added
     * @param signed whether negative values are meaningful
     * @param provisional whether the source says that the figures may still change
     */
    public record Layout(
            char separator,
            List<String> period,
            boolean fiscal,
            String value,
            String area,
            Map<String, String> where,
            String type,
            String unit,
            boolean sum,
            boolean signed,
            boolean provisional) {
        public Layout {
            period = List.copyOf(period);
            where = Map.copyOf(where);
        }
    }

    private record Columns(int[] period, int value, int area, Map<Integer, String> where) {}

    /** Values by period of one area. */
    private static final class Cells {
        final Map<Long, Double> values = new LinkedHashMap<>();
        final List<Problem> findings = new ArrayList<>();
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
    }

    /** Every series of a file, by area in the order in which the areas appear. */
    public static List<Series> read(Reader text, Layout layout) {
        return CsvText.read(text, layout.separator(), rows -> read(rows, layout));
    }

    private static List<Series> read(Iterator<CsvRecord> rows, Layout layout) {
        List<String> header = CsvText.header(rows);
        Columns columns = columns(header, layout);
        Map<String, Cells> areas = new LinkedHashMap<>();
        PeriodType type = layout.type().isEmpty() ? null : PeriodType.of(layout.type());
        int count = 0;
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            String position = CsvText.position(row, header, ++count);
            if (!columns.where().entrySet().stream()
                    .allMatch(each -> row.getField(each.getKey()).equals(each.getValue()))) {
                continue;
            }
            String label = label(row, columns, layout);
            boolean toDate = label.endsWith(" (FYTD)");
            String plain = toDate ? label.substring(0, label.length() - " (FYTD)".length()) : label;
            try {
                type = type == null ? PeriodType.recognise(plain) : type;
                add(areas, row, columns, layout, type.parse(plain), toDate ? label : "", type);
            } catch (ProblemException refused) {
                throw refused.within(position);
            }
        }
        List<Series> result = new ArrayList<>();
        if (type != null) {
            for (Map.Entry<String, Cells> each : areas.entrySet()) {
                result.add(series(each.getKey(), each.getValue(), layout, type));
            }
        }
        if (result.isEmpty()) {
            throw refusal("measure.csv.no-rows", "");
        }
        return result;
    }

    private static Columns columns(List<String> header, Layout layout) {
        int[] period =
                layout.period().stream().mapToInt(name -> column(header, name)).toArray();
        int value = layout.value().isEmpty() ? header.size() - 1 : column(header, layout.value());
        int area = layout.area().isEmpty() ? -1 : column(header, layout.area());
        Map<Integer, String> where = new LinkedHashMap<>();
        layout.where().forEach((name, wanted) -> where.put(column(header, name), wanted));
        return new Columns(period.length == 0 ? new int[] {0} : period, value, area, where);
    }

    private static int column(List<String> header, String name) {
        return CsvText.column(header, name);
    }

    /** One label from the cells of the period: {@code 2024} and {@code 9}, or {@code 2024} and {@code SEP}, make {@code 2024-09}. */
    private static String label(CsvRecord row, Columns columns, Layout layout) {
        String first = row.getField(columns.period()[0]);
        if (columns.period().length == 1) {
            return first;
        }
        String year = first.replace(" (FYTD)", "");
        String second = row.getField(columns.period()[1]).toUpperCase(Locale.ROOT);
        int month = MONTHS.indexOf(second) + 1;
        try {
            month = month == 0 ? Integer.parseInt(second) : month;
            int fiscalYear = Integer.parseInt(year);
            return "%04d-%02d".formatted(layout.fiscal() && month >= 10 ? fiscalYear - 1 : fiscalYear, month);
        } catch (NumberFormatException neither) {
            return first + "-" + second;
        }
    }

    private static void add(
            Map<String, Cells> areas,
            CsvRecord row,
            Columns columns,
            Layout layout,
            long period,
            String partial,
            PeriodType type) {
        String area = columns.area() < 0 ? "" : row.getField(columns.area());
        Cells cells = areas.computeIfAbsent(area, name -> new Cells());
        if (areas.size() > AREAS_MAX) {
            throw refusal("measure.csv.too-many-areas", "", "most", AREAS_MAX);
        }
        cells.least = Math.min(cells.least, period);
        cells.most = Math.max(cells.most, period);
        if (cells.most - cells.least >= PERIODS_MAX) {
            throw refusal(
                    "measure.csv.too-many-periods",
                    "",
                    "from",
                    type.label(cells.least),
                    "to",
                    type.label(cells.most),
                    "most",
                    PERIODS_MAX);
        }
        double value = number(row.getField(columns.value()));
        if (Double.isNaN(value)) {
            return;
        }
        if (!partial.isEmpty()) {
            cells.findings.add(Problem.of("measure.series.partial", area, "period", partial));
            cells.values.put(period, Double.NaN);
            return;
        }
        if (value < 0 && !layout.signed()) {
            cells.findings.add(Problem.of(
                    "measure.series.negative",
                    area,
                    "period",
                    type.label(period),
                    "value",
                    row.getField(columns.value())));
            cells.values.put(period, Double.NaN);
            return;
        }
        Double before = cells.values.get(period);
        if (before == null) {
            cells.values.put(period, value);
        } else if (layout.sum()) {
            cells.values.put(period, before + value);
        } else {
            cells.findings.add(Problem.of("measure.series.duplicate", area, "period", type.label(period)));
            cells.values.put(period, Double.NaN);
        }
    }

    private static double number(String cell) {
        if (cell.isEmpty() || cell.equals("NA") || cell.equals("..") || cell.equals("-")) {
            return Double.NaN;
        }
        // Grouped thousands are read only where they are grouped by three: 1,5 is refused, not read as 15.
        String plain = cell.matches("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? cell.replace(",", "") : cell;
        if (!plain.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            throw refusal("measure.csv.number", "", "value", cell);
        }
        double value = Double.parseDouble(plain);
        if (!Double.isFinite(value)) {
            throw refusal("measure.csv.number", "", "value", cell);
        }
        return value;
    }

    private static Series series(String area, Cells cells, Layout layout, PeriodType type) {
        double[] values = new double[(int) (cells.most - cells.least + 1)];
        List<Problem> findings = new ArrayList<>(cells.findings);
        int gap = -1;
        for (int t = 0; t <= values.length; t++) {
            boolean missing = false;
            if (t < values.length) {
                Double value = cells.values.get(cells.least + t);
                values[t] = value == null ? Double.NaN : value;
                missing = value == null;
            }
            if (missing && gap < 0) {
                gap = t;
            } else if (!missing && gap >= 0) {
                findings.add(Problem.of(
                        "measure.series.missing",
                        area,
                        "from",
                        type.label(cells.least + gap),
                        "to",
                        type.label(cells.least + t - 1)));
                gap = -1;
            }
        }
        return new Series(layout.unit(), area, type, layout.provisional(), cells.least, values, findings);
    }

    private static ProblemException refusal(String code, String position, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, position, namesAndValues));
    }
}
