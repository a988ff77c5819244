package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view with something in it, at a desk and on a phone, in both languages, light and dark. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Demo.Extension.class)
class AppearanceTest {
    private static final String SUPERVISOR = "mx.fgr.supervisor";
    private static final String MANAGER = "mx.fgr.programme-manager";

    /** What is wider than the window, and what a fixed size cuts off without a way to see the rest. */
    private static final String OVERFLOWING = """
            () => {
                const found = [];
                const root = document.documentElement;
                if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
                for (const each of document.querySelectorAll('main *, header.bar *')) {
                    if (each.closest('svg, canvas, puente-map, .visually-hidden, select, [aria-hidden=true]') || each.clientWidth === 0) continue;
                    const style = getComputedStyle(each);
                    if (style.overflowX === 'visible' || each.matches('input, textarea, pre')) continue;
                    if (style.clipPath === 'none' && each.scrollWidth > each.clientWidth + 1) {
                        found.push(`${each.tagName.toLowerCase()}.${each.className}: ${each.scrollWidth - each.clientWidth} px are cut off`);
                    }
                }
                return found;
            }
            """;

    private Demo demo;
    private List<Scene> scenes = List.of();

    /** A view in a state worth looking at: as whom, where, and what is done there first. */
    private record Scene(String name, boolean atMx, String role, String address, Consumer<Person> first) {
        Scene(String name, String role, String address) {
            this(name, true, role, address, person -> {});
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void prepare(Demo shared) throws IOException, InterruptedException {
        demo = shared;
        demo.figures();
        String own = demo.seizure("mx/fgr", "Found behind a false wall, shown to nobody yet.");
        String shown = demo.seizure("mx/fgr", "Found in a spare wheel, shown to the other party.");
        demo.disclose("mx/fgr", shown, "us/cbp", "drug-trafficking");
        String suspect = demo.suspect("mx/fgr", "Driver of the second car.");
        demo.disclose("mx/fgr", suspect, "us/fbi", "organised-crime");
        String proposal = demo.proposal();
        demo.awaitAtUs(shown);
        String pair = demo.pair("firearm");
        String programme = demo.programme();
        String request = demo.openRequest();
        scenes = List.of(
                new Scene("sign-in", "", "/"),
                new Scene("overview", SUPERVISOR, "/"),
                new Scene("records", SUPERVISOR, "/records?kind=seizure&purpose=drug-trafficking"),
                new Scene("records, nothing found", SUPERVISOR, "/records?q=fentanyl+San+Diego+2025"),
                new Scene("own record with its proof", true, SUPERVISOR, "/records/" + shown, AppearanceTest::verify),
                new Scene("foreign record, for which purpose", false, "us.cbp.supervisor", "/records/" + shown, none()),
                new Scene(
                        "foreign record, read",
                        false,
                        "us.cbp.supervisor",
                        "/records/" + shown + "?purpose=drug-trafficking",
                        none()),
                new Scene("no such record", SUPERVISOR, "/records/00000000-0000-4000-8000-000000000000"),
                new Scene("records, persons by name", SUPERVISOR, "/records?q=hector+trebino"),
                new Scene("review queue", SUPERVISOR, "/subjects?percent=20"),
                new Scene("review queue, nothing waits", SUPERVISOR, "/subjects?kind=organization&percent=95"),
                new Scene("a pair to decide", SUPERVISOR, "/subjects?pair=" + pair + "&purpose=arms-trafficking"),
                new Scene("a pair, no purpose stated", SUPERVISOR, "/subjects?pair=" + pair),
                new Scene("a subject of one record", SUPERVISOR, "/subjects/" + suspect),
                new Scene("no such subject", SUPERVISOR, "/subjects/00000000-0000-4000-8000-000000000000"),
                new Scene("exchange", SUPERVISOR, "/exchange"),
                new Scene(
                        "disclose, with its preview",
                        SUPERVISOR,
                        "/exchange/disclose?record=" + own + "&to=us/cbp&purpose=drug-trafficking"),
                new Scene("correct", SUPERVISOR, "/exchange?act=correct&record=" + shown),
                new Scene("withdraw", SUPERVISOR, "/exchange?act=withdraw&record=" + shown),
                new Scene("requests", SUPERVISOR, "/requests?direction=received"),
                new Scene("a request to put", SUPERVISOR, "/requests?act=new"),
                new Scene("a request to answer", SUPERVISOR, "/requests?act=answer&request=" + request),
                new Scene("response times alone", MANAGER, "/requests"),
                new Scene("agreement", SUPERVISOR, "/agreement"),
                new Scene(
                        "agreement, a decision",
                        SUPERVISOR,
                        "/agreement?action=disclose&purpose=drug-trafficking&to=us%2Fcbp&kind=person"),
                new Scene("agreement, a proposal", true, "mx.fgr.legal-officer", "/agreement/" + proposal, person -> {
                    person.page()
                            .locator("puente-proposal section button")
                            .last()
                            .click();
                }),
                new Scene("ledger", true, SUPERVISOR, "/ledger", AppearanceTest::verify),
                new Scene("indicators, none chosen", SUPERVISOR, "/indicators"),
                new Scene(
                        "indicators",
                        false,
                        "us.cbp.analyst",
                        "/indicators?indicator=us.cbp.drug-seizure-events",
                        none()),
                new Scene("programmes", SUPERVISOR, "/programmes"),
                new Scene("a programme to record", MANAGER, "/programmes?act=new"),
                new Scene(
                        "a programme, with the report of its evaluation",
                        true,
                        MANAGER,
                        "/programmes/" + programme,
                        AppearanceTest::evaluate),
                new Scene(
                        "an evaluation to register",
                        true,
                        MANAGER,
                        "/programmes/" + programme + "?act=registration",
                        AppearanceTest::preview),
                new Scene("a delivery to add", MANAGER, "/programmes/" + programme + "?act=delivery"),
                new Scene("rows that were not taken", false, "us.cbp.administrator", "/quarantine", none()),
                new Scene("journal", "mx.fgr.auditor", "/journal"),
                new Scene("journal, refused", SUPERVISOR, "/journal"),
                new Scene(
                        "help",
                        true,
                        SUPERVISOR,
                        "/exchange",
                        person -> person.page().keyboard().press("?")));
    }

    private static Consumer<Person> none() {
        return person -> {};
    }

    private static void evaluate(Person person) {
        person.page().locator("puente-evaluation summary").first().click();
        person.page()
                .locator("puente-evaluation > article > .actions button")
                .first()
                .click();
        person.page().locator("puente-evaluation .report").first().waitFor();
    }

    private static void preview(Person person) {
        person.page().locator("puente-registration [name=firstPeriod]").fill("2028-01");
        person.page().locator("puente-registration [name=lastPeriod]").fill("2028-12");
        person.page().locator("puente-registration [name=to]").selectOption("us/cbp");
        person.page().locator("puente-registration button.primary").click();
        person.page().locator("puente-registration .statement").first().waitFor();
    }

    private static void verify(Person person) {
        person.page().locator("puente-proof button, puente-log button").first().click();
        person.page().locator(".proof-steps").first().waitFor();
    }

    Stream<Scene> scenes() {
        return scenes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void view_isAccessible_fitsTheScreen_andAsksNobodyElse(Scene scene) {
        List<String> findings = new ArrayList<>();
        try (Person person = demo.at(scene.atMx() ? demo.mx() : demo.us(), Look.ENGLISH)) {
            if (!scene.role().isEmpty()) {
                person.is(scene.role());
            }
            person.complaints();
            person.open(scene.address());
            scene.first().accept(person);
            assertThat(person.page().locator("h1").count())
                    .as("one heading names the view")
                    .isEqualTo(1);
            assertThat(person.page().title()).endsWith(" · Puente").hasSizeGreaterThan(" · Puente".length());
            for (Look look : Look.all()) {
                person.wear(look);
                Axe.violations(person.page()).forEach(each -> findings.add(look + ": " + each));
                fits(person.page()).forEach(each -> findings.add(look + ": " + each));
                assertThat(person.main()).as("a text's code in its place").doesNotContain("web.");
            }
            // A refusal is an answer, which browsers note as an error all the same.
            person.complaints().stream()
                    .filter(each -> !each.contains("the server responded with a status of 40"))
                    .forEach(findings::add);
            findings.addAll(person.elsewhere());
        }
        assertThat(findings).isEmpty();
    }

    @SuppressWarnings("unchecked")
    static List<String> fits(Page page) {
        return (List<String>) page.evaluate(OVERFLOWING);
    }
}
