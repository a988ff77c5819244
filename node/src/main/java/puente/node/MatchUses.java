package puente.node;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import puente.agreement.Action;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Question;
import puente.record.Agency;
import puente.record.Record;
import puente.store.Origin;
import puente.store.StoredRecord;

/**
 * For which purposes this node may match a record, and for which of its agencies: asked of the agreement in force, record by record.
 *
 * <p>A partner's record may be matched where the action {@code match} is permitted from its originator to the agency, nothing is outstanding,
 * and then only as the obligations leave it. A record of this node is its own to compare, for the purposes of its handling, unless
 * a clause forbids it: a protected person is protected at home too. Without an agreement in force nothing of a partner's is.
 */
final class MatchUses {
    private static final String NO_PERMIT = "agreement.refused.no-permit";

    private final NodeConfiguration configuration;
    private final AgreementsHeld agreements;
    private final InstantSource clock;

    /**
     * One permitted use.
     *
     * @param record as the obligations leave it
     * @param agreement its hash; empty where the record is this node's own
     */
    record Use(String purpose, Agency agency, List<String> clauses, String agreement, Record record) {}

    /** Why a purpose is none. */
    record Refusal(String purpose, String reason, List<String> clauses) {}

    /** What may be done with a record, in order of purpose and agency. */
    record Uses(StoredRecord stored, List<Use> permitted, List<Refusal> refused) {
        /** What two records may be matched for, by whom: the first purpose that both have for one agency. */
        static Optional<Shared> shared(Uses one, Uses other) {
            // Whose statement it is comes first where it may have the other one.
            for (Use left : one.permitted) {
                for (Use right : other.permitted) {
                    boolean same = left.purpose().equals(right.purpose())
                            && left.agency().equals(right.agency());
                    if (same && (isHome(one, left) || isHome(other, right))) {
                        return Optional.of(new Shared(left, right));
                    }
                }
            }
            for (Use left : one.permitted) {
                for (Use right : other.permitted) {
                    if (left.purpose().equals(right.purpose()) && left.agency().equals(right.agency())) {
                        return Optional.of(new Shared(left, right));
                    }
                }
            }
            return Optional.empty();
        }

        private static boolean isHome(Uses uses, Use use) {
            return uses.stored.record().agency().equals(use.agency());
        }
    }

    /** One purpose and agency, and both records as they may be used for it. */
    record Shared(Use one, Use other) {
        List<String> clauses() {
            TreeSet<String> all = new TreeSet<>(one.clauses());
            all.addAll(other.clauses());
            return List.copyOf(all);
        }

        String agreement() {
            return one.agreement().isEmpty() ? other.agreement() : one.agreement();
        }
    }

    MatchUses(NodeConfiguration configuration, AgreementsHeld agreements, InstantSource clock) {
        this.configuration = configuration;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Every use of a record, for any agency of this node. */
    Uses of(StoredRecord stored) {
        List<Use> permitted = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (String purpose : new TreeSet<>(stored.record().handling().purposes())) {
            Set<Refusal> reasons = new LinkedHashSet<>();
            boolean any = false;
            for (Agency agency : configuration.agencies()) {
                Optional<Use> use = use(stored, agency, purpose, reasons);
                use.ifPresent(permitted::add);
                any |= use.isPresent();
            }
            if (!any) {
                refused.addAll(reasons);
            }
        }
        return new Uses(stored, permitted, refused);
    }

    private Optional<Use> use(StoredRecord stored, Agency agency, String purpose, Set<Refusal> refused) {
        Record record = stored.record();
        boolean own = stored.origin() instanceof Origin.Own;
        Optional<Engine> engine = agreements.register().inForce(clock.instant());
        if (engine.isEmpty()) {
            return own ? Optional.of(new Use(purpose, agency, List.of(), "", record)) : Optional.empty();
        }
        Context context = Context.at(clock.instant());
        Question question = own
                ? new Question(Action.MATCH, record.agency(), record.agency(), record, purpose, context)
                : new Question(Action.MATCH, record.agency(), agency, record, purpose, context);
        return switch (engine.get().decide(question)) {
            case Decision.Permitted permitted when own -> Optional.of(new Use(purpose, agency, List.of(), "", record));
            case Decision.Permitted permitted -> {
                if (!permitted.obligations().outstanding(context).isEmpty()) {
                    refused.add(new Refusal(purpose, "exchange.refused.outstanding", permitted.clauseIds()));
                    yield Optional.empty();
                }
                yield Optional.of(new Use(
                        purpose,
                        agency,
                        permitted.clauseIds(),
                        engine.get().hash().hex(),
                        permitted.obligations().apply(record)));
            }
            case Decision.Refused no -> {
                // What the agreement does not speak of, a party may do with its own.
                boolean unspoken =
                        own && no.clauses().isEmpty() && no.reason().code().equals(NO_PERMIT);
                if (unspoken) {
                    yield Optional.of(new Use(purpose, agency, List.of(), "", record));
                }
                refused.add(new Refusal(purpose, no.reason().code(), no.clauseIds()));
                yield Optional.empty();
            }
        };
    }

    /**
     * Whether a partner's record may be matched now for an agency and a purpose; own records may.
     *
     * @return the refusal, if it is one
     */
    Optional<Decision.Refused> refusal(StoredRecord stored, Agency agency, String purpose) {
        if (stored.origin() instanceof Origin.Own) {
            return Optional.empty();
        }
        Engine engine = agreements.register().inForce(clock.instant()).orElseThrow(Agreements::none);
        Record record = stored.record();
        Decision decision = engine.decide(
                new Question(Action.MATCH, record.agency(), agency, record, purpose, Context.at(clock.instant())));
        return decision instanceof Decision.Refused refused ? Optional.of(refused) : Optional.empty();
    }
}
