package puente.agreement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Kind;
import puente.record.Problem;

/**
 * Decides questions under one agreement. Immutable and safe for any number of threads.
 *
 * <p><b>The problem.</b> A node asks before every disclosure, read and export; thousands of times a second, under agreements
 * of up to {@value AgreementReader#CLAUSES_MAX} clauses, and each answer must name the clauses that gave it. Walking the
 * clauses would cost more than the rest of the path of a record together.
 *
 * <p><b>How.</b> Clauses are numbered, forbids before permits, each in order of id. For every action, kind, purpose, agency
 * of origin and recipient there is one bit set of the clauses that reach it, made when the engine is. A question intersects
 * five of them, 64 clauses a step, and only those that survive are looked at. Ten thousand clauses are 157 words: about a
 * third of a microsecond. This is the bit-map index of O'Neil and Quass (SIGMOD 1997), without compression because it is
 * small. Conditions are taken apart into atoms ({@link Formula}) and run as straight code ({@link ConditionCode}); an atom
 * that many clauses ask is evaluated once a decision, and without CEL where it only compares ({@link Comparison}).
 * Nothing else is touched of a clause that does not decide.
 *
 * <p><b>What holds always.</b>
 *
 * <ul>
 *   <li>Default deny: without an applying permit the answer is {@link Decision.Refused}.
 *   <li>A forbid that applies wins over every permit: adding a forbid never permits more.
 *   <li>The record's handling refuses before any clause is read ({@link HandlingRules}).
 *   <li>All applying permits decide together, and the obligations of all of them bind: a narrow clause with an obligation
 *       cannot be escaped through a broad one without.
 *   <li>The order of clauses and files does not matter; the same question has the same answer.
 * </ul>
 *
 * <p><b>How it fails.</b> Names that the agreement does not know (agency, purpose, kind) are refused. A condition that cannot
 * be evaluated makes a permit not apply and a forbid apply. Nothing is thrown for what a question says.
 */
public final class Engine {
    private static final String SEPARATOR = ", ";

    private final Agreement agreement;
    private final AgreementHash hash;
    private final boolean dated;

    /** Forbids in order of id, then permits in order of id. */
    private final Clause[] clauses;

    private final int forbids;
    private final AgencyViews agencies;
    private final Instant inForce;

    /** What names the clauses in a refusal: {@code ", "} and the id of each, one after the other, in UTF-8. */
    private final byte[] names;

    /** By clause: where its name begins; one more says where the last ends. */
    private final int[] nameStarts;

    /** The index: bit n is set if clause n reaches the key. */
    private final EnumMap<Action, long[]> byAction = new EnumMap<>(Action.class);

    private final Map<String, OfKind> byKind = new HashMap<>();
    private final Map<String, long[]> byPurpose = new HashMap<>();
    private final Map<Agency, long[]> byFrom = new HashMap<>();
    private final Map<Agency, long[]> byTo = new HashMap<>();

    /** What a question's kind selects. */
    private record OfKind(long[] reached, ConditionCode conditions) {}

