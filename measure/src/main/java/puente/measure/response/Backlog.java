package puente.measure.response;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was open on a day.
 *
 * @param open how many
 * @param overdue how many of them had run out of time
 * @param oldestDays the age of the oldest; empty where none is open
 * @param middleDays half of them are this old or younger; empty where none is open
 */
public record Backlog(int open, int overdue, OptionalLong oldestDays, OptionalLong middleDays) {
    public static Backlog of(List<Span> spans, LocalDate looked) {
        List<Span> open = spans.stream()
                .filter(each -> each.isBegun(looked) && !each.isEnded(looked))
                .toList();
        long[] ages =
                open.stream().mapToLong(each -> each.days(looked)).sorted().toArray();
        return new Backlog(
                ages.length,
                Math.toIntExact(open.stream()
                        .filter(each -> each.due().filter(looked::isAfter).isPresent())
                        .count()),
                ages.length == 0 ? OptionalLong.empty() : OptionalLong.of(ages[ages.length - 1]),
                ages.length == 0 ? OptionalLong.empty() : OptionalLong.of(ages[(ages.length - 1) / 2]));
    }
}
