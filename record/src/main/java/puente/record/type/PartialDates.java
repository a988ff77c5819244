package puente.record.type;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** Arithmetic on dates of partial precision in normal form: {@code 2024}, {@code 2024-09}, {@code 2024-09-03}. */
public final class PartialDates {
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;

    private PartialDates() {}

    /** The first day a partial date may mean. */
    public static LocalDate first(String date) {
        return switch (date.length()) {
            case YEAR_LENGTH -> Year.of(number(date, 0, 4)).atDay(1);
            case MONTH_LENGTH -> LocalDate.of(number(date, 0, 4), number(date, 5, 7), 1);
            default -> LocalDate.of(number(date, 0, 4), number(date, 5, 7), number(date, 8, 10));
        };
    }

    /** The last day a partial date may mean, inclusive. */
    public static LocalDate last(String date) {
        return switch (date.length()) {
            case YEAR_LENGTH -> LocalDate.of(number(date, 0, 4), 12, 31);
            case MONTH_LENGTH ->
                YearMonth.of(number(date, 0, 4), number(date, 5, 7)).atEndOfMonth();
            default -> first(date);
        };
    }

    /** Whether the date is a whole month. */
    public static boolean isMonth(String date) {
        return date.length() == MONTH_LENGTH;
    }

    /** Whether the date is a whole year. */
    public static boolean isYear(String date) {
        return date.length() == YEAR_LENGTH;
    }

    static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
