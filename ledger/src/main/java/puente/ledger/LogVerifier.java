package puente.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a whole log, ours or anyone's that follows C2SP tlog-tiles: signatures, every tile, every entry, the root; and says
 * what is wrong and where. The work is {@link TreeCheck}'s. Safe for all threads.
 */
public final class LogVerifier {
    /** Faults reported at most. */
    public static final int FAULTS_MAX = 100;

    private static final String CHECKPOINT = "checkpoint";

    private final List<NoteVerifier> keys;
    private final boolean everyKeyMustSign;
    private final int threads;

    /**
     * @param keys log and cosigner keys; at least one must have signed, and no line that names one may be false
     * @param everyKeyMustSign whether a given key that has not signed is a fault. With it, any change of a byte of the
     *     checkpoint is one: without it, a line whose key name was damaged reads as a stranger's, and shows only in
     *     {@link LogVerdict.Sound#silent}
     * @param threads how many threads verify at once: the cores for a local log, more for one that is far away
     */
    public LogVerifier(Collection<NoteVerifier> keys, boolean everyKeyMustSign, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        this.keys = List.copyOf(keys);
        this.everyKeyMustSign = everyKeyMustSign;
        this.threads = threads;
    }

    /**
     * Verifies. A file damaged in a way that hides another damaged file's fault may have to be mended before the other is named.
     *
     * @throws IOException if the log could not be read: that is not a verdict on it
     */
    public LogVerdict verify(LogReader log) throws IOException {
        Optional<byte[]> bytes = log.checkpoint();
        if (bytes.isEmpty()) {
            return faulty(Fault.of("ledger.checkpoint.absent", CHECKPOINT));
        }
        SignedNote note;
        Checkpoint checkpoint;
        NoteVerdict.Verified verified;
        try {
            note = SignedNote.parse(bytes.get());
            checkpoint = note.checkpoint();
            verified = note.verify(keys).orThrow();
        } catch (LedgerException refusal) {
            return faulty(Fault.of(refusal, CHECKPOINT));
        }
        List<NoteVerifier> silent =
                keys.stream().filter(key -> !verified.by(key)).distinct().toList();
        List<Fault> faults = new ArrayList<>();
        if (everyKeyMustSign) {
            silent.forEach(key -> faults.add(Fault.of("ledger.checkpoint.silent-key", CHECKPOINT, "key", key)));
        }
        TreeCheck check = new TreeCheck(checkpoint, log, threads);
        faults.addAll(check.run());
        if (!faults.isEmpty()) {
            return new LogVerdict.Faulty(faults.subList(0, Math.min(faults.size(), FAULTS_MAX)));
        }
        List<NoteSignature> unknown = note.signatures().stream()
                .filter(each -> keys.stream().noneMatch(key -> key.isNamedBy(each)))
                .toList();
        return new LogVerdict.Sound(checkpoint, verified.signatures(), silent, unknown, check.files(), check.bytes());
    }

    private static LogVerdict faulty(Fault fault) {
        return new LogVerdict.Faulty(List.of(fault));
    }
}
