package puente.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import puente.ledger.Checkpoint;
import puente.ledger.Hash;
import puente.ledger.LedgerException;
import puente.ledger.NoteVerdict;
import puente.ledger.NoteVerifier;
import puente.ledger.Proofs;
import puente.ledger.SignedNote;
import puente.ledger.TileId;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelState.Role;
import puente.store.ChannelStore;
import puente.store.EvidenceStore;
import puente.store.StoredPayload;

/**
 * Answers followers: the serving end of {@link Transport}. The caller has made sure who asks (mutual TLS): a channel, and what
 * belongs to it, is served to the node it leads to, and its checkpoint, tiles and bundles to auditors. Of a channel that this
 * node follows, it serves the mirror as far as it has cosigned it, and no payloads.
 */
public final class ChannelServer implements Transport {
    /** Served checkpoints remembered of a channel, at most: what a follower cosigns is one of the last. */
    private static final int RECENT_MAX = 64;

    /** The checkpoints of this node's own that were last served, by size: their roots need not be computed again. */
    private static final class Recent {
        private final Map<Long, byte[]> notes = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                return size() > RECENT_MAX;
            }
        };

        synchronized void add(ChannelState state) {
            notes.putIfAbsent(state.size(), state.checkpoint());
        }

        synchronized Optional<Hash> root(long size) {
            return Optional.ofNullable(notes.get(size))
                    .map(note -> Checkpoint.ofUnverified(note).root());
        }
    }

    private final ChannelStore store;
    private final EvidenceStore evidence;
    private final Published published;
    private final Map<String, List<NoteVerifier>> cosigners;
    private final InstantSource clock;
    private final Map<String, NoteVerifier> verifiers = new ConcurrentHashMap<>();
    private final Map<ChannelId, Recent> recent = new ConcurrentHashMap<>();
    private final Map<ChannelId, Role> roles = new ConcurrentHashMap<>();

    /** @param cosigners by the name of the following node, the keys it cosigns with; a receipt carries all of them */
    public ChannelServer(
            ChannelStore store,
            EvidenceStore evidence,
            Published published,
            Map<String, List<NoteVerifier>> cosigners,
            InstantSource clock) {
        this.store = store;
        this.evidence = evidence;
        this.published = published;
        this.cosigners = Map.copyOf(cosigners);
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) {
        Optional<ChannelState> state = store.state(channel);
        // Who has more than was published here must see that at once: one of the two lost or rewrote something.
        boolean nothingNew = state.filter(found -> found.size() == newerThan || found.checkpoint().length == 0)
                .isPresent();
        if (nothingNew && patience.isPositive()) {
            published.await(channel, newerThan, patience);
            state = store.state(channel);
        }
        state.filter(found -> found.role() == Role.OUTGOING && found.checkpoint().length > 0)
                .ifPresent(found ->
                        recent.computeIfAbsent(channel, id -> new Recent()).add(found));
        return state.map(ChannelServer::note).filter(note -> note.length > 0);
    }

    /** Which way a channel leads: it never changes, and a channel once known stays known. */
    private Optional<Role> role(ChannelId channel) {
        Role known = roles.get(channel);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Role> found = store.state(channel).map(ChannelState::role);
        found.ifPresent(role -> roles.put(channel, role));
        return found;
    }

    private static byte[] note(ChannelState state) {
        boolean cosignedOnly = state.role() == Role.INCOMING;
        return cosignedOnly || (state.cosigned().length > 0 && state.cosignedSize() == state.size())
                ? state.cosigned()
                : state.checkpoint();
    }

    @Override
    public Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException {
        return role(channel).isEmpty() ? Optional.empty() : store.tiles(channel).tile(tile);
    }

    @Override
    public Optional<byte[]> payloads(ChannelId channel, long first, int count) {
        boolean served = first >= 0
                && count > 0
                && role(channel).filter(Role.OUTGOING::equals).isPresent();
        if (!served) {
            return Optional.empty();
        }
        List<StoredPayload> items =
                store.payloads(channel, first, Math.min(count, PAYLOAD_ENTRIES_MAX), PAYLOAD_BYTES_MAX);
        return items.isEmpty() ? Optional.empty() : Optional.of(PayloadBundle.encode(items));
    }

    /** As {@link Transport#cosignature}; a true cosignature over another tree than this node's own stops the channel. */
    @Override
    public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
        Optional<ChannelState> state = store.state(channel).filter(found -> found.role() == Role.OUTGOING);
        List<NoteVerifier> expected = cosigners.getOrDefault(channel.to(), List.of());
        if (state.isEmpty() || expected.isEmpty()) {
            return false;
        }
        try {
            return accept(state.get(), SignedNote.parse(note), expected);
        } catch (LedgerException malformed) {
            return false;
        }
    }

    private boolean accept(ChannelState state, SignedNote note, List<NoteVerifier> expected) throws IOException {
        List<NoteVerifier> known = new ArrayList<>(expected);
        state.keys().forEach(key -> known.add(verifiers.computeIfAbsent(key.vkey(), NoteVerifier::parse)));
        boolean cosigned = note.verify(known) instanceof NoteVerdict.Verified verified
                && expected.stream().allMatch(verified::by);
        boolean strangers =
                note.signatures().stream().anyMatch(line -> known.stream().noneMatch(key -> key.isNamedBy(line)));
        Checkpoint seen = note.checkpoint();
        if (!cosigned || strangers || !seen.origin().equals(Origins.channel(state.id()))) {
            return false;
        }
        if (!isOurs(state, seen)) {
            store.stop(
                    state.id(),
                    Fault.COSIGNED_OTHER.at(
                            seen.size(), clock.instant(), Map.of("size", Long.toString(seen.size())), note.encode()));
            return false;
        }
        if (seen.size() > state.cosignedSize() || state.cosigned().length == 0) {
            store.cosigned(state.id(), seen.size(), note.encode());
        }
        return true;
    }

    private boolean isOurs(ChannelState state, Checkpoint seen) throws IOException {
        if (seen.size() > state.size()) {
            return false;
        }
        if (seen.size() == state.size()) {
            return Checkpoint.ofUnverified(state.checkpoint()).root().equals(seen.root());
        }
        Recent served = recent.get(state.id());
        Optional<Hash> known = served == null ? Optional.empty() : served.root(seen.size());
        Hash ours = known.isPresent() ? known.get() : Proofs.root(seen.size(), store.tiles(state.id()));
        return ours.equals(seen.root());
    }

    @Override
    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) throws IOException {
        boolean served = Sha256.isDigest(sha256)
                && offset >= 0
                && role(channel).filter(Role.OUTGOING::equals).isPresent()
                && store.mayServeEvidence(channel, sha256);
        return served ? evidence.open(sha256, offset) : Optional.empty();
    }
}
