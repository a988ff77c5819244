package puente.gateway.ocds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** What the standard asks of a package, and what is said of a contract. */
class OcdsReleasesTest {
    static final UUID PROGRAMME = new UUID(1, 1);
    static final UUID CONTRACT = new UUID(1, 2);
    private static final Handling OPEN = new Handling(
            Handling.Tlp.CLEAR,
            Set.of(),
            Set.of("statistics"),
            Set.of(new Agency("us")),
            false,
            Optional.empty(),
            new Handling.Grading(Handling.Grading.Reliability.A, 1));

    static Record record(UUID id, int version, String kind, Map<String, ?> raw) {
        return new Record(
                id,
                version,
                kind,
                new Agency("mx/fgr"),
                Instant.parse("2026-11-22T0" + version + ":00:00Z"),
                OPEN,
                new Provenance("test", true),
                Kinds.standard().kind(kind).normalise(new HashMap<>(raw)));
    }

    static Map<String, Object> contract(String process, String status) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("programme", PROGRAMME.toString());
        fields.put("processIdentification", process);
        fields.put("contractIdentification", "FGR-2041");
        fields.put(
                "titleText",
                List.of(
                        Map.of("language", "es", "text", "Binomios caninos"),
                        Map.of("language", "en", "text", "Dog teams")));
        fields.put("contractStatus", status);
        fields.put("procurementCategory", "services");
        fields.put("procurementMethod", "direct");
        fields.put("procurementReasonText", List.of(Map.of("language", "en", "text", "Only one bidder")));
        fields.put("tenderersQuantity", 1);
        fields.put("buyerOrganizationName", "Una fiscalía");
        fields.put("supplierOrganizationName", List.of("Una empresa", "Otra empresa"));
        fields.put("awardDate", "2026-10-01");
        fields.put("awardAmount", "1250000.50 MXN");
        fields.put("signedDate", "2026-10-15");
        fields.put("startDate", "2026-11");
        fields.put("endDate", "2027-10-31");
        return fields;
    }

    static Record payment(String stage, String period) {
        return record(
                new UUID(2, period.length()),
                1,
                "fund-line",
                Map.of(
                        "programme",
                        PROGRAMME.toString(),
                        "contract",
                        CONTRACT.toString(),
                        "fundStage",
                        stage,
                        "fundTermText",
                        "ejercido",
                        "period",
                        period,
                        "calendar",
                        "calendar",
                        "amount",
                        "400000 MXN"));
    }

    static Record programme() {
        return record(
                PROGRAMME,
                1,
                "programme",
                Map.ofEntries(
                        Map.entry("programmeIdentification", "MX-FGR-1"),
                        Map.entry("titleText", List.of(Map.of("language", "es", "text", "Detección"))),
                        Map.entry("activityDescriptionText", List.of(Map.of("language", "es", "text", "Inventado"))),
                        Map.entry("programmeStatus", "implementation"),
                        Map.entry("plannedStartDate", "2026-01-01"),
                        Map.entry("area", List.of("MX-SIN")),
                        Map.entry("budgetAmount", "1000000 MXN"),
                        Map.entry("indicator", "mx.sesnsp.crime-victims"),
                        Map.entry("fundingOrganizationName", List.of("A")),
                        Map.entry("implementingOrganizationName", List.of("B"))));
    }

    private static JsonNode published(List<Record> contracts, List<Record> payments) throws IOException {
        return new ObjectMapper()
                .readTree(CanonicalJson.write(OcdsReleases.of(
                        "https://node.example/api/v1/public/ocds.json",
                        "mx",
                        contracts,
                        payments,
                        Map.of(PROGRAMME.toString(), programme()))));
    }

    @Test
    void aContract_isOneProcess_andEveryReferenceLeadsSomewhere() throws IOException {
        JsonNode whole =
                published(List.of(record(CONTRACT, 1, "contract", contract("ocds-07smqs-2041", "active"))), List.of());

        for (String member : List.of("uri", "version", "publisher", "publishedDate", "releases")) {
            assertThat(whole.has(member)).as(member).isTrue();
        }
        JsonNode release = whole.path("releases").path(0);
        for (String member : List.of("ocid", "id", "date", "tag", "initiationType")) {
            assertThat(release.has(member)).as(member).isTrue();
        }
        assertThat(release.path("ocid").asText()).isEqualTo("ocds-07smqs-2041");
        assertThat(release.path("tag").path(0).asText()).isEqualTo("contract");
        List<String> parties = new ArrayList<>();
        release.path("parties").forEach(each -> parties.add(each.path("id").asText()));
        assertThat(parties).hasSize(3).doesNotHaveDuplicates();
        assertThat(parties).contains(release.path("buyer").path("id").asText());
        release.path("awards")
                .path(0)
                .path("suppliers")
                .forEach(each -> assertThat(parties).contains(each.path("id").asText()));
        assertThat(release.path("contracts").path(0).path("awardID"))
                .isEqualTo(release.path("awards").path(0).path("id"));
        assertThat(release.path("awards").path(0).path("value").path("amount").decimalValue())
                .isEqualByComparingTo("1250000.5");
        assertThat(release.path("planning").path("budget").path("projectID").asText())
                .isEqualTo("MX-FGR-1");
        assertThat(release.path("puente").path("synthetic").asBoolean()).isTrue();
    }

    @Test
    void aText_standsInTheReleasesLanguage_andInOthersBesideIt() throws IOException {
        JsonNode tender = published(
                        List.of(record(CONTRACT, 1, "contract", contract("ocds-07smqs-2041", "active"))), List.of())
                .path("releases")
                .path(0)
                .path("tender");
        assertThat(tender.path("title").asText()).isEqualTo("Binomios caninos");
        assertThat(tender.path("title_en").asText()).isEqualTo("Dog teams");
        assertThat(tender.path("procurementMethodRationale_en").asText()).isEqualTo("Only one bidder");
    }

    @Test
    void aMonth_isNoDay_andIsLeftOut() throws IOException {
        JsonNode period = published(
                        List.of(record(CONTRACT, 1, "contract", contract("ocds-07smqs-2041", "active"))), List.of())
                .path("releases")
                .path(0)
                .path("contracts")
                .path(0)
                .path("period");
        assertThat(period.has("startDate")).isFalse();
        assertThat(period.path("endDate").asText()).isEqualTo("2027-10-31T00:00:00Z");
    }

    @Test
    void whatWasSaidOnce_staysSaid_andPaymentsAreReleasesOfTheirOwn() throws IOException {
        JsonNode releases = published(
                        List.of(
                                record(CONTRACT, 2, "contract", contract("ocds-07smqs-2041", "terminated")),
                                record(CONTRACT, 1, "contract", contract("ocds-07smqs-2041", "active"))),
                        List.of(payment("disbursed", "2026-11-20"), payment("obligated", "2026-11")))
                .path("releases");
        assertThat(releases).hasSize(3);
        assertThat(releases.findValuesAsText("id")).contains(CONTRACT + "-1", CONTRACT + "-2");
        List<String> tags = new ArrayList<>();
        releases.forEach(each -> tags.add(each.path("tag").path(0).asText()));
        assertThat(tags).containsExactlyInAnyOrder("contract", "implementation", "contractTermination");
        JsonNode paid = releases.findValue("transactions").path(0);
        assertThat(paid.path("value").path("amount").asInt()).isEqualTo(400_000);
        assertThat(paid.path("date").asText()).isEqualTo("2026-11-20T00:00:00Z");
    }

    @Test
    void whatIsNoProcess_isNotPublished() throws IOException {
        assertThat(published(List.of(record(CONTRACT, 1, "contract", contract("2041", "active"))), List.of())
                        .path("releases"))
                .isEmpty();
        assertThat(OcdsReleases.isProcess("ocds-07smqs-2041")).isTrue();
        assertThat(OcdsReleases.isProcess("ocds-07SMQS-2041")).isFalse();
        assertThat(OcdsReleases.isProcess("ocds-07smqs-")).isFalse();
    }
}
