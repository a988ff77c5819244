package puente.node;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import puente.agreement.Agreement;
import puente.exchange.Reading;
import puente.match.pair.Calibration;
import puente.match.pair.Step;
import puente.record.Field;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Record;
import puente.store.MatchPair;
import puente.store.Origin;
import puente.store.StatementName;
import puente.store.StoredRecord;
import puente.store.SubjectDecision;
import puente.store.SubjectStore;

/**
 * Statements side by side, as one reader may see them: own ones as they are, a partner's by reading it for the stated purpose, with a
 * receipt to its originator. What may not be read is named by its agency and the reason, and compared with nothing.
 */
final class SubjectPicture {
    /** Most decisions shown with a subject, the newest. */
    static final int DECISIONS_MAX = 100;

    private final SubjectStore subjects;
    private final Readings readings;
    private final AgreementsHeld agreements;
    private final Matching matching;
    private final InstantSource clock;

    SubjectPicture(
            SubjectStore subjects,
            Readings readings,
            AgreementsHeld agreements,
            Matching matching,
            InstantSource clock) {
        this.clock = clock;
        this.subjects = subjects;
        this.readings = readings;
        this.agreements = agreements;
        this.matching = matching;
    }

    /** A statement as shown: its content, where it may be read. */
    private record Shown(StoredRecord stored, Optional<Record> content, Map<String, Object> json) {}

    /**
     * Everything about these statements.
     *
     * @param members those of them that people put together; the others are proposed
     */
    Map<String, Object> of(
            List<StatementName> statements, Set<StatementName> members, Acting acting, Optional<String> purpose) {
        List<StoredRecord> held = subjects.records(statements);
        List<Shown> shown = new ArrayList<>();
        List<CompletableFuture<Shown>> pending = held.stream()
                .map(each -> show(each, members.contains(name(each)), acting, purpose))
                .toList();
        pending.forEach(each -> shown.add(RecordRoutes.join(each)));
        Map<String, Object> answer = new LinkedHashMap<>();
        held.stream()
                .findFirst()
                .ifPresent(first -> answer.put("kind", first.record().kind()));
        answer.put("statements", shown.stream().map(Shown::json).toList());
        answer.put("fields", fields(shown));
        List<MatchPair> pairs = subjects.pairsOf(statements);
        answer.put(
                "links",
                pairs.stream()
                        .filter(pair -> statements.contains(pair.one()) && statements.contains(pair.other()))
                        .map(this::link)
                        .toList());
        answer.put(
                "others",
                pairs.stream()
                        .filter(pair -> pair.state() == MatchPair.State.WAITING)
                        .filter(pair -> !statements.contains(pair.one()) || !statements.contains(pair.other()))
                        .map(this::link)
                        .toList());
        answer.put("decisions", decisions(statements));
        return answer;
    }

    static StatementName name(StoredRecord stored) {
        return new StatementName(stored.origin(), stored.record().id());
    }

    // ------------------------------------------------------------------------------------------------ statements

    private CompletableFuture<Shown> show(
            StoredRecord stored, boolean member, Acting acting, Optional<String> purpose) {
        Map<String, Object> json = named(stored);
        json.put("member", member);
        if (stored.origin() instanceof Origin.Own) {
            json.put("record", RecordJson.show(stored));
            return CompletableFuture.completedFuture(new Shown(stored, Optional.of(stored.record()), json));
        }
        if (purpose.isEmpty()) {
            json.put(
                    "withheld",
                    BothLanguages.problem(
                            RecordQueries.purposeMissing().problems().getFirst(), agreement()));
            return CompletableFuture.completedFuture(new Shown(stored, Optional.empty(), json));
        }
        return readings.read(stored.record().id(), acting.agency(), purpose.get())
                .thenApply(result -> switch (result) {
                    case Reading.Result.Read read -> {
                        json.put(
                                "record",
                                RecordJson.show(
                                        read.record(),
                                        Optional.of(read.disclosure().channel().path())));
                        yield new Shown(stored, Optional.of(read.record()), json);
                    }
                    case Reading.Result.Refused refused -> {
                        json.put(
                                "withheld",
                                BothLanguages.problem(refused.decision().reason(), agreement()));
                        if (Readings.waitsForSecondPerson(refused)) {
                            json.put("needs", "second-person");
                        }
                        yield new Shown(stored, Optional.empty(), json);
                    }
                    case Reading.Result.NotHeld ignored -> {
                        json.put(
                                "withheld",
                                BothLanguages.problem(
                                        RecordRoutes.notHeld(stored.record().id())
                                                .problems()
                                                .getFirst(),
                                        agreement()));
                        yield new Shown(stored, Optional.empty(), json);
                    }
                });
    }

