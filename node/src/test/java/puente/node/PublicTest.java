package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.exchange.Sha256;
import puente.record.CanonicalJson;

/** What everybody may ask: sums of what is open to all and declared public, each with its fingerprint; never a record, never an entry. */
@Timeout(120)
class PublicTest {
    private static final String INDICATOR = "mx.sesnsp.crime-victims";

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        StringBuilder lines = new StringBuilder();
        for (int month = 0; month < 60; month++) {
            String period = String.format(Locale.ROOT, "%d-%02d", 2020 + month / 12, month % 12 + 1);
            int count = 40 + month % 5 + (month >= 56 ? 100 : 0);
            lines.append(observation(period, "MX-SIN", "homicidio-doloso", count, "CLEAR"));
            lines.append(observation(period, "MX-SON", "homicidio-doloso", 30 + month % 7, "CLEAR"));
        }
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        double[] moved = new double[90];
        for (int month = 0; month < moved.length; month++) {
            moved[month] = random.nextGaussian();
            String period = String.format(Locale.ROOT, "%d-%02d", 2017 + month / 12, month % 12 + 1);
            double after = month < 2 ? 0 : moved[month - 2];
            lines.append(any(
                    "us.cbp.drug-seizure-weight",
                    "US-CBP/san-diego-field-office",
                    period,
                    Math.round(1_000 * Math.exp(moved[month] / 4)),
                    "kg",
                    "drug=fentanyl"));
            lines.append(any(
                    "us.cbp.encounters",
                    "US-CA",
                    period,
                    Math.round(9_000 * Math.exp(after / 5 + random.nextGaussian() / 15)),
                    "encounters",
                    "region=southwest-border"));
        }
        String searched = "mx.gn.vehicle-inspections";
        int at = 0;
        for (String state : new String[] {"MX-SIN", "MX-SON", "MX-BCN"}) {
            lines.append(any(searched, state, "2025", at == 0 ? 900 : 300, "inspections", "outcome=nothing-found"));
            lines.append(any(searched, state, "2025", at == 1 ? 4 : 25, "inspections", "outcome=found"));
            lines.append(any(searched, state, "2025-01", 11, "inspections", "outcome=found"));
            lines.append(any("mx.gn.vehicles-passed", state, "2025", 40_000, "vehicles", "lane=all"));
            at++;
        }
        lines.append(observation("2024-01", "MX-SIN", "feminicidio", 3, "CLEAR"));
        lines.append(observation("2024-01", "MX-NAY", "homicidio-doloso", 7_000, "AMBER"));
        for (String line : lines.toString().lines().toList()) {
            mx.postJson("/api/v1/records", line);
        }
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String observation(String period, String area, String crime, int count, String tlp) {
        return "{\"kind\":\"observation\",\"fields\":{\"indicator\":\"" + INDICATOR + "\",\"area\":\"" + area
                + "\",\"period\":\"" + period + "\",\"calendar\":\"calendar\",\"value\":{\"value\":\"" + count
                + "\",\"unit\":\"victims\"},\"dimensions\":[\"crime=" + crime + "\"]},\"handling\":{\"tlp\":\"" + tlp
                + "\",\"codes\":[],\"purposes\":[\"statistics\"],\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,"
                + "\"grading\":\"A2\"},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}\n";
    }

    private static String any(String indicator, String area, String period, long value, String unit, String dimension) {
        return observation(period, area, "", 0, "CLEAR")
                .replace(INDICATOR, indicator)
                .replace(
                        "\"value\":\"0\",\"unit\":\"victims\"", "\"value\":\"" + value + "\",\"unit\":\"" + unit + "\"")
                .replace("crime=", dimension);
    }

