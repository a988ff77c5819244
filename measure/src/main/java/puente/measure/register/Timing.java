package puente.measure.register;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a registration came before the data. It did where the other side's signature over the log, with the registration in it, is older than the end of
 * the first period that may show an effect, and no figure of such a period had been recorded by then.
 *
 * @param registered when the other side had signed; empty where it has not yet
 * @param firstEnds last day of the first period, by UTC
 * @param recordedBefore how many figures of the registered area and periods had been recorded by then
 * @param recorded how many of them are held in all
 * @param versions how many versions of the registration there are
 * @param withdrawn whether its disclosure was withdrawn or has expired
 */
public record Timing(
        Optional<Instant> registered,
        LocalDate firstEnds,
        long recordedBefore,
        long recorded,
        int versions,
        boolean withdrawn) {
    /** Whether all of it holds. */
    public boolean before() {
        return registered.filter(this::beforeEnd).isPresent() && recordedBefore == 0;
    }

    private boolean beforeEnd(Instant at) {
        return at.isBefore(firstEnds.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** What is not as it should be. */
    public List<Deviation> deviations() {
        List<Deviation> found = new ArrayList<>();
        if (registered.isEmpty()) {
            found.add(Deviation.of("unproven", language -> new Object[0]));
        }
        registered.ifPresent(at -> {
            if (!beforeEnd(at)) {
                LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
                found.add(Deviation.of("late", language ->
                        new Object[] {"registered", Words.day(day, language), "ends", Words.day(firstEnds, language)}));
            }
            if (recordedBefore > 0) {
                found.add(Deviation.of(
                        "data-first", language -> new Object[] {"count", recordedBefore, "all", recorded}));
            }
        });
        if (versions > 1) {
            found.add(Deviation.of("changed", language -> new Object[] {"count", versions - 1}));
        }
        if (withdrawn) {
            found.add(Deviation.of("withdrawn", language -> new Object[0]));
        }
        return found;
    }
}
