package puente.match.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
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

    /** The same rows with every column passed through {@code change}. */
    public Table mapped(UnaryOperator<Column> change) {
        return new Table(columns.stream().map(change).toList(), rows, secondStart, notes);
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

    /** The name of one row; for many take {@link #names}. */
    public String nameOf(int row) {
        return names().apply(row);
    }
}
