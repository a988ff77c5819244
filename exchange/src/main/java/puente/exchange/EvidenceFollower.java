package puente.exchange;

import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.EvidenceStore;

/** Fetches the files of disclosed records: streamed, resumable, digest verified, in the memory of one buffer. */
public final class EvidenceFollower {
    public EvidenceFollower(ChannelId channel, ChannelStore store, EvidenceStore files, Transport transport) {
        throw new UnsupportedOperationException("" + channel + store + files + transport);
    }

    /** Fetches the missing files, oldest first, up to {@code limit}; returns how many are complete now. */
    public int fetch(int limit) {
        throw new UnsupportedOperationException();
    }

    /** Deletes files that no active disclosure refers to any more; returns how many. */
    public int sweep() {
        throw new UnsupportedOperationException();
    }
}
