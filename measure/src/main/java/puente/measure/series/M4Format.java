package puente.measure.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The layout of the M4 competition's files (Makridakis, Spiliotis and Assimakopoulos 2020): a header, then a row a series of its id and its
 * values, left aligned; trailing cells are empty or {@code NA}. A gap between values, a word, or an id that stands twice refuses the file.
 */
public final class M4Format {
    /** Most characters of a row. */
    public static final int ROW_CHARS_MAX = 1 << 20;

    /** Most series of a file: the whole of M4 is a hundred thousand. */
    public static final int SERIES_MAX = 200_000;

    private static final int ID_CHARS_MAX = 100;

    private M4Format() {}

    /** One row: the series' id and its values, at least one. */
    public record Row(String id, double[] values) {}

    /** Every series of a file in its order. */
    public static List<Row> read(BufferedReader reader) throws IOException {
        if (reader.readLine() == null) {
            throw refusal("measure.m4.empty", 1);
        }
        List<Row> rows = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 1;
        String line = reader.readLine();
        while (line != null) {
            number++;
            if (line.length() > ROW_CHARS_MAX) {
                throw refusal("measure.m4.row-long", number, "most", ROW_CHARS_MAX);
            }
            if (!line.isBlank()) {
                Row row = row(line, number);
                if (!ids.add(row.id())) {
                    throw refusal("measure.m4.twice", number, "id", row.id());
                }
                if (rows.size() >= SERIES_MAX) {
                    throw refusal("measure.m4.too-many", number, "most", SERIES_MAX);
                }
                rows.add(row);
            }
            line = reader.readLine();
        }
        if (rows.isEmpty()) {
            throw refusal("measure.m4.empty", number);
        }
        return rows;
    }

    private static Row row(String line, int number) {
        String[] cells = line.split(",", -1);
        String id = unquoted(cells[0]);
        if (id.isEmpty() || id.length() > ID_CHARS_MAX) {
            throw refusal("measure.m4.id", number);
        }
        double[] values = new double[cells.length - 1];
        int count = 0;
        boolean ended = false;
        for (int at = 1; at < cells.length; at++) {
            String cell = unquoted(cells[at]);
            if (cell.isEmpty() || cell.equals("NA")) {
                ended = true;
                continue;
            }
            if (ended) {
                throw refusal("measure.m4.gap", number, "id", id, "position", count + 1);
            }
            values[count++] = number(cell, id, number);
        }
        if (count == 0) {
            throw refusal("measure.m4.no-values", number, "id", id);
        }
        return new Row(id, Arrays.copyOf(values, count));
    }

    private static double number(String cell, String id, int line) {
        try {
            double value = Double.parseDouble(cell);
            if (Double.isFinite(value) && Character.isDigit(cell.charAt(cell.length() - 1))) {
                return value;
            }
        } catch (NumberFormatException word) {
            throw refusal("measure.m4.number", line, "id", id, "value", cell);
        }
        throw refusal("measure.m4.number", line, "id", id, "value", cell);
    }

    private static String unquoted(String cell) {
        String stripped = cell.strip();
        return stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    /** Appends the header of a file of forecasts: {@code id,F1,F2,…}. */
    public static void header(int horizon, Appendable to) throws IOException {
        to.append("id");
        for (int h = 1; h <= horizon; h++) {
            to.append(",F").append(Integer.toString(h));
        }
        to.append('\n');
    }

    /** Appends a row: each value with all the digits that tell it from its neighbours, so that reading it back gives the same number. */
    public static void row(String id, double[] values, Appendable to) throws IOException {
        to.append(id);
        for (double value : values) {
            to.append(',').append(Double.toString(value));
        }
        to.append('\n');
    }

    private static ProblemException refusal(String code, int line, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, "line " + line, namesAndValues));
    }
}
