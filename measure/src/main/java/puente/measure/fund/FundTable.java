package puente.measure.fund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.FundLine.Dimension;
import puente.measure.series.PeriodType;

/**
 * Sums of one book in one currency by one kind of year.
 *
 * @param columns stages with the book's terms, in the order of the stages; two terms of one stage stand side by side
 * @param rows by the dimension asked for; by year, every year from the first to the last
 * @param total over all rows: of each column what its lines add up to, also where it lacks a row
 */
public record FundTable(
        String book, String currency, PeriodType years, List<Column> columns, List<Row> rows, Row total) {
    public FundTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A stage in a book's own word. */
    public record Column(Stage stage, String term) implements Comparable<Column> {
        @Override
        public int compareTo(Column other) {
            return Comparator.comparing(Column::stage)
                    .thenComparing(Column::term)
                    .compare(this, other);
        }
    }

    /** Amounts by column; a column without any line here has none, which is not zero. */
    public record Row(String label, Map<Integer, BigDecimal> amounts) {
        public Row {
            amounts = Map.copyOf(amounts);
        }

        public @Nullable BigDecimal amount(int column) {
            return amounts.get(column);
        }
    }

    private record Part(String book, String currency, PeriodType years) {}

    /** One table for each book, currency and kind of year, in that order. */
    public static List<FundTable> of(List<FundLine> lines, Dimension dimension) {
        Map<Part, List<FundLine>> parts = new TreeMap<>(
                Comparator.comparing(Part::book).thenComparing(Part::currency).thenComparing(Part::years));
        for (FundLine line : lines) {
            parts.computeIfAbsent(
                            new Part(line.book(), line.currency(), line.year().type()), key -> new ArrayList<>())
                    .add(line);
        }
        List<FundTable> tables = new ArrayList<>();
        parts.forEach((part, own) -> tables.add(table(part, own, dimension)));
        return tables;
    }

    private static FundTable table(Part part, List<FundLine> lines, Dimension dimension) {
        List<Column> columns = lines.stream()
                .map(line -> new Column(line.stage(), line.term()))
                .distinct()
                .sorted()
                .toList();
        Map<String, Map<Integer, BigDecimal>> rows = new TreeMap<>();
        Map<Integer, BigDecimal> total = new TreeMap<>();
        if (dimension == Dimension.YEAR) {
            int first =
                    lines.stream().mapToInt(line -> line.year().year()).min().orElse(0);
            int last = lines.stream().mapToInt(line -> line.year().year()).max().orElse(0);
            for (int year = first; year <= last; year++) {
                rows.put(part.years().label(year), new TreeMap<>());
            }
        }
        for (FundLine line : lines) {
            int column = columns.indexOf(new Column(line.stage(), line.term()));
            rows.computeIfAbsent(line.of(dimension), label -> new TreeMap<>())
                    .merge(column, line.amount(), BigDecimal::add);
            total.merge(column, line.amount(), BigDecimal::add);
        }
        List<Row> sums = new ArrayList<>();
        rows.forEach((label, amounts) -> sums.add(new Row(label, amounts)));
        return new FundTable(part.book(), part.currency(), part.years(), columns, sums, new Row("", total));
    }
}
