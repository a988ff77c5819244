package puente.measure.response;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that began, and ended or is open.
 *
 * @param begin the day on which it began
 * @param end the day on which it ended, not before it began; empty while it is open
 * @param due the last day on which its end is in time, not before it began; empty where it has no clock
 */
public record Span(LocalDate begin, Optional<LocalDate> end, Optional<LocalDate> due) {
    public Span {
        if (end.filter(begin::isAfter).isPresent() || due.filter(begin::isAfter).isPresent()) {
            throw new IllegalArgumentException("nothing ends, or is due, before it begins: " + begin);
        }
    }

    boolean isBegun(LocalDate looked) {
        return !begin.isAfter(looked);
    }

    /** Whether it had ended by the day looked at: what ended later was open then. */
    boolean isEnded(LocalDate looked) {
        return end.isPresent() && !end.get().isAfter(looked);
    }

    /** Days that it lasted, or had lasted when it was looked at. */
    long days(LocalDate looked) {
        return ChronoUnit.DAYS.between(begin, isEnded(looked) ? end.orElse(looked) : looked);
    }
}
