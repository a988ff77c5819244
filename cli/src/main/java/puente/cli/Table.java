package puente.cli;

import java.util.ArrayList;
import java.util.List;

/** A plain table for people: columns as wide as their widest cell, figures to the right, one header line. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> header;

    public Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with as many cells as the header. */
    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row has " + header.size() + " cells, not " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines of the table, header first. */
    public List<String> lines() {
        List<Column> columns = new ArrayList<>();
        for (int at = 0; at < header.size(); at++) {
            columns.add(column(at));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(columns, header));
        lines.add(line(
                columns, columns.stream().map(each -> "─".repeat(each.width())).toList()));
        rows.forEach(row -> lines.add(line(columns, row)));
        return lines;
    }

    private record Column(int width, boolean figures) {}

    private Column column(int at) {
        int width = width(header.get(at));
        boolean figures = !rows.isEmpty();
        for (List<String> row : rows) {
            width = Math.max(width, width(row.get(at)));
            figures &= row.get(at).matches("[-+]?[0-9][0-9,.]*|–|");
        }
        return new Column(width, figures);
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String line(List<Column> columns, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < cells.size(); at++) {
            Column column = columns.get(at);
            String padding = " ".repeat(Math.max(0, column.width() - width(cells.get(at))));
            line.append(at == 0 ? "" : "  ")
                    .append(column.figures() ? padding : "")
                    .append(cells.get(at))
                    .append(column.figures() ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    /** Prints the table as part of the answer. */
    public void print(Console console) {
        lines().forEach(console::line);
    }
}
