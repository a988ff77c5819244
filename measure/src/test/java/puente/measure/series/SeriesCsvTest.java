package puente.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.measure.SeriesCsvLayouts;
import puente.record.Problem;
import puente.record.ProblemException;

class SeriesCsvTest {
    private static Series one(String text) {
        return SeriesCsv.read(new StringReader(text), SeriesCsvLayouts.plain()).getFirst();
    }

    private static List<String> codes(Series series) {
        return series.findings().stream().map(Problem::code).toList();
    }

    private static void refused(String text, String code, String position) {
        assertThatThrownBy(() -> one(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problems().getFirst())
                                .returns(code, Problem::code)
                                .returns(position, Problem::position));
    }

    @Test
    void missingMonths_stayMissing_andAreReported() {
        Series series = one("p,v\n2024-01,1\n2024-04,4\n");
        assertThat(series.values()).containsExactly(1, Double.NaN, Double.NaN, 4);
        assertThat(series.findings())
                .containsExactly(Problem.of("measure.series.missing", "", "from", "2024-02", "to", "2024-03"));
    }

    @Test
    void duplicates_andNegatives_becomeMissing_andAreReported() {
        Series series = one("p,v\n2024-01,1\n2024-01,2\n2024-02,-3\n2024-03,5\n");
        assertThat(series.values()).containsExactly(Double.NaN, Double.NaN, 5);
        assertThat(codes(series)).containsExactly("measure.series.duplicate", "measure.series.negative");
    }

    @Test
    void aYearToDate_isNotAYear() {
        Series series = one("p,v\nFY2024,10\nFY2025,12\nFY2026 (FYTD),3\n");
        assertThat(series.type()).isEqualTo(PeriodType.US_FISCAL_YEAR);
        assertThat(series.values()).containsExactly(10, 12, Double.NaN);
        assertThat(codes(series)).containsExactly("measure.series.partial");
    }

    @Test
    void octoberOfAFiscalYear_isOctoberOfTheYearBefore() {
        SeriesCsv.Layout layout = new SeriesCsv.Layout(
                ',', List.of("FY", "Month"), true, "v", "", Map.of(), "", "kg", true, false, false);
        Series series = SeriesCsv.read(new StringReader("FY,Month,v\n2020,OCT,1\n2020,SEP,9\n2020,OCT,2\n"), layout)
                .getFirst();
        assertThat(series.label(0)).isEqualTo("2019-10");
        assertThat(series.values()).hasSize(12).startsWith(3).endsWith(9);
    }

    @Test
    void badInput_isRefused_withItsLine() {
        refused("p,v\n2024-01,1\n2024-02,many\n", "measure.csv.number", "line 3");
        refused("p,v\n2024-01,1\n2024-14,2\n", "measure.period.label", "line 3");
        refused("p,v\n2024-01,1,2\n", "measure.csv.row", "line 2");
        refused("p,v\n2024-01,1\n2024,2\n", "measure.period.label", "line 3");
        refused("p,v\n0001-01-01T00,1\n2024-01-01T00,1\n", "measure.csv.too-many-periods", "line 3");
        refused("", "measure.csv.empty", "");
        refused("p,v\n", "measure.csv.no-rows", "");
        refused("p,v\n\"2024-01,1\n", "measure.csv.malformed", "");
    }

    @Test
    void aCommaForDecimals_isRefused_notReadAsThousands() {
        refused("p,v\n2024-01,\"1,5\"\n", "measure.csv.number", "line 2");
        assertThat(one("p,v\n2024-01,\"1,500\"\n").values()).containsExactly(1500);
    }

    @ParameterizedTest
    @CsvSource({
        "2024, CALENDAR_YEAR",
        "FY2024, US_FISCAL_YEAR",
        "2024-H2, HALF_YEAR",
        "2024-Q3, QUARTER",
        "2024-09, MONTH",
        "12m 2024-09, ROLLING_TWELVE_MONTHS",
        "2020-W53, WEEK",
        "2024-02-29T23, HOUR"
    })
    void labels_tellTheirType_andReadBack(String label, PeriodType type) {
        assertThat(PeriodType.recognise(label)).isEqualTo(type);
        assertThat(type.label(type.parse(label))).isEqualTo(label);
        assertThat(PeriodType.of(type.code())).isEqualTo(type);
        assertThat(type.parse(type.label(type.parse(label) + 1))).isEqualTo(type.parse(label) + 1);
    }

    @Test
    void differentKindsOfPeriod_doNotMix_unlessConverted() {
        double[] values = new double[30];
        java.util.Arrays.fill(values, 1);
        Series months =
                new Series("kg", "", PeriodType.MONTH, false, PeriodType.MONTH.parse("2022-01"), values, List.of());
        Series fiscal = Conversions.sums(months, PeriodType.US_FISCAL_YEAR);
        Series calendar = Conversions.sums(months, PeriodType.CALENDAR_YEAR);
        assertThatThrownBy(() -> fiscal.requireComparable(calendar)).hasMessageContaining("measure.series.mixed");
        assertThatThrownBy(() -> months.requireComparable(Conversions.scaled(months, 0.5, "lb")))
                .hasMessageContaining("measure.series.units");
        Series provisional = new Series("kg", "", PeriodType.MONTH, true, months.first(), values, List.of());
        assertThatThrownBy(() -> months.requireComparable(provisional)).hasMessageContaining("measure.series.mixed");
        months.requireComparable(Conversions.asFinal(provisional));
        // October 2021 to September 2022 lacks its first three months: no value, not nine twelfths of one.
        assertThat(fiscal.values()).containsExactly(Double.NaN, 12, Double.NaN);
        assertThat(calendar.values()).containsExactly(12, 12, Double.NaN);
        assertThat(codes(calendar)).containsExactly("measure.series.converted", "measure.series.partial");
        assertThat(Conversions.sums(months, PeriodType.ROLLING_TWELVE_MONTHS).length())
                .isEqualTo(19);
        assertThatThrownBy(() -> Conversions.sums(fiscal, PeriodType.MONTH))
                .hasMessageContaining("measure.series.no-conversion");
    }

    @ParameterizedTest
    @CsvSource({
        "'id\nW1,1,NA,2\n', measure.m4.gap",
        "'id\nW1,1\nW1,2\n', measure.m4.twice",
        "'id\nW1,x\n', measure.m4.number",
        "'id\nW1,1d\n', measure.m4.number",
        "'id\nW1,NaN\n', measure.m4.number",
        "'id\n,1\n', measure.m4.id",
        "'id\nW1,,\n', measure.m4.no-values",
        "'id\n', measure.m4.empty"
    })
    void m4Rows_thatAreNotLeftAlignedNumbers_areRefused(String text, String code) {
        assertThatThrownBy(() -> M4Format.read(new BufferedReader(new StringReader(text))))
                .hasMessageContaining(code);
    }
}
