package puente.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.AgreementHash;
import puente.store.ChannelId;
import puente.store.ChannelState.LogKey;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.Use;

/**
 * One group of entries being assembled. Looks each piece of work up in what is true <em>now</em>, in the store and earlier in
 * the same group, so that nothing is disclosed twice and nothing ended that is not there.
 */
final class Group {
    private final ChannelId channel;
    private final Parties parties;
    private final AgreementHash agreement;
    private final Instant now;
    private final Map<UUID, List<Disclosure>> active = new HashMap<>();
    private final Map<Long, Ending> owed;
    private final long first;

    final List<byte[]> entries = new ArrayList<>();
    final Map<Long, byte[]> payloads = new LinkedHashMap<>();
    final List<Disclosure> disclosures = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();
    final Map<Long, Long> receipts = new LinkedHashMap<>();
    final List<Use> uses = new ArrayList<>();
    final List<UUID> fulfilled = new ArrayList<>();
    Optional<LogKey> newKey = Optional.empty();

    /**
     * @param first the index of the first entry
     * @param agreement the agreement in force
     * @param active the active disclosures of the records that the work speaks of
     * @param owed the endings in the reverse channel that the work acknowledges
     */
    Group(
            ChannelId channel,
            Parties parties,
            long first,
            Instant now,
            AgreementHash agreement,
            List<Disclosure> active,
            Map<Long, Ending> owed) {
        this.channel = channel;
        this.parties = parties;
        this.first = first;
        this.now = now;
        this.agreement = agreement;
        this.owed = new HashMap<>(owed);
        active.forEach(each -> this.active
                .computeIfAbsent(each.record(), id -> new ArrayList<>())
                .add(each));
    }

    Outcome add(Work work) {
        return switch (work) {
            case Work.Disclose disclose -> disclose(disclose);
            case Work.Withdraw withdraw ->
                end(
                        new Leaf.Withdrawn(header(withdraw.actor()), withdraw.record()),
                        Ending.Cause.WITHDRAWN,
                        withdraw.record(),
                        Ending.ALL_VERSIONS);
            case Work.Expire expire -> expire(expire.disclosure());
            case Work.Acknowledge acknowledge -> acknowledge(acknowledge.ending());
            case Work.Use use -> use(use);
            case Work.Rotate rotate -> {
                long entry = append(new Leaf.Rotated(header(parties.self()), rotate.vkey()));
                newKey = Optional.of(new LogKey(rotate.vkey(), entry + 1));
                yield new Outcome.Appended(entry);
            }
        };
    }

    private Leaf.Header header(puente.record.Agency actor) {
        return new Leaf.Header(now, actor, agreement, List.of());
    }

    private long append(Leaf leaf) {
        return append(LeafCodec.encode(leaf));
    }

    private long append(byte[] entry) {
        entries.add(entry);
        return first + entries.size() - 1;
    }

    private List<Disclosure> activeOf(UUID record) {
        return active.computeIfAbsent(record, id -> new ArrayList<>());
    }

    private Outcome disclose(Work.Disclose work) {
        Leaf.Disclosed leaf = work.leaf();
        List<Disclosure> present = activeOf(leaf.record());
        for (Disclosure each : present) {
            if (each.version() >= leaf.version()) {
                work.pending().ifPresent(fulfilled::add);
                return new Outcome.AlreadyDisclosed(each.entry());
            }
        }
        long entry = append(present.isEmpty() ? work.encoded() : LeafCodec.encode(corrects(leaf)));
        Disclosure disclosure = disclosure(channel, entry, leaf);
        present.add(disclosure);
        disclosures.add(disclosure);
        payloads.put(entry, work.payload());
        work.pending().ifPresent(fulfilled::add);
        return new Outcome.Appended(entry);
    }

    private static Leaf.Disclosed corrects(Leaf.Disclosed it) {
        return new Leaf.Disclosed(
                it.header(),
                true,
                it.action(),
                it.record(),
                it.version(),
                it.kind(),
                it.agency(),
                it.recipient(),
                it.purpose(),
                it.unit(),
                it.approvals(),
                it.originatorConsent(),
                it.useReceipt(),
                it.handling(),
                it.evidence(),
                it.payload(),
                it.length());
    }

    /** The books' form of a leaf, the same at both ends. */
    static Disclosure disclosure(ChannelId channel, long entry, Leaf.Disclosed leaf) {
        return new Disclosure(
                channel,
                entry,
                leaf.record(),
                leaf.version(),
                leaf.kind(),
                leaf.agency().code(),
                leaf.header().actor().code(),
                leaf.recipient().code(),
                leaf.purpose(),
                leaf.header().at(),
                leaf.handling().retainUntil(),
                leaf.useReceipt(),
                leaf.evidence(),
                Optional.empty());
    }

    private Outcome expire(Disclosure due) {
        boolean stillDue = activeOf(due.record()).stream().anyMatch(each -> each.entry() == due.entry())
                && isOver(due, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return stillDue
                ? end(
                        new Leaf.Expired(header(parties.self()), due.record(), due.version()),
                        Ending.Cause.EXPIRED,
                        due.record(),
                        due.version())
                : new Outcome.NotDisclosed();
    }

    /** Whether a disclosure's last day lies before {@code today}. */
    static boolean isOver(Disclosure disclosure, LocalDate today) {
        return disclosure.until().filter(today::isAfter).isPresent();
    }

    private Outcome end(Leaf leaf, Ending.Cause cause, UUID record, int version) {
        boolean found = activeOf(record).removeIf(each -> version == Ending.ALL_VERSIONS || each.version() == version);
        if (!found) {
            return new Outcome.NotDisclosed();
        }
        long entry = append(leaf);
        endings.add(new Ending(channel, entry, cause, record, version, now, Optional.empty()));
        return new Outcome.Appended(entry);
    }

    private Outcome acknowledge(long ended) {
        Ending ending = owed.remove(ended);
        if (ending == null || ending.receipt().isPresent()) {
            return new Outcome.NotDisclosed();
        }
        long entry = append(new Leaf.Purged(header(parties.self()), ended));
        receipts.put(ended, entry);
        return new Outcome.Appended(entry);
    }

    private Outcome use(Work.Use work) {
        Leaf.Header header = new Leaf.Header(now, work.reader(), work.agreement(), work.clauses());
        long entry = append(new Leaf.Used(header, work.record(), work.version(), work.purpose()));
        uses.add(new Use(
                channel,
                entry,
                work.record(),
                work.version(),
                work.purpose(),
                work.reader().code(),
                now));
        return new Outcome.Appended(entry);
    }

    static boolean isReshare(Work work) {
        return work instanceof Work.Disclose disclose && disclose.leaf().action() == Action.RESHARE;
    }
}
