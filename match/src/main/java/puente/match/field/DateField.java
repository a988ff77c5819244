package puente.match.field;

import java.util.List;
import puente.match.table.Role;

/** A date, also where only the year is known, and where another column (a CURP) tells it again. */
final class DateField implements Field {
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
    private final Words counted = new Words();
    private final int[] rarity;

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
                counted.count(counted.intern(Integer.toString(date)), 1);
            }
        }
        rarity = counted.rarity(RARITY_BITS_MAX);
    }

    private int best(int row) {
        return dates[row] % 100 != 0 || told[row] == 0 ? dates[row] : told[row];
    }

    static Role role() {
        return Role.BIRTH_DATE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(slot);
    }

    @Override
    public int width() {
        return 3;
    }

    @Override
    public void write(int row, int[] into, int at) {
        int date = best(row);
        into[at] = date;
        into[at + 1] = told[row] == date ? 0 : told[row];
        into[at + 2] = date % 100 == 0 ? 0 : rarity[counted.find(Integer.toString(date))];
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

    static int level(int a, int b) {
        if (a == b) {
            return a % 100 == 0 ? 7 : 8;
        }
        int yearA = a / 10_000;
        int yearB = b / 10_000;
        int monthA = a / 100 % 100;
        int monthB = b / 100 % 100;
        int dayA = a % 100;
        int dayB = b % 100;
        if (dayA == 0 || dayB == 0) {
            boolean months = monthA == 0 || monthB == 0 || monthA == monthB;
            return yearA == yearB && months ? 7 : 1;
        }
        if (yearA == yearB && monthA == dayB && dayA == monthB) {
            return 6;
        }
        int wrong = wrongDigits(a, b);
        if (wrong == 1) {
            return 5;
        }
        if (monthA == monthB && dayA == dayB) {
            return 4;
        }
        if (yearA == yearB && (monthA == monthB || dayA == dayB)) {
            return 3;
        }
        return yearA == yearB ? 2 : 1;
    }

    /** How many digits differ; two neighbours in exchanged places count as one. */
    private static int wrongDigits(int a, int b) {
        int wrong = 0;
        int lastA = -1;
        int lastB = -1;
        int x = a;
        int y = b;
        while (x > 0 || y > 0) {
            int digitA = x % 10;
            int digitB = y % 10;
            if (digitA != digitB) {
                if (wrong == 1 && digitA == lastB && digitB == lastA) {
                    lastA = -1;
                    lastB = -1;
                } else {
                    wrong++;
                    lastA = digitA;
                    lastB = digitB;
                }
            } else {
                lastA = -1;
                lastB = -1;
            }
            x /= 10;
            y /= 10;
        }
        return wrong;
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
