package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.exchange.Introduction;
import puente.ledger.TileId;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.record.Language;
import puente.store.Database;
import puente.store.PostgresLogStorage;
import puente.store.TestDatabases;

/** A journal longer than a request looks through, and a partner that offers more proposals than a node looks at. */
@Timeout(120)
class JournalLimitTest {
    private static final int ENTRIES = JournalRoutes.BUNDLES_MAX * TileId.FULL_WIDTH + 2 * TileId.FULL_WIDTH;

    @Test
    void journalIsLookedThrough_soManyBundlesARequest_andFromTheCursorOn(@TempDir Path folder) throws Exception {
        TwoNodes nodes = new TwoNodes(folder);
        NodeConfiguration configuration = NodeConfiguration.load(nodes.mx.folder);
        KeyFolder keys = KeyFolder.read(nodes.mx.folder, "mx");
        try (Database database = TestDatabases.fresh()) {
            PostgresLogStorage storage = new PostgresLogStorage(database, "journal");
            Journal journal = Journal.open(keys.signing(), storage, Clock.systemUTC());
            List<CompletableFuture<Long>> written = new ArrayList<>();
            for (int each = 0; each < ENTRIES; each++) {
                written.add(journal.begin(each == 0 ? "oldest" : "other", new Agency("mx/fgr"), Map.of()));
            }
            written.forEach(Journal::await);
            Route list =
                    new JournalRoutes(configuration, storage, journal).routes().getFirst();
            HttpServer server = HttpServer.start(
                    "journal",
                    HttpServer.plain("127.0.0.1", 0),
                    configuration.limits(),
                    Language.EN,
                    new Metrics().registry(),
                    new LoopbackGuard(),
                    List.of(Route.get(
                            list.path(),
                            request -> ScopedValue.where(Caller.CURRENT, new Caller.Owner(true))
                                    .call(() -> {
                                        list.handler().handle(request);
                                        return request;
                                    }))));
            try {
                String base = "http://localhost:" + server.port() + list.path() + "?act=oldest";
                JsonNode first = json(base);
                assertThat(first.path("entries")).isEmpty();
                assertThat(first.path("looked").path("entries").asLong())
                        .isBetween(
                                (JournalRoutes.BUNDLES_MAX - 1L) * TileId.FULL_WIDTH,
                                (long) JournalRoutes.BUNDLES_MAX * TileId.FULL_WIDTH);
                JsonNode second = json(base + "&cursor=" + first.path("cursor").asText());
                assertThat(second.path("entries")).hasSize(1);
                assertThat(second.path("entries").get(0).path("index").asLong()).isZero();
                assertThat(second.has("cursor")).isFalse();
            } finally {
                server.close();
                journal.close();
            }
        }
    }

    private static JsonNode json(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return TwoNodes.JSON.readTree(answer.body());
        }
    }

    @Test
    void partnersOffers_areLookedAt_soManyAtOnce(@TempDir Path folder) throws Exception {
        TwoNodes nodes = new TwoNodes(folder);
        NodeConfiguration configuration = NodeConfiguration.load(nodes.mx.folder);
        KeyFolder keys = KeyFolder.read(nodes.mx.folder, "mx");
        Partners partners = Partners.read(configuration.partners(), "mx");
        Introduction us = partners.all().iterator().next();
        List<String> fetched = new ArrayList<>();
        StringBuilder offers = new StringBuilder("{\"proposals\":[");
        for (int each = 0; each < 2 * Proposals.OFFERED_MAX; each++) {
            offers.append(each == 0 ? "" : ",").append("{\"by\":\"us\",\"hash\":\"%064x\"}".formatted(each));
        }
        byte[] list = offers.append("]}").toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (Database database = TestDatabases.fresh()) {
            Journal journal =
                    Journal.open(keys.signing(), new PostgresLogStorage(database, "journal"), Clock.systemUTC());
            Proposals proposals = new Proposals(
                    configuration,
                    partners,
                    keys,
                    Agreements.read(configuration.agreement(), Agreements.keys("mx", keys, partners)),
                    journal,
                    Clock.systemUTC());
            proposals.look(us, new Proposals.Source() {
                @Override
                public Optional<byte[]> proposals() {
                    return Optional.of(list);
                }

                @Override
                public Optional<byte[]> proposal(String hash) throws IOException {
                    fetched.add(hash);
                    return Optional.empty();
                }
            });
            journal.close();
        }
        assertThat(fetched).hasSize(Proposals.OFFERED_MAX);
    }
}
