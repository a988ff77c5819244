package puente.node;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import puente.gateway.ImportSummary;
import puente.gateway.Source;
import puente.gateway.niem.NiemRecords;
import puente.gateway.ready.Gateway;
import puente.record.Catalogue;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.Cursor;
import puente.store.Page;
import puente.store.QuarantineStore;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** Files in and out: imports through declared mappings, exports that carry every marking or refuse. */
final class TransferRoutes {
    /** How many quarantined rows the account itself shows; the rest are at {@code /api/v1/quarantine}. */
    private static final int QUARANTINED_SHOWN_MAX = 20;

    private static final int QUARANTINE_LIMIT = 100;
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]{0,199}");

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final Exports exports;
    private final QuarantineRows quarantine;
    private final MakingWay makingWay;
    private final Journal journal;
    private final Lazy<Gateway> gateway = new Lazy<>(Gateway::standard);

    TransferRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Exports exports,
            QuarantineRows quarantine,
            MakingWay makingWay,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.exports = exports;
        this.quarantine = quarantine;
        this.makingWay = makingWay;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/imports", configuration.limits().importBytes(), this::importFile),
                Route.get("/api/v1/quarantine", this::quarantined),
                Route.get("/api/v1/exports", this::export),
                Route.get("/api/v1/formats/niem/{name}", TransferRoutes::niem));
    }

    /** What messages of NIEM are read with: the schema of our namespace, and the JSON-LD context. */
    private static void niem(Context request) {
        QueryParameters.of(request).finish();
        String name = request.pathParam("name");
        byte[] document = NiemRecords.published(name)
                .orElseThrow(() -> new ProblemException(Problem.of("node.http.not-found", request.path())));
        request.contentType(name.endsWith(".json") ? "application/ld+json" : "application/xml");
        request.result(document);
    }

    private void quarantined(Context request) {
        Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> intake = parameters.text("import");
        long before = parameters.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int limit = (int) parameters.number("limit", QUARANTINE_LIMIT, 1, QuarantineStore.LIMIT_MAX);
        parameters.finish();
        HttpServer.json(
                request,
                Map.of(
                        "rows",
                        quarantine.page(intake, before, limit, Reader.language(request, configuration.language()))));
    }

    // ------------------------------------------------------------------------------------------------ in

    /**
     * Imports a file. The body is spooled first, because it is read twice; then all records are stored in one transaction. The
     * answer is JSON Lines: progress while it runs, and at the end {@code "done":true} with the account, or {@code
     * "done":false} with the problem. A file that is refused whole is a plain problem document.
     */
    private void importFile(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        String name = parameters.text("name").orElse("");
        Optional<String> mapping = parameters.text("mapping");
        Gateway.Published published = new Gateway.Published(
                parameters.text("indicator"),
                parameters.text("programme").map(id -> RecordJson.uuid(id, "?programme")));
        if (!FILE_NAME.matcher(name).matches()) {
            parameters.refuse("name", "file.csv, file.jsonl, file.csv.gz");
        }
        parameters.finish();
        Path folder = Files.createDirectories(configuration.data().resolve("incoming"));
        Path spooled = Files.createTempFile(folder, "import", ".spool");
        try {
            try (InputStream in =
                            RequestBody.stream(request, configuration.limits().importBytes());
                    OutputStream out = Files.newOutputStream(spooled, StandardOpenOption.WRITE)) {
                in.transferTo(out);
            }
            run(request, acting, new Spooled(name, spooled), mapping, published);
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    private void run(
            Context request, Acting acting, Source source, Optional<String> mapping, Gateway.Published published)
            throws IOException {
        LineAnswer answer = new LineAnswer(request, Reader.language(request, configuration.language()));
        ImportRun run = new ImportRun(gateway.get(), records, quarantine, makingWay, answer::progress);
        try {
            ImportSummary summary = run.run(source, mapping, clock.instant(), acting.agency(), published);
            Map<String, Object> entry = new TreeMap<>();
            entry.put("mapping", summary.mapping());
            entry.put("sha256", summary.sha256());
            entry.put("rows", summary.rows());
            entry.put("quarantined", summary.quarantinedRows());
            entry.put("stored", run.stored());
            journal.write("import", acting.agency(), entry);
            answer.done(account(summary, run, answer));
        } catch (ProblemException refused) {
            answer.refuse(refused);
        }
    }

    private Map<String, Object> account(ImportSummary summary, ImportRun run, LineAnswer answer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("file", summary.file());
        shown.put("mapping", summary.mapping());
        shown.put("sha256", summary.sha256());
        shown.put("rows", summary.rows());
        shown.put("importedRows", summary.importedRows());
        shown.put("skippedRows", summary.skippedRows());
        shown.put("quarantinedRows", summary.quarantinedRows());
        shown.put("records", summary.records());
        shown.put("stored", run.stored());
        shown.put("unchanged", run.unchanged());
        Map<String, Object> skipped = new TreeMap<>();
        summary.skipped().forEach((reason, rows) -> skipped.put(reason.in(answer.language()), rows));
        shown.put("skipped", skipped);
        shown.put("import", run.id());
        shown.put(
                "quarantined",
                summary.quarantinedRows() == 0
                        ? List.of()
                        : quarantine.page(
                                Optional.of(run.id()), Long.MAX_VALUE, QUARANTINED_SHOWN_MAX, answer.language()));
        return shown;
    }

    /** A spooled body under the name that its sender gave it. */
    private record Spooled(String name, Path file) implements Source {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    // ------------------------------------------------------------------------------------------------ out

    private void export(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<ExportFormat> asked =
                ExportFormat.named(parameters.text("format").orElse("jsonl"));
        if (asked.isEmpty()) {
            parameters.refuse("format", ExportFormat.names());
        }
        RecordQuery.Builder query = RecordQueries.builder(parameters);
        Optional<String> purpose = parameters.text("purpose");
        parameters.finish();
        ExportFormat format = asked.orElseThrow();
        Path folder = Files.createDirectories(configuration.data().resolve("outgoing"));
        Path spooled = Files.createTempFile(folder, "export", ".spool");
        long[] withheld = new long[1];
        List<Problem> refused = new ArrayList<>();
        long[] refusals = new long[1];
        long written;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spooled));
                Stream<Record> found = all(query.limit(RecordQuery.LIMIT_MAX), acting, purpose, withheld)) {
            written = format.write(gateway.get(), found, out, problem -> {
                refusals[0]++;
                if (refused.isEmpty()) {
                    refused.add(problem);
                }
            });
        } catch (ProblemException | IOException whole) {
            Files.deleteIfExists(spooled);
            throw whole;
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("format", format.code());
        entry.put("records", written);
        entry.put("withheld", withheld[0]);
        entry.put("refused", refusals[0]);
        purpose.ifPresent(each -> entry.put("purpose", each));
        journal.write("export", acting.agency(), entry);
        request.header("Puente-Records", String.valueOf(written));
        request.header("Puente-Withheld", String.valueOf(withheld[0]));
        request.header("Puente-Refused", String.valueOf(refusals[0]));
        for (Problem first : refused) {
            String reason = Catalogue.standard().message(first, Reader.language(request, configuration.language()));
            request.header("Puente-Refusal", URLEncoder.encode(reason, StandardCharsets.UTF_8));
        }
        request.header("Cache-Control", "no-store");
        request.contentType(format.contentType());
        request.result(Files.newInputStream(spooled, StandardOpenOption.DELETE_ON_CLOSE));
    }

    private Stream<Record> all(RecordQuery.Builder query, Acting acting, Optional<String> purpose, long[] withheld) {
        return Stream.iterate(
                        Optional.of(records.search(query.build())),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next)
                                .map((Cursor next) ->
                                        records.search(query.cursor(next).build())))
                .flatMap(Optional::stream)
                .flatMap(page -> exportable(page, acting, purpose, withheld));
    }

    private Stream<Record> exportable(Page page, Acting acting, Optional<String> purpose, long[] withheld) {
        List<Record> records = new ArrayList<>();
        for (StoredRecord stored : page.records()) {
            RecordRoutes.join(exports.leaving(stored, acting.agency(), purpose.orElse("")))
                    .ifPresentOrElse(records::add, () -> withheld[0]++);
        }
        return records.stream();
    }
}
