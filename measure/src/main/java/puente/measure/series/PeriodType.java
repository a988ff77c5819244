package puente.measure.series;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What one value of a series stands for. Two series add, compare or splice only where these agree: a US fiscal year (October to
 * September) is not a calendar year, and a sum over the last twelve months is not a month.
 *
 * <p>A period is a whole number that counts up by one from each period to the next: years since 0, months since January of 0, weeks since
 * Monday 1970-01-05, hours since 1970-01-01T00.
 */
public enum PeriodType {
    /** January to December: {@code 2024}. */
    CALENDAR_YEAR("calendar-year", "(\\d{4})", 0),
    /** October of the year before to September: {@code FY2024}. */
    US_FISCAL_YEAR("us-fiscal-year", "FY ?(\\d{4})", 0),
    /** {@code 2024-H1}. */
    HALF_YEAR("half-year", "(\\d{4})-?[HhSs]([12])", 2),
    /** {@code 2024-Q3}. */
    QUARTER("quarter", "(\\d{4})-?[QqTt]([1-4])", 4),
    /** {@code 2024-09}; a day of the month may follow and must be the first. */
    MONTH("month", "(\\d{4})-(\\d{1,2})(?:-01)?", 12),
    /** The twelve months that end with this one, written as that month; {@code 12m 2024-09}. */
    ROLLING_TWELVE_MONTHS("rolling-12-months", "12m (\\d{4})-(\\d{1,2})(?:-01)?", 12),
    /** ISO week: {@code 2024-W37}. */
    WEEK("week", "(\\d{4})-?[WwSs](\\d{2})", 52),
    /** {@code 2024-09-01T13}. */
    HOUR("hour", "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2})(?::00(?::00)?)?", 24);

