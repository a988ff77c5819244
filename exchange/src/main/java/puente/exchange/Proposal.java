package puente.exchange;

import java.util.List;
import java.util.Set;
import puente.agreement.Action;
import puente.record.Agency;
import puente.record.Record;
import puente.store.Disclosure.Evidence;
import puente.store.Pending;

/**
 * What an agency wants to put into a channel.
 *
 * @param action {@link Action#DISCLOSE} for a record of its own party, {@link Action#RESHARE} for another's
 * @param actor who discloses
 * @param recipient for whom: a party or an agency of the node at the other end
 * @param record what, in full; obligations are applied before it leaves
 * @param purpose why
 * @param unit the unit of the recipient; empty where none is named
 * @param officer the officer who proposes it, as the node knows them; counts as the first of two persons
 * @param approvals further officers who have approved
 * @param originatorConsent whether the originating agency has consented to this very act
 * @param evidence the files that belong to the record
 */
public record Proposal(
        Action action,
        Agency actor,
        Agency recipient,
        Record record,
        String purpose,
        String unit,
        String officer,
        Set<String> approvals,
        boolean originatorConsent,
        List<Evidence> evidence) {
    public Proposal {
        approvals = Set.copyOf(approvals);
        evidence = List.copyOf(evidence);
    }

    /** What a pending disclosure proposes: whoever approves it must know. */
    public static Proposal of(Pending pending) {
        return ProposalCodec.decode(pending.proposal());
    }

    /** A disclosure with nothing special about it. */
    public static Proposal disclose(Agency actor, Agency recipient, Record record, String purpose, String officer) {
        return new Proposal(
                Action.DISCLOSE, actor, recipient, record, purpose, "", officer, Set.of(), false, List.of());
    }

    /** The same, with files. */
    public Proposal withEvidence(List<Evidence> files) {
        return new Proposal(
                action, actor, recipient, record, purpose, unit, officer, approvals, originatorConsent, files);
    }

    /** The same, approved by one more officer. */
    public Proposal approvedBy(String another) {
        Set<String> all = new java.util.TreeSet<>(approvals);
        all.add(another);
        return new Proposal(action, actor, recipient, record, purpose, unit, officer, all, originatorConsent, evidence);
    }

    /** The same, with the originator's consent. */
    public Proposal consented() {
        return new Proposal(action, actor, recipient, record, purpose, unit, officer, approvals, true, evidence);
    }
}
