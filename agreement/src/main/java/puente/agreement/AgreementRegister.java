package puente.agreement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which agreement is in force when. Holds signed agreements only; each names the hash of the one it supersedes, so that
 * they form one chain, and each is in force from its effective date until the next one's.
 */
public final class AgreementRegister {
    private AgreementRegister() {}

    /**
     * The register of these agreements, in any order.
     *
     * @throws puente.record.ProblemException if they do not form one chain with effective dates that grow
     */
    public static AgreementRegister of(Collection<Agreement> agreements) {
        throw new UnsupportedOperationException(agreements.toString());
    }

    /** The engine of the agreement in force at an instant; empty before the first. */
    public Optional<Engine> inForce(Instant at) {
        throw new UnsupportedOperationException(at.toString());
    }

    /** The agreement of a hash, in force or not: for reading what an old leaf names. */
    public Optional<Engine> of(AgreementHash hash) {
        throw new UnsupportedOperationException(hash.toString());
    }

    /** All of them, oldest first. */
    public List<Agreement> chain() {
        throw new UnsupportedOperationException();
    }
}
