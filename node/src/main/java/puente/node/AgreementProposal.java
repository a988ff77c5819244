package puente.node;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import puente.agreement.Agreement;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;

/**
 * A version of the agreement that a party proposes.
 *
 * @param agreement what is proposed
 * @param signed with the signatures so far; empty before the first
 * @param by the party that proposes it
 * @param node the node on which it was proposed
 * @param proposer the officer who proposed it; empty where a partner's node told of it
 * @param at when it was proposed, or when a partner's node first told of it
 * @param bound since when every partner holds it signed by all
 */
record AgreementProposal(
        Agreement agreement,
        Optional<SignedAgreement> signed,
        String by,
        String node,
        String proposer,
        Instant at,
        Optional<Instant> bound) {

    String hash() {
        return agreement.hash().hex();
    }

    AgreementProposal signed(SignedAgreement more) {
        return new AgreementProposal(agreement, Optional.of(more), by, node, proposer, at, bound);
    }

    AgreementProposal bound(Instant since) {
        return new AgreementProposal(agreement, signed, by, node, proposer, at, Optional.of(since));
    }

    /** The parties that signed with both of their keys. */
    SortedSet<String> signers(Collection<PartyKeys> keys) {
        SortedSet<String> signers = signed.map(note -> note.signers(keys)).orElseGet(TreeSet::new);
        signers.retainAll(agreement.parties().keySet());
        return signers;
    }

    /** Whether every party signed. */
    boolean isSignedByAll(Collection<PartyKeys> keys) {
        return signed.filter(note -> note.verify(keys).isEmpty()).isPresent();
    }
}
