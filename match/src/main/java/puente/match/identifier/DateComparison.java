package puente.match.identifier;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.match.text.Osa;

/**
 * Dates, whole or partial, with the errors that clerks make: day and month swapped, one digit wrong, a decade slipped, 1 January written
 * where only the year was known. Read are ISO 8601 with its shortened forms, eight digits yyyymmdd, and day, month and year with slashes,
 * dots or hyphens; which of day and month comes first is a parameter, because the two countries differ.
 */
public final class DateComparison implements FieldComparison {
    /** The same year, or one before or after. */
    public static final byte YEAR = 2;

    /** Day and month agree, the year by its last digit: 1974 and 1984. */
    public static final byte DECADE = 3;

    /** One year, and one of them is 1 January: the day was not known. */
    public static final byte DEFAULT = 4;

    public static final byte SLIP = 5;
    public static final byte SWAPPED = 6;

    /** One is less precise, and contains the other. */
    public static final byte PARTIAL = 7;

    /** Both 1 January of one year: the same day, or the same ignorance. */
    public static final byte SAME_DEFAULT = 8;

    public static final byte SAME = 9;

    private static final List<String> LEVELS = List.of(
            "unknown", "different", "year", "decade", "default", "slip", "swapped", "partial", "same-default", "same");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?(?:T.*)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})");
    private static final int SIZE = 8;

    private final Osa osa = new Osa();
    private final boolean monthFirst;

    /** @param monthFirst whether 03/09/1980 is 9 March, as in the United States */
    public DateComparison(boolean monthFirst) {
        this.monthFirst = monthFirst;
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
        String text = value.strip();
        if (text.length() > 40) {
            return Signs.NONE;
        }
        Matcher matcher = COMPACT.matcher(text);
        if (matcher.matches() || (matcher = YEAR_FIRST.matcher(text)).matches()) {
            return date(matcher.group(1), orZero(matcher.group(2)), orZero(matcher.group(3)));
        }
        matcher = YEAR_LAST.matcher(text);
        if (!matcher.matches()) {
            return Signs.NONE;
        }
        String month = matcher.group(monthFirst ? 1 : 2);
        String day = matcher.group(monthFirst ? 2 : 1);
        boolean turned = Integer.parseInt(month) > 12;
        return date(matcher.group(3), turned ? day : month, turned ? month : day);
    }

    private static String orZero(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? "0" : digits;
    }

    private static byte[] date(String year, String month, String day) {
        int months = Integer.parseInt(month);
        int days = Integer.parseInt(day);
        if (months > 12 || days > 31 || year.equals("0000") || months == 0 && days > 0) {
            return Signs.NONE;
        }
        return new byte[] {
            (byte) year.charAt(0),
            (byte) year.charAt(1),
            (byte) year.charAt(2),
            (byte) year.charAt(3),
            (byte) ('0' + months / 10),
            (byte) ('0' + months % 10),
            (byte) ('0' + days / 10),
            (byte) ('0' + days % 10)
        };
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length != SIZE || b.length != SIZE) {
            return UNKNOWN;
        }
        int yearOfA = number(a, 0, 4);
        int yearOfB = number(b, 0, 4);
        int monthOfA = number(a, 4, 6);
        int monthOfB = number(b, 4, 6);
        int dayOfA = number(a, 6, 8);
        int dayOfB = number(b, 6, 8);
        boolean year = yearOfA == yearOfB;
        boolean month = monthOfA == monthOfB;
        boolean day = dayOfA == dayOfB;
        boolean defaultOfA = monthOfA == 1 && dayOfA == 1;
        boolean defaultOfB = monthOfB == 1 && dayOfB == 1;
        if (year && month && day) {
            return monthOfA == 0 || dayOfA == 0 ? PARTIAL : defaultOfA ? SAME_DEFAULT : SAME;
        }
        if (year && (monthOfA == 0 || monthOfB == 0 || month && (dayOfA == 0 || dayOfB == 0))) {
            return PARTIAL;
        }
        if (year && monthOfA == dayOfB && dayOfA == monthOfB) {
            return SWAPPED;
        }
        if (month && day && Math.abs(yearOfA - yearOfB) % 10 == 0 && Math.abs(yearOfA - yearOfB) <= 30) {
            return DECADE;
        }
        if (osa.distance(a, b) == 1) {
            return SLIP;
        }
        if (year && (defaultOfA || defaultOfB)) {
            return DEFAULT;
        }
        return Math.abs(yearOfA - yearOfB) <= 1 ? YEAR : DIFFERENT;
    }

    private static int number(byte[] date, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + date[at] - '0';
        }
        return number;
    }
}
