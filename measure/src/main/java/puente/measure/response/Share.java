package puente.measure.response;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import puente.measure.exposure.Exposures;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A share of a whole, with the exact 95% interval of a binomial one (Clopper and Pearson, <i>Biometrika</i> 1934).
 *
 * @param part of them
 * @param whole all of them, at least {@value Waiting#LEAST}
 * @param lower of the interval, from 0 to 1
 * @param upper likewise
 */
public record Share(int part, int whole, double lower, double upper) {
    private static final double TAIL = (1 - Exposures.LEVEL) / 2;

    private static Share of(int part, int whole) {
        Waiting.requireEnough(whole);
        return new Share(part, whole, Exposures.shareLower(part, whole, TAIL), Exposures.shareUpper(part, whole, TAIL));
    }

    /** From 0 to 1. */
    public double share() {
        return (double) part / whole;
    }

    /**
     * Which of those whose clock had run out by a day were ended in time. One that was ended early counts once its clock has run out, and not
     * before: otherwise quick ones would be there before slow ones.
     *
     * @throws ProblemException {@code measure.response.few}
     */
    public static Share inTime(List<Span> spans, LocalDate looked) {
        List<Span> over = spans.stream()
                .filter(each -> each.due().filter(looked::isAfter).isPresent())
                .toList();
        return of(count(over.stream(), Share::isInTime), over.size());
    }

    private static boolean isInTime(Span span) {
        return span.due().isPresent()
                && span.end().filter(end -> !end.isAfter(span.due().get())).isPresent();
    }

    /**
     * Which of those that began in a month were ended within so many days, each looked at for the same time.
     *
     * @param days from 0 on
     * @throws ProblemException {@code measure.response.cohort-open} where the days of its last one are not over; {@code measure.response.few}
     */
    public static Share ended(List<Span> spans, YearMonth month, int days, LocalDate looked) {
        LocalDate over = month.atEndOfMonth().plusDays(days);
        if (!looked.isAfter(over)) {
            throw new ProblemException(
                    Problem.of("measure.response.cohort-open", "", "month", month, "days", days, "over", over));
        }
        List<Span> cohort = spans.stream()
                .filter(each -> YearMonth.from(each.begin()).equals(month))
                .toList();
        return of(count(cohort.stream(), each -> each.isEnded(each.begin().plusDays(days))), cohort.size());
    }

    private static int count(Stream<Span> spans, Predicate<Span> which) {
        return Math.toIntExact(spans.filter(which).count());
    }
}
