package puente.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure.Evidence;
import puente.store.EvidenceStore;
import puente.store.StoreException;

/**
 * Fetches the files of disclosed records, and deletes those of ended ones. A transfer is streamed through one small buffer,
 * resumes where the last durable byte is, and counts only once the digest over what was written is the one in the leaf.
 * Belongs to one thread.
 */
public final class EvidenceFollower {
    /** Complete transfers with the wrong digest that stop the channel. */
    public static final int WRONG_MAX = 3;

    private static final int SWEEP_MAX = 1000;

    private final ChannelId channel;
    private final ChannelStore store;
    private final EvidenceStore files;
    private final Transport transport;
    private final InstantSource clock;
    private final Map<String, Integer> wrong = new HashMap<>();

    public EvidenceFollower(
            ChannelId channel, ChannelStore store, EvidenceStore files, Transport transport, InstantSource clock) {
        this.channel = channel;
        this.store = store;
        this.files = files;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Fetches missing files, oldest first, up to {@code limit}; returns how many are complete now. A file that breaks off keeps
     * what came.
     *
     * @throws IOException where the sender cannot be reached, or the files cannot be written
     */
    public int fetch(int limit) throws IOException {
        if (store.state(channel).filter(state -> state.fault().isEmpty()).isEmpty()) {
            return 0;
        }
        int complete = 0;
        for (Evidence file : store.missingEvidence(channel, limit)) {
            if (fetch(file)) {
                store.evidenceHeld(file);
                complete++;
            }
        }
        return complete;
    }

    private boolean fetch(Evidence file) throws IOException {
        long durable = files.durable(file.sha256());
        if (durable < file.length()) {
            store.evidenceBegun(file);
            Optional<InputStream> more = transport.evidence(channel, file.sha256(), durable);
            if (more.isEmpty()) {
                return false;
            }
            try (InputStream in = more.get()) {
                durable = files.append(file.sha256(), file.length(), in);
            } finally {
                // A sweep beside this transfer may have forgotten it; what was written since must be known too.
                store.evidenceBegun(file);
            }
        }
        if (durable < file.length()) {
            return false;
        }
        boolean right = files.complete(file.sha256(), file.length());
        if (!right && wrong.merge(file.sha256(), 1, Integer::sum) >= WRONG_MAX) {
            store.stop(channel, Fault.EVIDENCE.at(0, clock.instant(), Map.of("sha256", file.sha256()), new byte[0]));
        }
        return right;
    }

    /**
     * Deletes files, whole or in part, that no active disclosure refers to any more; returns how many. Give it to the {@link Sender} of the reverse
     * channel, so that no receipt says "purged" before it has run.
     *
     * @throws StoreException where a file could not be deleted
     */
    public int sweep() {
        List<String> unreferenced = store.unreferencedEvidence(SWEEP_MAX);
        for (String sha256 : unreferenced) {
            try {
                files.delete(sha256);
            } catch (IOException kept) {
                throw new StoreException("evidence " + sha256 + " cannot be deleted", kept);
            }
            store.evidenceGone(sha256);
        }
        return unreferenced.size();
    }
}
