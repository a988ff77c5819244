package puente.node;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import puente.exchange.Origins;
import puente.ledger.Checkpoint;
import puente.ledger.NoteSignature;
import puente.ledger.TlogProof;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.ProofStore;
import puente.store.RecordQuery;
import puente.store.RecordStore;

/**
 * Keeps the first proof that a registration stood in a channel under the receiver's signature. The newest checkpoint moves on and proves an ever later
 * time; what must be shown is that the registration was there early. Each party keeps its own. A proof that is kept late proves a late
 * time: never an earlier one than the other side signed.
 */
final class RegistrationProofs {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RecordStore records;
    private final ChannelStore store;
    private final Channels channels;
    private final ProofStore proofs;
    private final Set<String> kept = new HashSet<>();

    /**
     * A proof that is kept.
     *
     * @param cosignedAt when the receiver of the channel had signed, by its own clock
     */
    record Kept(ProofStore.Row row, TlogProof proof, Instant cosignedAt) {
        Map<String, Object> show() {
            Checkpoint checkpoint = proof.checkpoint().checkpoint();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("channel", row.channel());
            shown.put("entry", row.entry());
            shown.put("version", row.version());
            shown.put("log", checkpoint.origin());
            shown.put("size", checkpoint.size());
            shown.put("root", checkpoint.root().base64());
            shown.put(
                    "signatures",
                    proof.checkpoint().signatures().stream()
                            .map(NoteSignature::name)
                            .distinct()
                            .toList());
            shown.put("cosignedAt", cosignedAt.toString());
            shown.put("proof", "/api/v1/registrations/" + row.record() + "/proof");
            return shown;
        }
    }

    RegistrationProofs(RecordStore records, ChannelStore store, Channels channels, ProofStore proofs) {
        this.records = records;
        this.store = store;
        this.channels = channels;
        this.proofs = proofs;
    }

    /** Keeps what has become provable since the last time. */
    Duration step() throws IOException {
        List<UUID> registrations = records
                .search(RecordQuery.builder()
                        .kind(Programmes.REGISTRATION)
                        .purpose(Programmes.PURPOSE)
                        .limit(RecordQuery.LIMIT_MAX)
                        .build())
                .records()
                .stream()
                .map(stored -> stored.record().id())
                .toList();
        if (registrations.isEmpty()) {
            return PAUSE;
        }
        for (ChannelId outgoing : channels.outgoing()) {
            for (ChannelId channel : List.of(outgoing, outgoing.reverse())) {
                for (Disclosure each : store.activeDisclosures(channel, registrations)) {
                    keep(channel, each);
                }
            }
        }
        return PAUSE;
    }

    private void keep(ChannelId channel, Disclosure disclosure) throws IOException {
        String name = disclosure.record() + " " + disclosure.version() + " " + channel.path();
        ChannelState state = channels.state(channel);
        if (kept.contains(name) || state.cosignedSize() <= disclosure.entry()) {
            return;
        }
        byte[] proof = LeafProofs.of(store, state, disclosure.entry()).encode();
        proofs.keep(new ProofStore.Row(
                disclosure.record(), disclosure.version(), channel.path(), disclosure.entry(), proof));
        kept.add(name);
    }

    /**
     * What counts of a registration.
     *
     * @param record its first version that the other side signed; while none is, the first that is held
     * @param kept the proof of exactly that version
     */
    record First(Record record, Optional<Kept> kept) {}

    /** The first version that was signed: what a later one says was not said before. */
    First first(List<Record> versions) {
        for (Record version : versions) {
            Optional<Kept> kept = of(version.id(), version.version());
            if (kept.isPresent()) {
                return new First(version, kept);
            }
        }
        return new First(versions.getFirst(), Optional.empty());
    }

    /** The earliest proof of a version; empty while the other side has not signed it. */
    private Optional<Kept> of(UUID registration, int version) {
        List<Kept> all = new ArrayList<>();
        proofs.of(registration).stream().filter(row -> row.version() == version).forEach(row -> {
            TlogProof proof = TlogProof.parse(row.proof());
            String cosigner =
                    Origins.cosigner(row.channel().substring(row.channel().indexOf('/') + 1));
            proof.checkpoint().signatures().stream()
                    .filter(signature -> signature.name().equals(cosigner))
                    .map(NoteSignature::time)
                    .max(Comparator.naturalOrder())
                    .ifPresent(at -> all.add(new Kept(row, proof, at)));
        });
        return all.stream().min(Comparator.comparing(Kept::cosignedAt));
    }

    /** Whether a registration that was proven is disclosed no longer. */
    boolean isWithdrawn(Kept proven) {
        UUID record = proven.row().record();
        return channels.outgoing().stream()
                .flatMap(outgoing -> java.util.stream.Stream.of(outgoing, outgoing.reverse()))
                .filter(channel -> channel.path().equals(proven.row().channel()))
                .allMatch(channel ->
                        store.activeDisclosures(channel, List.of(record)).isEmpty());
    }
}
