package puente.node;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import puente.exchange.Introduction;
import puente.ledger.Hash;
import puente.ledger.LedgerException;
import puente.ledger.LogReader;
import puente.ledger.NoteSignature;
import puente.ledger.NoteVerdict;
import puente.ledger.Proofs;
import puente.ledger.SignedNote;
import puente.ledger.TileId;
import puente.ledger.Witness;
import puente.ledger.WitnessPolicy;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Gets this node's journal witnessed: every partner is asked to cosign its newest checkpoint (C2SP tlog-witness), so that the
 * node cannot rewrite its own journal unseen. A partner sees the size and the root of the journal and reads nothing.
 *
 * <p>The newest cosigned checkpoint is what {@code /journal/checkpoint} serves whenever it is the newest of all.
 */
final class Witnessing implements LogReader {
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 3;

    private final LogReader journal;
    private final Map<Introduction, HttpTransport> witnesses;
    private final Optional<WitnessPolicy> policy;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private volatile @Nullable SignedNote witnessed;
    private volatile boolean satisfied;

    /** @param policy what a checkpoint must come to satisfy; without one, any witness's cosignature does, and none where there is no witness */
    Witnessing(LogReader journal, Map<Introduction, HttpTransport> witnesses, Optional<WitnessPolicy> policy) {
        this.journal = journal;
        this.witnesses = witnesses;
        this.policy = policy;
        this.satisfied = policy.isEmpty() && witnesses.isEmpty();
    }

    static Optional<WitnessPolicy> policy(Optional<Path> file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WitnessPolicy.parse(Files.readAllBytes(file.get())));
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(file.get(), unreadable);
        } catch (LedgerException malformed) {
            throw new ProblemException(
                    new Problem(malformed.code(), file.get() + ":" + malformed.position(), malformed.arguments()));
        }
    }

    /** One round: asks every witness for the newest checkpoint. */
    Duration round() throws IOException {
        Optional<byte[]> newest = journal.checkpoint();
        if (newest.isEmpty() || witnesses.isEmpty()) {
            return PAUSE;
        }
        SignedNote note = SignedNote.parse(newest.get());
        long size = note.checkpoint().size();
        SignedNote before = witnessed;
        if (before != null && before.checkpoint().size() == size && satisfied) {
            return PAUSE;
        }
        List<NoteSignature> cosignatures = new ArrayList<>();
        List<IOException> unreachable = new ArrayList<>();
        for (Map.Entry<Introduction, HttpTransport> each : new TreeMap<>(byName()).values()) {
            try {
                cosignatures.addAll(ask(each.getKey(), each.getValue(), note, size));
            } catch (IOException away) {
                unreachable.add(away);
            }
        }
        if (!cosignatures.isEmpty()) {
            SignedNote cosigned = note.with(cosignatures);
            witnessed = cosigned;
            satisfied = policy.map(each -> each.judge(cosigned) instanceof WitnessPolicy.Verdict.Satisfied)
                    .orElse(true);
        }
        if (cosignatures.isEmpty() && !unreachable.isEmpty()) {
            throw unreachable.getFirst();
        }
        return PAUSE;
    }

    private Map<String, Map.Entry<Introduction, HttpTransport>> byName() {
        Map<String, Map.Entry<Introduction, HttpTransport>> byName = new TreeMap<>();
        witnesses.entrySet().forEach(each -> byName.put(each.getKey().node(), each));
        return byName;
    }

    /** Asks one witness; where it remembers another size, once more from there. */
    private List<NoteSignature> ask(Introduction witness, HttpTransport transport, SignedNote note, long size)
            throws IOException {
        long oldSize = Math.min(sizes.getOrDefault(witness.node(), 0L), size);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Hash> proof = Proofs.consistency(oldSize, size, journal);
            HttpResponse<byte[]> answer = transport.addCheckpoint(Witness.request(oldSize, proof, note.encode()));
            if (answer.statusCode() == OK) {
                sizes.put(witness.node(), size);
                return verified(witness, note, new String(answer.body(), StandardCharsets.UTF_8));
            }
            if (answer.statusCode() != CONFLICT) {
                throw new IOException("the witness " + witness.node() + " answered " + answer.statusCode());
            }
            oldSize = remembered(witness, answer.body(), size);
        }
        return List.of();
    }

    private static long remembered(Introduction witness, byte[] body, long size) throws IOException {
        String text = new String(body, StandardCharsets.US_ASCII).strip();
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > size) {
            throw new IOException("the witness " + witness.node() + " remembers another journal");
        }
        return Long.parseLong(text);
    }

    private static List<NoteSignature> verified(Introduction witness, SignedNote note, String lines)
            throws IOException {
        try {
            List<NoteSignature> signatures =
                    lines.lines().map(line -> NoteSignature.parse(line)).toList();
            NoteVerdict verdict = note.with(signatures).verify(witness.cosigners());
            if (verdict instanceof NoteVerdict.Verified) {
                return signatures;
            }
        } catch (LedgerException malformed) {
            throw new IOException("the witness " + witness.node() + " did not cosign", malformed);
        }
        throw new IOException("the witness " + witness.node() + " did not cosign");
    }

    /** The size of the newest witnessed checkpoint. */
    long witnessed() {
        SignedNote note = witnessed;
        return note == null ? 0 : note.checkpoint().size();
    }

    /** Whether the newest witnessed checkpoint satisfies the policy. */
    boolean satisfied() {
        return satisfied;
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        Optional<byte[]> newest = journal.checkpoint();
        SignedNote note = witnessed;
        if (newest.isPresent()
                && note != null
                && SignedNote.parse(newest.get()).checkpoint().equals(note.checkpoint())) {
            return Optional.of(note.encode());
        }
        return newest;
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        return journal.tile(tile);
    }
}
