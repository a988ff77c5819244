package puente.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import puente.cli.Console;
import puente.cli.NodeApi;
import puente.cli.demo.Pair;
import puente.record.Language;

/**
 * What {@code puente demo} starts, for all tests of this module together: two node processes with their databases, the signed
 * agreement and the bundled scenario, and one browser. It ends with the last test.
 */
final class Demo implements AutoCloseable {
    private static final String SOURCE = "Invented for a test of the page.";

    private static final Duration ARRIVAL = Duration.ofSeconds(20);

    private final Path base;
    private final Pair pair;
    private final Chromium chromium;

    Demo() throws IOException, InterruptedException {
        // The browser first: it is what a machine lacks, and is missed at once.
        chromium = Chromium.start();
        base = Files.createTempDirectory("puente-browser");
        boolean started = false;
        try {
            pair = Pair.create(base.resolve("demo"), Pair.Ports.free(), Language.EN);
            pair.start();
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            pair.fill(new Console(nowhere, nowhere, Language.EN, false));
            started = true;
        } finally {
            if (!started) {
                chromium.close();
            }
        }
    }

    /** Gives every test that asks for it the same demonstration. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Demo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Demo.class))
                    .computeIfAbsent(Demo.class, key -> started(), Demo.class);
        }

        private static Demo started() {
            try {
                return new Demo();
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError("the demonstration did not start", failed);
            }
        }
    }

    URI mx() {
        return pair.mx().url();
    }

    URI us() {
        return pair.us().url();
    }

    Person at(URI node, Look look) {
        return chromium.person(node, look);
    }

    /** An agency's own access to its node, beside the page. */
    NodeApi api(String agency) {
        return (agency.startsWith("mx/") ? pair.mx() : pair.us()).api().as(agency, "duty");
    }

    /** Makes a record of an agency that both parties may hold; returns its id. */
    String make(String agency, String kind, List<String> purposes, Map<String, Object> fields)
            throws IOException, InterruptedException {
        Map<String, Object> record = new TreeMap<>();
        record.put("id", UUID.randomUUID().toString());
        record.put("version", 1);
        record.put("kind", kind);
        record.put("agency", agency);
        record.put("recordedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        record.put(
                "handling",
                Map.of(
                        "tlp",
                        "AMBER",
                        "codes",
                        List.of(),
                        "purposes",
                        purposes.stream().sorted().toList(),
                        "audience",
                        List.of("mx", "us"),
                        "originatorConsent",
                        false,
                        "grading",
                        "B2"));
        record.put("provenance", Map.of("source", SOURCE, "synthetic", true));
        record.put("fields", fields);
        return api(agency).post("api/v1/records", record).json().path("id").asText();
    }

    /** The scenario's programme, which us states, as it stands at mx. */
    String programme() throws IOException, InterruptedException {
        for (JsonNode each : api("mx/fgr").get("api/v1/programmes").json().path("programmes")) {
            if (each.path("record").has("channel")) {
                return each.path("record").path("id").asText();
            }
        }
        throw new AssertionError("no programme of us at mx");
    }

    /** A request of us that mx/fgr has not answered. */
    String openRequest() throws IOException, InterruptedException {
        for (String state : List.of("overdue", "waiting")) {
            for (JsonNode each : api("mx/fgr")
                    .get("api/v1/requests?direction=received&state=" + state)
                    .json()
                    .path("requests")) {
                if (each.path("record")
                        .path("fields")
                        .path("requestedAgency")
                        .asText()
                        .equals("mx/fgr")) {
                    return each.path("record").path("id").asText();
                }
            }
        }
        throw new AssertionError("every request to mx/fgr is answered");
    }

    /** One pickup as both parties state it, with their own words; returns the pair of it that waits at mx. */
    String pickup(String plate) throws IOException, InterruptedException {
        List<String> purposes = List.of("border-safety", "organised-crime");
        Map<String, Object> stated = Map.of(
                "conveyanceRegistrationPlateIdentification",
                List.of(Map.of("issuer", "US-CA", "plate", plate)),
                "itemMakeName",
                "Ram",
                "itemModelName",
                "1500",
                "itemStatus",
                "wanted");
        Map<String, Object> here = new TreeMap<>(stated);
        here.put("conveyanceColorPrimaryText", "negro");
        Map<String, Object> there = new TreeMap<>(stated);
        there.put("conveyanceColorPrimaryText", "black");
        String own = make("mx/fgr", "vehicle", purposes, here);
        String foreign = make("us/cbp", "vehicle", purposes, there);
        disclose("us/cbp", foreign, "mx/fgr", "border-safety");
        return pair("vehicle", own);
    }

