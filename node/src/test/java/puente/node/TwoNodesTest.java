package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.gateway.ready.Scenario;
import puente.ledger.LogVerdict;
import puente.ledger.LogVerifier;
import puente.ledger.NoteVerifier;
import puente.ledger.TlogProof;
import puente.ledger.TreeHasher;
import puente.record.Record;
import puente.record.RecordCodec;

/** The path of a record between two real nodes, over real sockets, as any program sees it. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {
    private static final String SEIZURE = "a4742308-b81d-5b92-9e24-0b50acd47aad";

    private static final String VEHICLE = "b1def277-2e9b-5e56-b804-b50c4b527c4c";

    private static TwoNodes nodes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        nodes.mx.done(nodes.mx.post("/api/v1/records", "application/x-ndjson", lines("mx")));
        nodes.us.done(nodes.us.post("/api/v1/records", "application/jsonl", lines("us")));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String lines(String party) {
        return Scenario.records(party).stream()
                .filter(record -> isOf(record, party))
                .map(record ->
                        new String(RecordCodec.standard().canonical(record), java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isOf(Record record, String party) {
        TwoNodes.Side side = party.equals("mx") ? nodes.mx : nodes.us;
        return side.node.configuration().agencies().contains(record.agency());
    }

    private static String disclosure(String record, String to, String purpose) {
        return "{\"record\":\"" + record + "\",\"to\":\"" + to + "\",\"purpose\":\"" + purpose + "\"}";
    }

    private static void awaitCosigned(String channel, TwoNodes.Side sender) throws Exception {
        await("the receipt of " + channel, () -> {
            JsonNode state = sender.channel(channel);
            return state.path("size").asLong() > 0
                            && state.path("cosigned").asLong()
                                    == state.path("size").asLong()
                    ? Optional.of(state)
                    : Optional.empty();
        });
    }

    @Test
    @Order(1)
    void disclosedRecord_arrives_isCosigned_andIsReadForItsPurposeWithAReceipt() throws Exception {
        JsonNode done = nodes.mx.postJson(
                "/api/v1/disclosures", disclosure(SEIZURE, "us/atf", "arms-trafficking"), "Puente-Agency", "mx/fgr");
        assertThat(done.path("disclosed").asInt()).isEqualTo(1);
        awaitCosigned("mx/us", nodes.mx);

        JsonNode read =
                nodes.us.json("/api/v1/records/" + SEIZURE + "?purpose=arms-trafficking", "Puente-Agency", "us/atf");
        assertThat(read.path("kind").asText()).isEqualTo("seizure");
        assertThat(read.path("channel").asText()).isEqualTo("mx/us");
        assertThat(read.path("provenance").path("synthetic").asBoolean()).isTrue();

        JsonNode uses = await("the use receipt", () -> {
            JsonNode answer = nodes.mx.json("/api/v1/records/" + SEIZURE + "/disclosures");
            return answer.path("uses").isEmpty() ? Optional.empty() : Optional.of(answer.path("uses"));
        });
        assertThat(uses.get(0).path("agency").asText()).isEqualTo("us/atf");
        assertThat(uses.get(0).path("purpose").asText()).isEqualTo("arms-trafficking");
    }

    @Test
    @Order(2)
    void foreignRecord_isNotReadWithoutPurpose_norForAnother() throws Exception {
        HttpResponse<String> none = nodes.us.get("/api/v1/records/" + SEIZURE);
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("node.purpose.missing");

        HttpResponse<String> other = nodes.us.get("/api/v1/records/" + SEIZURE + "?purpose=border-safety");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).containsPattern("\"code\":\"(exchange|agreement)\\.refused\\.purpose");
        assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");

        assertThat(nodes.us.json("/api/v1/records?kind=seizure").path("records"))
                .noneMatch(record -> record.path("id").asText().equals(SEIZURE));
        assertThat(nodes.us
                        .json("/api/v1/records?kind=seizure&purpose=arms-trafficking", "Puente-Agency", "us/atf")
                        .path("records"))
                .anyMatch(record -> record.path("id").asText().equals(SEIZURE));
    }

    @Test
    @Order(3)
    void refusedDisclosure_saysWhichClause_inTheReadersLanguage_andNothingLeaves() throws Exception {
        long before = nodes.mx.channel("mx/us").path("size").asLong();
        HttpResponse<String> refused = nodes.mx.post(
                "/api/v1/disclosures?lang=es",
                "application/json",
                disclosure(SEIZURE, "us/cdc", "arms-trafficking"),
                "Puente-Agency",
                "mx/fgr");
        assertThat(refused.statusCode()).isEqualTo(403);
        JsonNode problem = TwoNodes.JSON.readTree(refused.body());
        assertThat(problem.path("code").asText()).isEqualTo("node.decision.refused");
        assertThat(problem.path("reason").asText()).contains("acuerdo");
        assertThat(problem.path("problems")).hasSizeGreaterThan(1);
        assertThat(nodes.mx.channel("mx/us").path("size").asLong()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void decide_explainsEveryClauseConsidered() throws Exception {
        JsonNode decision = nodes.mx.postJson(
                "/api/v1/agreement/decide",
                "{\"action\":\"disclose\",\"record\":\"" + SEIZURE
                        + "\",\"to\":\"us/atf\",\"purpose\":\"arms-trafficking\"}",
                "Puente-Agency",
                "mx/fgr");
        assertThat(decision.path("permitted").asBoolean()).isTrue();
        assertThat(decision.path("clauses").findValuesAsText("id")).contains("ad-seizures");
        assertThat(decision.path("considered")).isNotEmpty();
        assertThat(nodes.mx.json("/api/v1/agreement").path("hash").asText())
                .isEqualTo(decision.path("agreement").asText())
                .isEqualTo(nodes.us.json("/api/v1/agreement").path("hash").asText());
    }

    @Test
    @Order(5)
    void channelAndJournal_areLogsThatAnyoneWithTheKeysCanVerify() throws Exception {
        awaitCosigned("mx/us", nodes.mx);
        for (TwoNodes.Side side : java.util.List.of(nodes.mx, nodes.us)) {
            for (String prefix : java.util.List.of("/channels/mx/us/", "/journal/")) {
                LogVerdict verdict = new LogVerifier(keys(side), false, 1).verify(new HttpLogReader(side, prefix));
                assertThat(verdict).as(side.name + prefix).isInstanceOf(LogVerdict.Sound.class);
            }
        }
    }

    private static java.util.List<NoteVerifier> keys(TwoNodes.Side side) throws Exception {
        return side.get("/api/v1/keys").body().lines().map(NoteVerifier::parse).toList();
    }

    @Test
    @Order(6)
    void proof_showsThatTheDisclosureStandsInTheCosignedChannel() throws Exception {
        awaitCosigned("mx/us", nodes.mx);
        HttpResponse<String> answer = nodes.mx.get("/api/v1/records/" + SEIZURE + "/proof");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        TlogProof proof = TlogProof.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] leaf = proof.extra().orElseThrow();
        assertThat(new String(leaf, java.nio.charset.StandardCharsets.UTF_8)).contains(SEIZURE);
        assertThat(proof.verify(TreeHasher.leaf(leaf), "puente/channels/mx/us", keys(nodes.mx)))
                .isInstanceOf(TlogProof.Verdict.Proven.class);
    }

    @Test
    @Order(7)
    void withdrawal_reachesHolderThatWasOffline_andReturnsPurgeReceipt() throws Exception {
        nodes.us.stop();
        nodes.mx.postJson(
                "/api/v1/records/" + SEIZURE + "/withdraw", "{\"reason\":\"mistaken\"}", "Puente-Agency", "mx/fgr");
        assertThat(nodes.mx.channel("mx/us").path("purgeReceiptsOutstanding").asInt())
                .isEqualTo(1);
        assertThat(nodes.mx.json("/health").path("ready").asBoolean()).isTrue();

        nodes.us.start();
        await(
                "the purge receipt",
                () -> nodes.mx.channel("mx/us").path("purgeReceiptsOutstanding").asInt() == 0
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(nodes.us
                        .get("/api/v1/records/" + SEIZURE + "?purpose=arms-trafficking")
                        .statusCode())
                .isEqualTo(404);
        assertThat(nodes.us
                        .json("/api/v1/records?kind=seizure&purpose=arms-trafficking")
                        .path("records"))
                .noneMatch(record -> record.path("id").asText().equals(SEIZURE));
    }

    @Test
    @Order(8)
    void journal_isWitnessedByThePartner() throws Exception {
        await(
                "a witnessed journal",
                () -> nodes.mx.json("/health").path("journal").path("witnessed").asLong() > 0
                        ? Optional.of(true)
                        : Optional.empty());
    }

    @Test
    @Order(9)
    void rewrittenLog_stopsThatChannel_isShown_andTheOtherChannelGoesOn() throws Exception {
        awaitCosigned("mx/us", nodes.mx);
        nodes.mx.stop();
        forget(nodes.mx, "mx", "us");
        nodes.mx.start();
        nodes.mx.postJson(
                "/api/v1/disclosures", disclosure(VEHICLE, "us/atf", "arms-trafficking"), "Puente-Agency", "mx/fgr");
        JsonNode fault = await("the fault", () -> {
            JsonNode state = nodes.us.channel("mx/us");
            return state.has("fault") ? Optional.of(state.path("fault")) : Optional.empty();
        });
        assertThat(fault.path("reason").asText()).isNotBlank();
        assertThat(fault.path("evidence").asText()).contains("puente/channels/mx/us");
        assertThat(nodes.us.json("/health").path("ready").asBoolean()).isTrue();
        assertThat(nodes.us.get("/metrics").body()).contains("puente_channel_fault{channel=\"mx/us\"} 1.0");

        long before = nodes.us.channel("us/mx").path("size").asLong();
        String observation =
                "{\"kind\":\"observation\",\"fields\":{\"indicator\":\"test.after-fault\",\"area\":\"US-CA\","
                        + "\"period\":\"2026-01\",\"calendar\":\"calendar\",\"value\":{\"value\":\"1\",\"unit\":\"count\"}},"
                        + "\"handling\":{\"tlp\":\"CLEAR\",\"codes\":[],\"purposes\":[\"statistics\"],\"audience\":[\"mx\",\"us\"],"
                        + "\"originatorConsent\":false,\"grading\":\"A1\"},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}";
        String id = nodes.us
                .postJson("/api/v1/records", observation, "Puente-Agency", "us/cbp")
                .path("id")
                .asText();
        nodes.us.postJson("/api/v1/disclosures", disclosure(id, "mx/conapo", "statistics"), "Puente-Agency", "us/cbp");
        await("the other channel's receipt", () -> {
            JsonNode state = nodes.us.channel("us/mx");
            return state.path("size").asLong() > before
                            && state.path("cosigned").asLong()
                                    == state.path("size").asLong()
                    ? Optional.of(state)
                    : Optional.empty();
        });
        JsonNode sums = nodes.mx.json("/api/v1/indicators?indicator=test.after-fault&purpose=statistics");
        assertThat(sums.path("rows").get(0).path("value").asText()).isEqualTo("1");
        assertThat(sums.path("rows").get(0).path("unit").asText()).isEqualTo("count");
        assertThat(Instant.parse(sums.path("lastUpdate").asText())).isBeforeOrEqualTo(Instant.now());
    }

    /** What an operator would do who wants a channel never to have been: its rows are deleted from the sender's database. */
    private static void forget(TwoNodes.Side side, String from, String to) {
        Jdbi.create(side.database.jdbcUrl(), side.database.user(), side.database.password())
                .useTransaction(handle -> {
                    int log = handle.createQuery("select log from channel where sender = ? and receiver = ?")
                            .bind(0, from)
                            .bind(1, to)
                            .mapTo(Integer.class)
                            .one();
                    for (String table : java.util.List.of("tile", "disclosure", "ending", "usage", "payload")) {
                        handle.execute("delete from " + table + " where log = ?", log);
                    }
                    handle.execute("update log set size = 0, checkpoint = null where id = ?", log);
                    handle.execute("update channel set cosigned_size = 0, cosigned = '' where log = ?", log);
                });
    }

    /** A log of a node, read through its public addresses. */
    private record HttpLogReader(TwoNodes.Side side, String prefix) implements puente.ledger.LogReader {
        @Override
        public Optional<byte[]> checkpoint() throws java.io.IOException {
            return fetch("checkpoint");
        }

        @Override
        public Optional<byte[]> tile(puente.ledger.TileId tile) throws java.io.IOException {
            return fetch(tile.path());
        }

        private Optional<byte[]> fetch(String path) throws java.io.IOException {
            try {
                HttpResponse<byte[]> answer = side.bytes(prefix + path);
                return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
            } catch (java.io.IOException io) {
                throw io;
            } catch (Exception other) {
                throw new java.io.IOException(other);
            }
        }
    }
}
