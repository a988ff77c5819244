package puente.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import puente.exchange.Reading;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Origin;
import puente.store.StoredRecord;

/** Reading of foreign records, whichever partner they came from. */
final class Readings {
    private final ChannelStore store;
    private final Map<String, Reading> byPartner;
    private final DecisionBook decisions;

    Readings(ChannelStore store, Map<String, Reading> byPartner, DecisionBook decisions) {
        this.store = store;
        this.byPartner = Map.copyOf(byPartner);
        this.decisions = decisions;
    }

    boolean isHeld(UUID record) {
        return !store.holdings(record).isEmpty();
    }

    /** Through which channel a record is held. */
    String channel(UUID record) {
        return store.holdings(record).stream()
                .findFirst()
                .map(each -> each.channel().path())
                .orElse("");
    }

    /** Whether a second officer's approval is all that is missing. */
    static boolean waitsForSecondPerson(Reading.Result result) {
        return result instanceof Reading.Result.Refused refused
                && refused.decision().reason().code().equals(Reading.SECOND_PERSON);
    }

    /** As {@link Reading#read}, by who calls, under the newest disclosure that holds the record; a refusal is kept among the decisions. */
    CompletableFuture<Reading.Result> read(UUID record, Agency reader, String purpose) {
        return read(record, reader, purpose, Set.of());
    }

    /** The same, approved by these officers. */
    CompletableFuture<Reading.Result> read(UUID record, Agency reader, String purpose, Set<String> approvals) {
        List<Disclosure> holdings = byPartner.size() == 1 ? List.of() : store.holdings(record);
        Optional<Reading> reading = byPartner.size() == 1
                ? byPartner.values().stream().findFirst()
                : holdings.stream()
                        .findFirst()
                        .map(each -> byPartner.get(each.channel().from()));
        return reading.map(each -> each.read(record, reader, purpose, approvals, Caller.standing()))
                .orElseGet(() -> CompletableFuture.completedFuture(new Reading.Result.NotHeld()))
                .thenApply(result -> {
                    if (result instanceof Reading.Result.Refused) {
                        decisions.refusedReading(record, reader, purpose);
                    }
                    return result;
                });
    }

    /** Those of the records that a reader may see: own ones freely, a partner's as reading each would, with the same receipts. */
    List<Seen> seen(List<StoredRecord> found, Agency reader, String purpose) {
        List<CompletableFuture<Optional<Seen>>> asked =
                found.stream().map(stored -> seen(stored, reader, purpose)).toList();
        return asked.stream().map(RecordRoutes::join).flatMap(Optional::stream).toList();
    }

    private CompletableFuture<Optional<Seen>> seen(StoredRecord stored, Agency reader, String purpose) {
        if (stored.origin() instanceof Origin.Own) {
            return CompletableFuture.completedFuture(Optional.of(new Seen(stored.record(), Optional.empty())));
        }
        return read(stored.record().id(), reader, purpose).thenApply(result -> switch (result) {
            case Reading.Result.Read read ->
                Optional.of(new Seen(
                        read.record(), Optional.of(read.disclosure().channel().path())));
            case Reading.Result.Refused refused -> Optional.empty();
            case Reading.Result.NotHeld notHeld -> Optional.empty();
        });
    }
}
