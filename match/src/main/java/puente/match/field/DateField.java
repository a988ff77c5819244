package puente.match.field;

import java.util.List;

/** A date, also where only the year is known, and where another column (a CURP) tells it again. */
final class DateField implements Field.Single {
    private static final List<String> LEVELS = List.of(
            "unknown",
            "differ",
            "same-year",
            "same-year-and-part",
            "same-day-and-month",
            "one-digit",
            "day-month-swapped",
            "partial",
            "same");
    private static final int RARITY_BITS_MAX = 6;

    private final Slot slot;
    private final int[] dates;
    private final int[] told;
    private final int field;
    private final NumberRarity rarity = new NumberRarity();

    /**
     * @param dates yyyymmdd a row
     * @param told the same from an identifier, 0 where it tells none
     */
    DateField(String name, boolean birth, int[] dates, int[] told, int field) {
        this.slot = new Slot(name, birth ? Part.BIRTH : Part.OTHER, LEVELS, new double[] {
            0, 0.02, 0.01, 0.03, 0.03, 0.06, 0.02, 0.03, 0.8
        });
        this.dates = dates;
        this.told = told;
        this.field = field;
        for (int row = 0; row < dates.length; row++) {
            int date = best(row);
            if (date % 100 != 0) {
                rarity.count(date);
            }
        }
        rarity.weigh(RARITY_BITS_MAX);
    }

    private int best(int row) {
        return dates[row] % 100 != 0 || told[row] == 0 ? dates[row] : told[row];
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
        into[at] = digits(date);
        into[at + 1] = told[row] == date ? 0 : digits(told[row]);
        into[at + 2] = date % 100 == 0 ? 0 : rarity.of(date);
    }

    @Override
    public Comparer comparer(int offset) {
        return (rows, first, second, levels, at) -> {
            int a = rows[first + offset];
            int b = rows[second + offset];
            if (a == 0 || b == 0) {
                levels[at] = UNKNOWN;
                return 0;
            }
            int level = level(a, b);
            if (level == 8) {
                levels[at] = 8;
                return rows[first + offset + 2];
            }
            int otherA = rows[first + offset + 1];
            int otherB = rows[second + offset + 1];
            if (otherA != 0) {
                level = Math.max(level, level(otherA, b));
            }
            if (otherB != 0) {
                level = Math.max(level, level(a, otherB));
            }
            if (otherA != 0 && otherB != 0) {
                level = Math.max(level, level(otherA, otherB));
            }
            levels[at] = (byte) level;
            return 0;
        };
    }

    /** A number yyyymmdd with four bits a digit, so that its parts and digits are read without dividing. */
    static int digits(int date) {
        int packed = 0;
        int rest = date;
        for (int shift = 0; shift < Integer.SIZE; shift += 4) {
            packed |= rest % 10 << shift;
            rest /= 10;
        }
        return packed;
    }

    /** The level of two dates as {@link #digits}. */
    static int level(int a, int b) {
        if (a == b) {
            return (a & 0xff) == 0 ? 7 : 8;
        }
        int differing = a ^ b;
        boolean years = differing >>> 16 == 0;
        if ((a & 0xff) == 0 || (b & 0xff) == 0) {
            boolean months = (a & 0xff00) == 0 || (b & 0xff00) == 0 || (differing & 0xff00) == 0;
            return years && months ? 7 : 1;
        }
        if (years && (a >>> 8 & 0xff) == (b & 0xff) && (a & 0xff) == (b >>> 8 & 0xff)) {
            return 6;
        }
        if (oneSlip(a, b)) {
            return 5;
        }
        if ((differing & 0xffff) == 0) {
            return 4;
        }
        if (years && ((differing & 0xff00) == 0 || (differing & 0xff) == 0)) {
            return 3;
        }
        return years ? 2 : 1;
    }

    /** Whether one digit differs, or two neighbours have changed places. */
    private static boolean oneSlip(int a, int b) {
        int differing = a ^ b;
        int any = differing | differing >>> 1;
        int digits = (any | any >>> 2) & 0x11111111;
        int count = Integer.bitCount(digits);
        if (count != 2) {
            return count == 1;
        }
        int low = Integer.numberOfTrailingZeros(digits);
        return digits >>> low == 0x11
                && (a >>> low & 0xf) == (b >>> low + 4 & 0xf)
                && (b >>> low & 0xf) == (a >>> low + 4 & 0xf);
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
