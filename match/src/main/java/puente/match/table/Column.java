package puente.match.table;

import java.util.Arrays;

/**
 * One column: its name in the file, what it means, its distinct values, and for each row the number of its value.
 *
 * @param rows a value number a row; 0 where nothing is known. Shared, not copied: nobody writes to it after reading
 */
@SuppressWarnings("ArrayRecordComponent")
public record Column(String name, Role role, Values values, int[] rows) {
    /** The same column with another meaning. */
    public Column as(Role other) {
        return new Column(name, other, values, rows);
    }

    /** The text in a row, empty where nothing is known. */
    public String text(int row) {
        return values.get(rows[row]);
    }

    /** How many rows have a value. */
    public int filled() {
        return (int) Arrays.stream(rows).filter(value -> value != 0).count();
    }

    /** How many rows have each value; index 0 counts the empty ones. */
    public int[] counts() {
        int[] counts = new int[values.size()];
        for (int value : rows) {
            counts[value]++;
        }
        return counts;
    }
}
