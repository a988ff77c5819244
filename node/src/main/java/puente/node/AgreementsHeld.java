package puente.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import puente.agreement.Agreement;
import puente.agreement.AgreementHash;
import puente.agreement.AgreementRegister;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;

/**
 * The signed agreements that bind this node, now. A further one may be taken up while the node runs; whoever decides asks for the
 * register anew each time. Every agreement in it bears both signatures of every party.
 */
final class AgreementsHeld {
    private final Collection<PartyKeys> keys;
    private volatile Held held;

    private record Held(AgreementRegister register, List<SignedAgreement> signed) {}

    /** @throws puente.record.ProblemException where a signature is missing, or they form no chain */
    AgreementsHeld(Collection<SignedAgreement> signed, Collection<PartyKeys> keys) {
        this.keys = keys;
        this.held = held(List.copyOf(signed), keys);
    }

    private static Held held(List<SignedAgreement> signed, Collection<PartyKeys> keys) {
        List<Agreement> verified =
                signed.stream().map(each -> each.verified(keys)).toList();
        return new Held(AgreementRegister.of(verified), signed);
    }

    AgreementRegister register() {
        return held.register();
    }

    Optional<SignedAgreement> signed(AgreementHash hash) {
        return held.signed().stream()
                .filter(each -> each.agreement().hash().equals(hash))
                .findFirst();
    }

    /** Takes up one more, signed by all; one that is held already changes nothing. */
    synchronized void add(SignedAgreement next) {
        if (signed(next.agreement().hash()).isEmpty()) {
            List<SignedAgreement> longer = new ArrayList<>(held.signed());
            longer.add(next);
            held = held(List.copyOf(longer), keys);
        }
    }

    /** The keys by which the parties sign. */
    Collection<PartyKeys> keys() {
        return keys;
    }
}
