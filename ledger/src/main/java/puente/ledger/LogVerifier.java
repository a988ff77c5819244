package puente.ledger;

import java.io.IOException;
import java.util.Collection;

/** Verifies a whole log: signatures, every tile, every entry, the root; and says what is wrong and where. */
public final class LogVerifier {
    /** Faults reported at most. */
    public static final int FAULTS_MAX = 100;

    /**
     * @param keys log and cosigner keys; at least one must have signed, and no line that names one may be false
     * @param everyKeyMustSign whether a given key that has not signed is a fault
     * @param threads how many threads verify at once
     */
    public LogVerifier(Collection<NoteVerifier> keys, boolean everyKeyMustSign, int threads) {
        throw new UnsupportedOperationException();
    }

    /**
     * Verifies.
     *
     * @throws IOException if the log could not be read: that is not a verdict on it
     */
    public LogVerdict verify(LogReader log) throws IOException {
        throw new UnsupportedOperationException();
    }
}
