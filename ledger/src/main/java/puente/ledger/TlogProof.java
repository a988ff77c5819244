package puente.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A self-contained proof that an entry is in a log (C2SP tlog-proof): index, inclusion proof and signed checkpoint, as text. */
public record TlogProof(Optional<byte[]> extra, long index, List<Hash> path, SignedNote checkpoint) {
    /** Reads a proof; {@code ledger.proof.malformed} with the line that is wrong. */
    public static TlogProof parse(byte[] text) {
        throw new UnsupportedOperationException();
    }

    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /** Whether the leaf is proven to be in the log of this origin, by a checkpoint that its log keys signed and the policy's witnesses cosigned. */
    public Verdict verify(Hash leaf, WitnessPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /** The same with the log's keys alone, for one origin. */
    public Verdict verify(Hash leaf, String origin, Collection<NoteVerifier> logKeys) {
        throw new UnsupportedOperationException();
    }

    /** What a proof came to. */
    public sealed interface Verdict {
        /** The leaf is in the log of this checkpoint. */
        record Proven(Checkpoint checkpoint, NoteVerdict.Verified signatures) implements Verdict {}

        /** It is not shown to be; the code is a key of the catalogue. */
        record NotProven(Fault fault) implements Verdict {}
    }
}
