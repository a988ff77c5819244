package puente.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import puente.agreement.Action;
import puente.exchange.Outcome;
import puente.exchange.Proposal;
import puente.exchange.Sender;
import puente.store.Origin;
import puente.store.StoredRecord;

/** Puts records to a channel's sender, and writes down what did not leave: in the journal, and among the decisions. */
final class Proposing {
    private final Journal journal;
    private final DecisionBook decisions;

    Proposing(Journal journal, DecisionBook decisions) {
        this.journal = journal;
        this.decisions = decisions;
    }

    /** Proposes records as one request wishes; returns once each is decided, and what was refused or waits is written down. */
    void propose(List<StoredRecord> chosen, Wish wish, Sender sender, Acting acting, Tally tally) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(chosen.size());
        List<DecisionBook.Proposed> unfulfilled = new ArrayList<>();
        for (StoredRecord stored : chosen) {
            outcomes.add(sender.disclose(proposal(stored, wish, acting)));
        }
        List<CompletableFuture<Long>> entries = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            UUID id = chosen.get(at).record().id();
            Outcome outcome = RecordRoutes.join(outcomes.get(at));
            tally.add(id, outcome);
            if (!(outcome instanceof Outcome.Appended) && !(outcome instanceof Outcome.AlreadyDisclosed)) {
                unfulfilled.add(new DecisionBook.Proposed(
                        proposal(chosen.get(at), wish, acting), chosen.get(at).origin()));
            }
            if (outcome instanceof Outcome.Refused refused) {
                entries.add(journal.begin(
                        "decision",
                        acting.agency(),
                        Map.of(
                                "action",
                                "disclose",
                                "record",
                                id.toString(),
                                "to",
                                wish.recipient().code(),
                                "purpose",
                                wish.purpose(),
                                "permitted",
                                false,
                                "clauses",
                                refused.decision().clauseIds(),
                                "reason",
                                refused.decision().reason().code())));
            }
        }
        decisions.proposed(unfulfilled);
        entries.forEach(Journal::await);
    }

    private static Proposal proposal(StoredRecord stored, Wish wish, Acting acting) {
        return new Proposal(
                stored.origin() instanceof Origin.Own ? Action.DISCLOSE : Action.RESHARE,
                acting.agency(),
                wish.recipient(),
                stored.record(),
                wish.purpose(),
                wish.unit(),
                acting.officerOrAgency(),
                officers(acting, wish.approvals()),
                wish.originatorConsent(),
                wish.evidence());
    }

    private static Set<String> officers(Acting acting, Set<String> names) {
        Set<String> officers = new TreeSet<>();
        names.forEach(name -> officers.add(acting.agency() + "#" + name));
        return officers;
    }
}
