package puente.node;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import puente.measure.response.Span;
import puente.record.Agency;
import puente.record.Codes;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * The requests, answers and tips that this node holds, put together for counting. Nothing of it is shown to anybody: who wants to see a request
 * reads it, for a purpose and with a receipt. What contradicts itself, as an answer from before its request or by an agency that was not asked, is
 * left out, and how much that is is said.
 */
final class Requests {
    static final String REQUEST = "request";
    static final String ANSWER = "request-answer";
    static final String TIP = "tip";

    /** Kinds that only who may put or answer a request makes. */
    static final Set<String> KINDS = Set.of(REQUEST, ANSWER);

    /** For which they are disclosed and read. */
    static final String PURPOSE = "judicial-cooperation";

    /** For which they are counted. */
    static final String COUNTED = "statistics";

    /** Where a request stands. */
    enum State {
        OVERDUE,
        WAITING,
        ANSWERED;

        String code() {
            return Codes.of(this);
        }
    }

    /**
     * A request with its first answer.
     *
     * @param asked the agency that is to answer
     * @param span from the day it was asked to the day it was answered, and when it is due
     */
    record Entry(StoredRecord held, Agency asked, Span span, Optional<StoredRecord> heldAnswer) {
        Record request() {
            return held.record();
        }

        Optional<Record> answer() {
            return heldAnswer.map(StoredRecord::record);
        }

        State state(LocalDate on) {
            return heldAnswer.isPresent()
                    ? State.ANSWERED
                    : span.due().filter(on::isAfter).isPresent() ? State.OVERDUE : State.WAITING;
        }

        String category() {
            return Programmes.text(request().fields(), "requestCategory");
        }

        /** Whether it was answered after it was due. */
        boolean isLate() {
            return span.end().filter(end -> end.isAfter(span.due().orElse(end))).isPresent();
        }
    }

    /**
     * All that can be counted.
     *
     * @param leftOut records that contradict themselves or others
     */
    record Book<T>(List<T> entries, int leftOut, boolean synthetic) {}

    private final NodeConfiguration configuration;
    private final RecordStore records;

    Requests(NodeConfiguration configuration, RecordStore records) {
        this.configuration = configuration;
        this.records = records;
    }

    /** Every request between this party and another, in no particular order. */
    Book<Entry> book() {
        List<StoredRecord> requests = all(REQUEST);
        Map<String, List<StoredRecord>> answers = new HashMap<>();
        List<StoredRecord> answered = all(ANSWER);
        answered.forEach(answer -> answers.computeIfAbsent(
                        Programmes.text(answer.record().fields(), REQUEST), _ -> new ArrayList<>())
                .add(answer));
        List<Entry> entries = new ArrayList<>();
        int fitting = 0;
        for (StoredRecord request : requests) {
            List<StoredRecord> own = answers.getOrDefault(request.record().id().toString(), List.of()).stream()
                    .filter(answer -> isAnswer(answer.record(), request.record()))
                    .sorted(Comparator.comparing((StoredRecord answer) -> day(answer.record()))
                            .thenComparing(answer -> answer.record().recordedAt())
                            .thenComparing(answer -> answer.record().id()))
                    .toList();
            Optional<Entry> entry = entry(request, own.stream().findFirst());
            entry.ifPresent(entries::add);
            fitting += entry.isPresent() ? own.size() : 0;
        }
        int leftOut = requests.size() - entries.size() + answered.size() - fitting;
        return new Book<>(entries, leftOut, isSynthetic(requests));
    }

    private static Optional<Entry> entry(StoredRecord held, Optional<StoredRecord> answer) {
        Record request = held.record();
        Optional<LocalDate> begin = date(request, "activityDate");
        Optional<LocalDate> due = date(request, "dueDate");
        Optional<Agency> asked = asked(request);
        if (begin.isEmpty() || due.isEmpty() || asked.isEmpty() || due.get().isBefore(begin.get())) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                held, asked.get(), new Span(begin.get(), answer.map(each -> day(each.record())), due), answer));
    }

    private static boolean isAnswer(Record answer, Record request) {
        Optional<LocalDate> begin = date(request, "activityDate");
        return asked(request).filter(answer.agency()::equals).isPresent()
                && begin.isPresent()
                && date(answer, "activityDate")
                        .filter(day -> !day.isBefore(begin.get()))
                        .isPresent();
    }

    /** The agency that a request names, where it is one of another party. */
    static Optional<Agency> asked(Record request) {
        try {
            return Optional.of(new Agency(Programmes.text(request.fields(), "requestedAgency")))
                    .filter(agency -> !agency.party().equals(request.agency().party()));
        } catch (ProblemException noAgency) {
            return Optional.empty();
        }
    }

    /** Tips that this party's lines received: when each began and ended. */
    Book<Span> tips() {
        List<StoredRecord> tips = all(TIP).stream()
                .filter(tip -> tip.record().agency().party().equals(configuration.party()))
                .toList();
        List<Span> spans =
                tips.stream().flatMap(tip -> tip(tip.record()).stream()).toList();
        return new Book<>(spans, tips.size() - spans.size(), isSynthetic(tips));
    }

    private static Optional<Span> tip(Record tip) {
        Optional<LocalDate> begin = date(tip, "activityDate");
        Optional<LocalDate> end = date(tip, "activityEndDate");
        boolean whole = begin.isPresent()
                && end.isPresent() == tip.fields().containsKey("tipOutcome")
                && end.filter(begin.get()::isAfter).isEmpty();
        return whole ? Optional.of(new Span(begin.get(), end, Optional.empty())) : Optional.empty();
    }

    /** A request that is held, for whom its handling is for. */
    Optional<StoredRecord> held(UUID id) {
        return records.find(id, Optional.of(PURPOSE))
                .filter(stored -> stored.record().kind().equals(REQUEST));
    }

    private List<StoredRecord> all(String kind) {
        List<StoredRecord> all = new ArrayList<>();
        RecordQuery query = RecordQuery.builder()
                .kind(kind)
                .purpose(COUNTED)
                .limit(RecordQuery.LIMIT_MAX)
                .build();
        records.each(query, all::addAll);
        return all;
    }

    private static boolean isSynthetic(List<StoredRecord> all) {
        return all.stream().anyMatch(each -> each.record().provenance().synthetic());
    }

    private static LocalDate day(Record answer) {
        return date(answer, "activityDate").orElse(LocalDate.MAX);
    }

    /** A date that is known to the day. */
    static Optional<LocalDate> date(Record record, String field) {
        try {
            return Optional.of(Programmes.text(record.fields(), field))
                    .filter(text -> !text.isEmpty())
                    .map(LocalDate::parse);
        } catch (DateTimeParseException notToTheDay) {
            return Optional.empty();
        }
    }
}