    /** A pair of a kind that waits for a person at mx, of any record or of this one. */
    String pair(String kind, String... record) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ARRIVAL.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (JsonNode pair : api("mx/fgr")
                    .get("api/v1/matches?percent=20&limit=200&kind=" + kind)
                    .json()
                    .path("pairs")) {
                if (List.of(record).stream().allMatch(pair.toString()::contains)) {
                    return pair.path("id").asText();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no pair of kind " + kind + " waits");
    }

    /** A seizure of fentanyl that nobody has seen yet; its words find it. */
    String seizure(String agency, String words) throws IOException, InterruptedException {
        return make(
                agency,
                "seizure",
                List.of("drug-trafficking", "organised-crime"),
                Map.of(
                        "activityDate",
                        "2026-05-02",
                        "itemSeizureLocation",
                        Map.of("area", "MX-BCN", "name", "Mesa de Otay", "lat", 32.54, "lon", -116.97),
                        "itemSeizureCategory",
                        "drugs",
                        "substanceCategory",
                        "fentanyl",
                        "substanceQuantityMeasure",
                        Map.of("unit", "kg", "value", "12.4"),
                        "activityDescriptionText",
                        words));
    }

    /** An adult under investigation: two officers must approve. */
    String suspect(String agency, String words) throws IOException, InterruptedException {
        return make(
                agency,
                "person",
                List.of("organised-crime"),
                Map.of(
                        "personDescriptionText", words,
                        "personRole", List.of("subject"),
                        "personResidenceLocation", Map.of("area", "MX-BCN", "name", "Tijuana")));
    }

    /** Discloses, or proposes where two officers must act. */
    void disclose(String agency, String record, String to, String purpose) throws IOException, InterruptedException {
        api(agency).post("api/v1/disclosures", Map.of("record", record, "to", to, "purpose", purpose));
    }

    /** Waits until the other party's node holds what was disclosed to it. */
    void awaitAtUs(String record) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ARRIVAL.toNanos();
        while (api("us/cbp")
                        .getUnchecked("api/v1/records/" + record + "/purposes")
                        .status()
                != 200) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the record did not arrive: " + record);
            }
            Thread.sleep(100);
        }
    }

    /** Two invented years of figures by month, so that there is something to draw. */
    void figures() throws IOException, InterruptedException {
        for (int month = 0; month < 24; month++) {
            make(
                    "us/cbp",
                    "observation",
                    List.of("statistics"),
                    Map.of(
                            "indicator",
                            "us.cbp.drug-seizure-events",
                            "area",
                            "US-CBP/san-diego-field-office",
                            "period",
                            "%d-%02d".formatted(2024 + month / 12, 1 + month % 12),
                            "calendar",
                            "calendar",
                            "value",
                            Map.of("unit", "events", "value", Integer.toString(40 + month * 7 % 50)),
                            "dimensions",
                            List.of("drug=fentanyl")));
        }
    }

    /** Invented homicides of two states over five years, open to everybody; one of them breaks in September 2024. */
    void homicides() throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int month = 0; month < 60; month++) {
            for (String area : List.of("MX-SIN", "MX-SON")) {
                int broken = area.equals("MX-SIN") && month >= 56 ? 90 : 0;
                lines.append(
                        ("{\"agency\":\"mx/sesnsp\",\"fields\":{\"area\":\"%s\",\"calendar\":\"calendar\",\"dimensions\":[\"crime=homicidio-doloso\"],"
                                        + "\"indicator\":\"mx.sesnsp.crime-victims\",\"period\":\"%d-%02d\",\"value\":{\"unit\":\"victims\",\"value\":\"%d\"}},"
                                        + "\"handling\":{\"audience\":[\"mx\",\"us\"],\"codes\":[],\"grading\":\"A2\",\"originatorConsent\":false,"
                                        + "\"purposes\":[\"statistics\"],\"tlp\":\"CLEAR\"},\"id\":\"%s\",\"kind\":\"observation\","
                                        + "\"provenance\":{\"source\":\"%s\",\"synthetic\":true},\"recordedAt\":\"2026-11-01T00:00:00.000Z\",\"version\":1}\n")
                                .formatted(
                                        area,
                                        2020 + month / 12,
                                        1 + month % 12,
                                        40 + month * 7 % 12 + broken,
                                        UUID.randomUUID(),
                                        SOURCE));
            }
        }
        api("mx/sesnsp")
                .post("api/v1/records", "application/jsonl", BodyPublishers.ofString(lines.toString()), ARRIVAL);
    }

    /** Proposes the next version of the agreement with a clause less, so that its replay refuses something; returns its hash. */
    String proposal() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("puente.root"))
                .resolve("agreement/src/main/resources/puente/agreement/demonstration");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        String inForce =
                pair.mx().api().get("api/v1/agreement").json().path("hash").asText();
        files.computeIfPresent(
                "agreement.yaml",
                (name, text) -> text.replaceFirst("version: 1\n", "version: 2\nsupersedes: " + inForce + "\n")
                        .replaceFirst("effective: 2026-01-01", "effective: 2027-02-01")
                        .replaceFirst("nextReview: 2027-01-01", "nextReview: 2028-01-01"));
        files.computeIfPresent(
                "clauses/4-arms-and-drugs.yaml",
                (name, text) -> text.replaceFirst(
                        "kinds: \\[seizure]\n  purposes: \\[drug-trafficking, ", "kinds: [seizure]\n  purposes: ["));
        JsonNode made = api("mx/fgr")
                .post("api/v1/agreement/proposals", Map.of("files", files))
                .json();
        return made.path("hash").asText();
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        try {
            pair.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
