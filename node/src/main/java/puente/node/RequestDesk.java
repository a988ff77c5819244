package puente.node;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * Where officers put requests to an agency of the other party and answer those that were put to theirs. A request and its answer are for the two
 * agencies that they are between; both parties may count them.
 */
final class RequestDesk extends Desk {
    private static final Set<String> WITHOUT = Set.of("refused", "cannot-be-done");

    private final Requests requests;

    RequestDesk(Means means, Requests requests) {
        super(means, Requests.PURPOSE);
        this.requests = requests;
    }

    /** A request of today: not yet kept. */
    Record request(Map<String, Object> fields, boolean synthetic, Acting acting) {
        Map<String, Object> normal = RecordJson.fields(Requests.REQUEST, today(fields));
        Agency to = new Agency(Programmes.text(normal, "requestedAgency"));
        return whole(made(Requests.REQUEST, normal, handling(to), synthetic, acting));
    }

    /** An answer of today to a request that was put to the acting agency: not yet kept. */
    Record answer(Record request, Map<String, Object> fields, boolean synthetic, Acting acting) {
        if (!Requests.asked(request).equals(Optional.of(acting.agency()))) {
            throw new ProblemException(Problem.of(
                    "node.requests.not-asked",
                    "/" + request.id(),
                    "agency",
                    acting.agency(),
                    "asked",
                    Programmes.text(request.fields(), "requestedAgency")));
        }
        boolean answered = requests.book().entries().stream()
                .anyMatch(each -> each.request().id().equals(request.id())
                        && each.answer().isPresent());
        if (answered) {
            throw new ProblemException(
                    Problem.of("node.requests.answered", "/" + request.id(), "record", request.id()));
        }
        Map<String, Object> raw = today(fields);
        raw.put(Requests.REQUEST, request.id().toString());
        Map<String, Object> normal = RecordJson.fields(Requests.ANSWER, raw);
        return whole(made(Requests.ANSWER, normal, handling(request.agency()), synthetic, acting));
    }

    private Map<String, Object> today(Map<String, Object> fields) {
        Map<String, Object> raw = new TreeMap<>(fields);
        raw.putIfAbsent(
                "activityDate", LocalDate.ofInstant(now(), ZoneOffset.UTC).toString());
        return raw;
    }

    private Record whole(Record record) {
        requireWhole(record);
        if (record.fields().get("relatedRecord") instanceof List<?> related) {
            for (Object id : related) {
                if (means.records()
                        .held(List.of(UUID.fromString(id.toString())))
                        .isEmpty()) {
                    throw new ProblemException(
                            Problem.of("node.requests.not-held", "/fields/relatedRecord", "record", id));
                }
            }
        }
        return record;
    }

    private Handling handling(Agency to) {
        return new Handling(
                Handling.Tlp.AMBER,
                Set.of(),
                Set.of(Requests.PURPOSE, Requests.COUNTED, "audit"),
                Set.of(new Agency(means.configuration().party()), to),
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.A, 1));
    }

    /** Refuses a request, an answer or a tip whose fields contradict each other, whichever way it comes. */
    static void requireWhole(Record record) {
        switch (record.kind()) {
            case Requests.REQUEST -> {
                if (Requests.asked(record).isEmpty()) {
                    throw refused("node.requests.agency", "requestedAgency", record);
                }
                requireOrder(record, "activityDate", "dueDate");
            }
            case Requests.ANSWER -> {
                if (WITHOUT.contains(Programmes.text(record.fields(), "requestOutcome"))
                        && !record.fields().containsKey("reasonText")) {
                    throw refused("node.requests.reason", "reasonText", record);
                }
                requireOrder(record, "activityDate", "activityDate");
            }
            case Requests.TIP -> {
                if (record.fields().containsKey("tipOutcome") != record.fields().containsKey("activityEndDate")) {
                    throw refused("node.requests.tip", "activityEndDate", record);
                }
                String last = record.fields().containsKey("activityEndDate") ? "activityEndDate" : "activityDate";
                requireOrder(record, "activityDate", last);
            }
            default -> {}
        }
    }

    private static void requireOrder(Record record, String first, String last) {
        Optional<LocalDate> begin = Requests.date(record, first);
        Optional<LocalDate> end = Requests.date(record, last);
        if (begin.isEmpty() || end.isEmpty() || end.get().isBefore(begin.get())) {
            throw refused("node.requests.order", last, record);
        }
    }

    private static ProblemException refused(String code, String field, Record record) {
        return new ProblemException(
                Problem.of(code, "/fields/" + field, "value", Programmes.text(record.fields(), field)));
    }
}
