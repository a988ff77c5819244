package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognised by hand, the forms are what the expressions beside them say. */
class FormsTest {
    private static final Pattern AGENCY = Pattern.compile("[a-z]{2,8}(/[a-z0-9][a-z0-9-]{0,31})?");
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    @Provide
    Arbitrary<String> nearCodes() {
        return Arbitraries.strings().withChars("amz09-/A é").ofMaxLength(45);
    }

    @Property(tries = 3000)
    void agenciesAndPurposes_areRecognised(@ForAll("nearCodes") String text) {
        for (String each : new String[] {text, "mx/" + text, "a" + text}) {
            assertThat(Forms.isAgency(each)).isEqualTo(AGENCY.matcher(each).matches());
            assertThat(Forms.isPurpose(each)).isEqualTo(PURPOSE.matcher(each).matches());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefgh", "abcdefghi", "a", "mx/", "mx/-a", "mx/a-", "mx//a", "/a", "mx/fgr/a", ""})
    void agencies_atTheirLimits(String text) {
        assertThat(Forms.isAgency(text)).isEqualTo(AGENCY.matcher(text).matches());
    }

    @Test
    void digests_areSixtyFourLowerCaseHexadecimalDigits() {
        for (String each :
                new String[] {"0f".repeat(32), "0F".repeat(32), "0g".repeat(32), "0f".repeat(31), "0/".repeat(32)}) {
            assertThat(Forms.isDigest(each)).isEqualTo(DIGEST.matcher(each).matches());
        }
    }

    @Property
    void uuids_goBothWays_inLowerCaseOnly(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        assertThat(Forms.uuid(id.toString())).isEqualTo(id);
        assertThat(Forms.uuid(id.toString().replace('-', '0'))).isNull();
        assertThat(Forms.uuid(id.toString().substring(1))).isNull();
        assertThat(Forms.uuid("A" + id.toString().substring(1))).isNull();
    }

    @Property
    void times_goBothWays(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long milliseconds) {
        Instant instant = Instant.ofEpochMilli(milliseconds);
        assertThat(Forms.instant(Forms.text(instant))).isEqualTo(instant);
        assertThat(Instant.parse(Forms.text(instant))).isEqualTo(instant);
    }

    @Provide
    Arbitrary<String> nearTimes() {
        return Arbitraries.strings()
                .withChars("0123456789")
                .ofLength(17)
                .map(digits -> digits.substring(0, 4) + "-"
                        + digits.substring(4, 6) + "-" + digits.substring(6, 8) + "T" + digits.substring(8, 10) + ":"
                        + digits.substring(10, 12) + ":" + digits.substring(12, 14) + "." + digits.substring(14) + "Z");
    }

    @Property(tries = 3000)
    void daysAndTimesThatAreNone_areNotRead(@ForAll("nearTimes") String text) {
        assertThat(Forms.instant(text)).isEqualTo(byTheLibrary(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.999Z",
                "2023-02-29T00:00:00.000Z",
                "1900-02-29T00:00:00.000Z",
                "2024-04-31T00:00:00.000Z",
                "2024-12-31T23:59:60.000Z",
                "2024-12-31T24:00:00.000Z",
                "2024-12-31t00:00:00.000z",
                "2024-12-31T00:00:00.00Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z"
            })
    void times_atTheirLimits(String text) {
        assertThat(Forms.instant(text)).isEqualTo(byTheLibrary(text));
    }

    private static Instant byTheLibrary(String text) {
        try {
            Instant instant = Instant.parse(text);
            return Forms.text(instant).equals(text) ? instant : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    @Test
    void aYearOfFiveDigits_hasNoForm() {
        Instant late = Instant.parse("+10000-01-01T00:00:00Z");
        assertThat(Forms.hasForm(late)).isFalse();
        assertThat(Forms.hasForm(late.minusMillis(1))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Forms.ascii(late));
    }

    @Test
    void days_areReadFromTheirForm() {
        assertThat(Forms.date("2027-01-01")).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(Forms.date("2027-02-29")).isNull();
        assertThat(Forms.date("2027-1-1")).isNull();
        assertThat(Forms.date("2027-01-01T")).isNull();
    }
}
