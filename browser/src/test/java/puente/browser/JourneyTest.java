package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people of both parties do on the page, each with a browser of their own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@ExtendWith(Demo.Extension.class)
class JourneyTest {
    private static final Pattern PURGED = Pattern.compile("proved by the holder in entry (\\d+)");

    private static void signIn(Person person, String role) {
        person.open("/");
        person.button(role).click();
        person.page().locator("puente-overview").waitFor();
        person.settle();
    }

    private static void search(Person person, String words) {
        person.page().keyboard().press("/");
        person.page().keyboard().type(words);
        person.page().keyboard().press("Enter");
        person.page().locator("puente-records").waitFor();
        person.settle();
    }

    @Test
    void aSeizure_isDisclosedAsPreviewed_readForAPurpose_withdrawn_andGone_withItsReceiptInTheLedger(Demo demo)
            throws IOException, InterruptedException {
        String words = "Hidden under apricots";
        String id = demo.seizure("mx/fgr", words);
        try (Person inMexico = demo.at(demo.mx(), Look.ENGLISH);
                Person inTheStates = demo.at(demo.us(), Look.ENGLISH)) {
            signIn(inMexico, "Supervisor, Office of the Attorney General of the Republic");
            search(inMexico, "apricots");
            inMexico.page().locator("table.records a").click();
            inMexico.sees(words);
            inMexico.link("Disclose …").click();

            inMexico.choice("To").selectOption("us/cbp");
            inMexico.choice("Purpose").selectOption("drug-trafficking");
            inMexico.sees("What leaves");
            assertThat(inMexico.main()).contains("12.4 kg", words, "TLP:AMBER", "Seizures");
            assertThat(arrived(demo, id)).as("a preview discloses nothing").isFalse();
            inMexico.button("Disclose to us/cbp").click();
            inMexico.sees("It stands in entry");
            demo.awaitAtUs(id);

            signIn(inTheStates, "Analyst, Customs and Border Protection");
            inTheStates.open("/records/" + id);
            inTheStates.sees("For which purpose do you read it?");
            assertThat(inTheStates.main())
                    .as("nothing is shown before a purpose is stated")
                    .doesNotContain(words);
            inTheStates.page().locator(".purpose a[href*='drug-trafficking']").click();
            inTheStates.sees("A receipt went to mx/fgr");
            assertThat(inTheStates.main()).contains(words, "12.4 kg");
            inTheStates.button("Verify in your browser").click();
            inTheStates.sees("Proven: this version stands in the signed log.");

            inMexico.open("/exchange?record=" + id);
            inMexico.sees("1 use, with its receipt");
            inMexico.open("/records/" + id);
            inMexico.link("Withdraw …").click();
            inMexico.field("Reason").fill("It belonged to another case.");
            inMexico.button("Withdraw 1 disclosure").click();
            inMexico.sees("Every purge has its receipt.");
            String entry = entry(inMexico.main());

            inTheStates.open("/records/" + id + "?purpose=drug-trafficking");
            assertThat(inTheStates.main()).doesNotContain(words);
            assertThat(inTheStates.page().locator("main [role=alert]").count()).isEqualTo(1);
            inTheStates.open("/records?q=apricots&purpose=drug-trafficking");
            assertThat(inTheStates.page().locator("table.records").count()).isZero();

            inMexico.open("/ledger?channel=us/mx");
            assertThat(size(inMexico)).as("the receipt's entry is in the log").isGreaterThan(Long.parseLong(entry));
            inMexico.button("Verify now in your browser").click();
            inMexico.sees("give the signed root");
            assertThat(inMexico.complaints()).isEmpty();
            assertThat(inMexico.elsewhere()).isEmpty();
            assertThat(inTheStates.elsewhere()).isEmpty();
        }
    }

    private static boolean arrived(Demo demo, String id) throws IOException, InterruptedException {
        return demo.api("us/cbp")
                        .getUnchecked("api/v1/records/" + id + "/purposes")
                        .status()
                == 200;
    }

    private static String entry(String shown) {
        Matcher purged = PURGED.matcher(shown);
        assertThat(purged.find()).as(shown).isTrue();
        return purged.group(1);
    }

