package puente.measure.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeriodTypeTest {
    @Test
    void aPeriod_isWhatItsCalendarMakesOfIt() {
        assertThat(PeriodType.observed("2024", "calendar")).contains(PeriodType.CALENDAR_YEAR);
        assertThat(PeriodType.observed("2024", "us-fiscal")).contains(PeriodType.US_FISCAL_YEAR);
        assertThat(PeriodType.observed("2024-09", "us-fiscal")).contains(PeriodType.MONTH);
        assertThat(PeriodType.observed("2024-09", "rolling-12-months")).contains(PeriodType.ROLLING_TWELVE_MONTHS);
    }

    @Test
    void aDay_andAYearOfARollingSum_areNone() {
        assertThat(PeriodType.observed("2024-09-01", "calendar")).isEmpty();
        assertThat(PeriodType.observed("2024", "rolling-12-months")).isEmpty();
        assertThat(PeriodType.observed("", "calendar")).isEmpty();
    }
}
