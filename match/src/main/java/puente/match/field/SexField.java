package puente.match.field;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import puente.match.identifier.SexComparison;
import puente.match.identifier.SexComparison.Habit;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * Sex, as {@link SexComparison} reads it. What {@code M} means is told by the file: {@code H} beside it or {@code F}; in a file that holds both habits a
 * column that separates them (the source) decides, and where none does {@code M} says nothing.
 */
final class SexField implements Field.Single {
    private static final int GROUPS_MAX = 60;

    /** So small a share of the rarer sign is a slip. */
    private static final double SLIPS = 0.02;

    private final Slot slot;
    private final String column;
    private final Habits habits;
    private final byte[] sex;

    /**
     * The habit of each row.
     *
     * @param whole of all rows, where there is one
     * @param by otherwise the column that separates habits, empty where none does
     * @param of the habit by that column's value
     */
    private record Habits(Optional<Habit> whole, String by, Map<String, Habit> of) {
        Habit of(Optional<Column> separating, int row) {
            return whole.or(() -> separating.map(column -> of.get(column.text(row))))
                    .orElse(Habit.NOT_KNOWN);
        }
    }

    SexField(Table table, Column column) {
        this(
                Slot.of(column.name(), Part.OTHER, new SexComparison(Habit.NOT_KNOWN), new double[] {0, 0.03, 0.97}),
                table,
                column,
                habits(table, column));
    }

    private SexField(Slot slot, Table table, Column column, Habits habits) {
        this.slot = slot;
        this.column = column.name();
        this.habits = habits;
        byte[][] read = new byte[Habit.values().length][column.values().size()];
        for (Habit habit : Habit.values()) {
            SexComparison comparison = new SexComparison(habit);
            for (int number = 1; number < column.values().size(); number++) {
                byte[] prepared = comparison.prepare(column.values().get(number));
                read[habit.ordinal()][number] = prepared.length == 0 ? 0 : prepared[0];
            }
        }
        Optional<Column> by = habits.by.isEmpty() ? Optional.empty() : Optional.of(table.column(habits.by));
        sex = new byte[table.rows()];
        for (int row = 0; row < sex.length; row++) {
            int number = column.rows()[row];
            byte plain = read[Habit.NOT_KNOWN.ordinal()][number];
            sex[row] =
                    plain != 0 || number == 0 ? plain : read[habits.of(by, row).ordinal()][number];
        }
    }

    @Override
    public Field over(Table more) {
        return new SexField(slot, more, more.column(column), habits);
    }

    /** {@code female}, {@code male} or {@code other} for each row, empty where nothing is known. */
    static String[] names(Table table, Column column) {
        byte[] sex = new SexField(table, column).sex;
        String[] names = new String[sex.length];
        for (int row = 0; row < names.length; row++) {
            names[row] = switch (sex[row]) {
                case 'f' -> "female";
                case 'm' -> "male";
                case 'x' -> "other";
                default -> "";
            };
        }
        return names;
    }

    private static Habits habits(Table table, Column sexes) {
        char[] letters = new char[sexes.values().size()];
        for (int number = 1; number < letters.length; number++) {
            letters[number] =
                    sexes.values().get(number).strip().toLowerCase(Locale.ROOT).charAt(0);
        }
        Optional<Habit[]> whole = told(sexes, letters, new int[table.rows()], 1);
        if (whole.isPresent()) {
            return new Habits(Optional.of(whole.get()[0]), "", Map.of());
        }
        for (Column by : table.columns()) {
            boolean few = by.role() != Role.TRUTH && by.values().size() <= GROUPS_MAX;
            if (few && !by.name().equals(sexes.name())) {
                Optional<Habit[]> told =
                        told(sexes, letters, by.rows(), by.values().size());
                if (told.isPresent()) {
                    Map<String, Habit> of = new HashMap<>();
                    for (int value = 0; value < told.get().length; value++) {
                        of.put(by.values().get(value), told.get()[value]);
                    }
                    return new Habits(Optional.empty(), by.name(), of);
                }
            }
        }
        return new Habits(Optional.empty(), "", Map.of());
    }

    /** The habit of each group of rows; none where a group has both H and F beside its M. */
    private static Optional<Habit[]> told(Column sexes, char[] letters, int[] groups, int count) {
        int[] h = new int[count];
        int[] f = new int[count];
        for (int row = 0; row < groups.length; row++) {
            char said = letters[sexes.rows()[row]];
            h[groups[row]] += said == 'h' ? 1 : 0;
            f[groups[row]] += said == 'f' ? 1 : 0;
        }
        Habit[] habits = new Habit[count];
        for (int group = 0; group < count; group++) {
            if (Math.min(h[group], f[group]) > SLIPS * Math.max(h[group], f[group])) {
                return Optional.empty();
            }
            habits[group] = h[group] > f[group] ? Habit.SPANISH : Habit.ENGLISH;
        }
        return Optional.of(habits);
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public void write(int row, int[] into, int at) {
        into[at] = sex[row];
    }

    @Override
    public Comparer comparer(int offset) {
        return new Sexes(offset);
    }

    private record Sexes(int offset) implements Comparer {
        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            int a = rows[first + offset];
            int b = rows[second + offset];
            levels[at] = a == 0 || b == 0 ? UNKNOWN : a == b ? SexComparison.SAME : SexComparison.DIFFERENT;
            return 0;
        }

        @Override
        public void compareAll(Batch batch, int at) {
            for (int pair = 0; pair < batch.size(); pair++) {
                batch.rarities[pair] += compare(
                        batch.rows, batch.firsts[pair], batch.seconds[pair], batch.levels, batch.from(pair) + at);
            }
        }
    }

    @Override
    public List<Piece> pieces() {
        return List.of();
    }
}
