package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.cli.demo.Pair;
import puente.record.Language;

/**
 * What people of both parties see of a forked channel, in two nodes of its own: what a fork breaks stays broken, and the other
 * tests need a channel that works.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ForkTest {
    private static final String LEDGER = "/ledger?channel=us/mx";

    private Chromium chromium;
    private Pair pair;

    @BeforeAll
    void fork(@TempDir Path base) throws IOException, InterruptedException {
        chromium = Chromium.start();
        pair = Pair.create(base.resolve("demo"), Pair.Ports.free(), Language.EN);
        pair.start();
        assertThat(pair.fork()).isEqualTo("exchange.fault.fork");
    }

    @AfterAll
    void stop() throws InterruptedException {
        pair.stop();
        chromium.close();
    }

    private Person at(boolean mx, Look look) {
        return chromium.person((mx ? pair.mx() : pair.us()).url(), look);
    }

    @Test
    @Order(1)
    void aStoppedChannel_isWhatNeedsAPerson_andTheOtherOneIsUpToDate() {
        try (Person supervisor = at(true, Look.ENGLISH)) {
            supervisor.is("mx.fgr.supervisor");
            supervisor.open("/");
            assertThat(channel(supervisor, "us"))
                    .contains("Stopped", "The partner signed two different logs of 1 entries.");
            assertThat(channel(supervisor, "mx")).contains("Up to date").doesNotContain("Stopped");
            supervisor.page().locator("a.need[href='" + LEDGER + "']").click();
            supervisor.sees("Two signed checkpoints");
            supervisor.sees("Only an administrator may resume the channel.");
            assertThat(supervisor.button("Resume").count()).isZero();
            assertThat(supervisor.complaints()).isEmpty();
        }
    }

    private static String channel(Person person, String writer) {
        return person.page()
                .locator("article.channel[data-party=" + writer + "]")
                .innerText();
    }

    @Test
    @Order(2)
    void bothCheckpoints_standBesideEachOther_inEveryLook() {
        List<String> findings = new ArrayList<>();
        try (Person administrator = at(true, Look.ENGLISH)) {
            administrator.is("mx.fgr.administrator");
            administrator.open(LEDGER);
            administrator.sees("Your browser has just checked both signatures.");
            assertThat(administrator.page().locator(".fork-side").allInnerTexts())
                    .hasSize(2)
                    .allSatisfy(side -> assertThat(side).contains("differs"));
            for (Look look : Look.all()) {
                administrator.wear(look);
                Axe.violations(administrator.page()).forEach(each -> findings.add(look + ": " + each));
                AppearanceTest.fits(administrator.page()).forEach(each -> findings.add(look + ": " + each));
            }
            findings.addAll(administrator.complaints());
            findings.addAll(administrator.elsewhere());
        }
        assertThat(findings).isEmpty();
    }

    @Test
    @Order(3)
    void whoeverWroteBothHistories_seesThatNoReceiptComes_andIsNotToldThatAllIsWell() {
        try (Person inTheStates = at(false, Look.ENGLISH)) {
            inTheStates.is("us.cbp.supervisor");
            inTheStates.open("/");
            assertThat(channel(inTheStates, "us")).contains("Awaiting receipt").doesNotContain("Up to date");
        }
    }

    @Test
    @Order(4)
    void anAdministrator_resumesOnceBothPartiesHaveAgreed_andIsToldThatItStoppedAgain() {
        try (Person administrator = at(true, Look.SPANISH)) {
            administrator.is("mx.fgr.administrator");
            administrator.open(LEDGER);
            assertThat(administrator.button("Reanudar").isDisabled())
                    .as("nothing is resumed before both parties have agreed")
                    .isTrue();
            administrator
                    .page()
                    .getByLabel("Ambas partes acordaron por escrito")
                    .check();
            administrator.button("Reanudar").click();
            administrator.sees("Reanudado, y detenido de nuevo");
            administrator.sees("Dos puntos de control firmados");
            assertThat(administrator.button("Reanudar").isDisabled())
                    .as("and the next time it is asked again")
                    .isTrue();
            assertThat(administrator.complaints()).isEmpty();

            administrator.is("mx.fgr.auditor");
            administrator.open("/journal?act=resume");
            assertThat(administrator.page().locator("main tbody tr").first().innerText())
                    .contains("Canal reanudado");
        }
    }
}
