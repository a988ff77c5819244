package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    private static final Conversion POUNDS = new Conversion(Conversion.KILOGRAMS_IN_A_POUND, "kg");

    @Property(tries = 500)
    void poundsComeBackFromKilograms_digitByDigit(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 18) int scale) {
        BigDecimal pounds = BigDecimal.valueOf(digits, scale);

        BigDecimal kilograms = new BigDecimal(POUNDS.convert(pounds.toPlainString()));

        assertThat(kilograms.divide(Conversion.KILOGRAMS_IN_A_POUND)).isEqualByComparingTo(pounds);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.45359237", "0, 0", "0.000, 0", "2.20462262e-05, 0.000009999999991614094", "100, 45.359237"})
    void valuesArePlain_withoutNeedlessZeros(String pounds, String kilograms) {
        assertThat(POUNDS.convert(pounds)).isEqualTo(kilograms);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "007, 7", "7.50, 7.5", "12e1, 120"})
    void countsStayAsTheyAre(String stated, String value) {
        assertThat(new Conversion(BigDecimal.ONE, "events").convert(stated)).isEqualTo(value);
    }

    @Test
    void onlyWhatCanBeReadInOneWay_isANumber() {
        assertThat(new String[] {"0", "-1", "1.5", "1e5", "1E-05", "123456789012345678901234567890.123456789"})
                .allMatch(Conversion::isDecimal);
        assertThat(new String[] {
                    "", "-", ".5", "5.", "1,5", "1 000", "+1", "1e", "1e+", "1e100", "0x1", "١", "1".repeat(41)
                })
                .noneMatch(Conversion::isDecimal);
    }

    @ParameterizedTest
    @CsvSource({
        "2020, OCT, 2019-10",
        "2020, SEP, 2020-09",
        "2026 (FYTD), DEC, 2025-12",
        "2020, 1, 2020-01",
        "2020, oct, 2019-10"
    })
    void monthsOfAFiscalYear_areCalendarMonths(String year, String month, String period) {
        int stated = Periods.year(year, true);
        int number = Periods.month(month);
        assertThat(Periods.text(Periods.calendarYear(stated, number), number)).isEqualTo(period);
    }

    @Test
    void whatIsNoYearOrMonth_isRefused() {
        for (String text : new String[] {"", "20", "2020 (fytd)", "2020(FYTD)", "20a0", "1899", "2200", "２０２０"}) {
            assertThat(Periods.year(text, true)).isEqualTo(-1);
        }
        for (String text : new String[] {"", "0", "13", "JANUARY", "ENE", "1.", "-1", "001"}) {
            assertThat(Periods.month(text)).isEqualTo(-1);
        }
    }
}
