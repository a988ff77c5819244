package puente.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.cli.Console;
import puente.cli.Exit;
import puente.cli.Main;
import puente.cli.report.YearlyReport;
import puente.record.Language;

/** The yearly report of a real node that holds figures, tables of small groups, and a programme with all that belongs to one. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class YearlyReportTest {
    private static final String VICTIMS = "mx.sesnsp.crime-victims";

    /** A bundle of the log is 256 entries. */
    private static final int DISCLOSED = 300;

    private static final int THIS_YEAR = LocalDate.now(ZoneOffset.UTC).getYear();

    @TempDir
    private static Path base;

    private static Pair pair;
    private static String node;

    @BeforeAll
    static void start_andFill() throws Exception {
        pair = Pair.create(base.resolve("demo"), Pair.Ports.free(), Language.EN);
        pair.start();
        node = pair.mx().url().toString();
        figures();
        programme();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        pair.stop();
    }

    /** Published observations, open to all. */
    private static Map<String, Object> open(
            String agency, String indicator, String area, String period, String value, String unit, String dimension) {
        Map<String, Object> made = new LinkedHashMap<>(Samples.record(
                agency,
                "observation",
                List.of("statistics"),
                Map.of(
                        "indicator",
                        indicator,
                        "area",
                        area,
                        "period",
                        period,
                        "calendar",
                        "calendar",
                        "value",
                        Map.of("unit", unit, "value", value),
                        "dimensions",
                        List.of(dimension))));
        Map<String, Object> handling = new LinkedHashMap<>();
        ((Map<?, ?>) made.get("handling")).forEach((name, each) -> handling.put(String.valueOf(name), each));
        handling.put("tlp", "CLEAR");
        made.put("handling", handling);
        return made;
    }

    private static void figures() throws Exception {
        Desk sesnsp = Desk.of(pair.mx(), "mx/sesnsp");
        List<Map<String, Object>> published = new ArrayList<>();
        for (int year = 2023; year <= 2024; year++) {
            for (int month = 1; month <= 12; month++) {
                published.add(open(
                        "mx/sesnsp",
                        VICTIMS,
                        "MX-SIN",
                        "%d-%02d".formatted(year, month),
                        String.valueOf(1_000 + month),
                        "victims",
                        "crime=homicidio-doloso"));
            }
        }
        published.add(
                open("mx/sesnsp", VICTIMS, "MX-SIN", THIS_YEAR + "-01", "7", "victims", "crime=homicidio-doloso"));
        int state = 0;
        for (String area : List.of("MX-SIN", "MX-SON", "MX-BCN")) {
            published.add(open(
                    "mx/sesnsp",
                    "mx.gn.vehicle-inspections",
                    area,
                    "2024",
                    state == 0 ? "900" : "300",
                    "inspections",
                    "outcome=nothing-found"));
            published.add(open(
                    "mx/sesnsp",
                    "mx.gn.vehicle-inspections",
                    area,
                    "2024",
                    state == 1 ? "4" : "25",
                    "inspections",
                    "outcome=found"));
            published.add(open("mx/sesnsp", "mx.gn.vehicles-passed", area, "2024", "40000", "vehicles", "lane=all"));
            state++;
        }
        sesnsp.make(published);
        List<Map<String, Object>> crossings = new ArrayList<>();
        for (int month = 0; month < DISCLOSED; month++) {
            crossings.add(open(
                    "us/cbp",
                    "us.cbp.northbound-crossings",
                    "US-TX",
                    "%d-%02d".formatted(1990 + month / 12, month % 12 + 1),
                    "7",
                    "crossings",
                    "mode=buses"));
        }
        Desk cbp = Desk.of(pair.us(), "us/cbp");
        cbp.make(crossings);
        cbp.discloseAll(Map.of("kind", "observation", "area", "US-TX"), "mx/sesnsp", "statistics");
        assertThat(cbp.awaitCosigned("us/mx", Duration.ofSeconds(60))).isTrue();
    }

    // ── a programme with all that belongs to one

    private static String make(String path, String kind, boolean isOpen, Map<String, Object> fields) throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!kind.isEmpty()) {
            body.put("kind", kind);
        }
        body.put("fields", fields);
        body.put("open", isOpen);
        body.put("to", "us/cdc");
        return Desk.of(pair.mx(), "mx/fgr")
                .api()
                .post("api/v1/" + path, body)
                .json()
                .path("id")
                .asText();
    }

    private static List<Map<String, String>> both(String es, String en) {
        return List.of(Map.of("language", "es", "text", es), Map.of("language", "en", "text", en));
    }

    private static Map<String, Object> line(String programme, String stage, String amount) {
        return Map.of(
                "programme",
                programme,
                "fundStage",
                stage,
                "fundTermText",
                "pagado",
                "amount",
                amount + " MXN",
                "period",
                "2024",
                "calendar",
                "calendar");
    }

    private static void programme() throws Exception {
        String programme = make(
                "programmes",
                "programme",
                true,
                Map.ofEntries(
                        Map.entry("programmeIdentification", "MX-REPORT-1"),
                        Map.entry("titleText", both("Perros detectores", "Detection dogs")),
                        Map.entry("activityDescriptionText", both("Inventado para una prueba", "Invented for a test")),
                        Map.entry("programmeStatus", "implementation"),
                        Map.entry("plannedStartDate", "2024-01-01"),
                        Map.entry("area", List.of("MX-SIN")),
                        Map.entry("budgetAmount", "1500000 MXN"),
                        Map.entry("indicator", VICTIMS),
                        Map.entry("dimensions", List.of("crime=homicidio-doloso")),
                        Map.entry("fundingOrganizationName", List.of("FGR")),
                        Map.entry("implementingOrganizationName", List.of("SSPC"))));
        make("programmes", "fund-line", true, line(programme, "appropriated", "900000"));
        make("programmes", "fund-line", true, line(programme, "disbursed", "250000.50"));
        make("programmes", "fund-line", false, line(programme, "disbursed", "111"));
        make(
                "programmes",
                "contract",
                true,
                Map.ofEntries(
                        Map.entry("programme", programme),
                        Map.entry("processIdentification", "ocds-07smqs-77"),
                        Map.entry("contractIdentification", "C-77"),
                        Map.entry("titleText", both("Doce perros", "Twelve dogs")),
                        Map.entry("contractStatus", "active"),
                        Map.entry("procurementCategory", "services"),
                        Map.entry("procurementMethod", "open"),
                        Map.entry("buyerOrganizationName", "FGR"),
                        Map.entry("supplierOrganizationName", List.of("Canes del Norte")),
                        Map.entry("awardDate", "2024-03-01"),
                        Map.entry("awardAmount", "240000 MXN")));
        make(
                "programmes",
                "delivery",
                true,
                Map.of(
                        "programme", programme,
                        "deliveryCategory", "training",
                        "activityDate", "2024-05-01",
                        "area", "MX-SIN",
                        "itemDescriptionText", both("Curso de guías", "Course for handlers"),
                        "participants", "30 persons",
                        "personsFirst", "28 persons"));
        LocalDate next = LocalDate.now(ZoneOffset.UTC).plusMonths(2);
        make(
                "registrations",
                "",
                true,
                Map.ofEntries(
                        Map.entry("programme", programme),
                        Map.entry("indicator", VICTIMS),
                        Map.entry("dimensions", List.of("crime=homicidio-doloso")),
                        Map.entry("treatedArea", "MX-SIN"),
                        Map.entry("comparedArea", List.of("MX-SON", "MX-BCN", "MX-CHH")),
                        Map.entry("calendar", "calendar"),
                        Map.entry("firstPeriod", next.toString().substring(0, 7)),
                        Map.entry("lastPeriod", next.plusMonths(11).toString().substring(0, 7)),
                        Map.entry("evaluationMethod", "difference-in-differences"),
                        Map.entry("effectDirection", "fall"),
                        Map.entry("leastEffect", "20 percent"),
                        Map.entry("confidenceLevel", "95 percent")));
    }

    // ── the report

    private record Said(int exit, String err) {}

    private static Said puente(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Console(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Language.EN,
                        false),
                arguments);
        return new Said(exit, err.toString(StandardCharsets.UTF_8));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static byte[] report(int year, Language language) throws Exception {
        return YearlyReport.ask(pair.mx().api(), year, false, () -> {}).pdf(language);
    }

    @Test
    void saysWhatThePublicAnswersSay_inBothLanguages_asOneFileEach() throws Exception {
        Path file = base.resolve("report.pdf");
        Said written = puente("report", "2024", "--out", file.toString(), "--node", node);
        assertThat(written.exit()).as(written.err()).isEqualTo(Exit.DONE);
        JsonNode series = pair.mx()
                .api()
                .get("api/v1/public/series?indicator=mx.sesnsp.crime-victims&dimension=crime%3Dhomicidio-doloso"
                        + "&years=calendar&to=2024-12-31")
                .json();
        assertThat(series.path("data").path("rows").get(1).path("value").asText())
                .isEqualTo("12078");
        for (Language language : Language.values()) {
            byte[] pdf = Files.readAllBytes(base.resolve("report." + language.tag() + ".pdf"));
            String text = text(pdf);
            assertThat(text)
                    .contains("12,078", language == Language.ES ? "víctimas" : "victims")
                    .contains(language == Language.ES ? "Cómo verificar este informe" : "How to check this report");
            assertThat(text.replace(" ", ""))
                    .contains(series.path("fingerprint").asText());
        }
        Said empty = puente("report", "1875", "--out", base.resolve("none.pdf").toString(), "--node", node);
        assertThat(empty.exit()).isEqualTo(Exit.USAGE);
        assertThat(empty.err()).contains("[cli.report.no-year]", "1875", "2023", String.valueOf(THIS_YEAR));
        assertThat(base.resolve("none.pdf")).doesNotExist();
    }

    @Test
    void isTheSameBytesTwice_andValidPdfUa1_inBothLanguages() throws Exception {
        YearlyReport asked = YearlyReport.ask(pair.mx().api(), 2024, false, () -> {});
        for (Language language : Language.values()) {
            byte[] pdf = asked.pdf(language);
            assertThat(asked.pdf(language)).isEqualTo(pdf);
            assertThat(PdfUa.violations(pdf)).as(language.tag()).isEmpty();
            try (PDDocument document = Loader.loadPDF(pdf)) {
                var catalog = document.getDocumentCatalog();
                assertThat(catalog.getLanguage()).isEqualTo(language.tag());
                assertThat(catalog.getDocumentOutline().hasChildren()).isTrue();
                assertThat(document.getDocumentInformation().getTitle()).contains("2024");
                for (PDPage page : document.getPages()) {
                    for (COSName name : page.getResources().getFontNames()) {
                        assertThat(page.getResources().getFont(name).isEmbedded())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void anOpenProgramme_isInItWhole_andWhatIsBetweenThePartiesIsNot() throws Exception {
        String english = text(report(2024, Language.EN));
        assertThat(english)
                .contains("Detection dogs", "MX-REPORT-1", "900,000", "250,000.50")
                .contains("Twelve dogs · ocds-07smqs-77", "Canes del Norte", "240,000.00 MXN", "1 Mar 2024")
                .contains("Course for handlers", "People counted once: 28")
                .contains("difference in differences", "20%", "Sinaloa")
                .contains("TLP:CLEAR")
                .contains("MX-REPORT-1: 1 of its parts are recorded between the parties")
                .doesNotContain("250,111.50", "TLP:GREEN");
        assertThat(text(report(2024, Language.ES)))
                .contains("Perros detectores", "Doce perros", "Curso de guías", "Personas contadas una sola vez: 28")
                .contains("diferencia en diferencias", "20 %");
        String every =
                text(YearlyReport.ask(pair.mx().api(), 2024, true, () -> {}).pdf(Language.EN));
        assertThat(every).contains("250,111.50").contains("TLP:GREEN");
    }

    @Test
    void drugPolicyAndRights_areChaptersOfTheirOwn_andWhatNobodyPublishesIsNamed_withoutANumber() throws Exception {
        String english = text(report(2024, Language.EN));
        assertThat(english)
                .contains("Prevention, treatment, harm reduction", "No party has published this yet", "mx/semar")
                .contains("Drug policy, published by no party (")
                .contains("Naloxone")
                .contains("Inspections and alerts", "Rounded down to tens", "Sonora (lower)");
        JsonNode table = pair.mx()
                .api()
                .get("api/v1/public/table?indicator=mx.gn.vehicle-inspections")
                .json();
        assertThat(english.replace(" ", "")).contains(table.path("fingerprint").asText());
        assertThat(text(report(2024, Language.ES)))
                .contains("Prevención, tratamiento y reducción de daños", "Ninguna parte ha publicado esto todavía")
                .contains("Inspecciones y alertas", "Redondeadas hacia abajo a decenas");
    }

    @Test
    void whatWasShared_isOfTheYearReported() throws Exception {
        assertThat(text(report(2024, Language.EN)))
                .contains("No whole bundle of 256 entries was filled in 2024", "There are counts of: " + THIS_YEAR);
        assertThat(text(report(THIS_YEAR, Language.EN)))
                .contains("Counted: 256 entries, in the whole bundles that were filled in " + THIS_YEAR)
                .doesNotContain("There are counts of");
    }
}