    @Test
    void aSeriesThatMovesFirst_isSaidTo_andWhatOverlapsOrDiffersInPeriodIsRefused() throws Exception {
        String pair = "relation?indicator=us.cbp.drug-seizure-weight&dimension=drug%3Dfentanyl&with=us.cbp.encounters";
        JsonNode answer = ask(pair);
        JsonNode data = answer.path("data");
        assertThat(data.path("order").asText()).isEqualTo("first-leads");
        assertThat(data.path("strongest").path("lag").asInt()).isEqualTo(2);
        assertThat(data.path("lags")).hasSize(25);
        assertThat(data.path("reading").path("es").asText()).startsWith("{one} se mueve antes que {other}");
        assertThat(answer.path("about")).hasSize(2);
        assertThat(answer.path("fingerprint").asText())
                .isEqualTo(Sha256.of(CanonicalJson.write(Json.plain(data))).hex());
        JsonNode converted = ask(pair + "&as=rolling-12-months").path("data");
        assertThat(converted.path("converted")).hasSize(2);
        assertThat(converted.path("period").asText()).isEqualTo("rolling-12-months");
        assertThat(ask(pair + "&as=half-year")
                        .path("data")
                        .path("refused")
                        .path("text")
                        .path("en")
                        .asText())
                .contains("15 periods");
        assertThat(mx.get("/api/v1/public/"
                                + pair.replace("drug-seizure-weight", "drug-seizure-events")
                                        .replace("us.cbp.encounters", "us.cbp.amo-drug-seizure-events"))
                        .body())
                .contains("node.public.overlapping");
        assertThat(mx.get("/api/v1/public/relation?indicator=" + INDICATOR + "&dimension=crime%3Dhomicidio-doloso&with="
                                + INDICATOR + "&withArea=MX-SIN&withDimension=crime%3Dhomicidio-doloso")
                        .body())
                .contains("node.public.overlapping");
        assertThat(mx.get("/api/v1/public/relation?indicator=" + INDICATOR + "&with=us.cbp.encounters")
                        .body())
                .contains("node.public.no-series");
    }

    @Test
    void countsInSmallGroups_areToldAsOneWholeTable_andInNoOtherWay() throws Exception {
        for (String other : new String[] {
            "series?indicator=",
            "forecast?indicator=",
            "changes?indicator=",
            "relation?with=us.cbp.encounters&indicator="
        }) {
            assertThat(mx.get("/api/v1/public/" + other + "mx.gn.vehicle-inspections")
                            .body())
                    .contains("node.public.table-only");
        }
        assertThat(mx.get("/api/v1/public/relation?indicator=us.cbp.encounters&with=mx.gn.vehicle-inspections")
                        .body())
                .contains("node.public.table-only");
        assertThat(mx.get("/api/v1/public/table?indicator=mx.gn.vehicle-inspections&area=MX-SIN")
                        .statusCode())
                .isEqualTo(400);
        assertThat(mx.get("/api/v1/public/table?indicator=us.cbp.encounters").body())
                .contains("node.public.no-table");
        JsonNode data = ask("table?indicator=mx.gn.vehicle-inspections").path("data");
        assertThat(data.path("synthetic").asBoolean()).isTrue();
        assertThat(data.path("tables"))
                .as("the year alone: months are parts of it")
                .hasSize(1);
        JsonNode table = data.path("tables").get(0);
        assertThat(table.path("period").asText()).isEqualTo("2025");
        assertThat(table.path("rows")).hasSize(3);
        assertThat(table.path("rows").toString()).doesNotContain(":4", ":25", ":925");
        assertThat(table.path("rates")).hasSize(3);
        assertThat(table.path("rates").get(1).path("verdict").asText()).isEqualTo("higher");
        assertThat(table.path("rates").get(1).path("area").asText()).isEqualTo("MX-SIN");
    }

    @Test
    void whatNobodyHasPublishedYet_isListedAsAwaited() throws Exception {
        assertThat(ask("indicators").path("awaited").findValuesAsText("indicator"))
                .contains("mx.anam.precursors-seized")
                .doesNotContain(INDICATOR);
    }

