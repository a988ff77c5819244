package puente.exchange;

import java.util.Optional;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Question;
import puente.record.Record;

/** A receiver's own check of a disclosure, against its own copy of the agreement: the sender's word is not enough. */
final class Admission {
    private final Parties parties;
    private final Rules rules;

    Admission(Parties parties, Rules rules) {
        this.parties = parties;
        this.rules = rules;
    }

    /** What is wrong with an entry, as far as its leaf alone tells. */
    Optional<Fault> check(Leaf leaf) {
        if (!leaf.header().actor().party().equals(parties.there())) {
            return Optional.of(Fault.PARTY);
        }
        if (!(leaf instanceof Leaf.Disclosed disclosed)) {
            return rules.of(leaf.header().agreement()).isPresent() ? Optional.empty() : Optional.of(Fault.AGREEMENT);
        }
        boolean forUs = disclosed.recipient().party().equals(parties.here());
        boolean theirs = disclosed.agency().party().equals(parties.there());
        boolean rightAction = switch (disclosed.action()) {
            case DISCLOSE -> theirs;
            case RESHARE -> !theirs;
            case READ, EXPORT, MATCH, REQUEST, GRANT, OPERATE -> false;
        };
        if (!forUs || !rightAction) {
            return Optional.of(Fault.PARTY);
        }
        boolean inForce = rules.admits(leaf.header().agreement(), leaf.header().at());
        return inForce ? Optional.empty() : Optional.of(Fault.AGREEMENT);
    }

    /** What is wrong with a disclosure whose record has arrived. */
    Optional<Fault> check(Leaf.Disclosed leaf, Record record) {
        boolean described = record.id().equals(leaf.record())
                && record.version() == leaf.version()
                && record.kind().equals(leaf.kind())
                && record.agency().equals(leaf.agency())
                && record.handling().equals(leaf.handling());
        if (!described) {
            return Optional.of(Fault.RECORD);
        }
        boolean permitted = rules.of(leaf.header().agreement())
                .filter(agreement -> permits(agreement, leaf, record))
                .isPresent();
        return permitted ? Optional.empty() : Optional.of(Fault.NOT_PERMITTED);
    }

    /** Whether an agreement permits a disclosure exactly as it arrived: every obligation met, every deciding clause named. */
    static boolean permits(Rules.Rulebook agreement, Leaf.Disclosed leaf, Record record) {
        Context context = new Context(leaf.header().at(), leaf.approvals(), leaf.originatorConsent(), leaf.unit());
        Question question =
                new Question(leaf.action(), leaf.header().actor(), leaf.recipient(), record, leaf.purpose(), context);
        return agreement.decide(question) instanceof Decision.Permitted permitted
                && permitted.obligations().outstanding(context).isEmpty()
                && leaf.header().clauses().containsAll(permitted.clauseIds())
                && (leaf.useReceipt() || !permitted.obligations().useReceipt())
                && permitted.obligations().apply(record).equals(record);
    }
}
