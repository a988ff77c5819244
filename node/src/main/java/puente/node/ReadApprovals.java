package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ReadWishStore;

/**
 * Wishes to read a partner's record whose clause asks for two officers. A wish waits for another officer; once approved it is good for
 * one reading by who asked, for a short time. Every change is durable before it counts, so what waits still waits after a restart, and
 * an approval that was used is never good again.
 */
final class ReadApprovals {
    /** Wishes at once, approved or not; beyond it the oldest go. */
    static final int WAITING_MAX = 1000;

    /** How long a wish waits. */
    static final Duration WAITS_MAX = Duration.ofHours(24);

    /** How long after its approval a reading may happen. */
    static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final ReadWishStore store;
    private final InstantSource clock;

    /** What the store holds; guarded by this. */
    private final Map<UUID, ReadWish> wishes = new HashMap<>();

    ReadApprovals(ReadWishStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        store.all().forEach(row -> wishes.put(row.id(), ReadWish.of(row)));
    }

    /**
     * A wish to read.
     *
     * @param officer who wishes it, {@code agency#officer}
     * @param at when it was stated, or approved
     * @param approvedBy the second officer; empty while it waits
     */
    record ReadWish(
            UUID id,
            UUID record,
            String channel,
            Agency reader,
            String officer,
            String purpose,
            Instant at,
            Optional<String> approvedBy) {
        private static ReadWish of(ReadWishStore.Row row) {
            return new ReadWish(
                    row.id(),
                    row.record(),
                    row.channel(),
                    new Agency(row.reader()),
                    row.officer(),
                    row.purpose(),
                    row.at(),
                    row.approvedBy());
        }

        private ReadWishStore.Row row() {
            return new ReadWishStore.Row(id, record, channel, reader.code(), officer, purpose, at, approvedBy);
        }

        boolean isFor(UUID wanted, String by, String why) {
            return record.equals(wanted) && officer.equals(by) && purpose.equals(why);
        }
    }

    private void keep(ReadWish wish) {
        store.put(wish.row());
        wishes.put(wish.id(), wish);
    }

    private void forget(List<ReadWish> gone) {
        List<UUID> ids = gone.stream().map(ReadWish::id).toList();
        store.remove(ids);
        ids.forEach(wishes::remove);
    }

    private void forgetOld() {
        Instant now = clock.instant();
        forget(wishes.values().stream()
                .filter(each -> each.at()
                        .plus(each.approvedBy().isPresent() ? GOOD_FOR : WAITS_MAX)
                        .isBefore(now))
                .toList());
    }

    private void forgetOldest() {
        forget(wishes.values().stream()
                .sorted(Comparator.comparing(ReadWish::at))
                .limit(Math.max(0, wishes.size() - WAITING_MAX + 1L))
                .toList());
    }

    /** States a wish; the same wish again is the same. */
    synchronized ReadWish ask(UUID record, String channel, Agency reader, String officer, String purpose) {
        forgetOld();
        return wishes.values().stream()
                .filter(each -> each.isFor(record, officer, purpose))
                .findFirst()
                .orElseGet(() -> {
                    forgetOldest();
                    ReadWish wish = new ReadWish(
                            UUID.randomUUID(), record, channel, reader, officer, purpose, now(), Optional.empty());
                    keep(wish);
                    return wish;
                });
    }

    /** Takes an approved wish, which is good for this one reading. */
    synchronized Optional<ReadWish> take(UUID record, String officer, String purpose) {
        forgetOld();
        Optional<ReadWish> approved = wishes.values().stream()
                .filter(each -> each.approvedBy().isPresent() && each.isFor(record, officer, purpose))
                .findFirst();
        approved.ifPresent(wish -> forget(List.of(wish)));
        return approved;
    }

    /** What waits, oldest first. */
    synchronized List<ReadWish> waiting() {
        forgetOld();
        return wishes.values().stream()
                .filter(each -> each.approvedBy().isEmpty())
                .sorted(Comparator.comparing(ReadWish::at))
                .toList();
    }

    synchronized Optional<ReadWish> find(UUID id) {
        forgetOld();
        return Optional.ofNullable(wishes.get(id))
                .filter(each -> each.approvedBy().isEmpty());
    }

    /** Another officer approves; it can be read until {@link #GOOD_FOR} from now. */
    synchronized ReadWish approve(ReadWish wish, String officer) {
        if (wish.officer().equals(officer)) {
            throw new ProblemException(Problem.of("node.approval.same-officer", "/" + wish.id(), "officer", officer));
        }
        ReadWish approved = new ReadWish(
                wish.id(),
                wish.record(),
                wish.channel(),
                wish.reader(),
                wish.officer(),
                wish.purpose(),
                now(),
                Optional.of(officer));
        keep(approved);
        return approved;
    }

    synchronized void refuse(ReadWish wish) {
        forget(List.of(wish));
    }

    /** As the store keeps instants. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
