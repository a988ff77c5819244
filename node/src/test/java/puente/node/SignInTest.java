package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A demonstration's named roles, programs and the owner, at a real node over real sockets. */
@Timeout(60)
class SignInTest {
    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        mx.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** Tests move the clock; the owner's token opens the address that an earlier one may have closed. */
    @BeforeEach
    void forgive() throws Exception {
        assertThat(bearer("/api/v1/channels", ownerToken()).statusCode()).isEqualTo(200);
    }

    /** A browser that signed in. */
    record Browser(String cookie, String csrf, JsonNode session) {
        static Browser as(String role) throws Exception {
            HttpResponse<String> answer = mx.post("/api/v1/session", "application/json", "{\"role\":\"" + role + "\"}");
            JsonNode session = mx.done(answer);
            String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
            return new Browser(
                    set.substring(0, set.indexOf(';')), session.path("csrf").asText(), session);
        }

        HttpResponse<String> get(String path, String... headers) throws Exception {
            HttpRequest.Builder request = mx.request(path).header("Cookie", cookie);
            return mx.send(headers.length == 0 ? request : request.headers(headers));
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            return mx.post(path, "application/json", body, "Cookie", cookie, Gate.CSRF_HEADER, csrf);
        }

        HttpResponse<String> delete(String path) throws Exception {
            return mx.send(mx.request(path).DELETE().header("Cookie", cookie).header(Gate.CSRF_HEADER, csrf));
        }
    }

