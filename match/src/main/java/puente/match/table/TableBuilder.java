package puente.match.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import puente.record.Problem;
import puente.record.ProblemException;

/** Columns as they grow, row by row. */
final class TableBuilder {
    /** The most rows in one file, 50 million. */
    static final int ROWS_MAX = 50_000_000;

    private static final int TELL_EVERY = 1 << 14;

    private final List<String> names;
    private final Values[] values;
    private final int[][] columns;
    private final RowProgress progress;
    private int rows;

    TableBuilder(List<String> names, RowProgress progress) {
        this.names = names;
        this.progress = progress;
        values = new Values[names.size()];
        columns = new int[names.size()][1024];
        Arrays.setAll(values, at -> new Values());
    }

    void cell(int column, byte[] buffer, int from, int to) {
        columns[column][rows] = values[column].intern(buffer, from, to);
    }

    void cell(int column, String text) {
        columns[column][rows] = values[column].intern(text);
    }

    void row() {
        rows++;
        if (rows > ROWS_MAX) {
            throw new ProblemException(Problem.of("match.table.too-many-rows", "", "limit", ROWS_MAX));
        }
        if (rows == columns[0].length) {
            for (int at = 0; at < columns.length; at++) {
                columns[at] = Arrays.copyOf(columns[at], rows + (rows >> 1));
            }
        }
        if (rows % TELL_EVERY == 0) {
            progress.at(rows);
        }
    }

    Table table(String file, Faults faults) {
        if (rows == 0) {
            List<Problem> all = new ArrayList<>(faults.problems(file));
            all.add(Problem.of("match.table.no-rows", file));
            throw new ProblemException(all);
        }
        progress.at(rows);
        List<Column> built = new ArrayList<>();
        for (int at = 0; at < columns.length; at++) {
            built.add(new Column(names.get(at), Role.TEXT, values[at], Arrays.copyOf(columns[at], rows)));
            if (values[at].notUtf8() > 0) {
                faults.add(
                        Problem.of("match.table.encoding", file + ":" + names.get(at), "count", values[at].notUtf8()));
            }
        }
        return new Table(built, rows, rows, faults.problems(file));
    }
}
