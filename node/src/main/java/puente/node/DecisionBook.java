package puente.node;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.AgreementHash;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Question;
import puente.agreement.RecordedDecision;
import puente.agreement.Standing;
import puente.exchange.Leaf;
import puente.exchange.LeafCodec;
import puente.exchange.Proposal;
import puente.ledger.EntryBundle;
import puente.ledger.TileId;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.DecisionRow;
import puente.store.DecisionStore;
import puente.store.Origin;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Every decision of this node that can be made again under another agreement.
 *
 * <p><b>Problem.</b> Replaying a decision needs the record it was about, and a bulk disclosure may cost no second copy of each. But a
 * permitted disclosure is told by its entry in the channel, with agency, purpose, approvals, clauses and agreement, and a
 * permitted read by its receipt; the record itself stands in the store as long as it is held.
 *
 * <p><b>Invariants.</b> What leaves an entry is rebuilt from the entry; only what leaves none (a refusal, a proposal that waits, an
 * export) is a row of its own, without the record. Nothing holds a record's content but the record: once it is purged, its
 * decisions cannot be listed any more. What the channel's own rules refused before the agreement was asked is no decision of
 * the agreement and not kept.
 *
 * <p><b>Failure modes.</b> A crash between a refusal and its row loses the row; the journal has the refusal all the same, for it
 * is written before the answer.
 */
final class DecisionBook {
    /** Bundles of entries read for one page, at most: 16,384 entries. */
    static final int BUNDLES_MAX = 64;

    private static final String ROWS = "rows";

    private final AgreementsHeld agreements;
    private final RecordStore records;
    private final DecisionStore rows;
    private final ChannelStore store;
    private final List<ChannelId> outgoing;
    private final InstantSource clock;

    /** What an agency wanted to disclose, and whose record it is. */
    record Proposed(Proposal proposal, Origin origin) {}

    /** A recorded decision and whose record it is about. */
    record Entry(RecordedDecision decision, Origin origin) {}

    /** A page: decisions, and where the next begins. */
    record Page(List<Entry> entries, Optional<Place> next) {}

    /**
     * A place in the book: decisions without an entry first, then channel by channel.
     *
     * @param source {@code rows}, or a channel's path
     * @param position the last row listed, or the next entry
     */
    record Place(String source, long position) {}

    DecisionBook(
            AgreementsHeld agreements,
            RecordStore records,
            DecisionStore rows,
            ChannelStore store,
            Collection<ChannelId> outgoing,
            InstantSource clock) {
        this.agreements = agreements;
        this.records = records;
        this.rows = rows;
        this.store = store;
        this.outgoing = List.copyOf(outgoing);
        this.clock = clock;
    }

    // ------------------------------------------------------------------------------------------------ keeping

    /** Keeps what was proposed and did not leave. */
    void proposed(List<Proposed> unfulfilled) {
        if (unfulfilled.isEmpty()) {
            return;
        }
        List<DecisionRow> kept = new ArrayList<>();
        for (Proposed each : unfulfilled) {
            Proposal proposal = each.proposal();
            Set<String> approvals = new TreeSet<>(proposal.approvals());
            approvals.add(proposal.officer());
            Question question = new Question(
                    proposal.action(),
                    proposal.actor(),
                    proposal.recipient(),
                    proposal.record(),
                    proposal.purpose(),
                    new Context(now(), approvals, proposal.originatorConsent(), proposal.unit(), Caller.standing()));
            again(question, each.origin()).ifPresent(kept::add);
        }
        rows.add(kept);
    }

    /** Keeps the refusal of a wish to read. */
    void refusedReading(UUID record, Agency reader, String purpose) {
        records.held(List.of(record)).stream()
                .filter(each -> each.origin() instanceof Origin.Received)
                .max(Comparator.comparingInt(each -> each.record().version()))
                .flatMap(held -> again(
                        new Question(Action.READ, reader, reader, held.record(), purpose, context()), held.origin()))
                .ifPresent(row -> rows.add(List.of(row)));
    }

