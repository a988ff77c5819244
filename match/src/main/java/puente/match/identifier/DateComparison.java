package puente.match.identifier;

import java.util.List;

/**
 * Dates, whole or partial, with the errors that clerks make: day and month swapped, one digit wrong, a decade slipped, 1 January written
 * where only the year was known. What can be read is what {@link Dates} reads.
 */
public final class DateComparison implements FieldComparison {
    /** One year; or, where no more than years is known, the year before or after. */
    public static final byte YEAR = 2;

    /** One year, and month or day. */
    public static final byte YEAR_AND_PART = 3;

    /** One year, and one of them is 1 January: the day was not known. */
    public static final byte DEFAULT = 4;

    /** Day and month agree, the year does not. */
    public static final byte DAY_AND_MONTH = 5;

    /** Day and month agree, the year by its last digit: 1974 and 1984. */
    public static final byte DECADE = 6;

    /** One digit differs, or two neighbours changed places. */
    public static final byte SLIP = 7;

    public static final byte SWAPPED = 8;

    /** One is less precise, and contains the other. */
    public static final byte PARTIAL = 9;

    /** Both 1 January of one year: the same day, or the same ignorance. */
    public static final byte SAME_DEFAULT = 10;

    public static final byte SAME = 11;

    private static final List<String> LEVELS = List.of(
            "unknown",
            "different",
            "year",
            "year-and-part",
            "default",
            "day-and-month",
            "decade",
            "slip",
            "swapped",
            "partial",
            "same-default",
            "same");
    private static final int SIZE = 8;
    private static final int FIRST_OF_JANUARY = 0x0101;
    private static final int DAY = 0xff;
    private static final int MONTH = 0xff00;
    private static final int DAY_AND_MONTH_DIGITS = 0xffff;
    private static final int DECADES_MAX = 3;

    private final boolean dayFirst;

    /** @param monthFirst whether 03/09/1980 is 9 March, as in the United States */
    public DateComparison(boolean monthFirst) {
        dayFirst = !monthFirst;
    }

    @Override
    public String name() {
        return "date";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** Eight digits yyyymmdd, 00 for what is not known. */
    @Override
    public byte[] prepare(String value) {
        int date = Dates.of(value, dayFirst);
        if (date == 0) {
            return Signs.NONE;
        }
        byte[] digits = new byte[SIZE];
        for (int at = SIZE - 1, rest = date; at >= 0; at--, rest /= 10) {
            digits[at] = (byte) ('0' + rest % 10);
        }
        return digits;
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        return a.length != SIZE || b.length != SIZE ? UNKNOWN : level(packed(a), packed(b));
    }

    private static int packed(byte[] digits) {
        int packed = 0;
        for (byte digit : digits) {
            packed = packed << 4 | digit - '0';
        }
        return packed;
    }

    /** The level of two dates as {@link Dates#digits}; 0 is an unknown date. */
    public static byte level(int a, int b) {
        if (a == 0 || b == 0) {
            return UNKNOWN;
        }
        if (a == b) {
            return (a & DAY) == 0 ? PARTIAL : (a & DAY_AND_MONTH_DIGITS) == FIRST_OF_JANUARY ? SAME_DEFAULT : SAME;
        }
        int differing = a ^ b;
        boolean years = differing >>> 16 == 0;
        if ((a & DAY) == 0 || (b & DAY) == 0) {
            boolean months = (a & MONTH) == 0 || (b & MONTH) == 0 || (differing & MONTH) == 0;
            boolean next = ((a | b) & DAY_AND_MONTH_DIGITS) == 0 && Math.abs(year(a) - year(b)) == 1;
            return years && months ? PARTIAL : years || next ? YEAR : DIFFERENT;
        }
        if (years && (a >>> 8 & DAY) == (b & DAY) && (a & DAY) == (b >>> 8 & DAY)) {
            return SWAPPED;
        }
        if ((differing & DAY_AND_MONTH_DIGITS) == 0) {
            int apart = Math.abs(year(a) - year(b));
            return apart % 10 == 0 && apart <= 10 * DECADES_MAX ? DECADE : oneSlip(a, b) ? SLIP : DAY_AND_MONTH;
        }
        if (oneSlip(a, b)) {
            return SLIP;
        }
        if (!years) {
            return DIFFERENT;
        }
        boolean defaulted =
                (a & DAY_AND_MONTH_DIGITS) == FIRST_OF_JANUARY || (b & DAY_AND_MONTH_DIGITS) == FIRST_OF_JANUARY;
        return defaulted ? DEFAULT : (differing & MONTH) == 0 || (differing & DAY) == 0 ? YEAR_AND_PART : YEAR;
    }

    private static int year(int digits) {
        return (digits >>> 28) * 1000
                + (digits >>> 24 & 0xf) * 100
                + (digits >>> 20 & 0xf) * 10
                + (digits >>> 16 & 0xf);
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
}
