package puente.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What a store finds a record by. */
class RecordIndexTest {
    static final List<Kind> KINDS = List.copyOf(Kinds.standard().all());

    private static RecordIndex index(String kind, Map<String, ?> raw) {
        return RecordIndex.of(Kinds.standard().kind(kind), Samples.record(kind, raw));
    }

    @Test
    void observation_isFoundByAreaPeriodAndCodes() {
        RecordIndex index = index("observation", Samples.OBSERVATION);
        assertThat(index.from()).contains(LocalDate.of(2024, 9, 1));
        assertThat(index.to()).contains(LocalDate.of(2024, 9, 30));
        assertThat(index.areas()).containsExactly("US-CBP/san-diego-field-office", "US-CBP", "US");
        assertThat(index.keys())
                .containsExactly(
                        "calendar=calendar",
                        "dimensions=component=ofo",
                        "dimensions=drug=fentanyl",
                        "indicator=us.cbp.drug-seizure-weight");
        assertThat(index.latitude()).isEmpty();
        assertThat(index.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024,us-fiscal,2023-10-01,2024-09-30",
        "2024,calendar,2024-01-01,2024-12-31",
        "2024-02,us-fiscal,2024-02-01,2024-02-29",
        "2024-02-29,us-fiscal,2024-02-29,2024-02-29"
    })
    void fiscalYear_beginsInOctober_andMonthsAreCalendarMonths(String period, String calendar, String from, String to) {
        Map<String, Object> raw = new HashMap<>(Samples.OBSERVATION);
        raw.put("period", period);
        raw.put("calendar", calendar);
        assertThat(index("observation", raw).from()).contains(LocalDate.parse(from));
        assertThat(index("observation", raw).to()).contains(LocalDate.parse(to));
    }

    @Test
    void person_isFoundByNameIdentifiersAndPlace() {
        RecordIndex index = index("person", Samples.PERSON);
        assertThat(index.keys())
                .contains(
                        "contactTelephoneNumber=+526671234567",
                        "personBirthDate=1984-03-09",
                        "personNationalityCountry=MX",
                        "personOtherIdentification=G12345678",
                        "personOtherIdentification=passport:MX:G12345678",
                        "personMinorIndicator=false");
        assertThat(index.text()).contains("María José De la Cruz Mora", "Col. Centro", "Sinaloa");
        assertThat(index.areas()).containsExactly("MX-SIN/006", "MX-SIN", "MX");
        assertThat(index.latitude()).hasValue(24.8);
        assertThat(index.longitude()).hasValue(-107.0);
        assertThat(index.from()).isEmpty();
    }

    @Test
    void period_spansBeginningAndEnd() {
        RecordIndex index = index(
                "incident",
                Map.of(
                        "activityDate",
                        "2024-09-03",
                        "activityEndDate",
                        "2024-10",
                        "incidentCategory",
                        "kidnapping",
                        "incidentLocation",
                        "Sonora"));
        assertThat(index.from()).contains(LocalDate.of(2024, 9, 3));
        assertThat(index.to()).contains(LocalDate.of(2024, 10, 31));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyKind_canBeIndexed_withEveryField(Kind kind) {
        RecordIndex index = index(kind.name(), Samples.full(kind));
        assertThat(index.keys()).isSorted().doesNotHaveDuplicates();
        assertThat(index.latitude().isPresent()).isEqualTo(index.longitude().isPresent());
        assertThat(index.from().isPresent()).isEqualTo(index.to().isPresent());
    }
}
