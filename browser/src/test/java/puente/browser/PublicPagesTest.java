package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader whom nobody knows: the public pages without sign-in, cookie or trace, by keyboard and by link, in both languages. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Demo.Extension.class)
class PublicPagesTest {
    private static final String PRESSED = """
            () => [...document.querySelectorAll('button, input, select, summary')]
                .filter(each => each.checkVisibility())
                .map(each => each.outerHTML)
            """;

    private Demo demo;

    @BeforeAll
    void prepare(Demo shared) throws IOException, InterruptedException {
        demo = shared;
        demo.homicides();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public",
                "/public/homicides?area=MX-SIN&forecast=1",
                "/public/homicides?by=calendar",
                "/public/seizures?drug=heroin",
                "/public/drugs",
                "/public/rights",
                "/public/table?indicator=mx.gn.vehicle-inspections",
                "/public/requests",
                "/public/relation?one=homicides&one.area=MX-SIN&other=homicides&other.area=MX-SON",
                "/public/check",
                "/public/check?channel=mx/us",
                "/public/nflis?substance=carfentanil&area=US-WY",
                "/public/table?indicator=nothing",
                "/public/nothing"
            })
    void page_isAccessible_fitsTheScreen_andAsksNobodyElse(String address) {
        List<String> findings = new ArrayList<>();
        try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            person.open(address);
            assertThat(person.page().locator("h1").count())
                    .as("one heading names the page")
                    .isEqualTo(1);
            // Tables and citations lie open too.
            person.page()
                    .evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })");
            for (Look look : Look.all()) {
                person.wear(look);
                Axe.violations(person.page()).forEach(each -> findings.add(look + ": " + each));
                AppearanceTest.fits(person.page()).forEach(each -> findings.add(look + ": " + each));
                assertThat(person.main()).as("a text's code in its place").doesNotContain("web.public");
            }
            // A refusal is an answer, which browsers note as an error all the same.
            person.complaints().stream()
                    .filter(each -> !each.contains("the server responded with a status of 40"))
                    .forEach(findings::add);
            findings.addAll(person.elsewhere());
            assertThat(person.page().context().cookies()).as("cookies").isEmpty();
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void aStateThatIsChosen_showsItsChange_whenItCouldBeNoticed_andWhatOthersDid() {
        try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            person.open("/public/homicides");
            person.page().locator("select[name=area]").selectOption("MX-SIN");
            person.sees("Changes detected in Sinaloa");
            person.sees("A rise that began in September 2024");
            person.sees("It could be noticed at the end of its first month, September 2024");
            person.sees("Is it more than chance?");
            assertThat(person.page().url()).endsWith("/public/homicides?area=MX-SIN");
            assertThat(person.page().locator("puente-figure h1").innerText()).contains("Sinaloa", "September 2024");
        }
    }

    @Test
    void everyFigure_isSaidWithHowItWasComputed_byTheArrowKeysAlone() {
        try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            person.open("/public/homicides?area=MX-SON");
            Locator cursor = person.page().locator(".plot-cursor").first();
            cursor.focus();
            person.page().keyboard().press("Home");
            assertThat(person.page().locator(".plot-said").first().innerText())
                    .startsWith("January 2020: 40 victims ·")
                    .contains("One published figure");
            person.page().keyboard().press("ArrowRight");
            assertThat(cursor.getAttribute("aria-valuetext")).startsWith("February 2020: 47 victims ·");
        }
    }

    @Test
    void aChart_standsInItsOwnFrame_andItsFileHasHashtagsAndFingerprint() throws IOException {
        try (Person person = demo.at(demo.mx(), Look.SPANISH)) {
            person.open("/public/homicides?area=MX-SON&embed=1");
            assertThat(person.page().locator("header.bar").count()).isZero();
            assertThat(person.page().locator("puente-plot").count()).isEqualTo(1);
            person.open("/public/homicides?area=MX-SON");
            var file = person.page()
                    .waitForDownload(
                            () -> person.button("Descargar como CSV").first().click());
            List<String> lines = java.nio.file.Files.readAllLines(file.path());
            assertThat(lines.get(1)).contains("#indicator+value+num", "#meta+fingerprint");
            assertThat(lines.get(2)).contains("2020-01");
            String fingerprint = lines.get(2).substring(lines.get(2).lastIndexOf(',') + 1);
            person.page().locator(".public-cite summary").first().click();
            assertThat(person.main()).contains(fingerprint);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/homicides?area=MX-SIN",
                "/public/relation?one=homicides&one.area=MX-SIN&other=homicides&other.area=MX-SON",
                "/public/table?indicator=mx.gn.vehicle-inspections",
                "/public/check?channel=mx/us"
            })
    void whatMayBeEmbedded_standsInAnotherSitesFrame_andItsLinksOpenBesideIt(String address) throws IOException {
        String shown = address + "&embed=1&lang=es";
        try (AnotherSite site =
                        AnotherSite.start(demo.mx().resolve(shown), demo.mx().resolve(address));
                Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            Page page = person.page();
            page.navigate(site.address().toString());
            Locator framed = page.locator("iframe").first().contentFrame().locator("main");
            framed.locator("h1").waitFor();
            Locator more = framed.locator("a", new Locator.LocatorOptions().setHasText("en Puente"));
            more.waitFor();
            assertThat(framed.locator("h1").count()).isEqualTo(1);
            assertThat(framed.innerText()).contains("…");
            assertThat(page.locator("iframe")
                            .first()
                            .contentFrame()
                            .locator("header.bar")
                            .count())
                    .as("the frame of the page itself")
                    .isZero();
            assertThat(Axe.violations(page.frames().get(1))).isEmpty();
            Page opened = page.waitForPopup(more::click);
            opened.locator("header.bar").waitFor();
            assertThat(opened.url()).doesNotContain("embed").contains(address.substring(0, address.indexOf('?')));
            assertThat(page.locator("iframe")
                            .nth(1)
                            .contentFrame()
                            .locator("puente-public")
                            .count())
                    .as("the page itself in a frame")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A4", "Letter"})
    void onPaper_aFigureHasItsTableAndItsCitation_andNothingToPress(String paper) throws IOException {
        try (Person person = demo.at(demo.mx(), new Look(1440, "en", true))) {
            person.open("/public/homicides?area=MX-SIN");
            person.sees("Is it more than chance?");
            String fingerprint =
                    person.page().locator(".public-cite .hash.whole").first().textContent();
            Paper printed = Paper.of(person.page(), paper);
            assertThat(printed.text())
                    .contains(
                            "Changes detected in Sinaloa",
                            "How it was computed",
                            "December 2020",
                            "Cite as",
                            "last update")
                    .contains("/public/homicides?area=MX-SIN", "printed on")
                    .doesNotContain(
                            "Show a forecast", "Download as CSV", "Check us", "Español", "All figures", "<iframe")
                    .doesNotContain("Cite, link, embed", "As a table", "OpenAPI");
            assertThat(printed.text().replace(" ", "")).contains(fingerprint);
            assertThat(printed.darkPages())
                    .as("pages that are not black on white")
                    .isEmpty();
            person.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(person.page().evaluate(PRESSED))
                    .as("what could be pressed")
                    .isEqualTo(List.of());
        }
    }

    @Test
    void onPaper_eachFigureOfTheStoryHasItsNumbersAndItsCitation() throws IOException {
        try (Person person = demo.at(demo.mx(), Look.SPANISH)) {
            person.open("/public");
            Paper printed = Paper.of(person.page(), "A4");
            assertThat(printed.text())
                    .contains("diciembre de 2020", "Cite así", "Cifras inventadas.", "impreso el")
                    .doesNotContain("Explorar esta cifra", "Como tabla", "Recorrer la gráfica");
        }
    }

    @Test
    void twoSeriesThatAReaderChooses_standInTheAddress_andWhatCannotBeComparedIsRefusedInWords() {
        try (Person person = demo.at(demo.mx(), Look.ENGLISH)) {
            person.open("/public/relation?one=homicides&one.area=MX-SIN&other=homicides&other.area=MX-NLE");
            person.page().locator("select[name='other.area']").selectOption("MX-SON");
            // The invented months of Sonora repeat every year: nothing is left when the year is taken off.
            person.sees("there is nothing to compare");
            assertThat(person.page().url()).contains("one.area=MX-SIN", "other.area=MX-SON");
        }
    }

    @Test
    void whatNobodyPublishes_hasNoNumber_andInventedFiguresSayThatTheyAre() {
        try (Person person = demo.at(demo.mx(), Look.SPANISH)) {
            person.open("/public/drugs");
            person.sees("Ninguna parte ha publicado esto todavía");
            person.sees("Precursores asegurados en puertos y aduanas");
            person.open("/public/rights");
            person.sees("Cifras inventadas.");
            person.sees("Difieren de las demás más de lo que haría el azar: Sinaloa");
            assertThat(person.page().locator("puente-table").first().innerText())
                    .contains("en reserva: menos de 10", "Sinaloa");
        }
    }

    @Test
    void theLedgers_areVerifiedInTheReadersOwnBrowser() {
        try (Person person = demo.at(demo.us(), Look.ENGLISH)) {
            person.open("/public/check");
            Page page = person.page();
            page.locator("puente-public-log button").first().click();
            page.locator("puente-public-log .proof-steps").first().waitFor();
            assertThat(page.locator("puente-public-log .proof-steps").first().innerText())
                    .contains("The log signed this checkpoint", "give the signed root", "true signature");
            assertThat(person.complaints()).isEmpty();
        }
    }
}