    private static void refused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode() + " "
                        + TwoNodes.JSON.readTree(answer.body()).path("code").asText())
                .as(answer.body())
                .isEqualTo(status + " " + code);
    }

    private static HttpResponse<String> bearer(String path, String token) throws Exception {
        return mx.get(path, "Authorization", "Bearer " + token);
    }

    private static String ownerToken() throws Exception {
        return Files.readString(mx.node.configuration().data().resolve(OwnerToken.FILE))
                .strip();
    }

    private static JsonNode token(String scopes) throws Exception {
        return mx.done(Browser.as("mx.fgr.administrator")
                .post("/api/v1/tokens", "{\"name\":\"opencti\",\"scopes\":" + scopes + "}"));
    }

    /** The journal's last entries, as text. */
    private static String journal() throws Exception {
        HttpResponse<String> checkpoint = mx.get("/journal/checkpoint");
        long size = Long.parseLong(checkpoint.body().lines().skip(1).findFirst().orElseThrow());
        StringBuilder text = new StringBuilder();
        for (long bundle = Math.max(0, (size - 1) / 256 - 1); bundle <= (size - 1) / 256; bundle++) {
            long width = Math.min(256, size - bundle * 256);
            String path =
                    "/journal/tile/entries/" + String.format("%03d", bundle) + (width == 256 ? "" : ".p/" + width);
            text.append(new String(mx.bytes(path).body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    // ------------------------------------------------------------------------------------------------ people

    @Test
    void withoutASession_theDemonstrationSaysWhoOneMayBe() throws Exception {
        JsonNode session = mx.json("/api/v1/session");
        assertThat(session.path("signedIn").asBoolean()).isFalse();
        assertThat(session.path("user").isNull()).isTrue();
        assertThat(session.path("csrf").isNull()).isTrue();
        assertThat(session.path("demonstration").asBoolean()).isTrue();
        assertThat(session.path("oidc").asBoolean()).isFalse();
        assertThat(session.path("agencies").size()).isEqualTo(5);
        assertThat(session.path("may").toString()).contains("journal.read", "records.write", "tokens");
        assertThat(session.path("roles").findValuesAsText("role"))
                .contains(
                        "analyst",
                        "supervisor",
                        "legal-officer",
                        "auditor",
                        "oversight",
                        "administrator",
                        "programme-manager");
        assertThat(session.path("roles").path(0).path("name").path("es").asText())
                .isEqualTo("Analista, Fiscalía General de la República");
    }

    @Test
    void chosenRole_isWhoActs_andTheCookieIsOutOfReach() throws Exception {
        HttpResponse<String> answer = mx.post("/api/v1/session", "application/json", "{\"role\":\"mx.cnb.analyst\"}");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("puente-mx=")
                .contains("; Path=/;", "HttpOnly", "SameSite=Strict", "Max-Age=43200");
        Browser analyst = Browser.as("mx.cnb.analyst");
        JsonNode session = mx.done(analyst.get("/api/v1/session"));
        assertThat(session.path("signedIn").asBoolean()).isTrue();
        assertThat(session.path("user").path("agency").asText()).isEqualTo("mx/cnb");
        assertThat(session.path("user").path("role").asText()).isEqualTo("analyst");
        assertThat(session.path("user").path("strength").asText()).isEqualTo("demonstration");
        assertThat(session.path("csrf").asText()).isEqualTo(analyst.csrf());
        assertThat(session.path("may").toString())
                .contains("records.read", "disclosures")
                .doesNotContain("withdrawals", "tokens", "journal");
        assertThat(journal()).contains("\"act\":\"sign-in\"", "\"officer\":\"mx/cnb#analyst\"");
    }

    @ParameterizedTest
    @CsvSource({
        "analyst, GET, /journal/checkpoint, 403, node.authority.role",
        "supervisor, GET, /journal/checkpoint, 403, node.authority.role",
        "auditor, GET, /journal/checkpoint, 200, ''",
        "oversight, GET, /journal/checkpoint, 200, ''",
        "administrator, GET, /journal/checkpoint, 403, node.authority.role",
        "administrator, GET, /api/v1/tokens, 200, ''",
        "legal-officer, GET, /api/v1/tokens, 403, node.authority.role",
        "auditor, GET, /api/v1/channels, 200, ''",
        "analyst, GET, /api/v1/records?kind=vehicle, 200, ''",
        "analyst, GET, /api/v1/quarantine, 403, node.authority.role",
        "administrator, GET, /api/v1/quarantine, 200, ''",
        "analyst, POST, /api/v1/approvals/00000000-0000-4000-8000-000000000000, 403, node.authority.role",
        "supervisor, POST, /api/v1/approvals/00000000-0000-4000-8000-000000000000, 404, node.approval.unknown",
        "analyst, POST, /api/v1/records/00000000-0000-4000-8000-000000000000/withdraw, 403, node.authority.role",
        "administrator, POST, /api/v1/channels/mx/us/rotate, 200, ''",
        "supervisor, POST, /api/v1/channels/mx/us/rotate, 403, node.authority.role",
    })
    void role_decidesWhatMayBeUsed(String role, String method, String path, int status, String code) throws Exception {
        Browser browser = Browser.as("mx.fgr." + role);
        HttpResponse<String> answer =
                method.equals("GET") ? browser.get(path) : browser.post(path, "{\"decision\":\"refuse\"}");
        if (code.isEmpty()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        } else {
            refused(answer, status, code);
        }
        if (code.equals("node.authority.role")) {
            assertThat(journal()).contains("\"act\":\"refused\"", "\"role\":\"" + role + "\"");
        }
    }

    @Test
    void program_isForbiddenTheJournal_byTheAgreement_withItsClause() throws Exception {
        JsonNode made = token("[\"journal.read\",\"channels.read\"]");
        HttpResponse<String> answer =
                bearer("/journal/checkpoint", made.path("token").asText());
        refused(answer, 403, "node.decision.refused");
        assertThat(answer.body()).contains("au-journal");
        assertThat(bearer("/api/v1/channels", made.path("token").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void changeWithACookie_needsTheSessionsOwnToken() throws Exception {
        Browser analyst = Browser.as("mx.fgr.analyst");
        String decide =
                "{\"action\":\"disclose\",\"kind\":\"vehicle\",\"to\":\"us/cbp\",\"purpose\":\"organised-crime\"}";
        assertThat(analyst.post("/api/v1/agreement/decide", decide).statusCode())
                .isEqualTo(200);
        refused(
                mx.post("/api/v1/agreement/decide", "application/json", decide, "Cookie", analyst.cookie()),
                403,
                "node.sign-in.csrf");
        String foreign = Browser.as("mx.fgr.analyst").csrf();
        refused(
                mx.post(
                        "/api/v1/agreement/decide",
                        "application/json",
                        decide,
                        "Cookie",
                        analyst.cookie(),
                        Gate.CSRF_HEADER,
                        foreign),
                403,
                "node.sign-in.csrf");
    }

    @Test
    void headers_changeNeitherAgencyNorOfficer_andNobodyStatesApprovals() throws Exception {
        Browser analyst = Browser.as("mx.fgr.analyst");
        refused(analyst.get("/api/v1/records?kind=vehicle", "Puente-Agency", "mx/cnb"), 403, "node.agency.other");
        refused(analyst.get("/api/v1/records?kind=vehicle", "Puente-Officer", "ana"), 403, "node.officer.other");
        assertThat(analyst.get("/api/v1/records?kind=vehicle", "Puente-Agency", "mx/fgr")
                        .statusCode())
                .isEqualTo(200);
        String wish = "{\"record\":\"00000000-0000-4000-8000-000000000000\",\"to\":\"us/cbp\","
                + "\"purpose\":\"organised-crime\",";
        refused(
                analyst.post("/api/v1/disclosures", wish + "\"approvals\":[\"luis\"]}"),
                403,
                "node.disclosure.stated-approval");
        refused(
                analyst.post("/api/v1/disclosures", wish + "\"originatorConsent\":true}"),
                403,
                "node.disclosure.stated-approval");
        refused(analyst.post("/api/v1/disclosures", wish + "\"unit\":\"\"}"), 404, "node.record.not-held");
    }

    @Test
    void signOut_endsTheSession_andEverywhereEndsAllOfTheAccount() throws Exception {
        Browser first = Browser.as("mx.cnb.supervisor");
        Browser second = Browser.as("mx.cnb.supervisor");
        Browser third = Browser.as("mx.cnb.supervisor");
        Browser other = Browser.as("mx.cnb.analyst");
        assertThat(mx.done(first.delete("/api/v1/session")).path("ended").asInt())
                .isEqualTo(1);
        refused(first.get("/api/v1/channels"), 401, "node.sign-in.over");
        assertThat(mx.done(first.get("/api/v1/session")).path("signedIn").asBoolean())
                .isFalse();
        assertThat(second.get("/api/v1/channels").statusCode()).isEqualTo(200);
        assertThat(mx.done(second.delete("/api/v1/sessions")).path("ended").asInt())
                .isEqualTo(2);
        refused(third.get("/api/v1/channels"), 401, "node.sign-in.over");
        assertThat(other.get("/api/v1/channels").statusCode()).isEqualTo(200);
        assertThat(journal()).contains("\"act\":\"sign-out\"");
    }

    @Test
    void signingInAgain_endsTheSessionBefore_underANewIdentifier() throws Exception {
        Browser before = Browser.as("mx.fgr.auditor");
        HttpResponse<String> again = mx.post(
                "/api/v1/session", "application/json", "{\"role\":\"mx.fgr.auditor\"}", "Cookie", before.cookie());
        assertThat(again.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain(before.cookie());
        refused(before.get("/api/v1/channels"), 401, "node.sign-in.over");
    }

    @Test
    void session_isOver_whenUnused_andWhenItsTimeIsUp() throws Exception {
        Browser idle = Browser.as("mx.fgr.analyst");
        Browser busy = Browser.as("mx.fgr.analyst");
        try {
            mx.ahead = Duration.ofMinutes(29);
            assertThat(busy.get("/api/v1/channels").statusCode()).isEqualTo(200);
            mx.ahead = Duration.ofMinutes(31);
            refused(idle.get("/api/v1/channels"), 401, "node.sign-in.over");
            assertThat(busy.get("/api/v1/channels").statusCode()).isEqualTo(200);
            for (int minutes = 50; minutes < 12 * 60; minutes += 25) {
                mx.ahead = Duration.ofMinutes(minutes);
                assertThat(busy.get("/api/v1/channels").statusCode()).isEqualTo(200);
            }
            mx.ahead = Duration.ofHours(12).plusMinutes(1);
            refused(busy.get("/api/v1/channels"), 401, "node.sign-in.over");
        } finally {
            mx.ahead = Duration.ZERO;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"puente-mx=x", "puente-mx=../../etc/passwd", "puente-mx=' or 1=1 --", "puente-mx=\"\u0001\""})
    void cookieOfAnotherForm_opensNothing(String cookie) throws Exception {
        HttpRequest.Builder request = mx.request("/api/v1/channels");
        HttpResponse<String> answer;
        try {
            answer = mx.send(request.header("Cookie", cookie));
        } catch (IllegalArgumentException unsendable) {
            return;
        }
        assertThat(answer.statusCode()).isBetween(400, 401);
    }

    @Test
    void unknownRole_orAnotherBody_isRefused() throws Exception {
        refused(
                mx.post("/api/v1/session", "application/json", "{\"role\":\"root\"}"),
                422,
                "node.sign-in.unknown-role");
        refused(mx.post("/api/v1/session", "text/plain", "{\"role\":\"root\"}"), 415, "node.http.content-type");
        refused(mx.get("/auth/login"), 404, "node.sign-in.no-provider");
        refused(mx.get("/auth/login?to=https://evil.example"), 400, "node.request.value");
        refused(mx.get("/auth/login?to=//evil.example"), 400, "node.request.value");
    }

    // ------------------------------------------------------------------------------------------------ programs and the
    // owner

    @Test
    void token_isShownOnce_worksWithinItsScopes_asBearerAndAsPassword_andIsRevoked() throws Exception {
        JsonNode made = token("[\"records.read\"]");
        String token = made.path("token").asText();
        HttpResponse<String> first = bearer("/api/v1/records?kind=vehicle", token);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        String basic = Base64.getEncoder().encodeToString(("opencti:" + token).getBytes());
        assertThat(mx.get("/api/v1/records?kind=vehicle", "Authorization", "Basic " + basic)
                        .statusCode())
                .isEqualTo(200);
        refused(bearer("/api/v1/channels", token), 403, "node.authority.role");
        refused(
                mx.get("/api/v1/records?kind=vehicle", "Authorization", "Bearer " + token, "Puente-Agency", "mx/cnb"),
                403,
                "node.agency.other");

        Browser administrator = Browser.as("mx.fgr.administrator");
        String list = administrator.get("/api/v1/tokens").body();
        assertThat(list).contains(made.path("id").asText(), "\"used\"").doesNotContain(token);
        String path = "/api/v1/tokens/" + made.path("id").asText();
        assertThat(administrator.delete(path).statusCode()).isEqualTo(200);
        refused(administrator.delete(path), 404, "node.client.not-found");
        refused(bearer("/api/v1/records?kind=vehicle", token), 401, "node.client.unknown");
        assertThat(administrator.get("/api/v1/tokens").body()).contains("\"revoked\"");
        assertThat(journal()).contains("\"made\":\"" + made.path("id").asText(), "\"revoked\":");
    }

    @Test
    void token_isOver_afterItsDays() throws Exception {
        String token = token("[\"records.read\"]").path("token").asText();
        try {
            mx.ahead = Duration.ofDays(90).plusMinutes(1);
            refused(bearer("/api/v1/records?kind=vehicle", token), 401, "node.client.unknown");
        } finally {
            mx.ahead = Duration.ZERO;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"approvals\"]}",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"x\",\"scopes\":[\"records.read\"],\"days\":0}",
                "{\"name\":\"x\",\"scopes\":[\"records.read\"],\"days\":367}",
                "{\"name\":\"x\",\"scopes\":[\"records.read\"],\"agency\":\"us/cbp\"}",
                "{\"name\":\"\\u0001\",\"scopes\":[\"records.read\"]}",
                "{\"name\":\"x\",\"scopes\":[\"records.read\"],\"certificate\":\"not one\"}"
            })
    void tokenThatCannotBe_isRefused(String body) throws Exception {
        refused(mx.post("/api/v1/tokens", "application/json", body), 400, "node.request.value");
    }

    @Test
    void wrongTokens_closeTheAddress_forLongerEachTime_andDoNotFallBackToTheDemonstration() throws Exception {
        try {
            String wrong = "puente_guess_" + "A".repeat(43);
            mx.ahead = Duration.ofHours(2);
            for (int each = 0; each < 5; each++) {
                refused(bearer("/api/v1/channels", wrong), 401, "node.client.unknown");
            }
            HttpResponse<String> closed = bearer("/api/v1/channels", wrong);
            refused(closed, 429, "node.sign-in.locked");
            assertThat(closed.headers().firstValue("Retry-After")).hasValue("1");
            mx.ahead = Duration.ofHours(2).plusSeconds(2);
            refused(bearer("/api/v1/channels", wrong), 401, "node.client.unknown");
            assertThat(bearer("/api/v1/channels", wrong).headers().firstValue("Retry-After"))
                    .hasValue("2");
            assertThat(journal()).contains("\"act\":\"sign-in-refused\"", "client guess");
        } finally {
            mx.ahead = Duration.ZERO;
        }
    }

    @Test
    void ownersFile_isForTheOwnerOnly_andItsTokenActsForAnyAgency() throws Exception {
        Path file = mx.node.configuration().data().resolve(OwnerToken.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, Integer> statuses = new TreeMap<>();
        for (String path : new String[] {"/journal/checkpoint", "/api/v1/tokens", "/metrics"}) {
            statuses.put(path, bearer(path, ownerToken()).statusCode());
        }
        assertThat(statuses.values()).containsOnly(200);
        assertThat(mx.get(
                                "/api/v1/records?kind=vehicle",
                                "Authorization",
                                "Bearer " + ownerToken(),
                                "Puente-Agency",
                                "mx/cnb")
                        .statusCode())
                .isEqualTo(200);
        assertThat(journal()).contains("\"by\":\"owner\"");
    }
}
