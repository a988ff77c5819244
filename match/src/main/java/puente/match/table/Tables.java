package puente.match.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import puente.record.Problem;
import puente.record.ProblemException;

/** Reads files by what they hold, and puts two of them on top of each other. */
public final class Tables {
    private Tables() {}

    /** Reads CSV (gzip too), JSON Lines or Parquet; columns have no meaning yet. */
    public static Table read(Path path, RowProgress progress) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        String name = String.valueOf(path.getFileName());
        if (name.matches("(?i).*\\.(jsonl|ndjson|json)(\\.gz)?")) {
            return JsonLinesTable.read(path, progress);
        }
        if (name.matches("(?i).*\\.(parquet|pq)")) {
            return ParquetTable.read(path, progress);
        }
        return CsvTable.read(path, progress);
    }

    /**
     * The rows of {@code second} under those of {@code first}, columns put together by name (without regard to case). A column that only one file has
     * is kept, empty in the other.
     *
     * @throws ProblemException where they have no column in common
     */
    public static Table stack(Table first, Table second) {
        int rows = first.rows() + second.rows();
        List<Column> stacked = new ArrayList<>();
        int common = 0;
        for (Column column : first.columns()) {
            Optional<Column> other = byName(second, column.name());
            common += other.isPresent() ? 1 : 0;
            int[] numbers = Arrays.copyOf(column.rows(), rows);
            other.ifPresent(found -> append(column.values(), found, numbers, first.rows()));
            stacked.add(new Column(column.name(), column.role(), column.values(), numbers));
        }
        if (common == 0) {
            throw new ProblemException(Problem.of("match.table.nothing-in-common", ""));
        }
        for (Column column : second.columns()) {
            if (byName(first, column.name()).isEmpty()) {
                int[] numbers = new int[rows];
                System.arraycopy(column.rows(), 0, numbers, first.rows(), second.rows());
                stacked.add(new Column(column.name(), column.role(), column.values(), numbers));
            }
        }
        List<Problem> notes = new ArrayList<>(first.notes());
        notes.addAll(second.notes());
        return new Table(stacked, rows, first.rows(), notes);
    }

    private static Optional<Column> byName(Table table, String name) {
        String folded = HeaderWords.fold(name);
        return table.columns().stream()
                .filter(column -> HeaderWords.fold(column.name()).equals(folded))
                .findFirst();
    }

    private static void append(Values values, Column from, int[] numbers, int at) {
        int[] renumbered = new int[from.values().size()];
        for (int number = 1; number < renumbered.length; number++) {
            renumbered[number] = values.intern(from.values().get(number));
        }
        for (int row = 0; row < from.rows().length; row++) {
            numbers[at + row] = renumbered[from.rows()[row]];
        }
    }
}
