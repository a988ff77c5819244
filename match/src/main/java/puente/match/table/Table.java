package puente.match.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import puente.record.Problem;

/**
 * One or two files as columns. With two, the rows of the second follow those of the first from {@link #secondStart}.
 *
 * @param columns in the order of the first file
 * @param rows how many rows there are in all
 * @param secondStart where the second file's rows begin; equal to {@code rows} for one file
 * @param notes what was found and how it was treated, at most {@link #NOTES_MAX} of each sort, then counts
 */
public record Table(List<Column> columns, int rows, int secondStart, List<Problem> notes) {
    /** Of one sort of fault, how many are told one by one; the rest are counted. */
    public static final int NOTES_MAX = 5;

    public Table {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** Whether two files are linked to each other, so that pairs within one file are not sought. */
    public boolean two() {
        return secondStart < rows;
    }

    /** The first column with this role. */
    public Optional<Column> first(Role role) {
        return columns.stream().filter(column -> column.role() == role).findFirst();
    }

    /** All columns with one of these roles, in order. */
    public List<Column> all(Role... roles) {
        List<Role> wanted = Arrays.asList(roles);
        return columns.stream().filter(column -> wanted.contains(column.role())).toList();
    }

    /** The first column of this name. @throws IllegalArgumentException where there is none */
    public Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    /** The same rows with every column passed through {@code change}. */
    public Table mapped(UnaryOperator<Column> change) {
        return new Table(columns.stream().map(change).toList(), rows, secondStart, notes);
    }

    /** The same rows as those of two files, of which the second's begin at {@code secondStart}. */
    public Table parted(int secondStart) {
        return new Table(columns, rows, secondStart, notes);
    }

    /** The same with one more column. */
    public Table with(Column column) {
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return new Table(all, rows, secondStart, notes);
    }

    /** The same with more notes. */
    public Table noting(List<Problem> more) {
        List<Problem> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Table(columns, rows, secondStart, all);
    }

    /** The same with columns told what they are, by name. */
    public Table withRoles(Map<String, Role> roles) {
        return mapped(column -> column.as(roles.getOrDefault(column.name(), column.role())));
    }

    /** The names of rows: identifiers, or numbers from 1 where the file has none (those of a second file begin with {@code b}). */
    public IntFunction<String> names() {
        Optional<Column> id = first(Role.ID);
        return row -> {
            String text = id.map(column -> column.text(row)).orElse("");
            if (!text.isEmpty()) {
                return text;
            }
            return row < secondStart || !two() ? Integer.toString(row + 1) : "b" + (row - secondStart + 1);
        };
    }

    /**
     * A number for each row that only its name decides, so that it is the same wherever the row stands.
     *
     * @param names of rows, for those that no column names
     */
    public IntUnaryOperator signs(IntFunction<String> names) {
        Optional<Column> id = first(Role.ID);
        return row -> id.filter(column -> column.rows()[row] != 0)
                .map(column -> column.values().hash(column.rows()[row]))
                .orElseGet(() -> names.apply(row).hashCode());
    }

    /**
     * This table's rows with the columns of another, in its order and with its roles: a column that is not here is empty, one that is not there is
     * left out.
     */
    public Table like(Table other) {
        List<Column> own = new ArrayList<>();
        for (Column column : other.columns) {
            own.add(columns.stream()
                    .filter(each -> each.name().equals(column.name()))
                    .findFirst()
                    .map(each -> each.as(column.role()))
                    .orElseGet(() -> new Column(column.name(), column.role(), new Values(), new int[rows])));
        }
        return new Table(own, rows, rows, notes);
    }

    /** The rows of tables with the same columns, one after the other. */
    public static Table joined(List<Table> tables) {
        Table first = tables.get(0);
        int rows = tables.stream().mapToInt(Table::rows).sum();
        List<Column> columns = new ArrayList<>();
        for (int at = 0; at < first.columns.size(); at++) {
            Values values = new Values();
            int[] numbers = new int[rows];
            int row = 0;
            for (Table table : tables) {
                Column column = table.columns.get(at);
                for (int own = 0; own < table.rows; own++) {
                    byte[] written = column.rows()[own] == 0
                            ? new byte[0]
                            : column.values().written(column.rows()[own]);
                    numbers[row++] = values.intern(written, 0, written.length);
                }
            }
            columns.add(new Column(
                    first.columns.get(at).name(), first.columns.get(at).role(), values, numbers));
        }
        return new Table(columns, rows, rows, List.of());
    }

    /** Some of the rows, with values of their own: small where the whole is large. */
    public Table slice(int from, int to) {
        return new Table(
                columns.stream()
                        .map(column -> {
                            Values values = new Values();
                            int[] numbers = IntStream.range(from, to)
                                    .map(row -> values.intern(column.text(row)))
                                    .toArray();
                            return new Column(column.name(), column.role(), values, numbers);
                        })
                        .toList(),
                to - from,
                to - from,
                List.of());
    }

    /** The name of one row; for many take {@link #names}. */
    public String nameOf(int row) {
        return names().apply(row);
    }
}
