package puente.node;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import puente.agreement.Decision;
import puente.exchange.Reading;
import puente.record.Agency;
import puente.record.Record;
import puente.store.Origin;
import puente.store.StoredRecord;

/** Whether a record may leave in a file or a foreign format, and what of it: the same for every format. */
final class Exports {
    private final InstantSource clock;
    private final Readings readings;
    private final DecisionBook decisions;

    Exports(InstantSource clock, Readings readings, DecisionBook decisions) {
        this.clock = clock;
        this.readings = readings;
        this.decisions = decisions;
    }

    /**
     * What leaves of a record; empty where it may not. An own record leaves as it is, for it is its agency's own; a foreign one only if
     * it may be exported and may be read, as the obligations leave it, once the receipt to its originator is durable.
     */
    CompletableFuture<Optional<Record>> leaving(StoredRecord stored, Agency actor, String purpose) {
        return stored.origin() instanceof Origin.Own
                ? CompletableFuture.completedFuture(Optional.of(stored.record()))
                : foreign(stored, actor, purpose);
    }

    /** The same under stricter rules, for programs: an own record leaves only for a purpose of its own, and not after its last day. */
    CompletableFuture<Optional<Record>> leavingFor(StoredRecord stored, Agency actor, String purpose) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean over =
                stored.record().handling().retainUntil().filter(today::isAfter).isPresent();
        return over || !stored.record().handling().purposes().contains(purpose)
                ? CompletableFuture.completedFuture(Optional.empty())
                : leaving(stored, actor, purpose);
    }

    private CompletableFuture<Optional<Record>> foreign(StoredRecord stored, Agency actor, String purpose) {
        Decision decision = decisions.export(stored, actor, purpose);
        if (!(decision instanceof Decision.Permitted permitted)
                || !permitted
                        .obligations()
                        .outstanding(puente.agreement.Context.at(clock.instant()))
                        .isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return readings.read(stored.record().id(), actor, purpose)
                .thenApply(result -> result instanceof Reading.Result.Read read
                        ? Optional.of(permitted.obligations().apply(read.record()))
                        : Optional.<Record>empty());
    }
}
