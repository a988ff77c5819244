package puente.node;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import puente.agreement.Purpose;
import puente.gateway.stix.StixExtensions;
import puente.gateway.stix.StixRecords;
import puente.gateway.stix.StixTime;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.StixEntry;
import puente.store.StixObjectStore;

/**
 * TAXII 2.1 (OASIS Standard, June 2021): discovery, one API root, collections, objects, manifests, versions, statuses.
 *
 * <p>The collection {@code objects} takes and gives any STIX object. A collection of records is read for its purpose: each record is
 * decided when it is asked for, as for any export, and one that may not leave is passed over. A page may so be short, or empty, and
 * still have a next. Every answer that shows objects stands in the journal before it is given.
 */
final class TaxiiRoutes {
    /** Largest envelope that is taken: {@code max_content_length} of the API root. */
    static final int CONTENT_BYTES_MAX = 8 << 20;

    private static final String ROOT = "/taxii2/api/";
    private static final String COLLECTION = ROOT + "collections/{collection}/";

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Gate gate;
    private final TaxiiAccess access;
    private final StixObjectStore objects;
    private final TaxiiReception reception;
    private final AgreementsHeld agreements;
    private final Exports exports;
    private final Journal journal;

    TaxiiRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            Gate gate,
            TaxiiAccess access,
            StixObjectStore objects,
            TaxiiReception reception,
            AgreementsHeld agreements,
            Exports exports,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.gate = gate;
        this.access = access;
        this.objects = objects;
        this.reception = reception;
        this.agreements = agreements;
        this.exports = exports;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                get(Taxii.PATH, this::discovery),
                Route.get("/taxii2/extensions/{name}", TaxiiRoutes::extension),
                get(ROOT, this::root),
                get(ROOT + "status/{status}/", this::status),
                get(ROOT + "collections/", this::collections),
                get(COLLECTION, this::collection),
                get(COLLECTION + "manifest/", this::manifest),
                get(COLLECTION + "objects/", this::page),
                new Route(HandlerType.POST, COLLECTION + "objects/", CONTENT_BYTES_MAX, this::add),
                get(COLLECTION + "objects/{object}/", this::object),
                new Route(HandlerType.DELETE, COLLECTION + "objects/{object}/", 0, this::delete),
                get(COLLECTION + "objects/{object}/versions/", this::versions));
    }

    /** What is done for an account. */
    private interface Action {
        void of(Context request, TaxiiAccess.Account account) throws IOException;
    }

    private Route get(String path, Action action) {
        return Route.get(path, handler(action));
    }

    private Handler handler(Action action) {
        return request -> {
            TaxiiAccess.Account account = gate.taxii(request, access);
            Taxii.negotiate(request);
            action.of(request, account);
        };
    }

    // ------------------------------------------------------------------------------------------------ what there is

    private void discovery(Context request, TaxiiAccess.Account account) {
        String root = request.scheme() + "://" + request.host() + ROOT;
        Map<String, Object> discovery = new LinkedHashMap<>();
        discovery.put("title", "Puente " + configuration.name());
        discovery.put("description", "Signed in as " + account.user() + " for " + account.agency());
        discovery.put("default", root);
        discovery.put("api_roots", List.of(root));
        Taxii.answer(request, discovery);
    }

    private void root(Context request, TaxiiAccess.Account account) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("title", "Puente " + configuration.name());
        root.put("versions", List.of(Taxii.MEDIA_TYPE));
        root.put("max_content_length", CONTENT_BYTES_MAX);
        Taxii.answer(request, root);
    }

    private void collections(Context request, TaxiiAccess.Account account) {
        Taxii.answer(
                request,
                Map.of(
                        "collections",
                        seen(account).map(each -> each.resource(account)).toList()));
    }

    private void collection(Context request, TaxiiAccess.Account account) {
        Taxii.answer(request, asked(request, account).resource(account));
    }

    private Stream<TaxiiCollection> seen(TaxiiAccess.Account account) {
        Stream<Purpose> purposes = agreements.register().inForce(clock.instant()).stream()
                .flatMap(engine -> engine.agreement().purposes().values().stream());
        return TaxiiCollection.seenBy(account, configuration.name(), purposes);
    }

    /** The collection of the path; one that the account may not see does not exist for it. */
    private TaxiiCollection asked(Context request, TaxiiAccess.Account account) {
        String asked = request.pathParam("collection");
        return seen(account).filter(each -> each.isCalled(asked)).findFirst().orElseThrow(() -> absent(request));
    }

    private static ProblemException absent(Context request) {
        return new ProblemException(Problem.of("node.taxii.absent", request.path()));
    }

    private static void extension(Context request) {
        byte[] schema = StixExtensions.schema(request.pathParam("name")).orElseThrow(() -> absent(request));
        HttpServer.bytes(request, "application/schema+json", schema);
    }

    private void status(Context request, TaxiiAccess.Account account) {
        UUID id;
        try {
            id = UUID.fromString(request.pathParam("status"));
        } catch (IllegalArgumentException malformed) {
            throw absent(request);
        }
        Taxii.answer(request, objects.status(id, account.user()).orElseThrow(() -> absent(request)));
    }

    // ------------------------------------------------------------------------------------------------ objects

    private void page(Context request, TaxiiAccess.Account account) throws IOException {
        TaxiiCollection collection = asked(request, account);
        show(request, account, collection, TaxiiQuery.of(request));
    }

    private void object(Context request, TaxiiAccess.Account account) throws IOException {
        TaxiiCollection collection = asked(request, account);
        TaxiiQuery query = TaxiiQuery.of(request).about(held(request, collection));
        show(request, account, collection, query);
    }

    private String held(Context request, TaxiiCollection collection) {
        String id = request.pathParam("object");
        if (!objects.holds(collection.name(), id)) {
            throw absent(request);
        }
        return id;
    }

    private void show(Context request, TaxiiAccess.Account account, TaxiiCollection collection, TaxiiQuery query)
            throws IOException {
        List<StixEntry> found = found(collection, query, true);
        List<StixEntry> page = found.subList(0, Math.min(query.limit(), found.size()));
        List<CompletableFuture<Optional<byte[]>>> leaving = new ArrayList<>();
        for (StixEntry each : page) {
            leaving.add(bytes(each, account, collection));
        }
        ByteArrayOutputStream list = new ByteArrayOutputStream(1 << 16);
        int shown = 0;
        for (CompletableFuture<Optional<byte[]>> each : leaving) {
            Optional<byte[]> object = RecordRoutes.join(each);
            if (object.isPresent()) {
                list.write(shown++ == 0 ? '[' : ',');
                list.write(object.get());
            }
        }
        journal("taxii-read", account, collection, shown, page.size() - shown);
        dates(request, page);
        // An envelope without objects says nothing of them (section 3.7).
        ByteArrayOutputStream envelope = new ByteArrayOutputStream(list.size() + 100);
        envelope.writeBytes(head(found, page, shown > 0).getBytes(StandardCharsets.US_ASCII));
        list.writeTo(envelope);
        envelope.writeBytes((shown > 0 ? "]}" : "}").getBytes(StandardCharsets.US_ASCII));
        Taxii.answer(request, envelope.toByteArray());
    }

    private static String head(List<StixEntry> found, List<StixEntry> page, boolean objects) {
        String more = found.size() > page.size()
                ? "\"more\":true,\"next\":\"" + TaxiiQuery.next(page.getLast().place()) + "\""
                : "";
        return "{" + more + (objects ? (more.isEmpty() ? "" : ",") + "\"objects\":" : "");
    }

    private List<StixEntry> found(TaxiiCollection collection, TaxiiQuery query, boolean content) {
        return query.none() ? List.of() : objects.page(query.in(collection.name(), content));
    }

    private CompletableFuture<Optional<byte[]>> bytes(
            StixEntry entry, TaxiiAccess.Account account, TaxiiCollection collection) {
        if (entry.body().isPresent()) {
            return CompletableFuture.completedFuture(entry.body());
        }
        StixEntry.Statement statement = entry.record().orElseThrow();
        return exports.leavingFor(
                        statement.record(),
                        account.agency(),
                        collection.purpose().orElseThrow())
                .thenApply(leaving -> leaving.map(
                        (Record record) -> CanonicalJson.write(StixRecords.object(record, statement.created()))));
    }

    private void manifest(Context request, TaxiiAccess.Account account) {
        TaxiiCollection collection = asked(request, account);
        TaxiiQuery query = TaxiiQuery.of(request);
        List<StixEntry> found = found(collection, query, false);
        List<StixEntry> page = found.subList(0, Math.min(query.limit(), found.size()));
        journal("taxii-manifest", account, collection, page.size(), 0);
        list(
                request,
                found,
                page,
                "objects",
                page.stream().map(TaxiiRoutes::entry).toList());
    }

    private void versions(Context request, TaxiiAccess.Account account) {
        TaxiiCollection collection = asked(request, account);
        TaxiiQuery query =
                TaxiiQuery.of(request).about(held(request, collection)).allVersions();
        List<StixEntry> found = found(collection, query, false);
        List<StixEntry> page = found.subList(0, Math.min(query.limit(), found.size()));
        journal("taxii-manifest", account, collection, page.size(), 0);
        list(
                request,
                found,
                page,
                "versions",
                page.stream().map(each -> StixTime.shown(each.version())).toList());
    }

    private static Map<String, Object> entry(StixEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", entry.id());
        shown.put("date_added", StixTime.microseconds(entry.place().added()));
        shown.put("version", StixTime.shown(entry.version()));
        shown.put("media_type", "application/stix+json;version=2.1");
        return shown;
    }

    private static void list(Context request, List<StixEntry> found, List<StixEntry> page, String name, List<?> shown) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (found.size() > page.size()) {
            answer.put("more", true);
            answer.put("next", TaxiiQuery.next(page.getLast().place()));
        }
        if (!shown.isEmpty()) {
            answer.put(name, shown);
        }
        dates(request, page);
        Taxii.answer(request, answer);
    }

    private static void dates(Context request, List<StixEntry> page) {
        if (!page.isEmpty()) {
            request.header(
                    "X-TAXII-Date-Added-First",
                    StixTime.microseconds(page.getFirst().place().added()));
            request.header(
                    "X-TAXII-Date-Added-Last",
                    StixTime.microseconds(page.getLast().place().added()));
        }
    }

    private void journal(String act, TaxiiAccess.Account account, TaxiiCollection collection, int shown, int withheld) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("user", account.user());
        entry.put("collection", collection.alias());
        collection.purpose().ifPresent(purpose -> entry.put("purpose", purpose));
        entry.put("objects", shown);
        entry.put("withheld", withheld);
        journal.write(act, account.agency(), entry);
    }

    // ------------------------------------------------------------------------------------------------ changes

    private void add(Context request) throws IOException {
        TaxiiAccess.Account account = gate.taxii(request, access);
        Taxii.negotiate(request);
        TaxiiCollection collection = asked(request, account);
        requireWritable(request, account, collection);
        Taxii.requireMediaType(request);
        byte[] envelope = RequestBody.read(request, CONTENT_BYTES_MAX);
        Map<String, Object> status =
                reception.add(envelope, CONTENT_BYTES_MAX, account, Reader.language(request, configuration.language()));
        byte[] body = Json.bytes(status);
        objects.keepStatus(UUID.fromString(String.valueOf(status.get("id"))), account.user(), clock.instant(), body);
        request.status(202);
        Taxii.answer(request, body);
    }

    private void delete(Context request) {
        TaxiiAccess.Account account = gate.taxii(request, access);
        Taxii.negotiate(request);
        TaxiiCollection collection = asked(request, account);
        requireWritable(request, account, collection);
        TaxiiQuery query = TaxiiQuery.of(request);
        String id = held(request, collection);
        boolean every = request.queryParam("match[version]") == null;
        int gone = query.none()
                ? 0
                : objects.delete(collection.name(), id, every ? puente.store.StixQuery.Versions.ALL : query.versions());
        journal("taxii-delete", account, collection, gone, 0);
        Taxii.answer(request, new byte[0]);
    }

    private static void requireWritable(Context request, TaxiiAccess.Account account, TaxiiCollection collection) {
        if (!collection.isWritableBy(account)) {
            throw new ProblemException(
                    Problem.of("node.taxii.read-only", request.path(), "collection", collection.alias()));
        }
    }
}
