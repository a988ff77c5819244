package puente.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    /** Batches of one request that wait for their commit at once: together they fill the sender's largest group twice. */
    private static final int BATCHES_OPEN_MAX = 8;

    private final Journal journal;
    private final DecisionBook decisions;

    Proposing(Journal journal, DecisionBook decisions) {
        this.journal = journal;
        this.decisions = decisions;
    }

    /** Proposes records as one request wishes; returns once each is decided, and what was refused or waits is written down. */
    void propose(List<StoredRecord> chosen, Wish wish, Sender sender, Acting acting, Tally tally) {
        settle(begin(chosen, wish, sender, acting), wish, acting, tally);
    }

    /** Records that come in batches: each batch is decided and queued while those before it commit. */
    Stream stream(Wish wish, Sender sender, Acting acting, Tally tally) {
        return new Stream(wish, sender, acting, tally);
    }

    /** One request's batches; belongs to one thread. */
    final class Stream {
        private final Wish wish;
        private final Sender sender;
        private final Acting acting;
        private final Tally tally;
        private final Deque<Begun> open = new ArrayDeque<>();

        private Stream(Wish wish, Sender sender, Acting acting, Tally tally) {
            this.wish = wish;
            this.sender = sender;
            this.acting = acting;
            this.tally = tally;
        }

        void take(List<StoredRecord> batch) {
            open.addLast(begin(batch, wish, sender, acting));
            if (open.size() > BATCHES_OPEN_MAX) {
                settle(open.removeFirst(), wish, acting, tally);
            }
        }

        /** Waits for the last batch. */
        void finish() {
            open.forEach(begun -> settle(begun, wish, acting, tally));
            open.clear();
        }
    }

    private record Begun(List<StoredRecord> chosen, List<CompletableFuture<Outcome>> outcomes) {}

    private static Begun begin(List<StoredRecord> chosen, Wish wish, Sender sender, Acting acting) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(chosen.size());
        for (StoredRecord stored : chosen) {
            outcomes.add(sender.disclose(proposal(stored, wish, acting)));
        }
        return new Begun(chosen, outcomes);
    }

    private void settle(Begun begun, Wish wish, Acting acting, Tally tally) {
        List<StoredRecord> chosen = begun.chosen();
        List<CompletableFuture<Outcome>> outcomes = begun.outcomes();
        List<DecisionBook.Proposed> unfulfilled = new ArrayList<>();
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

    /** The proposal of one record as one request wishes it. */
    static Proposal proposal(StoredRecord stored, Wish wish, Acting acting) {
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
