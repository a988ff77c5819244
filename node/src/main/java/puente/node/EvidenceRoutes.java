package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import puente.exchange.Reading;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.Disclosure.Evidence;
import puente.store.FolderEvidenceStore;
import puente.store.RecordStore;

/**
 * Files that belong to records. An own file is taken in as a stream and named by its digest; a foreign one is read like the
 * record it belongs to: for a stated purpose, and with a receipt to the originator before the first byte.
 */
final class EvidenceRoutes {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final NodeConfiguration configuration;
    private final RecordStore records;
    private final FolderEvidenceStore files;
    private final Readings readings;
    private final Journal journal;

    EvidenceRoutes(
            NodeConfiguration configuration,
            RecordStore records,
            FolderEvidenceStore files,
            Readings readings,
            Journal journal) {
        this.configuration = configuration;
        this.records = records;
        this.files = files;
        this.readings = readings;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/evidence", configuration.limits().importBytes(), this::add),
                Route.get("/api/v1/records/{id}/evidence/{sha256}", this::read));
    }

    private void add(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        RequestBody.contentType(request, "application/octet-stream");
        Evidence file;
        try (InputStream content =
                RequestBody.stream(request, configuration.limits().importBytes())) {
            file = files.add(content);
        }
        records.keepEvidence(file.sha256());
        journal.write("evidence", acting.agency(), Map.of("sha256", file.sha256(), "length", file.length()));
        request.status(201);
        HttpServer.json(
                request,
                Map.of(
                        "sha256",
                        file.sha256(),
                        "length",
                        file.length(),
                        "evidence",
                        file.sha256() + ":" + file.length()));
    }

    /** Refuses to disclose a file that is not held here whole: the partner could never fetch it. */
    static void requireHeld(FolderEvidenceStore files, List<Evidence> wanted) throws IOException {
        for (Evidence file : wanted) {
            try (InputStream content = files.open(file.sha256(), 0).orElse(null)) {
                if (content == null || files.durable(file.sha256()) != file.length()) {
                    throw notHeld(file.sha256());
                }
            }
        }
    }

    private void read(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        String sha256 = request.pathParam("sha256");
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> purpose = parameters.text("purpose");
        parameters.finish();
        if (!SHA_256.matcher(sha256).matches()) {
            throw notHeld(sha256);
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", id.toString());
        entry.put("sha256", sha256);
        switch (RecordRoutes.join(
                readings.read(id, acting.agency(), purpose.orElseThrow(RecordQueries::purposeMissing)))) {
            case Reading.Result.Read read -> {
                boolean belongs = read.disclosure().evidence().stream()
                        .anyMatch(file -> file.sha256().equals(sha256));
                InputStream content = (belongs ? files.open(sha256, 0) : Optional.<InputStream>empty())
                        .orElseThrow(() -> notHeld(sha256));
                entry.put("purpose", purpose.orElse(""));
                journal.write("read", acting.agency(), entry);
                request.contentType("application/octet-stream");
                request.result(content);
            }
            case Reading.Result.Refused refused -> {
                entry.put("outcome", "refused");
                entry.put("reason", refused.decision().reason().code());
                journal.write("read", acting.agency(), entry);
                throw Decisions.refused(refused.decision(), request.path());
            }
            case Reading.Result.NotHeld ignored -> throw RecordRoutes.notHeld(id);
        }
    }

    private static ProblemException notHeld(String sha256) {
        return new ProblemException(Problem.of("node.evidence.not-held", "", "sha256", sha256));
    }
}
