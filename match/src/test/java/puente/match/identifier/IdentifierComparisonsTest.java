package puente.match.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import puente.match.name.PersonName;
import puente.match.text.Osa;
import puente.record.Language;

class IdentifierComparisonsTest {
    static Stream<FieldComparison> all() {
        return Stream.of(
                CurpComparison.ofCurps(),
                CurpComparison.ofRfcs(),
                new RootComparison(),
                new VinComparison(),
                new PlateComparison(),
                new SerialComparison(),
                CanonicalComparison.ofFirearmMakes(),
                CanonicalComparison.ofVehicleMakes(),
                CanonicalComparison.ofCalibres(),
                new PhoneComparison(),
                new DocumentComparison(),
                DocumentComparison.ofCodes(),
                new SexComparison(SexComparison.Habit.SPANISH),
                new DateComparison(false));
    }

    @ParameterizedTest
    @CsvSource({
        "LICI660404MJCMSR69,LICI660404MJCMSR69,same",
        "LICI660404MJCMSR69,lici660404mjcmsr69,same",
        "LICI660404MJCMSR68,LICI660404MJCMSR68,slip",
        "LICI660404MJCMSR69,LICI660404MJCMSR68,slip",
        "LICI660404MJCMSR69,LICI660440MJCMSR69,slip",
        "LICI660404MJCMSR69,LICI660404MJCMSR77,person",
        "LICI660404MJCMSR69,LICI660404HBCXXX11,root",
        "LICI660404MJCMSR69,LICI660405HBCXXX11,root-near",
        "LICI660404MJCMSR69,GARA800101HDFXXX11,different",
        "LICI660404MJCMSR69,'',unknown",
        "LICI660404MJCMSR69,ABC,unknown"
    })
    void curps(String a, String b, String level) {
        assertLevel(CurpComparison.ofCurps(), a, b, level);
    }

    @Test
    void aBadCheckDigit_isNeverTrusted() {
        CurpComparison curps = CurpComparison.ofCurps();
        assertThat(curps.compare("LICI660404MJCMSR60", "LICI660404MJCMSR60")).isLessThan(CurpComparison.SAME);
        assertThat(PersonRoot.told("LICI660404MJCMSR60")).isEmpty();
    }