    private static long size(Person person) {
        String figure = person.page().locator("main .figures dd").first().innerText();
        return Long.parseLong(figure.replaceAll("\\D", ""));
    }

    @Test
    void aPersonUnderInvestigation_leavesOnlyOnceASecondOfficerApproves(Demo demo)
            throws IOException, InterruptedException {
        String id = demo.suspect("mx/fgr", "Paid for the warehouse in cash.");
        try (Person analyst = demo.at(demo.mx(), Look.SPANISH);
                Person supervisor = demo.at(demo.mx(), Look.SPANISH)) {
            analyst.is("mx.fgr.analyst");
            analyst.open("/exchange/disclose?record=" + id + "&to=us/fbi&purpose=organised-crime");
            assertThat(analyst.main()).contains("dos personas servidoras públicas");
            analyst.button("Proponer para aprobación").click();
            analyst.sees("En espera de aprobación");
            analyst.page().locator("a[href^='/exchange?approval=']").click();
            String waiting = "li.waiting[data-chosen]";
            analyst.page().locator(waiting).waitFor();
            analyst.page().locator(waiting).locator("button.primary").click();
            analyst.page().locator("main [role=alert]").waitFor();
            assertThat(demo.api("us/fbi")
                            .getUnchecked("api/v1/records/" + id + "/purposes")
                            .status())
                    .as("an analyst does not approve")
                    .isEqualTo(404);

            supervisor.is("mx.fgr.supervisor");
            supervisor.open(analyst.page().url());
            supervisor.page().locator(waiting).locator("button.primary").click();
            supervisor.page().locator(waiting).waitFor(gone());
            demo.awaitAtUs(id);
            supervisor.open("/exchange?record=" + id);
            supervisor.sees("Aprobada por");
        }
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    @Test
    void aRoleThatMayNot_isToldWhyAndWhatToDo(Demo demo) throws IOException, InterruptedException {
        String id = demo.seizure("mx/fgr", "Not for an auditor to send.");
        try (Person auditor = demo.at(demo.mx(), Look.ENGLISH);
                Person analyst = demo.at(demo.mx(), Look.SPANISH)) {
            auditor.is("mx.fgr.auditor");
            auditor.open("/exchange/disclose?record=" + id + "&to=us/cbp&purpose=drug-trafficking");
            assertThat(refusal(auditor)).contains("node.");
            assertThat(arrived(demo, id)).isFalse();

            analyst.is("mx.fgr.analyst");
            analyst.open("/journal");
            analyst.sees("El diario es para la auditoría y la supervisión externa.");
            assertThat(analyst.page().locator("main table").count()).isZero();
        }
    }

    /** The refusal that the view shows, which says more than a code. */
    private static String refusal(Person person) {
        Locator alert = person.page().locator("main [role=alert]").first();
        alert.waitFor();
        assertThat(alert.locator(".problem-reason").innerText()).hasSizeGreaterThan(20);
        return alert.innerText();
    }

    @Test
    void theKeyboardAlone_signsIn_searches_opensARecord_andChangesTheLanguage(Demo demo)
            throws IOException, InterruptedException {
        demo.seizure("mx/fgr", "Wrapped in newspaper from Tecate");
        try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            person.open("/");
            tabTo(person, "button.role");
            person.page().keyboard().press("Enter");
            person.page().locator("puente-overview").waitFor();
            search(person, "newspaper Tecate");
            tabTo(person, "table.records a");
            person.page().keyboard().press("Enter");
            person.sees("Wrapped in newspaper from Tecate");
            tabTo(person, "a.skip");
            person.page().keyboard().press("Enter");
            assertThat((String) person.page().evaluate("() => document.activeElement.id"))
                    .isEqualTo("main");
            tabTo(person, ".navigation-foot button[lang]");
            person.page().keyboard().press("Enter");
            person.sees("Lo que declara");
        }
    }

