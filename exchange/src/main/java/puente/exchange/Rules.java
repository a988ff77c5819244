package puente.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import puente.agreement.AgreementHash;
import puente.agreement.AgreementRegister;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Question;

/** The agreements that bind this node. */
public interface Rules {

    /** One agreement, ready to decide. */
    interface Rulebook {
        AgreementHash hash();

        Decision decide(Question question);
    }

    /** The agreement in force at an instant; empty before the first. */
    Optional<Rulebook> inForce(Instant at);

    /** The agreement of a hash, in force or not. */
    Optional<Rulebook> of(AgreementHash hash);

    /**
     * Whether an entry written at an instant may rest on the agreement of a hash. While a new version is taken up, the writer may
     * not have known it yet: who holds more than one version says here how long the earlier one still counts.
     */
    default boolean admits(AgreementHash hash, Instant at) {
        return inForce(at).filter(agreement -> agreement.hash().equals(hash)).isPresent();
    }

    /** The rules of a register. */
    static Rules of(AgreementRegister register) {
        return of(() -> register);
    }

    /** The rules of whichever register there is at the moment of the question: a node takes up a new agreement while it runs. */
    static Rules of(Supplier<AgreementRegister> register) {
        return new Rules() {
            @Override
            public Optional<Rulebook> inForce(Instant at) {
                return register.get().inForce(at).map(Rules::of);
            }

            @Override
            public Optional<Rulebook> of(AgreementHash hash) {
                return register.get().of(hash).map(Rules::of);
            }
        };
    }

    private static Rulebook of(Engine engine) {
        AgreementHash hash = engine.hash();
        return new Rulebook() {
            @Override
            public AgreementHash hash() {
                return hash;
            }

            @Override
            public Decision decide(Question question) {
                return engine.decide(question);
            }
        };
    }
}