    @Test
    void aValidCurp_tellsBirthSexAndState() {
        PersonRoot.Told told = PersonRoot.told("LICI660404MJCMSR69").orElseThrow();
        assertThat(told).isEqualTo(new PersonRoot.Told("LICI660404", "1966-04-04", 'M', "JC"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IRMA MARIA | LIMON CISNEROS | 1966-04-04 | LICI660404
            María Guadalupe | Hernández López | 1990-01-31 | HELG900131
            José Luis | de la Garza y Peña | 1985-12-01 | GAPL851201
            Juan | Ñandú | 1970-05-05 | NAXJ700505
            Olga | Buendía Ibarra | 2001-02-03 | BUIO010203
            """)
    void roots_areComputedAsTheRegistryDoes(String given, String surnames, String date, String root) {
        assertThat(PersonRoot.of(PersonName.of(given, surnames, ""), date)).contains(root);
    }

    @Test
    void withoutSurnameOrWholeDate_thereIsNoRoot() {
        assertThat(PersonRoot.of(PersonName.parse(""), "1980-01-01")).isEmpty();
        assertThat(PersonRoot.of(PersonName.of("Ana", "Ruiz", ""), "1980")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LICI660404,LICI660404MJCMSR69,same",
        "LIXI660404,LICI660404MJCMSR69,without-maternal",
        "LIXI660440,LICI660404MJCMSR69,date-slip",
        "LOCI660404,LICI660404,letter-slip",
        "PUTA800101,PXTA800101,same",
        "PUTA800101,PUTX800101,same",
        "GORA660404,LICI660404,different",
        "LAXI660404,LICO660404,date"
    })
    void roots_ofWhateverSource(String a, String b, String level) {
        assertLevel(new RootComparison(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "1HGCM82633A004352,1HGCM82633A004352,same",
        "1HGCM82633A004352,1HGCM82633AOO4352,same",
        "1HGCM82633A004353,1HGCM82633A004353,unverified",
        "1HGCM82633A004352,1HGCM82633A004353,slip",
        "1HGCM82633A004352,3A004352,part",
        "1HGCM82633A004352,1FTCM82633A004352,near",
        "1HGCM82633A004352,3VWAA82633A004352,series",
        "1HGCM82633A004352,1FTFW1ET5DFC10312,different"
    })
    void vins(String a, String b, String level) {
        assertLevel(new VinComparison(), a, b, level);
    }

    @Test
    void aVin_tellsMakerAndYear() {
        assertThat(Vins.maker("1HGCM82633A004352")).contains("honda");
        assertThat(Vins.modelYear("1HGCM82633A004352")).contains(2003);
        assertThat(Vins.modelYear("1FTFW1ET5DFC10312")).contains(2013);
        assertThat(Vins.modelYear("1C4RJFAG5DC123456")).contains(2013);
        assertThat(Vins.maker("short")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XXA-588A,xxa588a,same", "ABO123,AB0123,look-alike", "ABC1234,ABC12?4,look-alike", "ABC1234,ABC1235,slip",
        "MX-SIN:ABC1234,US-TX:ABC1234,other-issuer", "MX-SIN:ABC1234,ABC1234,same", "ABC1234,C1234,part",
                "ABC1234,??C1???,part",
        "ABC1234,XYZ9876,different", "?,ABC123,unknown"
    })
    void plates(String a, String b, String level) {
        assertLevel(new PlateComparison(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "SWV-175619,SWV175619,same", "SWVO75619,SWV075619,look-alike", "DDH3274**,DDH327411,obliterated",
                "??????11,DDH32711,little",
        "SWV175619,SWV175618,slip", "SWV175619,175619,part", "SWV175619,GLK882211,different",
                "NO VISIBLE,SWV175619,unknown",
        "S/N,SWV175619,unknown"
    })
    void serials(String a, String b, String level) {
        assertLevel(new SerialComparison(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "S&W,Smith and Wesson,same", "GLOCK GMBH,GLOCK INC,same", "BARRET,BARRETT FIREARMS,same",
                "ROMARM/CUGIR,CENTURY ARMS,kin",
        "COLT,TAURUS,different", "FORJAS TAURUS,TAURUS INTL,same", "Unheardof,Unheardoff,near", "'',COLT,unknown"
    })
    void makes(String a, String b, String level) {
        assertLevel(CanonicalComparison.ofFirearmMakes(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "9MM,9x19 mm,same",
        "9MM,9 mm Luger,same",
        ".223,5.56x45 NATO,kin",
        "7.62X39,7.62x51,different",
        ".50 BMG,12.7x99,same",
        ".38 SUPER,38 Super Auto,same",
        ".308 Win,7.62 NATO,kin"
    })
    void calibres(String a, String b, String level) {
        assertLevel(CanonicalComparison.ofCalibres(), a, b, level);
    }

    @Test
    void vehicleMakes_knowTheCodesOfRegisters() {
        assertLevel(CanonicalComparison.ofVehicleMakes(), "TOYT", "Toyota", "same");
        assertLevel(CanonicalComparison.ofVehicleMakes(), "VOLKS", "VW", "same");
        assertLevel(CanonicalComparison.ofVehicleMakes(), "CHEV", "GMC", "kin");
    }

    @ParameterizedTest
    @CsvSource({
        "+52 667 712 3456,6677123456,same",
        "045 667 712 3456,667 712 3456,same",
        "6677123456,6677123465,slip",
        "7123456,6677123456,local",
        "6677123456,5551234567,different",
        "0000000000,6677123456,unknown",
        "12345,6677123456,unknown"
    })
    void phones(String a, String b, String level) {
        assertLevel(new PhoneComparison(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "00-123456,123456,same",
        "A12O4567,A1204567,look-alike",
        "A1234567,A1234568,slip",
        "123456,123457,different",
        "A1234567,34567,part",
        "A1234567,A7234561,two-slips",
        "447123456789,447123456000,near",
        "12,123456,unknown"
    })
    void documents(String a, String b, String level) {
        assertLevel(new DocumentComparison(), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({
        "1980-03-09,19800309,same",
        "1980-03-09,09/03/1980,same",
        "1980-03-09,1980-09-03,swapped",
        "1980-03-09,1980-03,partial",
        "1980-03-09,1980,partial",
        "1980-03-09,1990-03-09,decade",
        "1980-03-09,1980-03-08,slip",
        "1980-01-01,1980-07-22,default",
        "1980-03-09,1980-03-28,year-and-part",
        "1980-03-09,1967-03-09,day-and-month",
        "2011,2012,year",
        "2011,2014,different",
        "1980-01-01,1980-01-01,same-default",
        "1980-03-09,1980-11-30,year",
        "1980-03-09,1981-11-30,different",
        "1980-03-09,1955-11-30,different",
        "1980-13-09,1980-09-13,same",
        "1980-40-50,1980,partial",
        "4 de marzo,1980-03-09,unknown",
        "9 MAR 1980,9 de marzo de 1980,same",
        "25/12/1980,12/25/1980,same"
    })
    void dates(String a, String b, String level) {
        assertLevel(new DateComparison(false), a, b, level);
    }

    @ParameterizedTest
    @CsvSource({"M,mujer,same", "M,H,different", "F,M,same", "X,otro,same", "?,M,unknown"})
    void sexes_whereMIsMujer(String a, String b, String level) {
        assertLevel(new SexComparison(SexComparison.Habit.SPANISH), a, b, level);
    }

    @Test
    void m_saysNothing_whereTheHabitIsNotKnown_andMaleBesideF() {
        assertLevel(new SexComparison(SexComparison.Habit.NOT_KNOWN), "M", "male", "unknown");
        assertLevel(new SexComparison(SexComparison.Habit.ENGLISH), "M", "varón", "same");
    }

    @Property(tries = 1000)
    void slips_areThoseOfOsa_upToOne(@ForAll("values") String a, @ForAll("values") String b) {
        byte[] one = Signs.bytes(Signs.clean(a, true));
        byte[] other = Signs.bytes(Signs.clean(b, true));
        assertThat(Signs.slips(one, other)).isEqualTo(Math.min(Signs.MANY, new Osa().distance(one, other)));
    }

    @Test
    void datesLongerThanTheMost_areNone() {
        assertThat(Dates.of("1980-03-09" + " ".repeat(Dates.LENGTH_MAX), true)).isZero();
        assertThat(Dates.of("1980-03-09", true)).isEqualTo(19800309);
    }

    @Test
    void aRegisterSaysWhetherItWritesTheDayFirst() {
        assertThat(Dates.dayFirst(Stream.of("03/04/1980", "04/23/1980"))).isFalse();
        assertThat(Dates.dayFirst(Stream.of("03/04/1980", "23/04/1980"))).isTrue();
    }

    @Test
    void dates_withTheMonthFirst() {
        assertLevel(new DateComparison(true), "03/09/1980", "1980-03-09", "same");
    }

    private static void assertLevel(FieldComparison comparison, String a, String b, String level) {
        assertThat(comparison.levels().get(comparison.compare(a, b))).isEqualTo(level);
        assertThat(comparison.levels().get(comparison.compare(b, a))).isEqualTo(level);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyLevel_hasWordsInBothLanguages(FieldComparison comparison) {
        for (byte level = 0; level < comparison.levels().size(); level++) {
            assertThat(comparison.explain(level, Language.EN)).isNotBlank();
            assertThat(comparison.explain(level, Language.ES)).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("AO01X?-").ofMaxLength(20),
                Arbitraries.strings()
                        .withChars("LICI660404MJCMSR69")
                        .ofMinLength(10)
                        .ofMaxLength(18),
                Arbitraries.strings().withChars("0123456789-/").ofMaxLength(10),
                Arbitraries.strings().ofMaxLength(60));
    }

    @Property(tries = 500)
    void levels_areSymmetric_withinTheirList_andHighestForTheSame(
            @ForAll("values") String a, @ForAll("values") String b) {
        for (FieldComparison comparison : all().toList()) {
            byte level = comparison.compare(a, b);
            assertThat(level).isBetween((byte) 0, (byte) (comparison.levels().size() - 1));
            assertThat(comparison.compare(b, a)).isEqualTo(level);
            byte itself = comparison.compare(a, a);
            assertThat(itself).isNotEqualTo(FieldComparison.DIFFERENT).isGreaterThanOrEqualTo(level == 0 ? 0 : level);
        }
    }

    @Test
    void valuesBeyondTheMost_areCutNotRefused() {
        String longest = "A1".repeat(500);
        assertThat(all().map(each -> each.prepare(longest).length).toList()).allMatch(length -> length <= 1000);
        assertThat(new DocumentComparison().prepare(longest)).hasSize(Signs.MOST);
        assertThat(List.of(new SerialComparison().prepare(longest).length)).containsExactly(Signs.MOST);
    }
}
