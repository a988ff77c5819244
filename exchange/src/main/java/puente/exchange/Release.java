package puente.exchange;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import puente.agreement.Action;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Obligation;
import puente.agreement.Question;
import puente.record.Problem;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.Pending;

/**
 * Decides a proposal and makes ready what leaves. Default is deny: without an agreement in force, nothing goes.
 *
 * <p>The receiver checks every entry against its own copy of the agreement, and sees only what left. So where an obligation
 * changed the record, the changed record is decided too: what the receiver could not find permitted is refused here already.
 */
final class Release {
    /** What a decision came to. */
    sealed interface Verdict {
        /** It may go, like this. */
        record May(Leaf.Disclosed leaf, byte[] payload) implements Verdict {}

        /** A person is missing. */
        record Waits(Pending.Needs needs) implements Verdict {}

        /** It may not. */
        record MayNot(Decision.Refused decision) implements Verdict {}
    }

    private final Parties parties;
    private final Rules rules;
    private final InstantSource clock;
    private final SecureRandom random;

    Release(Parties parties, Rules rules, InstantSource clock, SecureRandom random) {
        this.parties = parties;
        this.rules = rules;
        this.clock = clock;
        this.random = random;
    }

    Verdict decide(Proposal proposal) {
        if (!belongsHere(proposal)) {
            return refused("exchange.refused.party", proposal);
        }
        SortedSet<String> approvals = new TreeSet<>(proposal.approvals());
        if (!proposal.officer().isBlank()) {
            approvals.add(proposal.officer());
        }
        Context context = new Context(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                approvals,
                proposal.originatorConsent(),
                proposal.unit());
        Rules.Rulebook agreement = rules.inForce(context.now()).orElse(null);
        if (agreement == null) {
            return refused("exchange.refused.no-agreement", proposal);
        }
        return switch (agreement.decide(question(proposal, proposal.record(), context))) {
            case Decision.Refused refused -> new Verdict.MayNot(refused);
            case Decision.Permitted permitted -> permitted(proposal, context, agreement, permitted);
        };
    }

    private static Question question(Proposal proposal, Record record, Context context) {
        return new Question(
                proposal.action(), proposal.actor(), proposal.recipient(), record, proposal.purpose(), context);
    }

    private boolean belongsHere(Proposal proposal) {
        boolean own = proposal.record().agency().party().equals(parties.here());
        return proposal.actor().party().equals(parties.here())
                && proposal.recipient().party().equals(parties.there())
                && switch (proposal.action()) {
                    case DISCLOSE -> own;
                    case RESHARE -> !own;
                    case READ, EXPORT, MATCH, REQUEST, GRANT, OPERATE -> false;
                };
    }

    private static Verdict refused(String code, Proposal proposal) {
        return new Verdict.MayNot(new Decision.Refused(
                List.of(), Problem.of(code, "", "actor", proposal.actor(), "recipient", proposal.recipient())));
    }

    private Verdict permitted(
            Proposal proposal, Context context, Rules.Rulebook agreement, Decision.Permitted permitted) {
        List<Obligation> outstanding = permitted.obligations().outstanding(context);
        if (outstanding.contains(new Obligation.OriginatorConsent())) {
            return new Verdict.Waits(Pending.Needs.ORIGINATOR_CONSENT);
        }
        if (!outstanding.isEmpty()) {
            return new Verdict.Waits(Pending.Needs.SECOND_PERSON);
        }
        Record leaving = permitted.obligations().apply(proposal.record());
        if (leaving.handling().retainUntil().filter(context.today()::isAfter).isPresent()) {
            return refused("exchange.refused.overdue", proposal);
        }
        Leaf.Header header = new Leaf.Header(context.now(), proposal.actor(), agreement.hash(), permitted.clauseIds());
        byte[] payload = Payload.of(RecordCodec.standard().canonical(leaving), random);
        Leaf.Disclosed leaf = leaf(proposal, context, header, leaving, permitted, payload);
        if (!leaving.equals(proposal.record()) && !Admission.permits(agreement, leaf, leaving)) {
            return refused("exchange.refused.unverifiable", proposal);
        }
        return new Verdict.May(leaf, payload);
    }

    private static Leaf.Disclosed leaf(
            Proposal proposal,
            Context context,
            Leaf.Header header,
            Record leaving,
            Decision.Permitted permitted,
            byte[] payload) {
        return new Leaf.Disclosed(
                header,
                false,
                proposal.action(),
                leaving.id(),
                leaving.version(),
                leaving.kind(),
                leaving.agency(),
                proposal.recipient(),
                proposal.purpose(),
                proposal.unit(),
                new TreeSet<>(context.approvals()),
                proposal.originatorConsent(),
                permitted.obligations().useReceipt() || proposal.action() == Action.RESHARE,
                leaving.handling(),
                proposal.evidence(),
                Sha256.of(payload),
                payload.length);
    }
}
