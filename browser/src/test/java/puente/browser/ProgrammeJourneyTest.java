package puente.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever answers for a programme records it and registers its evaluation before the data; the other party finds both, and the proof. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@ExtendWith(Demo.Extension.class)
class ProgrammeJourneyTest {
    private static Locator named(Person person, String name) {
        return person.page().locator("main form [name='" + name + "']");
    }

    @Test
    void aProgramme_isRecorded_itsEvaluationRegisteredBeforeTheData_andProvenAtTheOtherParty(Demo demo) {
        YearMonth first = YearMonth.now(ZoneOffset.UTC).plusMonths(2);
        try (Person manager = demo.at(demo.mx(), Look.SPANISH);
                Person partner = demo.at(demo.us(), Look.ENGLISH)) {
            manager.is("mx.fgr.programme-manager");
            manager.open("/programmes");
            manager.link("Registrar un programa").click();
            named(manager, "titleText.es").fill("Laboratorios móviles de prueba");
            named(manager, "titleText.en").fill("Mobile laboratories for a test");
            named(manager, "activityDescriptionText.es").fill("Programa inventado.");
            named(manager, "activityDescriptionText.en").fill("An invented programme.");
            named(manager, "programmeIdentification").fill("MX-PRUEBA-9");
            named(manager, "programmeStatus").selectOption("pipeline");
            named(manager, "budgetAmount").fill("2500000");
            named(manager, "plannedStartDate").fill(first.toString());
            named(manager, "area").selectOption("MX-SIN");
            named(manager, "indicator").selectOption("mx.sesnsp.crime-victims");
            named(manager, "dimensions").selectOption("crime=homicidio-doloso");
            named(manager, "fundingOrganizationName").fill("Financiadora");
            named(manager, "implementingOrganizationName").fill("Ejecutora");
            named(manager, "to").selectOption("us/cbp");
            manager.button("Registrar y divulgar").click();
            manager.sees("Laboratorios móviles de prueba");

            manager.link("Agregar una entrega").click();
            named(manager, "deliveryCategory").selectOption("training");
            named(manager, "activityDate").fill("2026-10-02");
            named(manager, "area").selectOption("MX-SIN");
            named(manager, "itemDescriptionText.es").fill("Curso de laboratorio");
            named(manager, "itemDescriptionText.en").fill("Laboratory course");
            named(manager, "participants").fill("30");
            named(manager, "personsFirst").fill("28");
            named(manager, "to").selectOption("us/cbp");
            manager.button("Registrar y divulgar").click();
            manager.sees("28 personas capacitadas, contadas una sola vez; 30 asistencias.");

            manager.link("Registrar una evaluación").click();
            named(manager, "firstPeriod").fill(first.toString());
            named(manager, "lastPeriod").fill(first.plusMonths(11).toString());
            named(manager, "evaluationMethod").selectOption("difference-in-differences");
            named(manager, "effectDirection").selectOption("fall");
            named(manager, "to").selectOption("us/cbp");
            manager.button("Ver lo que se firmará").click();
            manager.sees("Esto firmarán ambas Partes");
            assertThat(manager.main())
                    .contains(
                            "otras 31 áreas", "al menos 20 %", "31 other areas", "at least 20%", "Antes de los datos");
            assertThat(manager.page().locator("puente-evaluation").count())
                    .as("a preview registers nothing")
                    .isZero();
            manager.button("Registrar en firme").click();
            manager.sees("En ambas bitácoras desde");
            manager.button("Evaluar según lo registrado").click();
            manager.sees("Aún no hay nada que evaluar");
            assertThat(manager.main()).contains("Registrado antes de los datos", "Sin desviaciones");
            String address =
                    manager.page().url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");

            partner.is("us.cbp.supervisor");
            partner.open("/programmes");
            partner.sees("Mobile laboratories for a test");
            assertThat(partner.link("Record a programme").count())
                    .as("recording is for whoever answers for programmes")
                    .isZero();
            partner.open(address);
            partner.sees("In both ledgers since");
            assertThat(partner.main()).contains("Laboratory course", "28 persons trained", "31 other areas");
            partner.page().locator("puente-evaluation summary").first().click();
            partner.button("Verify in your browser").click();
            partner.sees("Proven: this version stands in the signed log.");

            assertThat(manager.complaints()).isEmpty();
            assertThat(manager.elsewhere()).isEmpty();
            assertThat(partner.elsewhere()).isEmpty();
        }
    }
}
