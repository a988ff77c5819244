package puente.ledger;

import java.util.List;

/** What verifying a whole log came to. */
public sealed interface LogVerdict {
    /**
     * Every signature by a given key, every tile, every entry and the root are right.
     *
     * @param checkpoint what was proven
     * @param signatures by whom
     * @param silent given keys that have not signed
     * @param unknown lines by keys not given, whose truth nobody looked at
     * @param files tiles and bundles checked
     * @param bytes their bytes
     */
    record Sound(
            Checkpoint checkpoint,
            List<NoteVerdict.Signed> signatures,
            List<NoteVerifier> silent,
            List<NoteSignature> unknown,
            long files,
            long bytes)
            implements LogVerdict {
        public Sound {
            signatures = List.copyOf(signatures);
            silent = List.copyOf(silent);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Something is wrong.
     *
     * @param faults what and where: at least one, at most {@link LogVerifier#FAULTS_MAX}, ordered by file
     */
    record Faulty(List<Fault> faults) implements LogVerdict {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
