package puente.match.field;

import java.util.List;
import puente.match.table.Column;

/** A year of make or of issue. */
final class YearField implements Field.Single {
    private static final int RARITY_BITS_MAX = 4;

    private final Slot slot;
    private final int[] years;
    private final int field;
    private final NumberRarity rarity = new NumberRarity();

    /** @param told the year that an identifier tells, 0 where it tells none */
    YearField(Column column, int[] told, int field) {
        this.field = field;
        slot = new Slot(
                column.name(), Part.OTHER, List.of("unknown", "differ", "within-two", "next", "same"), new double[] {
                    0, 0.07, 0.03, 0.1, 0.8
                });
        int[] dates = Dates.of(column.values());
        years = new int[column.rows().length];
        for (int row = 0; row < years.length; row++) {
            int said = dates[column.rows()[row]] / 10_000;
            years[row] = said == 0 ? told[row] : said;
            if (years[row] != 0) {
                rarity.count(years[row]);
            }
        }
        rarity.weigh(RARITY_BITS_MAX);
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
        return (data, first, second, levels, at) -> {
            int a = data[first + offset];
            int b = data[second + offset];
            int gap = Math.abs(a - b);
            levels[at] = (byte) (a == 0 || b == 0 ? 0 : gap == 0 ? 4 : gap == 1 ? 3 : gap == 2 ? 2 : 1);
            return levels[at] == 4 ? data[first + offset + 1] : 0;
        };
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