    /** What of a record is no content: whose it is, and of which kind. */
    static Map<String, Object> named(StoredRecord stored) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", stored.record().id().toString());
        json.put("kind", stored.record().kind());
        json.put("agency", stored.record().agency().code());
        json.put("own", stored.origin() instanceof Origin.Own);
        if (stored.origin() instanceof Origin.Received received) {
            json.put("channel", received.channel());
        }
        return json;
    }

    private Optional<Agreement> agreement() {
        return agreements.register().inForce(clock.instant()).map(engine -> engine.agreement());
    }

    /** For each field that anybody states: how many state it, and whether they state the same. */
    private static List<Object> fields(List<Shown> shown) {
        List<Record> records =
                shown.stream().flatMap(each -> each.content().stream()).toList();
        if (records.isEmpty()) {
            return List.of();
        }
        List<Object> fields = new ArrayList<>();
        for (Field field : Kinds.standard().kind(records.getFirst().kind()).fields()) {
            Set<Object> values = new LinkedHashSet<>();
            long stated = 0;
            for (Record record : records) {
                Object value = record.fields().get(field.name());
                if (value != null) {
                    stated++;
                    values.add(value instanceof List<?> list ? new LinkedHashSet<Object>(list) : value);
                }
            }
            if (stated > 0) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("field", field.name());
                one.put("stated", stated);
                one.put("agreement", stated < 2 ? "single" : values.size() == 1 ? "same" : "differ");
                fields.add(one);
            }
        }
        return fields;
    }

    // ------------------------------------------------------------------------------------------------ links and
    // decisions

    /** A pair: what it weighs and why, and what people said. */
    Map<String, Object> link(MatchPair pair) {
        Calibration calibration = matching.calibration(pair.kind());
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("id", pair.id().toString());
        link.put("kind", pair.kind());
        link.put("one", pair.one().record().toString());
        link.put("other", pair.other().record().toString());
        link.put("state", pair.state().code());
        link.put("purpose", pair.purpose());
        link.put("agency", pair.agency().code());
        link.put("clauses", pair.clauses());
        link.put("found", pair.found().toString());
        link.put("bits", rounded(pair.bits(), 2));
        link.put("probability", rounded(calibration.probability(pair.bits()), 4));
        link.put("taughtBy", calibration.decisions());
        link.put("reasons", pair.reasons().stream().map(SubjectPicture::reason).toList());
        return link;
    }

    private static Object reason(MatchPair.Reason reason) {
        Step step = new Step(reason.field(), reason.level(), reason.bits());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("field", step.field());
        shown.put("level", step.level());
        shown.put("bits", rounded(step.bits(), 2));
        shown.put("label", Map.of("en", step.label(Language.EN), "es", step.label(Language.ES)));
        shown.put("text", Map.of("en", step.text(Language.EN), "es", step.text(Language.ES)));
        return shown;
    }

    private static double rounded(double value, int places) {
        double scale = Math.pow(10, places);
        return Math.round(value * scale) / scale;
    }

    private List<Object> decisions(Collection<StatementName> statements) {
        return subjects.decisions(statements, DECISIONS_MAX).stream()
                .map(SubjectPicture::decision)
                .toList();
    }

    /** A decision as it is kept. */
    static Object decision(SubjectDecision decision) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", decision.id());
        shown.put("at", decision.at().toString());
        shown.put("act", decision.act().code());
        shown.put("kind", decision.kind());
        shown.put("agency", decision.agency().code());
        shown.put("officer", decision.officer());
        shown.put("reason", decision.reason());
        decision.pair().ifPresent(pair -> shown.put("pair", pair.toString()));
        shown.put("subjects", decision.subjects().stream().map(Object::toString).toList());
        shown.put(
                "statements",
                new TreeSet<>(decision.statements().stream()
                        .map(each -> each.record().toString())
                        .toList()));
        shown.put(
                "moves",
                decision.moves().stream()
                        .map(move -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("record", move.statement().record().toString());
                            move.before().ifPresent(subject -> one.put("from", subject.toString()));
                            move.after().ifPresent(subject -> one.put("to", subject.toString()));
                            return one;
                        })
                        .toList());
        decision.undoes().ifPresent(id -> shown.put("undoes", id));
        decision.undoneBy().ifPresent(id -> shown.put("undoneBy", id));
        return shown;
    }
}
