package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A script in whatever field of a record takes text is text to read on the page, and runs nowhere; names and codes refuse it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@ExtendWith(Demo.Extension.class)
class HostileRecordTest {
    private static final String SCRIPT = "<script>window.ran=1</script>\"'><img src=x onerror=\"window.ran=2\">"
            + "<svg onload=\"window.ran=3\"></svg>javascript:window.ran=4//{{ran=5}}${ran=6}";

    /** For fields of one short line. */
    private static final String SHORT = "<img src=x onerror=window.ran=7>";

    private static final List<String> PURPOSES = List.of("border-safety", "drug-trafficking", "organised-crime");

    private static final Map<String, Map<String, Object>> RECORDS = Map.of(
            "seizure",
            Map.of(
                    "activityDate",
                    "2026-05-02",
                    "activityDescriptionText",
                    SCRIPT,
                    "itemSeizureLocation",
                    Map.of("area", "MX-BCN", "name", SCRIPT, "lat", 32.5, "lon", -116.9),
                    "itemSeizureCategory",
                    "drugs",
                    "substanceCategory",
                    "fentanyl",
                    "substanceQuantityMeasure",
                    Map.of("unit", "kg", "value", "1")),
            "person",
            Map.of(
                    "personDescriptionText",
                    SCRIPT,
                    "personResidenceLocation",
                    Map.of("area", "MX-BCN", "name", SCRIPT)),
            "vehicle",
            Map.of(
                    "itemMakeName", SHORT,
                    "itemModelName", SHORT,
                    "conveyanceColorPrimaryText", SHORT,
                    "itemStatus", "wanted"),
            "organization",
            Map.of("organizationName", SCRIPT, "organizationCategory", "company"));

    private static void looksAt(Person person, String address, List<String> findings) {
        person.open(address);
        if (person.page().evaluate("() => window.ran ?? null") != null) {
            findings.add("a script ran at " + address);
        }
        if (person.page()
                        .locator("main script, main img[src=x], main [onerror], main [onload], a[href^='javascript']")
                        .count()
                > 0) {
            findings.add("a record became markup at " + address);
        }
        // A refusal is an answer, which browsers note as an error all the same.
        person.complaints().stream()
                .filter(each -> !each.contains("the server responded with a status of 4"))
                .forEach(findings::add);
        findings.addAll(person.elsewhere());
    }

    @Test
    void aScriptInAnyFieldOfText_isShownAsText_onEveryViewOfTheRecord(Demo demo)
            throws IOException, InterruptedException {
        List<String> findings = new ArrayList<>();
        try (Person officer = demo.at(demo.mx(), Look.ENGLISH);
                Person partner = demo.at(demo.us(), Look.SPANISH)) {
            officer.is("mx.fgr.supervisor");
            partner.is("us.cbp.supervisor");
            for (Map.Entry<String, Map<String, Object>> each : RECORDS.entrySet()) {
                String id = demo.make("mx/fgr", each.getKey(), PURPOSES, each.getValue());
                looksAt(officer, "/records/" + id, findings);
                assertThat(officer.main()).as(each.getKey()).contains("<img src=x onerror");
                looksAt(officer, "/records?kind=" + each.getKey(), findings);
                looksAt(officer, "/exchange/disclose?record=" + id + "&to=us/cbp&purpose=organised-crime", findings);
                looksAt(officer, "/exchange?act=correct&record=" + id, findings);
                looksAt(officer, "/exchange?act=withdraw&record=" + id, findings);
                looksAt(officer, "/subjects/" + id, findings);
            }
            String shown = demo.make("mx/fgr", "seizure", PURPOSES, RECORDS.get("seizure"));
            demo.disclose("mx/fgr", shown, "us/cbp", "drug-trafficking");
            demo.awaitAtUs(shown);
            looksAt(partner, "/records/" + shown + "?purpose=drug-trafficking", findings);
            assertThat(partner.main()).contains("<img src=x onerror");
            looksAt(partner, "/records?kind=seizure&purpose=drug-trafficking", findings);
            looksAt(partner, "/exchange?record=" + shown, findings);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void aScriptInTheAddress_isShownAsText(Demo demo) {
        List<String> findings = new ArrayList<>();
        String taint = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8);
        try (Person officer = demo.at(demo.mx(), Look.ENGLISH)) {
            officer.is("mx.fgr.supervisor");
            looksAt(officer, "/records?q=" + taint, findings);
            for (String address : List.of(
                    "/records?kind=" + taint,
                    "/records?q=x&purpose=" + taint,
                    "/exchange?act=" + taint + "&record=" + taint,
                    "/ledger?channel=" + taint,
                    "/indicators?indicator=" + taint + "&area=" + taint,
                    "/subjects?pair=" + taint)) {
                looksAt(officer, address, findings);
            }
        }
        assertThat(findings).isEmpty();
    }
}