    @Test
    void aPairAcrossTheBorder_isWeighedSideBySide_confirmedWithAReason_undone_andRejected(Demo demo)
            throws IOException, InterruptedException {
        review(
                demo,
                Look.ENGLISH,
                "8KTR117",
                new Words(
                        "not read yet",
                        "Licence plate",
                        "Confirm: one subject",
                        "Reason",
                        "Confirmed. Both records are of one subject now.",
                        "Undo this confirmation",
                        "Undone. Everything is as it was before.",
                        "Reject: two subjects",
                        "Rejected. The pair leaves the queue.",
                        "The same colour and dent."));
    }

    @Test
    void unParDeAmbosLados_sePesaLadoALado_seConfirmaConMotivo_seDeshace_ySeRechaza(Demo demo)
            throws IOException, InterruptedException {
        review(
                demo,
                Look.SPANISH,
                "5WPD902",
                new Words(
                        "aún sin consultar",
                        "Placa",
                        "Confirmar: un sujeto",
                        "Motivo",
                        "Confirmado. Ambos registros son ahora de un sujeto.",
                        "Deshacer: confirmación",
                        "Deshecho. Todo está como antes.",
                        "Rechazar: dos sujetos",
                        "Rechazado. El par sale de la cola.",
                        "El mismo color y la misma abolladura."));
    }

    /** What the review queue says in one language. */
    private record Words(
            String unread,
            String plate,
            String confirm,
            String reason,
            String confirmed,
            String undo,
            String undone,
            String reject,
            String rejected,
            String because) {}

    private static void review(Demo demo, Look look, String plate, Words words)
            throws IOException, InterruptedException {
        String pair = demo.pickup(plate);
        try (Person officer = demo.at(demo.mx(), look)) {
            officer.is("mx.fgr.supervisor");
            officer.open("/subjects?kind=vehicle");
            officer.sees(words.unread());
            assertThat(officer.main()).contains(plate).doesNotContain("black");
            tabTo(officer, "a[href*='" + pair + "']");
            officer.page().keyboard().press("Enter");
            officer.page().locator("table.statements").waitFor();
            assertThat(officer.main()).contains(plate, "negro", "black", words.plate());
            assertThat(officer.page().locator("tr[data-agreement='differ']").count())
                    .as("the colour differs")
                    .isEqualTo(1);
            assertThat(officer.page().locator("svg.link-graph .edge").count()).isEqualTo(1);

            officer.button(words.confirm()).click();
            assertThat(officer.page()
                            .locator("main")
                            .getByText(words.confirmed())
                            .count())
                    .as("no decision without a reason")
                    .isZero();
            officer.field(words.reason()).fill(words.because());
            officer.button(words.confirm()).click();
            officer.sees(words.confirmed());
            officer.sees(words.because());
            officer.field(words.reason()).fill(words.because());
            officer.button(words.undo()).click();
            officer.sees(words.undone());
            officer.field(words.reason()).fill(words.because());
            officer.button(words.reject()).click();
            officer.sees(words.rejected());

            officer.open("/subjects?kind=vehicle&percent=20");
            assertThat(officer.page().locator("a[href*='" + pair + "']").count())
                    .isZero();
            assertThat(officer.complaints()).isEmpty();
            assertThat(officer.elsewhere()).isEmpty();
        }
    }

    @Test
    void aPersonIsFoundAsTheNameWasHeard_withTheReasons(Demo demo) throws IOException, InterruptedException {
        try (Person clerk = demo.at(demo.mx(), Look.SPANISH)) {
            clerk.is("mx.fgr.analyst");
            clerk.open("/");
            search(clerk, "salsido ruben");
            clerk.page().locator("puente-persons ol li").first().waitFor();
            assertThat(clerk.page().locator("puente-persons ol li").first().innerText())
                    .contains("Salcido");
            clerk.page().locator("puente-persons summary").first().click();
            assertThat(clerk.page().locator("puente-persons .reasons li").count())
                    .isPositive();
        }
    }

    /** Presses Tab until the focus stands on such an element, and holds that it can be seen to. */
    private static void tabTo(Person person, String selector) {
        Page page = person.page();
        for (int pressed = 0; pressed < 200; pressed++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                assertThat((String) page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                        .as("the focus is seen")
                        .isEqualTo("solid");
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }
}
