package puente.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Which logs and which of their witnesses suffice (C2SP tlog-policy): k-of-n groups, nested. */
public final class WitnessPolicy {
    private WitnessPolicy() {}

    /** Reads a policy file; {@code ledger.policy.*} with the line that is wrong. */
    public static WitnessPolicy parse(byte[] file) {
        throw new UnsupportedOperationException();
    }

    public List<NoteVerifier> logs() {
        throw new UnsupportedOperationException();
    }

    public List<NoteVerifier> witnesses() {
        throw new UnsupportedOperationException();
    }

    /** Whether these witnesses are a quorum. */
    public boolean isQuorum(Collection<NoteVerifier> witnesses) {
        throw new UnsupportedOperationException();
    }

    /** Whether the checkpoint is signed by a listed log under its own origin and cosigned by a quorum. */
    public Verdict judge(SignedNote checkpoint) {
        throw new UnsupportedOperationException();
    }

    /** What a policy says of a checkpoint. */
    public sealed interface Verdict {
        /** Valid. */
        record Satisfied(NoteVerifier log, Set<NoteVerifier> witnesses) implements Verdict {}

        /** Not valid, and why. */
        record Unsatisfied(Fault fault) implements Verdict {}
    }
}
