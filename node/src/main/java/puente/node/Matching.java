package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import puente.match.pair.Calibration;
import puente.match.pair.PairScorer;
import puente.match.pair.Score;
import puente.match.pair.Statement;
import puente.node.MatchUses.Shared;
import puente.node.MatchUses.Use;
import puente.node.MatchUses.Uses;
import puente.store.MatchPair;
import puente.store.Origin;
import puente.store.StatementName;
import puente.store.StoredRecord;
import puente.store.SubjectStore;

/**
 * Meets each new record with those that may be about the same subject, and puts likely pairs where people decide. It merges nothing.
 *
 * <p>For each batch it first asks the agreement what each record may be matched for, and writes those decisions into the journal; only then
 * does it compare. A pair must have a purpose and an agency for which both records may be used. A score is over records as the
 * obligations leave them.
 */
final class Matching {
    /** How many records one step meets: their decisions are written together. */
    static final int BATCH = 200;

    /** Most records that one new record is compared with. */
    static final int CANDIDATES_MAX = 300;

    /** Most pairs that one new record may add to the queue, the likeliest. */
    static final int PAIRS_MAX = 20;

    /** A pair of fewer bits than this (one in five) is not kept, whatever people may decide later. */
    static final double KEPT_BITS_MIN = -2;

    /** The newest decisions of a kind that the scale is fitted to. */
    static final int DECISIONS_MAX = 5_000;

    /** How long after a record is stored it may take until it is met. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    private final NodeConfiguration configuration;
    private final SubjectStore subjects;
    private final MatchUses uses;
    private final Journal journal;
    private final InstantSource clock;
    private final PairScorer scorer = new PairScorer();
    private final Map<String, Calibration> learned = new ConcurrentHashMap<>();
    private Map<String, Long> counts = Map.of();
    private Instant counted = Instant.MIN;

    Matching(
            NodeConfiguration configuration,
            SubjectStore subjects,
            MatchUses uses,
            Journal journal,
            InstantSource clock) {
        this.configuration = configuration;
        this.subjects = subjects;
        this.uses = uses;
        this.journal = journal;
        this.clock = clock;
    }

    /** Meets what was stored since the last step. */
    synchronized Duration step() {
        List<StoredRecord> found = subjects.unmatched(Statement.KINDS, BATCH);
        if (found.isEmpty()) {
            return PAUSE;
        }
        List<Uses> decided = found.stream().map(uses::of).toList();
        write("match", decided.stream().flatMap(each -> decision(each).stream()).toList());
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (Uses each : decided) {
            pairs.addAll(meet(each));
        }
        write("match-proposed", pairs);
        return found.size() < BATCH ? PAUSE : Duration.ZERO;
    }

    /** Writes entries, all of them under one signed checkpoint where that can be. */
    private void write(String act, List<Map<String, Object>> entries) {
        List<CompletableFuture<Long>> begun = entries.stream()
                .map(entry -> journal.begin(act, configuration.agency(), entry))
                .toList();
        begun.forEach(Journal::await);
    }

    /** What the agreement said: of a partner's record always, of one of this node's own where something is forbidden. */
    private static Optional<Map<String, Object>> decision(Uses decided) {
        boolean own = decided.stored().origin() instanceof Origin.Own;
        if (own && decided.refused().isEmpty()) {
            return Optional.empty();
        }
        Set<String> permitted = new TreeSet<>();
        Set<String> clauses = new TreeSet<>();
        decided.permitted().forEach(use -> {
            permitted.add(use.purpose());
            clauses.addAll(use.clauses());
        });
        Set<String> refused = new TreeSet<>();
        Set<String> reasons = new TreeSet<>();
        decided.refused().forEach(refusal -> {
            refused.add(refusal.purpose());
            reasons.add(refusal.reason());
            clauses.addAll(refusal.clauses());
        });
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", decided.stored().record().id().toString());
        entry.put("permitted", List.copyOf(permitted));
        entry.put("refused", List.copyOf(refused));
        entry.put("reasons", List.copyOf(reasons));
        entry.put("clauses", List.copyOf(clauses));
        return Optional.of(entry);
    }