    private static JsonNode ask(String path) throws Exception {
        HttpResponse<String> answer = mx.get("/api/v1/public/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void sums_areOfWhatIsOpenToAll_andNothingElse() throws Exception {
        JsonNode open =
                ask("series?indicator=" + INDICATOR + "&dimension=crime%3Dhomicidio-doloso&from=2024-01&to=2024-01");
        assertThat(open.path("data").path("rows")).hasSize(1);
        assertThat(open.path("data").path("rows").get(0).path("value").asText()).isEqualTo("79");
        assertThat(open.path("data").path("rows").get(0).path("observations").asInt())
                .isEqualTo(2);
        assertThat(open.path("about").path("source").path("es").asText()).contains("SESNSP");
        assertThat(open.path("lastUpdate").asText()).startsWith("20");
    }

    private static void importVictims(int january, int february) throws Exception {
        String file = "year,month,state_code,state,legal_good,crime_type,crime_subtype,modality,victims\n"
                + "2024,1,20,Oaxaca,x,Feminicidio,Feminicidio,Con arma de fuego," + january + "\n"
                + "2024,2,20,Oaxaca,x,Feminicidio,Feminicidio,Con arma de fuego," + february + "\n";
        HttpResponse<String> answer = mx.post(
                "/api/v1/imports?name=victimas_estado_mes.csv",
                "application/octet-stream",
                file,
                "Puente-Agency",
                "mx/sesnsp");
        assertThat(answer.body()).as(answer.body()).contains("\"quarantinedRows\":0");
    }

    @Test
    void aFileImportedAgainWithAChangedValue_isARevision_neverADoubledFigure_andThePastIsRecalled() throws Exception {
        String figure = "indicator=" + INDICATOR + "&area=MX-OAX&from=2024-01&to=2024-02";
        importVictims(50, 60);
        importVictims(50, 60);
        importVictims(55, 60);

        JsonNode revisions = ask("revisions?" + figure).path("data").path("revisions");
        assertThat(revisions).hasSize(1);
        JsonNode revision = revisions.get(0);
        assertThat(revision.path("observations").asInt()).isEqualTo(1);
        assertThat(revision.path("source").asText()).isNotBlank();
        assertThat(revision.path("changedInAll").asInt()).isEqualTo(1);
        JsonNode changed = revision.path("changed").get(0);
        assertThat(changed.path("period").asText()).isEqualTo("2024-01");
        assertThat(changed.path("before").asText()).isEqualTo("50");
        assertThat(changed.path("after").asText()).isEqualTo("55");
        assertThat(values("series?" + figure)).containsExactly("55", "60");
        Instant before = Instant.parse(revision.path("at").asText()).minusMillis(1);
        assertThat(values("series?" + figure + "&asOf=" + before)).containsExactly("50", "60");
        assertThat(values("series?" + figure + "&asOf=2020-01-01")).isEmpty();
        JsonNode stood = Json.parse(mx.get("/api/v1/indicators?" + figure + "&by=crime&asOf=" + before)
                .body()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(stood.path("rows").findValuesAsText("value")).containsExactly("50", "60");
        assertThat(mx.get("/api/v1/public/series?" + figure + "&asOf=yesterday").statusCode())
                .isEqualTo(400);
    }

    private static List<String> values(String path) throws Exception {
        return ask(path).path("data").path("rows").findValuesAsText("value");
    }

    @Test
    void whatMustNotBeSummedOver_isToldApart_unasked() throws Exception {
        JsonNode rows = ask("series?indicator=" + INDICATOR + "&area=MX-SIN&from=2024-01&to=2024-01")
                .path("data")
                .path("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.findValuesAsText("crime")).containsExactlyInAnyOrder("feminicidio", "homicidio-doloso");
    }

    @Test
    void monthsAddedUpToYears_sayOfHowManyMonthsTheyAre() throws Exception {
        JsonNode rows = ask("series?indicator=" + INDICATOR
                        + "&area=MX-SON&dimension=crime%3Dhomicidio-doloso&years=us-fiscal&from=2022-10")
                .path("data")
                .path("rows");
        assertThat(rows.get(0).path("period").asText()).isEqualTo("2023");
        assertThat(rows.get(0).path("from").asText()).isEqualTo("2022-10-01");
        assertThat(rows.get(0).path("months").asInt()).isEqualTo(12);
        assertThat(rows.get(rows.size() - 1).path("months").asInt()).isEqualTo(3);
    }

    @Test
    void fingerprint_isOfTheDataAndTheMethod_andAnybodyCanComputeIt() throws Exception {
        JsonNode answer = ask("series?indicator=" + INDICATOR + "&area=MX-SIN&dimension=crime%3Dhomicidio-doloso");
        assertThat(answer.path("data").path("method").path("version").asText()).isEqualTo("1");
        assertThat(answer.path("fingerprint").asText())
                .isEqualTo(Sha256.of(CanonicalJson.write(Json.plain(answer.path("data"))))
                        .hex());
    }

    @Test
    void anAnswer_hasATag_andIsNotSentTwice() throws Exception {
        HttpResponse<String> first = mx.get("/api/v1/public/indicators");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(mx.get("/api/v1/public/indicators", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aChange_isDetectedInItsFirstMonth_andComparedWithOthers() throws Exception {
        JsonNode data = ask("changes?indicator=" + INDICATOR + "&area=MX-SIN&dimension=crime%3Dhomicidio-doloso")
                .path("data");
        assertThat(data.path("watched").asInt()).isEqualTo(2);
        assertThat(data.path("changes").get(0).path("detected").asText()).isEqualTo("2024-09");
        assertThat(data.path("changes").get(0).path("since").asText()).isEqualTo("2024-09");
        JsonNode compared = ask("comparison?indicator=" + INDICATOR
                        + "&area=MX-SIN&dimension=crime%3Dhomicidio-doloso&start=2024-09")
                .path("data");
        assertThat(compared.path("findings")).hasSize(4);
        assertThat(compared.path("areas")).hasSize(2);
        assertThat(compared.path("findings").get(0).path("reading").path("es").asText())
                .contains("Sinaloa");
    }

    @Test
    void aForecast_hasItsInterval_andSeasonalNaiveBesideIt() throws Exception {
        JsonNode data = ask("forecast?indicator=" + INDICATOR + "&area=MX-SON&dimension=crime%3Dhomicidio-doloso")
                .path("data");
        assertThat(data.path("forecast")).hasSize(12);
        assertThat(data.path("forecast").get(0).path("period").asText()).isEqualTo("2025-01");
        assertThat(data.path("forecast").get(0).has("seasonalNaive")).isTrue();
        assertThat(data.path("logScore").has("beatsOrEquals")).isTrue();
    }

    @Test
    void whatIsNotPublic_isNotThere_andWhatAMethodCannotCarryIsRefused() throws Exception {
        assertThat(mx.get("/api/v1/public/series?indicator=mx.fgr.secret").statusCode())
                .isEqualTo(404);
        assertThat(mx.get("/api/v1/public/series").statusCode()).isEqualTo(400);
        assertThat(mx.get("/api/v1/public/forecast?indicator=" + INDICATOR).statusCode())
                .isEqualTo(422);
    }

    @Test
    void theLedger_isCounted_andItsHashesAreThere_butNoEntry() throws Exception {
        JsonNode ledger = ask("ledger");
        assertThat(ledger.path("least").asInt()).isEqualTo(10);
        assertThat(ledger.path("channels")).isNotEmpty();
        for (JsonNode channel : ledger.path("channels")) {
            Map<String, Object> cited = new TreeMap<>();
            for (String member : List.of("channel", "counted", "types", "kinds", "purposes", "clauses", "method")) {
                cited.put(member, Json.plain(channel.path(member)));
            }
            assertThat(channel.path("fingerprint").asText())
                    .as("anybody can compute what the counts are cited by")
                    .isEqualTo(Sha256.of(CanonicalJson.write(cited)).hex());
        }
        assertThat(ledger.toString()).doesNotContain("evidence", "officer");
        assertThat(mx.get("/api/v1/public/channels/mx/us/tile/entries/000").statusCode())
                .isEqualTo(403);
        assertThat(mx.get("/api/v1/public/channels/mx/xx/checkpoint").statusCode())
                .isEqualTo(404);
        assertThat(mx.get("/api/v1/public/journal/checkpoint").body()).startsWith("puente/journal");
        assertThat(mx.get("/api/v1/public/journal/tile/0/000").statusCode()).isEqualTo(404);
    }

    @Test
    void askingTooOften_isRefused_withWhenToAskAgain() throws Exception {
        // From an address of its own: the limit is each address's.
        HttpResponse<String> answer = null;
        for (int each = 0; each <= PublicRoutes.REQUESTS_A_MINUTE + 100; each++) {
            answer = nodes.us.get("/api/v1/public/indicators");
            if (answer.statusCode() != 200) {
                break;
            }
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
