package puente.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import puente.agreement.Action;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Obligation;
import puente.agreement.Question;
import puente.agreement.Standing;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure;

/**
 * Opens foreign records: for a purpose that the agreement and the record's handling permit, and with a receipt to the
 * originator. The record is handed out only once the receipt is durable, and only if it is still held then.
 */
public final class Reading {
    /** The reason of a refusal that another officer's approval would lift. */
    public static final String SECOND_PERSON = "exchange.refused.second-person";

    /** What became of a wish to read. */
    public sealed interface Result {
        /** It may be read; the receipt stands in the channel back to the originator, at this entry. */
        record Read(Record record, Disclosure disclosure, long receipt) implements Result {}

        /** The agreement or the handling refuses; or no receipt can be given. */
        record Refused(Decision.Refused decision) implements Result {}

        /** No such record is held: it never came, or is withdrawn, expired or overdue. */
        record NotHeld() implements Result {}
    }

    private final Parties parties;
    private final ChannelStore store;
    private final Rules rules;
    private final Function<ChannelId, Sender> senders;
    private final InstantSource clock;

    /** @param senders the sender of an outgoing channel: receipts travel there */
    public Reading(
            Parties parties,
            ChannelStore store,
            Rules rules,
            Function<ChannelId, Sender> senders,
            InstantSource clock) {
        this.parties = parties;
        this.store = store;
        this.rules = rules;
        this.senders = senders;
        this.clock = clock;
    }

    /** As {@link #read(UUID, Agency, String, Set, Standing)}, by somebody of whom only the agency is known, approved by nobody. */
    public CompletableFuture<Result> read(UUID record, Agency reader, String purpose) {
        return read(record, reader, purpose, Set.of());
    }

    /** The same, approved by these officers. */
    public CompletableFuture<Result> read(UUID record, Agency reader, String purpose, Set<String> approvals) {
        return read(record, reader, purpose, approvals, Standing.UNKNOWN);
    }

    /**
     * Reads the newest version of a record for a purpose. The future completes once the receipt is durable, and never before.
     *
     * @param approvals the officers who approved
     * @param standing in which role the reader acts; it decides here and does not travel with the receipt
     */
    public CompletableFuture<Result> read(
            UUID record, Agency reader, String purpose, Set<String> approvals, Standing standing) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Disclosure> held = readable(record, now);
        if (held.isEmpty()) {
            return CompletableFuture.completedFuture(new Result.NotHeld());
        }
        if (!reader.party().equals(parties.here())) {
            return refused("exchange.refused.reader", purpose);
        }
        // Shared for this very purpose first; otherwise the agreement decides whether its handling allows another.
        Disclosure shared = held.stream()
                .filter(each -> each.purpose().equals(purpose))
                .findFirst()
                .orElse(held.getFirst());
        Optional<Record> content = content(shared);
        Optional<Rules.Rulebook> agreement = rules.inForce(now);
        if (content.isEmpty()) {
            return CompletableFuture.completedFuture(new Result.NotHeld());
        }
        if (agreement.isEmpty()) {
            return refused("exchange.refused.no-agreement", purpose);
        }
        Context context = Context.at(now).approvedBy(approvals).by(standing);
        Question question = new Question(Action.READ, reader, reader, content.get(), purpose, context);
        return switch (agreement.get().decide(question)) {
            case Decision.Refused refused -> CompletableFuture.completedFuture(new Result.Refused(refused));
            case Decision.Permitted permitted ->
                permitted.obligations().outstanding(context).isEmpty()
                        ? withReceipt(shared, purpose, agreement.get(), permitted, reader)
                        : refused(outstanding(permitted.obligations().outstanding(context)), purpose);
        };
    }

    /** What is missing: a second officer may still approve; anything else cannot be had while reading. */
    private static String outstanding(List<Obligation> missing) {
        return missing.equals(List.of(new Obligation.TwoPersonApproval()))
                ? SECOND_PERSON
                : "exchange.refused.outstanding";
    }

    private List<Disclosure> readable(UUID record, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return store.holdings(record).stream()
                .filter(each -> !Group.isOver(each, today))
                .toList();
    }

    private Optional<Record> content(Disclosure disclosure) {
        return store.payload(disclosure.channel(), disclosure.entry())
                .map(payload -> RecordCodec.standard().parse(Payload.record(payload)));
    }

    private CompletableFuture<Result> withReceipt(
            Disclosure disclosure,
            String purpose,
            Rules.Rulebook agreement,
            Decision.Permitted permitted,
            Agency reader) {
        Work.Use use = new Work.Use(
                disclosure.record(), disclosure.version(), purpose, reader, agreement.hash(), permitted.clauseIds());
        return senders.apply(disclosure.channel().reverse())
                .used(use)
                .thenCompose(outcome -> outcome instanceof Outcome.Appended appended
                        ? CompletableFuture.completedFuture(open(disclosure, permitted, appended.entry()))
                        : refused("exchange.refused.no-receipt", purpose));
    }

    private Result open(Disclosure disclosure, Decision.Permitted permitted, long receipt) {
        boolean still = readable(disclosure.record(), clock.instant()).stream()
                .anyMatch(each -> each.channel().equals(disclosure.channel()) && each.entry() == disclosure.entry());
        Optional<Record> content = still ? content(disclosure) : Optional.empty();
        return content.<Result>map(
                        record -> new Result.Read(permitted.obligations().apply(record), disclosure, receipt))
                .orElseGet(Result.NotHeld::new);
    }

    private static CompletableFuture<Result> refused(String code, String purpose) {
        return CompletableFuture.completedFuture(
                new Result.Refused(new Decision.Refused(List.of(), Problem.of(code, "", "purpose", purpose))));
    }
}
