package puente.node;

import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import puente.exchange.Reading;
import puente.node.signin.Authority;
import puente.node.signin.Caller;
import puente.node.signin.Function;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.Origin;
import puente.store.Page;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Making, finding and reading records. Own records are read freely within the node, and journaled; a foreign record is read
 * for a stated purpose, decided by the agreement, shown as its obligations leave it, and answered only once the receipt to its
 * originator is durable.
 */
final class RecordRoutes {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final Readings readings;
    private final ReadApprovals approvals;
    private final Authority authority;
    private final Journal journal;

    RecordRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Readings readings,
            ReadApprovals approvals,
            Authority authority,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.readings = readings;
        this.approvals = approvals;
        this.authority = authority;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/records", configuration.limits().importBytes(), this::make),
                Route.get("/api/v1/records", this::search),
                Route.get("/api/v1/records/{id}", this::read));
    }

    private void make(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        String type = RequestBody.contentType(request, "application/json", "application/jsonl", "application/x-ndjson");
        if (type.equals("application/json")) {
            byte[] body = RequestBody.read(request, RecordCodec.MAXIMUM_BYTES);
            Record record = permitted(RecordJson.parse(body, acting, configuration, clock.instant()));
            records.insert(record);
            journal.write(
                    "record", acting.agency(), Map.of("record", record.id().toString(), "records", 1));
            request.status(201);
            HttpServer.json(request, Map.of("accepted", 1, "id", record.id().toString(), "version", record.version()));
            return;
        }
        try (InputStream in = RequestBody.stream(request, configuration.limits().importBytes())) {
            long accepted = records.insertAll(new Lines(new BufferedInputStream(in, 1 << 16), acting));
            journal.write("record", acting.agency(), Map.of("records", accepted));
            request.status(201);
            HttpServer.json(request, Map.of("accepted", accepted));
        } catch (UncheckedIOException interrupted) {
            throw new IOException("the body broke off", interrupted);
        }
    }

    /** Programmes, and requests to the other party, are for whoever answers for them, whichever way they come. */
    private Record permitted(Record record) {
        RequestDesk.requireWhole(record);
        if (Programmes.KINDS.contains(record.kind())) {
            require(Function.PROGRAMMES_WRITE);
        } else if (Requests.KINDS.contains(record.kind())) {
            require(Function.REQUESTS_WRITE);
        }
        return record;
    }

    private void require(Function function) {
        Caller caller = Caller.current();
        if (!(authority.ask(caller, function) instanceof Authority.Answer.Granted)) {
            throw new ProblemException(Problem.of(
                    "node.authority.role",
                    "/kind",
                    "function",
                    function.code(),
                    "role",
                    caller.office().role()));
        }
    }

    /** Records one a line, parsed as they are asked for; whatever is wrong with one refuses all. */
    private final class Lines implements Iterator<Record> {
        private final InputStream in;
        private final Acting acting;
        private long line;
        private @Nullable Record next;

        Lines(InputStream in, Acting acting) {
            this.in = in;
            this.acting = acting;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                byte[] bytes = line();
                if (bytes == null) {
                    return false;
                }
                if (new String(bytes, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
                    continue;
                }
                try {
                    next = permitted(RecordJson.parse(bytes, acting, configuration, clock.instant()));
                } catch (ProblemException malformed) {
                    throw malformed.within(line + ":");
                }
            }
            return true;
        }

        private byte @Nullable [] line() {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            line++;
            try {
                int one = in.read();
                if (one < 0) {
                    return null;
                }
                for (; one >= 0 && one != '\n'; one = in.read()) {
                    bytes.write(one);
                    if (bytes.size() > RecordCodec.MAXIMUM_BYTES) {
                        throw new ProblemException(
                                Problem.of("node.http.body-size", line + ":", "limit", RecordCodec.MAXIMUM_BYTES));
                    }
                }
                return bytes.toByteArray();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public Record next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Record record = next;
            next = null;
            return record;
        }
    }

    private void search(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        RecordQuery query = RecordQueries.of(parameters);
        parameters.finish();
        Page page = records.search(query);
        List<CompletableFuture<Optional<Object>>> shown = new ArrayList<>();
        Set<String> needApproval = new ConcurrentSkipListSet<>();
        for (StoredRecord stored : page.records()) {
            shown.add(
                    stored.origin() instanceof Origin.Received
                            ? foreign(stored, acting, query.purpose().orElseThrow(), needApproval)
                            : CompletableFuture.completedFuture(Optional.of(RecordJson.show(stored))));
        }
        List<Object> list =
                shown.stream().map(RecordRoutes::join).flatMap(Optional::stream).toList();
        Map<String, Object> entry = new TreeMap<>();
        query.purpose().ifPresent(purpose -> entry.put("purpose", purpose));
        query.kind().ifPresent(kind -> entry.put("kind", kind));
        entry.put("records", list.size());
        journal.write("search", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("records", list);
        answer.put("withheld", shown.size() - list.size());
        answer.put("needApproval", needApproval);
        page.next().ifPresent(next -> answer.put("cursor", next.token()));
        HttpServer.json(request, answer);
    }

    /** What a search may show of a foreign record: what reading it would, and with the same receipt. */
    private CompletableFuture<Optional<Object>> foreign(
            StoredRecord stored, Acting acting, String purpose, Set<String> needApproval) {
        return readings.read(stored.record().id(), acting.agency(), purpose).thenApply(result -> switch (result) {
            case Reading.Result.Read read ->
                Optional.of(RecordJson.show(
                        read.record(), Optional.of(read.disclosure().channel().path())));
            case Reading.Result.Refused refused -> {
                if (Readings.waitsForSecondPerson(refused)) {
                    needApproval.add(stored.record().id().toString());
                }
                yield Optional.empty();
            }
            case Reading.Result.NotHeld ignored -> Optional.empty();
        });
    }

    private void read(Context request) {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> purpose = parameters.text("purpose");
        parameters.finish();
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", id.toString());
        purpose.ifPresent(each -> entry.put("purpose", each));
        List<StoredRecord> own = records.own(List.of(id));
        if (!own.isEmpty()) {
            entry.put("outcome", "own");
            journal.write("read", acting.agency(), entry);
            HttpServer.json(request, RecordJson.show(own.getFirst()));
            return;
        }
        if (purpose.isEmpty()) {
            if (!readings.isHeld(id)) {
                throw notHeld(id);
            }
            throw RecordQueries.purposeMissing();
        }
        Optional<ReadApprovals.ReadWish> approved =
                acting.officer().flatMap(name -> approvals.take(id, acting.requiredOfficer(), purpose.get()));
        Set<String> officers = approved.map(RecordRoutes::officers).orElse(Set.of());
        Reading.Result result = join(readings.read(id, acting.agency(), purpose.get(), officers));
        if (Readings.waitsForSecondPerson(result)) {
            ask(request, id, acting, purpose.get(), entry);
            return;
        }
        if (!officers.isEmpty()) {
            entry.put("officers", List.copyOf(officers));
        }
        switch (result) {
            case Reading.Result.Read read -> {
                entry.put("outcome", "read");
                entry.put("channel", read.disclosure().channel().path());
                journal.write("read", acting.agency(), entry);
                HttpServer.json(
                        request,
                        RecordJson.show(
                                read.record(),
                                Optional.of(read.disclosure().channel().path())));
            }
            case Reading.Result.Refused refused -> {
                entry.put("outcome", "refused");
                entry.put("reason", refused.decision().reason().code());
                entry.put("clauses", refused.decision().clauseIds());
                journal.write("read", acting.agency(), entry);
                throw Decisions.refused(refused.decision(), request.path());
            }
            case Reading.Result.NotHeld ignored -> throw notHeld(id);
        }
    }

    private static Set<String> officers(ReadApprovals.ReadWish wish) {
        Set<String> officers = new TreeSet<>(Set.of(wish.officer()));
        wish.approvedBy().ifPresent(officers::add);
        return officers;
    }

    /** A reading that two officers must approve waits for the second; nothing is shown yet. */
    private void ask(Context request, UUID id, Acting acting, String purpose, Map<String, Object> entry) {
        String officer = acting.requiredOfficer();
        ReadApprovals.ReadWish wish = approvals.ask(id, readings.channel(id), acting.agency(), officer, purpose);
        entry.put("outcome", "waits");
        entry.put("officer", officer);
        entry.put("approval", wish.id().toString());
        journal.write("read", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("waiting", true);
        answer.put("approval", wish.id().toString());
        answer.put("needs", "second-person");
        answer.put("record", id.toString());
        answer.put("purpose", purpose);
        HttpServer.json(request, answer);
        request.status(202);
    }

    static ProblemException notHeld(UUID id) {
        return new ProblemException(Problem.of("node.record.not-held", "/" + id, "record", id));
    }

    /** Waits for what is decided and made durable elsewhere; a problem there is the caller's problem. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (java.util.concurrent.CompletionException failed) {
            switch (failed.getCause()) {
                case ProblemException problem -> throw problem;
                case puente.store.StoreException store -> throw store;
                case null, default -> throw failed;
            }
        }
    }
}
