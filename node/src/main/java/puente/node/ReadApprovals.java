package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Wishes to read a partner's record whose clause asks for two officers. A wish waits for another officer; once approved it is good for
 * one reading by who asked, for a short time. Kept in memory: a wish that a restart forgets is stated again, and an approval that
 * nobody used within minutes is no approval any more.
 */
final class ReadApprovals {
    /** Wishes at once, approved or not; beyond it the oldest go. */
    static final int WAITING_MAX = 1000;

    /** How long a wish waits. */
    static final Duration WAITS_MAX = Duration.ofHours(24);

    /** How long after its approval a reading may happen. */
    static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final InstantSource clock;

    /** Guarded by this. */
    private final Map<UUID, ReadWish> wishes = new HashMap<>();

    ReadApprovals(InstantSource clock) {
        this.clock = clock;
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
        boolean isFor(UUID wanted, String by, String why) {
            return record.equals(wanted) && officer.equals(by) && purpose.equals(why);
        }
    }

    private void forgetOld() {
        Instant now = clock.instant();
        wishes.values()
                .removeIf(each -> each.at()
                        .plus(each.approvedBy().isPresent() ? GOOD_FOR : WAITS_MAX)
                        .isBefore(now));
    }

    private void forgetOldest() {
        while (wishes.size() >= WAITING_MAX) {
            wishes.values().stream()
                    .min(Comparator.comparing(ReadWish::at))
                    .ifPresent(oldest -> wishes.remove(oldest.id()));
        }
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
                            UUID.randomUUID(),
                            record,
                            channel,
                            reader,
                            officer,
                            purpose,
                            clock.instant(),
                            Optional.empty());
                    wishes.put(wish.id(), wish);
                    return wish;
                });
    }

    /** Takes an approved wish, which is good for this one reading. */
    synchronized Optional<ReadWish> take(UUID record, String officer, String purpose) {
        forgetOld();
        Optional<ReadWish> approved = wishes.values().stream()
                .filter(each -> each.approvedBy().isPresent() && each.isFor(record, officer, purpose))
                .findFirst();
        approved.ifPresent(wish -> wishes.remove(wish.id()));
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
                clock.instant(),
                Optional.of(officer));
        wishes.put(wish.id(), approved);
        return approved;
    }

    synchronized void refuse(ReadWish wish) {
        wishes.remove(wish.id());
    }
}
