package puente.exchange;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import puente.agreement.Decision;
import puente.record.Agency;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure;

/** Opens foreign records: for a purpose that the agreement permits, and with a receipt to the originator. */
public final class Reading {

    /** What became of a wish to read. */
    public sealed interface Result {
        /** It may be read; the receipt stands in the channel back to the originator. */
        record Read(Record record, Disclosure disclosure) implements Result {}

        /** The agreement, the handling, or the purpose of the disclosure refuses. */
        record Refused(Decision.Refused decision) implements Result {}

        /** No such record is held: it never came, or is withdrawn, expired or overdue. */
        record NotHeld() implements Result {}
    }

    /** @param senders the sender of an outgoing channel: receipts travel there */
    public Reading(
            Parties parties,
            ChannelStore store,
            Rules rules,
            Function<ChannelId, Sender> senders,
            InstantSource clock) {
        throw new UnsupportedOperationException("" + parties + store + rules + senders + clock);
    }

    /** Reads a record for a purpose. The future completes once the receipt is durable, and never before. */
    public CompletableFuture<Result> read(UUID record, Agency reader, String purpose) {
        throw new UnsupportedOperationException();
    }
}
