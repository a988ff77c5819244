package puente.exchange;

import puente.ledger.Checkpoint;
import puente.ledger.SignedNote;

/** A checkpoint that the sender's pinned key signed: what a follower is on its way to. */
record Target(SignedNote note, byte[] bytes, Checkpoint checkpoint) {
    long size() {
        return checkpoint.size();
    }
}
