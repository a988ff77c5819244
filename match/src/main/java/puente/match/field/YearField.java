package puente.match.field;

import java.util.List;
import puente.match.identifier.Dates;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * A year of make or of issue; where it is not said, what the VIN tells. In a register of persons that has no other date it is the year of birth as far as can be told, and
 * parts father from son as a birth date does.
 */
final class YearField implements Field.Single {
    private static final int RARITY_BITS_MAX = 4;

    private final Slot slot;
    private final String column;
    private final boolean dayFirst;
    private final int[] years;
    private final int field;
    private final NumberRarity rarity;

    YearField(Table table, Column column, int field) {
        this(
                new Slot(
                        column.name(),
                        ofBirth(table) ? Part.BIRTH : Part.OTHER,
                        List.of("unknown", "differ", "within-two", "next", "same"),
                        new double[] {0, 0.07, 0.03, 0.1, 0.8}),
                table,
                column,
                Dates.dayFirst(column.values().texts()),
                field,
                new NumberRarity());
        for (int year : years) {
            if (year != 0) {
                rarity.count(year);
            }
        }
        rarity.weigh(RARITY_BITS_MAX);
    }

    private static boolean ofBirth(Table table) {
        return PersonNameField.in(table)
                && table.all(Role.BIRTH_DATE, Role.DATE).isEmpty();
    }

    private YearField(Slot slot, Table table, Column column, boolean dayFirst, int field, NumberRarity rarity) {
        this.slot = slot;
        this.column = column.name();
        this.dayFirst = dayFirst;
        this.field = field;
        this.rarity = rarity;
        int[] told = ToldDates.modelYears(table);
        int[] said = new int[column.values().size()];
        for (int number = 1; number < said.length; number++) {
            said[number] = Dates.of(column.values().get(number), dayFirst) / 10_000;
        }
        years = new int[column.rows().length];
        for (int row = 0; row < years.length; row++) {
            int year = said[column.rows()[row]];
            years[row] = year == 0 ? told[row] : year;
        }
    }

    @Override
    public Field over(Table more) {
        return new YearField(slot, more, more.column(column), dayFirst, field, rarity);
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public void write(int row, int[] into, int at) {
        into[at] = years[row];
        into[at + 1] = years[row] == 0 ? 0 : rarity.of(years[row]);
    }

    @Override
    public Comparer comparer(int offset) {
        return new Years(offset);
    }

    private record Years(int offset) implements Comparer {
        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            int a = rows[first + offset];
            int b = rows[second + offset];
            int gap = Math.abs(a - b);
            levels[at] = (byte) (a == 0 || b == 0 ? 0 : gap == 0 ? 4 : gap == 1 ? 3 : gap == 2 ? 2 : 1);
            return levels[at] == 4 ? rows[first + offset + 1] : 0;
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
        return List.of(new Piece() {
            @Override
            public String name() {
                return slot.name();
            }

            @Override
            public int field() {
                return field;
            }

            @Override
            public int keys(int row, long[] keys) {
                keys[0] = years[row];
                return years[row] == 0 ? 0 : 1;
            }
        });
    }
}