    private static final int MONTHS = 12;
    private static final int MONTH_LENGTH = "2024-09".length();
    private static final String US_FISCAL = "us-fiscal";
    private static final int DAYS_OF_WEEK = 7;
    private static final int HOURS_OF_DAY = 24;
    private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);

    private final String code;
    private final Pattern pattern;
    private final int cycle;

    PeriodType(String code, String pattern, int cycle) {
        this.code = code;
        this.pattern = Pattern.compile(pattern);
        this.cycle = cycle;
    }

    /** The name on a command line and in JSON: {@code us-fiscal-year}. */
    public String code() {
        return code;
    }

    /** The type of this code. */
    public static PeriodType of(String code) {
        for (PeriodType type : values()) {
            if (type.code.equals(code.toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        throw new ProblemException(Problem.of("measure.period.type", "", "value", code));
    }

    /** Lengths of the cycles that such a series may have, in periods, ascending; none for years, and none for rolling sums. */
    public int[] seasons() {
        return switch (this) {
            case CALENDAR_YEAR, US_FISCAL_YEAR, ROLLING_TWELVE_MONTHS -> new int[0];
            case HOUR -> new int[] {HOURS_OF_DAY, HOURS_OF_DAY * DAYS_OF_WEEK};
            case HALF_YEAR, QUARTER, MONTH, WEEK -> new int[] {cycle};
        };
    }

    /** How many of these make up a calendar year exactly; 0 where a period may lie in two of them. */
    public int inCalendarYear() {
        return switch (this) {
            case CALENDAR_YEAR -> 1;
            case HALF_YEAR, QUARTER, MONTH -> cycle;
            case US_FISCAL_YEAR, ROLLING_TWELVE_MONTHS, WEEK, HOUR -> 0;
        };
    }

    /** Periods ahead that a forecast looks unless told otherwise. */
    public int horizon() {
        return switch (this) {
            case CALENDAR_YEAR, US_FISCAL_YEAR -> 3;
            case HALF_YEAR, QUARTER -> 4;
            case MONTH, ROLLING_TWELVE_MONTHS -> 12;
            case WEEK -> 13;
            case HOUR -> 48;
        };
    }

    /** The type whose labels look like this one; a plain year is a calendar year. */
    public static PeriodType recognise(String label) {
        for (PeriodType type : values()) {
            if (type.pattern.matcher(label).matches()) {
                return type;
            }
        }
        throw new ProblemException(Problem.of("measure.period.label", "", "value", label, "type", "?"));
    }

    /**
     * What an observation's period stands for: a year of its calendar, a month, or the twelve months or the half-year that end with one.
     *
     * @param period {@code 2024} or {@code 2024-09}; anything longer, a day, is none of these
     * @param calendar {@code calendar}, {@code us-fiscal}, {@code rolling-12-months} or {@code half-year}
     */
    public static Optional<PeriodType> observed(String period, String calendar) {
        boolean rolling = calendar.equals(ROLLING_TWELVE_MONTHS.code);
        boolean half = calendar.equals(HALF_YEAR.code);
        if (MONTH.pattern.matcher(period).matches() && period.length() == MONTH_LENGTH) {
            return Optional.of(rolling ? ROLLING_TWELVE_MONTHS : half ? HALF_YEAR : MONTH);
        }
        if (rolling || half || !CALENDAR_YEAR.pattern.matcher(period).matches()) {
            return Optional.empty();
        }
        return Optional.of(calendar.equals(US_FISCAL) ? US_FISCAL_YEAR : CALENDAR_YEAR);
    }

    /** The period that a label means; months of a {@link #ROLLING_TWELVE_MONTHS} may be written without their mark. */
    public long parse(String label) {
        Matcher matcher = pattern.matcher(label);
        if (!matcher.matches()) {
            Matcher plain = (this == ROLLING_TWELVE_MONTHS ? MONTH.pattern : CALENDAR_YEAR.pattern).matcher(label);
            if ((this == ROLLING_TWELVE_MONTHS || this == US_FISCAL_YEAR) && plain.matches()) {
                matcher = plain;
            } else {
                throw malformed(label);
            }
        }
        try {
            return switch (this) {
                case CALENDAR_YEAR, US_FISCAL_YEAR -> Integer.parseInt(matcher.group(1));
                case HALF_YEAR, QUARTER ->
                    (long) Integer.parseInt(matcher.group(1)) * cycle + Integer.parseInt(matcher.group(2)) - 1;
                case MONTH, ROLLING_TWELVE_MONTHS -> {
                    int month = Integer.parseInt(matcher.group(2));
                    if (month < 1 || month > MONTHS) {
                        throw malformed(label);
                    }
                    yield (long) Integer.parseInt(matcher.group(1)) * MONTHS + month - 1;
                }
                case WEEK -> {
                    int year = Integer.parseInt(matcher.group(1));
                    int week = Integer.parseInt(matcher.group(2));
                    LocalDate monday = LocalDate.of(year, 1, 4)
                            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                            .with(java.time.DayOfWeek.MONDAY);
                    yield Math.floorDiv(monday.toEpochDay() - FIRST_MONDAY.toEpochDay(), DAYS_OF_WEEK);
                }
                case HOUR -> {
                    int hour = Integer.parseInt(matcher.group(2));
                    if (hour >= HOURS_OF_DAY) {
                        throw malformed(label);
                    }
                    yield LocalDate.parse(matcher.group(1)).toEpochDay() * HOURS_OF_DAY + hour;
                }
            };
        } catch (DateTimeException impossible) {
            throw malformed(label);
        }
    }

    private ProblemException malformed(String label) {
        return new ProblemException(Problem.of("measure.period.label", "", "value", label, "type", code));
    }

    /** The label of a period, as {@link #parse} reads it. */
    public String label(long period) {
        return switch (this) {
            case CALENDAR_YEAR -> "%04d".formatted(period);
            case US_FISCAL_YEAR -> "FY%04d".formatted(period);
            case HALF_YEAR -> "%04d-H%d".formatted(Math.floorDiv(period, 2L), Math.floorMod(period, 2) + 1);
            case QUARTER -> "%04d-Q%d".formatted(Math.floorDiv(period, 4L), Math.floorMod(period, 4) + 1);
            case MONTH -> month(period);
            case ROLLING_TWELVE_MONTHS -> "12m " + month(period);
            case WEEK -> {
                LocalDate monday = FIRST_MONDAY.plusWeeks(period);
                yield "%04d-W%02d"
                        .formatted(
                                monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            }
            case HOUR ->
                "%sT%02d"
                        .formatted(
                                LocalDate.ofEpochDay(Math.floorDiv(period, (long) HOURS_OF_DAY)),
                                Math.floorMod(period, HOURS_OF_DAY));
        };
    }

    private static String month(long period) {
        return "%04d-%02d".formatted(Math.floorDiv(period, (long) MONTHS), Math.floorMod(period, MONTHS) + 1);
    }
}
