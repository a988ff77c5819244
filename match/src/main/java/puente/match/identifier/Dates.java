package puente.match.identifier;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dates as numbers yyyymmdd with zeros for what is not known: ISO 8601 with its shortened forms, eight digits, day, month and year with slashes, dots,
 * hyphens or blanks, months in words of both languages. Where day and month could be either, the register's habit decides. Of a date that
 * cannot be (month 13 and day 40), the year stays.
 */
public final class Dates {
    /** The longest writing that is looked at, in characters. */
    public static final int LENGTH_MAX = 40;

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})(?:[-/. ](\\d{1,2})(?:[-/. ](\\d{1,2}).*)?)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})");
    private static final Pattern WORDS =
            Pattern.compile("(\\d{1,2})[-/. ](?:DE )?([A-Z]{3,12})[-/. ](?:DE )?(\\d{4}|\\d{2})");
    private static final Pattern MONTH_FIRST = Pattern.compile("([A-Z]{3,12}) (\\d{1,2})(?: |, |,)(\\d{4})");
    private static final Map<String, Integer> MONTHS = new HashMap<>();

    static {
        String[][] names = {
            {"JAN", "ENE"},
            {"FEB"},
            {"MAR"},
            {"APR", "ABR"},
            {"MAY"},
            {"JUN"},
            {"JUL"},
            {"AUG", "AGO"},
            {"SEP", "SET"},
            {"OCT"},
            {"NOV"},
            {"DEC", "DIC"}
        };
        for (int month = 0; month < 12; month++) {
            for (String name : names[month]) {
                MONTHS.put(name, month + 1);
            }
        }
    }

    private Dates() {}

    /**
     * Whether a register writes the day before the month: its own unambiguous dates decide (one with 23/04/1980 does), the day first if there
     * are none.
     */
    public static boolean dayFirst(Stream<String> values) {
        int[] first = new int[2];
        values.forEach(value -> {
            Matcher last = YEAR_LAST.matcher(value.length() > LENGTH_MAX ? "" : value.strip());
            if (last.matches()) {
                int one = Integer.parseInt(last.group(1));
                int two = Integer.parseInt(last.group(2));
                first[0] += one > 12 && two <= 12 ? 1 : 0;
                first[1] += two > 12 && one <= 12 ? 1 : 0;
            }
        });
        return first[0] >= first[1];
    }

    /** A date as a number, 0 where the text is none. */
    public static int of(String value, boolean dayFirst) {
        return value.length() > LENGTH_MAX ? 0 : parse(value.strip().toUpperCase(Locale.ROOT), dayFirst);
    }

    /** A number yyyymmdd with four bits a digit, so that its parts and digits are read without dividing. */
    public static int digits(int date) {
        int packed = 0;
        int rest = date;
        for (int shift = 0; shift < Integer.SIZE; shift += 4) {
            packed |= rest % 10 << shift;
            rest /= 10;
        }
        return packed;
    }

    private static int parse(String text, boolean dayFirst) {
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return date(compact.group(1), compact.group(2), compact.group(3));
        }
        Matcher first = YEAR_FIRST.matcher(text);
        if (first.matches()) {
            return date(first.group(1), first.group(2), first.group(3));
        }
        Matcher last = YEAR_LAST.matcher(text);
        if (last.matches()) {
            boolean day = Integer.parseInt(last.group(1)) > 12 || dayFirst && Integer.parseInt(last.group(2)) <= 12;
            return date(century(last.group(3)), last.group(day ? 2 : 1), last.group(day ? 1 : 2));
        }
        Matcher words = WORDS.matcher(text);
        if (words.matches()) {
            return date(century(words.group(3)), month(words.group(2)), words.group(1));
        }
        Matcher english = MONTH_FIRST.matcher(text);
        if (english.matches()) {
            return date(english.group(3), month(english.group(1)), english.group(2));
        }
        return 0;
    }

    private static String month(String name) {
        return Integer.toString(MONTHS.getOrDefault(name.substring(0, 3), 0));
    }

    private static String century(String year) {
        return year.length() == 4 ? year : (Integer.parseInt(year) > 30 ? "19" : "20") + year;
    }

    private static int date(String year, @Nullable String month, @Nullable String day) {
        int y = Integer.parseInt(year);
        int m = month == null ? 0 : Integer.parseInt(month);
        int d = day == null ? 0 : Integer.parseInt(day);
        if (m > 12 && d >= 1 && d <= 12) {
            int swap = m;
            m = d;
            d = swap;
        }
        if (m > 12 || d > 31) {
            return y * 10_000;
        }
        return y * 10_000 + m * 100 + (m == 0 ? 0 : d);
    }
}