    private Engine(Agreement agreement, boolean dated) {
        this.agreement = agreement;
        this.hash = agreement.hash();
        this.dated = dated;
        this.agencies = new AgencyViews(agreement.members());
        this.inForce = agreement.effective().atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Clause> ordered = new ArrayList<>();
        agreement.clauses().stream().filter(Clause::forbids).forEach(ordered::add);
        this.forbids = ordered.size();
        agreement.clauses().stream().filter(clause -> !clause.forbids()).forEach(ordered::add);
        this.clauses = ordered.toArray(Clause[]::new);
        for (Action action : Action.values()) {
            byAction.put(action, reached(clause -> clause.actions().contains(action)));
        }
        for (Kind kind : agreement.kinds().all()) {
            byKind.put(
                    kind.name(),
                    new OfKind(
                            reached(clause -> clause.kinds().contains(kind.name())),
                            ConditionCode.of(clauses, kind.name())));
        }
        for (String purpose : agreement.purposes().keySet()) {
            byPurpose.put(purpose, reached(clause -> clause.purposes().contains(purpose)));
        }
        for (Party party : agreement.parties().values()) {
            indexAgency(new Agency(party.name()));
            party.agencies().keySet().forEach(this::indexAgency);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        this.nameStarts = new int[clauses.length + 1];
        for (int at = 0; at < clauses.length; at++) {
            written.writeBytes((SEPARATOR + clauses[at].id()).getBytes(StandardCharsets.UTF_8));
            nameStarts[at + 1] = written.size();
        }
        this.names = written.toByteArray();
    }

    private void indexAgency(Agency agency) {
        Agency party = new Agency(agency.party());
        byFrom.put(agency, reached(clause -> reaches(clause.from(), agency, party)));
        byTo.put(agency, reached(clause -> reaches(clause.to(), agency, party)));
    }

    private static boolean reaches(SortedSet<Agency> named, Agency agency, Agency party) {
        return named.contains(agency) || named.contains(party);
    }

    private long[] reached(Predicate<Clause> reaches) {
        long[] bits = new long[(clauses.length + 63) >>> 6];
        for (int at = 0; at < clauses.length; at++) {
            if (reaches.test(clauses[at])) {
                bits[at >>> 6] |= 1L << at;
            }
        }
        return bits;
    }

    /** Compiles an agreement ahead. It decides from the agreement's effective date on; before, it refuses. */
    public static Engine of(Agreement agreement) {
        return new Engine(agreement, true);
    }

    /** As {@link #of}, but at any time: for asking what an agreement would have decided. */
    public static Engine undated(Agreement agreement) {
        return new Engine(agreement, false);
    }

    /** The agreement it decides under. */
    public Agreement agreement() {
        return agreement;
    }

    /** The agreement's hash, computed once. */
    public AgreementHash hash() {
        return hash;
    }

    /** Decides. Never throws for what a question says: what it does not know it refuses, with the reason. */
    public Decision decide(Question question) {
        Problem refusal = refusedBeforeClauses(question);
        if (refusal != null) {
            return new Decision.Refused(List.of(), refusal);
        }
        long[] action = byAction.get(question.action());
        OfKind kind = byKind.get(question.record().kind());
        long[] purpose = byPurpose.get(question.purpose());
        long[] from = byFrom.get(question.from());
        long[] to = byTo.get(question.recipient());
        if (action == null || kind == null || purpose == null || from == null || to == null) {
            throw new IllegalStateException("unknown names were refused before");
        }
        long[] reached = kind.reached();
        ConditionCode conditions = kind.conditions();
        byte[] outcomes = conditions.outcomes();
        Circumstances circumstances = new Circumstances(question, agencies);
        int[] deciding = new int[16];
        int count = 0;
        boolean forbidden = false;
        for (int word = 0; word < action.length; word++) {
            long candidates = action[word] & reached[word] & purpose[word] & from[word] & to[word];
            while (candidates != 0) {
                int at = (word << 6) + Long.numberOfTrailingZeros(candidates);
                candidates &= candidates - 1;
                if (at >= forbids && forbidden) {
                    return forbidden(deciding, count);
                }
                if (conditions.applies(at, outcomes, circumstances)) {
                    if (count == deciding.length) {
                        deciding = Arrays.copyOf(deciding, 4 * count);
                    }
                    deciding[count++] = at;
                    forbidden |= at < forbids;
                }
            }
        }
        if (forbidden) {
            return forbidden(deciding, count);
        }
        return count == 0 ? nothingPermits(question) : permitted(question, named(deciding, count));
    }

    private List<Clause> named(int[] deciding, int count) {
        Clause[] named = new Clause[count];
        for (int at = 0; at < count; at++) {
            named[at] = clauses[deciding[at]];
        }
        return List.of(named);
    }

    private Decision forbidden(int[] deciding, int count) {
        int length = 0;
        for (int at = 0; at < count; at++) {
            length += nameStarts[deciding[at] + 1] - nameStarts[deciding[at]];
        }
        byte[] ids = new byte[length];
        int to = 0;
        for (int at = 0; at < count; at++) {
            int start = nameStarts[deciding[at]];
            int size = nameStarts[deciding[at] + 1] - start;
            System.arraycopy(names, start, ids, to, size);
            to += size;
        }
        String text = new String(ids, SEPARATOR.length(), length - SEPARATOR.length(), StandardCharsets.UTF_8);
        return new Decision.Refused(
                named(deciding, count), new Problem("agreement.refused.forbidden", "", Map.of("clauses", text)));
    }

    private static Decision nothingPermits(Question question) {
        return new Decision.Refused(
                List.of(),
                new Problem(
                        "agreement.refused.no-permit",
                        "",
                        Map.of(
                                "action", question.action().code(),
                                "kind", question.record().kind(),
                                "purpose", question.purpose(),
                                "from", question.from().code(),
                                "recipient", question.recipient().code())));
    }

    private Decision permitted(Question question, List<Clause> deciding) {
        List<Obligation> declared = new ArrayList<>();
        boolean byOriginator = question.actor().equals(question.record().agency());
        for (Clause clause : deciding) {
            for (Obligation each : clause.obligations()) {
                // Who acts on its own record consents by acting.
                if (!(byOriginator && each instanceof Obligation.OriginatorConsent)) {
                    declared.add(each);
                }
            }
        }
        return new Decision.Permitted(
                deciding, Obligations.merge(declared, question.context().today(), agreement.kinds()));
    }

    private @Nullable Problem refusedBeforeClauses(Question question) {
        if (dated && question.context().now().isBefore(inForce)) {
            return Problem.of("agreement.refused.not-in-force", "", "date", agreement.effective());
        }
        Purpose purpose = agreement.purposes().get(question.purpose());
        if (purpose == null) {
            return Problem.of("agreement.refused.unknown-purpose", "/purpose", "value", clip(question.purpose()));
        }
        String kind = question.record().kind();
        if (!byKind.containsKey(kind)) {
            return Problem.of("agreement.refused.unknown-kind", "/record/kind", "value", clip(kind));
        }
        Problem unknown = unknown(question.actor());
        unknown = unknown == null ? unknown(question.recipient()) : unknown;
        unknown = unknown == null ? unknown(question.record().agency()) : unknown;
        if (unknown != null) {
            return unknown;
        }
        if (question.action() == Action.READ && !question.actor().equals(question.recipient())) {
            return Problem.of(
                    "agreement.refused.reader-not-recipient", "/recipient", "recipient", question.recipient());
        }
        return HandlingRules.refuses(question, purpose);
    }

    private @Nullable Problem unknown(Agency agency) {
        return byFrom.containsKey(agency) ? null : Problem.of("agreement.refused.unknown-agency", "", "value", agency);
    }

    private static String clip(String text) {
        return YamlMapping.clip(text);
    }

    /** The same decision, slowly, with every candidate clause and why it did or did not apply. */
    public Explanation explain(Question question) {
        Circumstances circumstances = new Circumstances(question, agencies);
        List<Explanation.Step> steps = new ArrayList<>();
        for (Clause clause : agreement.clauses()) {
            if (clause.actions().contains(question.action())
                    && clause.kinds().contains(question.record().kind())) {
                steps.add(new Explanation.Step(clause, finding(clause, question, circumstances)));
            }
        }
        return new Explanation(question, decide(question), List.copyOf(steps));
    }

    /** Reads the clause as a person would, member by member, and so checks the index in tests. */
    private static Explanation.Finding finding(Clause clause, Question question, Circumstances circumstances) {
        if (!clause.purposes().contains(question.purpose())) {
            return Explanation.Finding.OTHER_PURPOSE;
        }
        if (!reaches(clause.from(), question.from(), new Agency(question.from().party()))) {
            return Explanation.Finding.OTHER_FROM;
        }
        if (!reaches(
                clause.to(),
                question.recipient(),
                new Agency(question.recipient().party()))) {
            return Explanation.Finding.OTHER_TO;
        }
        if (clause.when().always()) {
            return Explanation.Finding.APPLIES;
        }
        return switch (clause.when().formula(question.record().kind()).evaluate(circumstances)) {
            case TRUE -> Explanation.Finding.APPLIES;
            case FALSE -> Explanation.Finding.CONDITION_FALSE;
            case FAILED ->
                clause.forbids() ? Explanation.Finding.APPLIES_UNEVALUATED : Explanation.Finding.CONDITION_UNEVALUATED;
        };
    }

    /** The clause of an id, for those who read a leaf. */
    public Optional<Clause> clause(String id) {
        return agreement.clause(id);
    }
}
