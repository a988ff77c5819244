package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Database;
import puente.store.StoreException;

/** How the node is, for operators and for machines that watch it, and what its API is. */
final class StatusRoutes {
    private static final int DATABASE_SECONDS = 2;
    private static final String OPENAPI = "openapi.yaml";

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Database database;
    private final ChannelStore store;
    private final Channels channels;
    private final AgreementsHeld agreements;
    private final Journal journal;
    private final Witnessing witnessing;
    private final TlsIdentity tls;
    private final Metrics metrics;

    StatusRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            Database database,
            ChannelStore store,
            Channels channels,
            AgreementsHeld agreements,
            Journal journal,
            Witnessing witnessing,
            TlsIdentity tls,
            Metrics metrics) {
        this.configuration = configuration;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.database = database;
        this.store = store;
        this.channels = channels;
        this.agreements = agreements;
        this.journal = journal;
        this.witnessing = witnessing;
        this.tls = tls;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", this::health),
                Route.get("/metrics", request -> HttpServer.text(request, Metrics.CONTENT_TYPE, metrics.scrape())),
                Route.get("/openapi.yaml", StatusRoutes::openapi));
    }

    /**
     * Ready (200) while requests can be answered: the database and the journal work. A stopped channel, an absent partner, an
     * agreement not in force or an unwitnessed journal are shown, and are no reason to take the node away from everybody else.
     */
    private void health(Context request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        boolean databaseUp = isDatabaseUp();
        shown.put("live", true);
        shown.put("ready", databaseUp);
        shown.put("node", configuration.name());
        shown.put("since", startedAt.toString());
        shown.put("database", databaseUp ? "up" : "down");
        shown.put(
                "journal",
                Map.of(
                        "size",
                        journal.size(),
                        "witnessed",
                        witnessing.witnessed(),
                        "satisfied",
                        witnessing.satisfied()));
        shown.put(
                "agreement",
                agreements
                        .register()
                        .inForce(clock.instant())
                        .map(engine -> engine.agreement().hash().hex())
                        .orElse("none in force"));
        Duration left = Duration.between(
                clock.instant(), tls.certificate().getNotAfter().toInstant());
        shown.put("certificateDays", left.toDays());
        shown.put("certificateExpiresSoon", left.compareTo(TlsIdentity.EXPIRY_WARNING) < 0);
        Map<String, Object> list = new TreeMap<>();
        if (databaseUp) {
            store.channels().forEach(state -> list.put(state.id().path(), word(state)));
        }
        shown.put("channels", list);
        HttpServer.json(request, shown);
        request.status(databaseUp ? 200 : 503);
    }

    private String word(ChannelState state) {
        if (state.fault().isPresent()) {
            return "stopped";
        }
        return channels.progress(state.id())
                .map(progress -> switch (progress) {
                    case puente.exchange.Progress.Unreachable ignored -> "unreachable";
                    case puente.exchange.Progress.Unverified ignored -> "unverified";
                    default -> "up";
                })
                .orElse("up");
    }

    private boolean isDatabaseUp() {
        try (var connection = database.dataSource().getConnection()) {
            return connection.isValid(DATABASE_SECONDS);
        } catch (java.sql.SQLException | StoreException down) {
            return false;
        }
    }

    private static void openapi(Context request) throws IOException {
        try (InputStream in = StatusRoutes.class.getResourceAsStream(OPENAPI)) {
            if (in == null) {
                throw new AssertionError("openapi.yaml belongs to this module");
            }
            HttpServer.bytes(request, "application/yaml", in.readAllBytes());
        }
    }
}
