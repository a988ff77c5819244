package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import puente.match.identifier.DateComparison;
import puente.match.identifier.Dates;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/** A date, also where only the year is known, and where another column (a CURP) tells it again. */
final class DateField implements Field.Single {
    private static final int RARITY_BITS_MAX = 6;

    /** The same day only by what an identifier tells; the last level. */
    private static final String TOLD = "told";

    private static final double[] EXPECTED = {0, 0.02, 0.01, 0.02, 0.01, 0.02, 0.01, 0.06, 0.02, 0.03, 0.02, 0.76, 0.02
    };

    private final Slot slot;
    private final String column;
    private final boolean dayFirst;
    private final int[] dates;
    private final int[] told;
    private final int field;
    private final NumberRarity rarity;

    DateField(Table table, Column column, int field) {
        this(
                slot(column),
                column,
                Dates.dayFirst(column.values().texts()),
                ToldDates.of(table, column.role()),
                field,
                new NumberRarity());
        for (int row = 0; row < dates.length; row++) {
            int date = best(row);
            if (counts(date)) {
                rarity.count(date);
            }
        }
        rarity.weigh(RARITY_BITS_MAX);
    }

    private DateField(Slot slot, Column column, boolean dayFirst, int[] told, int field, NumberRarity rarity) {
        this.slot = slot;
        this.column = column.name();
        this.dayFirst = dayFirst;
        this.told = told;
        this.field = field;
        this.rarity = rarity;
        int[] known = new int[column.values().size()];
        for (int number = 1; number < known.length; number++) {
            known[number] = Dates.of(column.values().get(number), dayFirst);
        }
        dates = new int[column.rows().length];
        for (int row = 0; row < dates.length; row++) {
            dates[row] = known[column.rows()[row]];
        }
    }

    private static Slot slot(Column column) {
        DateComparison comparison = new DateComparison(false);
        List<String> levels = new ArrayList<>(comparison.levels());
        levels.add(TOLD);
        Part part = column.role() == Role.BIRTH_DATE ? Part.BIRTH : Part.OTHER;
        return new Slot(column.name(), part, "match.identifier." + comparison.name() + ".", levels, EXPECTED);
    }

    @Override
    public Field over(Table more) {
        Column own = more.column(column);
        return new DateField(slot, own, dayFirst, ToldDates.of(more, own.role()), field, rarity);
    }

    private int best(int row) {
        return dates[row] % 100 != 0 || told[row] == 0 ? dates[row] : told[row];
    }

    /** Whole days are counted, but for 1 January, which often means that the day was not known. */
    private static boolean counts(int date) {
        return date % 100 != 0 && date % 10_000 != 101;
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public int width() {
        return 3;
    }

    @Override
    public void write(int row, int[] into, int at) {
        int date = best(row);
        into[at] = Dates.digits(date);
        into[at + 1] = told[row] == date ? 0 : Dates.digits(told[row]);
        into[at + 2] = counts(date) ? rarity.of(date) : 0;
    }

    @Override
    public Comparer comparer(int offset) {
        return new Days(offset);
    }

    private record Days(int offset) implements Comparer {
        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            int a = rows[first + offset];
            int b = rows[second + offset];
            byte level = DateComparison.level(a, b);
            if (level == UNKNOWN || level == DateComparison.SAME) {
                levels[at] = level;
                return level == UNKNOWN ? 0 : rows[first + offset + 2];
            }
            int otherA = rows[first + offset + 1];
            int otherB = rows[second + offset + 1];
            int best = Math.max(level, DateComparison.level(otherA, b));
            best = Math.max(best, DateComparison.level(a, otherB));
            best = Math.max(best, DateComparison.level(otherA, otherB));
            levels[at] = (byte) (best == DateComparison.SAME ? DateComparison.SAME + 1 : best);
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
        return List.of(
                new DatePiece("date", 0),
                new DatePiece("year-month", 1),
                new DatePiece("month-day", 2),
                new DatePiece("year", 3),
                new DatePiece("year-day", 4));
    }

    private final class DatePiece implements Piece {
        private final String name;
        private final int part;

        DatePiece(String name, int part) {
            this.name = slot.name().equals(name) ? name : slot.name() + "-" + name;
            this.part = part;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int field() {
            return field;
        }

        @Override
        public int keys(int row, long[] keys) {
            int count = put(best(row), keys, 0);
            if (told[row] != 0 && told[row] != best(row)) {
                count = put(told[row], keys, count);
                if (count == 2 && keys[0] == keys[1]) {
                    count = 1;
                }
            }
            return count;
        }

        private int put(int date, long[] keys, int count) {
            if (date == 0 || part != 3 && date % 100 == 0) {
                return count;
            }
            keys[count] = switch (part) {
                case 0 -> {
                    // Day and month in one order, so that swapped ones meet.
                    int month = date / 100 % 100;
                    int day = date % 100;
                    yield date / 10_000 * 10_000L + Math.min(month, day) * 100 + Math.max(month, day);
                }
                case 1 -> date / 100;
                case 2 -> date % 10_000;
                case 3 -> date / 10_000;
                default -> date / 10_000 * 100 + date % 100;
            };
            return count + 1;
        }
    }
}
