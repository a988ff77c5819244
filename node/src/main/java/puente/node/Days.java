package puente.node;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/** Dates with partial precision, as the ends of a period. */
final class Days {
    private static final int YEAR = 4;
    private static final int MONTH = 7;

    private Days() {}

    /** The day a text names, or the first or the last of the month or year it names. */
    static Optional<LocalDate> parse(String text, boolean last) {
        try {
            return Optional.of(
                    switch (text.length()) {
                        case YEAR ->
                            last
                                    ? Year.parse(text).atMonth(12).atEndOfMonth()
                                    : Year.parse(text).atDay(1);
                        case MONTH ->
                            last
                                    ? YearMonth.parse(text).atEndOfMonth()
                                    : YearMonth.parse(text).atDay(1);
                        default -> LocalDate.parse(text);
                    });
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
