package puente.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import puente.ledger.NoteSigner;
import puente.store.ChannelId;
import puente.store.ChannelStore;

/** Follows one channel. Belongs to one thread; a node calls {@link #step} again and again. */
public final class Follower {
    public Follower(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Transport transport,
            Rules rules,
            List<NoteSigner> cosigners,
            InstantSource clock) {
        throw new UnsupportedOperationException("" + channel + parties + store + transport + rules + cosigners + clock);
    }

    /**
     * One step: fetch, verify, store one batch, cosign. With nothing to do it waits at the sender up to {@code patience} (long poll).
     * Never throws for what a partner or the network does.
     */
    public Progress step(Duration patience) {
        throw new UnsupportedOperationException();
    }

    /** Purges what is past its last day by this node's own clock. Returns how many records went. About once a minute. */
    public int purgeOverdue() {
        throw new UnsupportedOperationException();
    }
}
