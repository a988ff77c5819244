package puente.gateway;

import java.util.Locale;
import java.util.Map;

/**
 * Years and months as files write them. The fiscal year of the United States begins on 1 October of the calendar year before
 * (31 U.S.C. 1102): October of FY2020 is 2019-10. CBP labels the running year {@code 2026 (FYTD)}.
 */
final class Periods {
    private static final String RUNNING = " (FYTD)";
    private static final int FISCAL_YEAR_FIRST_MONTH = 10;
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("JAN", 1),
            Map.entry("FEB", 2),
            Map.entry("MAR", 3),
            Map.entry("APR", 4),
            Map.entry("MAY", 5),
            Map.entry("JUN", 6),
            Map.entry("JUL", 7),
            Map.entry("AUG", 8),
            Map.entry("SEP", 9),
            Map.entry("OCT", 10),
            Map.entry("NOV", 11),
            Map.entry("DEC", 12),
            // Half-years as DEA writes them: each is called by its last month.
            Map.entry("SA1 (JAN - JUN)", 6),
            Map.entry("SA2 (JUL - DEC)", 12));

    private Periods() {}

    /** The year, 1900 to 2199; −1 where the text is no year. */
    static int year(String text, boolean usFiscal) {
        if (text.length() != 4 && !(usFiscal && text.length() == 4 + RUNNING.length() && text.endsWith(RUNNING))) {
            return -1;
        }
        int year = 0;
        for (int at = 0; at < 4; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            year = 10 * year + digit;
        }
        return year >= 1900 && year < 2200 ? year : -1;
    }

    /** The month, 1 to 12, from {@code 3}, {@code 03} or {@code MAR}; −1 where the text is no month. */
    static int month(String text) {
        Integer named = MONTHS.get(text);
        if (named != null) {
            return named;
        }
        if (text.length() == 3) {
            return MONTHS.getOrDefault(text.toUpperCase(Locale.ROOT), -1);
        }
        if (text.isEmpty() || text.length() > 2) {
            return -1;
        }
        int month = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            month = 10 * month + digit;
        }
        return month >= 1 && month <= 12 ? month : -1;
    }

    /** The calendar year in which a month of a fiscal year lies. */
    static int calendarYear(int fiscalYear, int month) {
        return month >= FISCAL_YEAR_FIRST_MONTH ? fiscalYear - 1 : fiscalYear;
    }

    /** {@code 2019-10}. */
    static String text(int year, int month) {
        return year + (month < 10 ? "-0" : "-") + month;
    }
}