    private List<Map<String, Object>> meet(Uses met) {
        StoredRecord record = met.stored();
        Map<String, Statement> statements = new TreeMap<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Use use : met.permitted()) {
            Statement statement = statements.computeIfAbsent(use.purpose(), purpose -> Statement.of(use.record()));
            keys.addAll(statement.keys());
        }
        List<String> asked = List.copyOf(keys);
        Map<MatchPair, StoredRecord> found = new LinkedHashMap<>();
        List<StoredRecord> candidates =
                asked.isEmpty() ? List.of() : subjects.candidates(record, asked, CANDIDATES_MAX);
        for (StoredRecord candidate : candidates) {
            pair(met, uses.of(candidate), statements).ifPresent(pair -> found.put(pair, candidate));
        }
        List<MatchPair> best = found.keySet().stream()
                .sorted(java.util.Comparator.comparingDouble((MatchPair pair) -> -pair.bits())
                        .thenComparing(pair -> pair.other().record()))
                .limit(PAIRS_MAX)
                .toList();
        subjects.matched(
                record,
                asked,
                best,
                best.stream().map(found::get).filter(java.util.Objects::nonNull).toList());
        return best.stream().map(Matching::journaled).toList();
    }

    private Optional<MatchPair> pair(Uses one, Uses other, Map<String, Statement> statements) {
        StoredRecord left = one.stored();
        StoredRecord right = other.stored();
        boolean same = left.record().id().equals(right.record().id())
                || !left.record().kind().equals(right.record().kind());
        Optional<Shared> shared = same ? Optional.empty() : Uses.shared(one, other);
        Statement statement =
                shared.map(each -> statements.get(each.one().purpose())).orElse(null);
        if (shared.isEmpty() || statement == null) {
            return Optional.empty();
        }
        Score score = scorer.score(
                statement,
                Statement.of(shared.get().other().record()),
                count(left.record().kind()));
        if (score.excluded() || score.bits() < KEPT_BITS_MIN) {
            return Optional.empty();
        }
        return Optional.of(new MatchPair(
                UUID.randomUUID(),
                left.record().kind(),
                name(left),
                name(right),
                shared.get().one().purpose(),
                shared.get().one().agency(),
                shared.get().agreement(),
                shared.get().clauses(),
                score.bits(),
                score.steps().stream()
                        .map(step -> new MatchPair.Reason(step.field(), step.level(), step.bits()))
                        .toList(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                MatchPair.State.WAITING));
    }

    private static StatementName name(StoredRecord stored) {
        return new StatementName(stored.origin(), stored.record().id());
    }

    private static Map<String, Object> journaled(MatchPair pair) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("pair", pair.id().toString());
        entry.put(
                "records",
                List.of(pair.one().record().toString(), pair.other().record().toString()));
        entry.put("purpose", pair.purpose());
        entry.put("for", pair.agency().code());
        entry.put("clauses", pair.clauses());
        if (!pair.agreement().isEmpty()) {
            entry.put("agreement", pair.agreement());
        }
        return entry;
    }

    /** How many statements of a kind there are, as of a minute ago. */
    private long count(String kind) {
        Instant now = clock.instant();
        if (counted.isBefore(now.minus(COUNTED_FOR))) {
            counts = subjects.statements();
            counted = now;
        }
        return counts.getOrDefault(kind, 0L);
    }

    // ------------------------------------------------------------------------------------------------ what people
    // taught

    /** The scale of a kind, fitted to what people decided. */
    Calibration calibration(String kind) {
        return learned.computeIfAbsent(
                kind,
                each -> Calibration.of(subjects.decided(each, DECISIONS_MAX).stream()
                        .map(decided -> new Calibration.Decided(decided.bits(), decided.one()))
                        .toList()));
    }

    /** Somebody decided: the scale is fitted anew when it is next asked for. */
    void decided(String kind) {
        learned.remove(kind);
    }
}