    /** Decides whether a received record may be exported, and keeps the decision. */
    Decision export(StoredRecord stored, Agency actor, String purpose) {
        Question question = new Question(Action.EXPORT, actor, actor, stored.record(), purpose, context());
        Engine engine = agreements.register().inForce(question.context().now()).orElseThrow(Agreements::none);
        Decision decision = engine.decide(question);
        rows.add(List.of(row(RecordedDecision.of(question, engine.hash(), decision), stored.origin())));
        return decision;
    }

    /** What the agreement says to a question that was answered with no; empty where it was not the agreement that said so. */
    private Optional<DecisionRow> again(Question question, Origin origin) {
        return agreements.register().inForce(question.context().now()).flatMap(engine -> {
            Decision decision = engine.decide(question);
            boolean complete = decision instanceof Decision.Permitted permitted
                    && permitted.obligations().outstanding(question.context()).isEmpty();
            return complete
                    ? Optional.empty()
                    : Optional.of(row(RecordedDecision.of(question, engine.hash(), decision), origin));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Nothing but the time and who asks. */
    private Context context() {
        return Context.at(now()).by(Caller.standing());
    }

    private static DecisionRow row(RecordedDecision decision, Origin origin) {
        Question question = decision.question();
        return new DecisionRow(
                0,
                question.context().now(),
                question.action().code(),
                question.actor().code(),
                question.recipient().code(),
                question.record().id(),
                question.record().version(),
                origin,
                question.purpose(),
                question.context().unit(),
                List.copyOf(new TreeSet<>(question.context().approvals())),
                question.context().originatorConsent(),
                decision.agreement().hex(),
                decision.permitted(),
                decision.clauses(),
                decision.reason(),
                question.context().standing().role(),
                question.context().standing().strength());
    }

    // ------------------------------------------------------------------------------------------------ listing

    /** The beginning of the book. */
    static Place beginning() {
        return new Place(ROWS, 0);
    }

    boolean has(String source) {
        return source.equals(ROWS)
                || outgoing.stream().anyMatch(each -> each.path().equals(source));
    }

    /** Decisions made at {@code from} or later and before {@code until}; a page may be short, or empty, and still have a next. */
    Page page(Place place, Instant from, Instant until, int limit) throws IOException {
        if (place.source().equals(ROWS)) {
            List<DecisionRow> found = rows.page(place.position(), from, until, limit);
            Place next = found.size() < limit
                    ? outgoing.isEmpty() ? null : new Place(outgoing.getFirst().path(), 0)
                    : new Place(ROWS, found.getLast().id());
            return new Page(rebuilt(found.stream().map(DecisionBook::part).toList()), Optional.ofNullable(next));
        }
        int at = outgoing.stream().map(ChannelId::path).toList().indexOf(place.source());
        ChannelId channel = outgoing.get(at);
        List<Part> parts = new ArrayList<>();
        long size = store.state(channel).map(state -> state.size()).orElse(0L);
        long entry = place.position();
        for (int bundles = 0; bundles < BUNDLES_MAX && entry < size && parts.size() < limit; bundles++) {
            List<byte[]> leaves = bundle(channel, entry / TileId.FULL_WIDTH, size);
            int within = (int) (entry % TileId.FULL_WIDTH);
            for (; within < leaves.size() && parts.size() < limit; within++, entry++) {
                Leaf leaf = LeafCodec.parse(leaves.get(within));
                Instant made = leaf.header().at();
                if (!made.isBefore(from) && made.isBefore(until)) {
                    part(leaf, channel).ifPresent(parts::add);
                }
            }
        }
        Optional<Place> next = entry < size
                ? Optional.of(new Place(place.source(), entry))
                : at + 1 < outgoing.size()
                        ? Optional.of(new Place(outgoing.get(at + 1).path(), 0))
                        : Optional.empty();
        return new Page(rebuilt(parts), next);
    }

    private List<byte[]> bundle(ChannelId channel, long index, long size) throws IOException {
        int width = TileId.widthAt(TileId.ENTRIES, index, size);
        byte[] bytes = store.tiles(channel)
                .tile(TileId.entries(index, width))
                .orElseThrow(() -> new IOException("bundle " + index + " of " + channel + " is absent"));
        return EntryBundle.decode(bytes, width);
    }

    /** A decision without its record. */
    private record Part(
            Action action,
            Agency actor,
            Agency recipient,
            UUID record,
            int version,
            Optional<Origin> origin,
            String purpose,
            Context context,
            AgreementHash agreement,
            boolean permitted,
            List<String> clauses,
            String reason) {

        boolean isAbout(StoredRecord stored) {
            return stored.record().id().equals(record)
                    && stored.record().version() == version
                    && origin.map(stored.origin()::equals).orElse(stored.origin() instanceof Origin.Received);
        }

        Entry of(StoredRecord stored) {
            Record content = stored.record();
            return new Entry(
                    new RecordedDecision(
                            new Question(action, actor, recipient, content, purpose, context),
                            agreement,
                            permitted,
                            clauses,
                            reason),
                    stored.origin());
        }
    }

    private static Part part(DecisionRow row) {
        return new Part(
                Action.of(row.action()).orElseThrow(() -> new IllegalStateException("no action: " + row.action())),
                new Agency(row.actor()),
                new Agency(row.recipient()),
                row.record(),
                row.version(),
                Optional.of(row.origin()),
                row.purpose(),
                new Context(
                        row.at(),
                        Set.copyOf(row.approvals()),
                        row.consent(),
                        row.unit(),
                        new Standing(row.role(), row.strength(), "")),
                new AgreementHash(row.agreement()),
                row.permitted(),
                row.clauses(),
                row.reason());
    }

    private static Optional<Part> part(Leaf leaf, ChannelId channel) {
        Leaf.Header header = leaf.header();
        return switch (leaf) {
            case Leaf.Disclosed disclosed ->
                Optional.of(new Part(
                        disclosed.action(),
                        header.actor(),
                        disclosed.recipient(),
                        disclosed.record(),
                        disclosed.version(),
                        disclosed.action() == Action.DISCLOSE ? Optional.of(Origin.OWN) : Optional.empty(),
                        disclosed.purpose(),
                        new Context(
                                header.at(), disclosed.approvals(), disclosed.originatorConsent(), disclosed.unit()),
                        header.agreement(),
                        true,
                        header.clauses(),
                        ""));
            case Leaf.Used used ->
                Optional.of(new Part(
                        Action.READ,
                        header.actor(),
                        header.actor(),
                        used.record(),
                        used.version(),
                        Optional.of(new Origin.Received(channel.reverse().path())),
                        used.purpose(),
                        Context.at(header.at()),
                        header.agreement(),
                        true,
                        header.clauses(),
                        ""));
            case Leaf.Withdrawn ignored -> Optional.empty();
            case Leaf.Expired ignored -> Optional.empty();
            case Leaf.Purged ignored -> Optional.empty();
            case Leaf.Rotated ignored -> Optional.empty();
        };
    }

    /** With their records; those of purged ones are left out. */
    private List<Entry> rebuilt(List<Part> parts) {
        Set<UUID> ids = new HashSet<>();
        parts.forEach(each -> ids.add(each.record()));
        List<StoredRecord> held = records.held(ids);
        java.util.Map<UUID, List<StoredRecord>> byId = new java.util.HashMap<>();
        held.forEach(each -> byId.computeIfAbsent(each.record().id(), id -> new ArrayList<>())
                .add(each));
        List<Entry> entries = new ArrayList<>(parts.size());
        for (Part part : parts) {
            byId.getOrDefault(part.record(), List.of()).stream()
                    .filter(part::isAbout)
                    .findFirst()
                    .ifPresent(stored -> entries.add(part.of(stored)));
        }
        return entries;
    }
}
