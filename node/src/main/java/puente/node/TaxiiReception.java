package puente.node;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import puente.gateway.stix.StixObject;
import puente.gateway.stix.StixReader;
import puente.gateway.stix.StixRecords;
import puente.gateway.stix.StixTime;
import puente.record.Catalogue;
import puente.record.Kind;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.RecordStore;
import puente.store.StixObjectStore;
import puente.store.StoredRecord;

/**
 * Objects that a client adds. Every valid one is kept whole. One of a kind that we know becomes a record of this node besides, where
 * its markings say how to handle it and it is the statement of the agency for which the account acts; a statement of anybody else
 * comes by a channel with its proof, and by no other way. What becomes no record stays an object with its markings.
 */
final class TaxiiReception {
    private final InstantSource clock;
    private final StixObjectStore objects;
    private final RecordStore records;
    private final Journal journal;

    TaxiiReception(InstantSource clock, StixObjectStore objects, RecordStore records, Journal journal) {
        this.clock = clock;
        this.objects = objects;
        this.records = records;
        this.journal = journal;
    }

    /** The status resource (TAXII 2.1, section 4.3.1) of an addition, complete when this returns. */
    Map<String, Object> add(byte[] envelope, int bytesMax, TaxiiAccess.Account account, Language language) {
        List<StixReader.Outcome> read = StixReader.envelope(envelope, bytesMax);
        List<StixObject> valid = new ArrayList<>();
        List<Object> successes = new ArrayList<>();
        List<Object> failures = new ArrayList<>();
        for (StixReader.Outcome each : read) {
            switch (each) {
                case StixReader.Outcome.Read good -> valid.add(good.object());
                case StixReader.Outcome.Refused bad ->
                    failures.add(failure(bad.id(), bad.version(), bad.problems().getFirst(), language));
            }
        }
        List<StixObjectStore.Outcome> outcomes = objects.add(
                TaxiiCollection.OBJECTS,
                valid.stream().map(TaxiiReception::incoming).toList(),
                clock.instant(),
                TaxiiRecords::version);
        List<StixObject> kept = new ArrayList<>();
        for (int at = 0; at < valid.size(); at++) {
            StixObject object = valid.get(at);
            String version = object.version().map(StixTime::shown).orElse("");
            switch (outcomes.get(at)) {
                case ADDED, KNOWN -> {
                    kept.add(object);
                    successes.add(detail(object.id(), version));
                }
                case CONFLICT ->
                    failures.add(failure(
                            object.id(),
                            version,
                            Problem.of("node.taxii.conflict", "", "id", object.id(), "version", version),
                            language));
            }
        }
        int stated = state(kept, account);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("user", account.user());
        entry.put("objects", successes.size());
        entry.put("refused", failures.size());
        entry.put("records", stated);
        journal.write("taxii-add", account.agency(), entry);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", UUID.randomUUID().toString());
        status.put("status", "complete");
        status.put("request_timestamp", StixTime.microseconds(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        status.put("total_count", read.size());
        status.put("success_count", successes.size());
        list(status, "successes", successes);
        status.put("failure_count", failures.size());
        list(status, "failures", failures);
        status.put("pending_count", 0);
        return status;
    }

    private static void list(Map<String, Object> status, String name, List<Object> details) {
        if (!details.isEmpty()) {
            status.put(name, details);
        }
    }

    private static StixObjectStore.Incoming incoming(StixObject object) {
        return new StixObjectStore.Incoming(object.id(), object.type(), object.version(), object.canonical());
    }

    private static Map<String, Object> detail(String id, String version) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("id", id);
        if (!version.isEmpty()) {
            detail.put("version", version);
        }
        return detail;
    }

    private static Map<String, Object> failure(String id, String version, Problem problem, Language language) {
        Map<String, Object> detail = detail(id, version);
        detail.put(
                "message",
                problem.position() + ": " + Catalogue.standard().message(problem, language) + " "
                        + Catalogue.standard().remedy(problem, language));
        return detail;
    }

    // ------------------------------------------------------------------------------------------------ records

    private int state(List<StixObject> kept, TaxiiAccess.Account account) {
        Map<String, StixObject> here = new HashMap<>();
        kept.forEach(each -> here.put(each.id(), each));
        Function<String, Optional<StixObject>> definitions = id -> Optional.ofNullable(here.get(id))
                .or(() -> objects.newest(TaxiiCollection.OBJECTS, id).map(StixReader::object));
        int stated = 0;
        for (StixObject object : kept) {
            Optional<Kind> kind = StixRecords.kind(object);
            if (kind.isPresent() && state(object, kind.get(), definitions, account)) {
                stated++;
            }
        }
        return stated;
    }

    private boolean state(
            StixObject object,
            Kind kind,
            Function<String, Optional<StixObject>> definitions,
            TaxiiAccess.Account account) {
        try {
            Record record = StixRecords.record(object, kind, definitions, account.agency(), clock.instant());
            int next = records.own(List.of(record.id())).stream()
                            .map(StoredRecord::record)
                            .mapToInt(Record::version)
                            .max()
                            .orElse(0)
                    + 1;
            if (!record.agency().equals(account.agency())
                    || record.version() != next
                    || !records.held(List.of(record.id())).stream()
                            .allMatch(each -> each.record().agency().equals(account.agency()))) {
                return false;
            }
            records.insert(record);
            return true;
        } catch (ProblemException notARecord) {
            // It stays an object, with everything that it says; that is no failure of the addition.
            return false;
        }
    }
}
