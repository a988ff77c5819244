package puente.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import puente.measure.SeriesCsvLayouts;
import puente.record.Problem;

class RatesTest {
    private static final Path DATA =
            Path.of(System.getProperty("puente.shared", "../../shared")).resolve("data");

    static boolean shared() {
        return Files.isDirectory(DATA);
    }

    private static Series series(PeriodType type, long first, double... values) {
        return new Series("victims", "A", type, false, first, values, List.of());
    }

    private static Series rate(Series counts, Series population) {
        return Rates.of(List.of(counts), List.of(population), Rates.PER).getFirst();
    }

    @Test
    void aMonth_isDividedByThePopulationOfItsYear_andIsNotBlownUpToAYear() {
        Series rate = rate(
                series(PeriodType.MONTH, 2023 * 12 + 11, 10, 20),
                series(PeriodType.CALENDAR_YEAR, 2023, 1_000_000, 2_000_000));
        assertThat(rate.values()).containsExactly(1.0, 1.0);
        assertThat(rate.unit()).isEqualTo("victims / 100,000");
        assertThat(rate.findings()).extracting(Problem::code).containsExactly("measure.rate.divided");
    }

    @Test
    void aYearWithoutAPopulation_hasNoRate_andIsNamedOnce() {
        Series rate = rate(
                series(PeriodType.MONTH, 2023 * 12 + 10, 10, 20, 30, 40),
                series(PeriodType.CALENDAR_YEAR, 2023, 1_000_000));
        assertThat(rate.values()).containsExactly(1.0, 2.0, Double.NaN, Double.NaN);
        assertThat(rate.findings().getLast().arguments()).containsEntry("year", "2024");
        assertThat(rate.findings()).hasSize(2);
        assertThat(rate(series(PeriodType.CALENDAR_YEAR, 2023, 5), series(PeriodType.CALENDAR_YEAR, 2023, 0))
                        .known())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = PeriodType.class,
            names = {"US_FISCAL_YEAR", "ROLLING_TWELVE_MONTHS", "WEEK", "HOUR"})
    void aPeriodThatMayLieInTwoYears_isRefused(PeriodType type) {
        assertThatThrownBy(() -> rate(series(type, 2023, 1), series(PeriodType.CALENDAR_YEAR, 2023, 1)))
                .hasMessageContaining("measure.rate.period");
    }

    @Test
    void aPopulationByAnotherKindOfYear_andAnAreaWithoutOne_areRefused() {
        assertThatThrownBy(() -> rate(series(PeriodType.MONTH, 0, 1), series(PeriodType.US_FISCAL_YEAR, 2023, 1)))
                .hasMessageContaining("measure.rate.population-period");
        assertThatThrownBy(() -> Rates.of(List.of(series(PeriodType.MONTH, 0, 1)), List.of(), Rates.PER))
                .hasMessageContaining("measure.rate.no-population");
    }

    @Test
    @EnabledIf("shared")
    void homicidesPerHundredThousand_areThoseOfTheSharedFiles() throws IOException {
        List<Series> homicides;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve("sesnsp_victims/victimas_estado_mes.csv.gz"))),
                StandardCharsets.UTF_8))) {
            homicides = SeriesCsv.read(reader, SeriesCsvLayouts.homicides());
        }
        List<Series> population;
        try (BufferedReader reader =
                Files.newBufferedReader(DATA.resolve("mexico_reference/conapo_pob_ent_gender_1950_2070.csv"))) {
            population = SeriesCsv.read(
                    reader,
                    new SeriesCsv.Layout(
                            ',',
                            List.of("n_year"),
                            false,
                            "pob_mid_year",
                            "nombre_estado",
                            Map.of("genero", "Total"),
                            "calendar-year",
                            "persons",
                            false,
                            false,
                            false));
        }
        List<Series> rates = Rates.of(
                homicides.stream()
                        .map(each -> Conversions.sums(each, PeriodType.CALENDAR_YEAR))
                        .toList(),
                population,
                Rates.PER);
        Series colima = rates.stream()
                .filter(each -> each.area().equals("Colima"))
                .findFirst()
                .orElseThrow();
        assertThat(colima.values()[2022 - 2015]).isCloseTo(COLIMA_2022, within(0.01));
    }

    /** Computed apart from this code from the same two files: 868 victims among 752,247 people. */
    private static final double COLIMA_2022 = 115.3876;
}
