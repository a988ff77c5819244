package puente.exchange;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import puente.ledger.NoteSigner;
import puente.record.Agency;
import puente.store.ChannelId;
import puente.store.ChannelStore;

/**
 * Writes one channel. Safe for many threads that propose; one thread at a time commits.
 *
 * <p>It has no thread of its own. A node runs, for each channel it writes:
 *
 * <pre>{@code
 * while (running) {
 *     sender.awaitWork(Duration.ofSeconds(1));
 *     sender.commitGroup();                       // again and again: the next group gathers while this one commits
 *     // and about once a second, and after each batch that was received:  sender.maintain();
 * }
 * }</pre>
 */
public final class Sender {
    public Sender(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Rules rules,
            LogKeys keys,
            Published published,
            InstantSource clock,
            SecureRandom random) {
        throw new UnsupportedOperationException(
                "" + channel + parties + store + rules + keys + published + clock + random);
    }

    /** Proposes a disclosure: decided at once, appended with the next group. */
    public CompletableFuture<Outcome> disclose(Proposal proposal) {
        throw new UnsupportedOperationException();
    }

    /** A second officer approves a pending proposal, which is then proposed again. */
    public CompletableFuture<Outcome> approve(UUID pending, String officer) {
        throw new UnsupportedOperationException();
    }

    /** The originating agency consents to a pending proposal, which is then proposed again. */
    public CompletableFuture<Outcome> consent(UUID pending, Agency originator) {
        throw new UnsupportedOperationException();
    }

    /** Withdraws every active disclosure of a record from this channel. */
    public CompletableFuture<Outcome> withdraw(UUID record, Agency actor) {
        throw new UnsupportedOperationException();
    }

    /** Puts a new key in force. The caller has made its private key durable, so that {@link LogKeys} finds it from now on. */
    public CompletableFuture<Outcome> rotate(NoteSigner next) {
        throw new UnsupportedOperationException();
    }

    /** Queues what the clock and the partner oblige to: expiries, onward withdrawals, purge receipts. Returns how many. */
    public int maintain() {
        throw new UnsupportedOperationException();
    }

    /** Waits until something is queued. */
    public void awaitWork(Duration patience) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends what is queued as one group in one transaction. Returns the number of entries appended.
     *
     * @throws puente.store.StoreException where the store failed: nothing is lost, call again
     */
    public int commitGroup() {
        throw new UnsupportedOperationException();
    }
}
