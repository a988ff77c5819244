package puente.record.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import puente.record.Catalogue;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** What each field type reads, and what it refuses and why. All identifiers are invented. */
class FieldTypesTest {
    private static FieldType type(String name) {
        return FieldTypes.named(name).orElseThrow();
    }

    private static Arguments of(Object... arguments) {
        return Arguments.of(arguments);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                of("person-name", "  Ana   María ", Map.of("personFullName", "Ana María")),
                of(
                        "person-name",
                        "De la Cruz Mora, Ana María",
                        Map.of(
                                "personGivenName",
                                "Ana María",
                                "personSurName",
                                "De la Cruz",
                                "personMaternalName",
                                "Mora")),
                of(
                        "person-name",
                        "Ortega y Gasset, José",
                        Map.of("personGivenName", "José", "personSurName", "Ortega", "personMaternalName", "y Gasset")),
                of("person-name", "O'Neill, Pat", Map.of("personGivenName", "Pat", "personSurName", "O'Neill")),
                of(
                        "person-name",
                        Map.of("given", "Ana", "surnames", "García de los Santos"),
                        Map.of(
                                "personGivenName",
                                "Ana",
                                "personSurName",
                                "García",
                                "personMaternalName",
                                "de los Santos")),
                of(
                        "person-name",
                        Map.of("given", "Ana", "surnames", "Uno Cuatro Tres"),
                        Map.of("personGivenName", "Ana", "personSurName", "Uno Cuatro Tres")),
                of(
                        "person-name",
                        Map.of("personGivenName", "Ana", "personFullName", "Ana X"),
                        Map.of("personGivenName", "Ana")),
                of("person-name", "Mun\u0303oz, Ana", Map.of("personGivenName", "Ana", "personSurName", "Mu\u00f1oz")),
                of("date", "2024", "2024"),
                of("date", 2024L, "2024"),
                of("date", "2024-9", "2024-09"),
                of("date", "20240229", "2024-02-29"),
                of("date", "2000-02-29", "2000-02-29"),
                of("instant", "2026-11-21T11:10:43.9-07:00", "2026-11-21T18:10:43Z"),
                of("area", "mx-sin/006", "MX-SIN/006"),
                of("area", "SINALOA", "MX-SIN"),
                of("area", "Ciudad de Mexico", "MX-CMX"),
                of("area", "Nuevo México", "US-NM"),
                of("area", "México", "MX"),
                of("area", "San Diego Field Office", "US-CBP/san-diego-field-office"),
                of("area", "MX-SIN/999", "MX-SIN/999"),
                of("area", "US-CA/073", "US-CA/073"),
                of("place", "US-TX", Map.of("area", "US-TX")),
                of("place", "Sonora", Map.of("area", "MX-SON")),
                of("place", "Puente Libre", Map.of("name", "Puente Libre")),
                of("place", Map.of("lat", "-0.0", "lon", 25L), Map.of("lat", 0.0, "lon", 25.0)),
                of("curp", "gomc-900514 hdfrrl06", "GOMC900514HDFRRL06"),
                of("curp", "GOMC000229MSLRRLA2", "GOMC000229MSLRRLA2"),
                of("curp", "XAXX850101XNEXXX02", "XAXX850101XNEXXX02"),
                of("rfc", "ZZZ010203AB7", "ZZZ010203AB7"),
                of("rfc(company)", "ñ&z010203ab5", "Ñ&Z010203AB5"),
                of("rfc(person)", "GOMC-900514-00A", "GOMC90051400A"),
                of("vin", "1m8gdm9axkp042788", "1M8GDM9AXKP042788"),
                of("vin", "3VWFE21C804000001", "3VWFE21C804000001"),
                of("vin", "WDB9634031L000000", "WDB9634031L000000"),
                of("plate", "abc-123-a", Map.of("plate", "ABC123A")),
                of("plate", "mx-sin:abc 123 a", Map.of("plate", "ABC123A", "issuer", "MX-SIN")),
                of("plate", Map.of("plate", "XYZ99", "issuer", "Texas"), Map.of("plate", "XYZ99", "issuer", "US-TX")),
                of("firearm-serial", "ab-12*4#", "AB12?4?"),
                of("phone", "+52 1 (667) 123-4567", "+526671234567"),
                of("phone", "0052 667 123 4567", "+526671234567"),
                of("phone", "+1 213-555-0123", "+12135550123"),
                of("phone", "+34 600 123 456", "+34600123456"),
                of("phone", Map.of("country", "MX", "number", "044 667 123 4567"), "+526671234567"),
                of("phone", Map.of("country", "MX", "number", "01 667 123 4567"), "+526671234567"),
                of("phone", Map.of("country", "Estados Unidos", "number", "1-213-555-0123"), "+12135550123"),
                of(
                        "document",
                        Map.of("type", "Credencial para votar (INE)", "issuer", "MX", "number", "idmex 123"),
                        Map.of("type", "voter-card", "issuer", "MX", "number", "IDMEX123")),
                of("quantity", "1,204.50 lbs", Map.of("value", "1204.5", "unit", "lb")),
                of("quantity", "-3 personas", Map.of("value", "-3", "unit", "persons")),
                of("quantity(mass)", Map.of("value", 12L, "unit", "kilos"), Map.of("value", "12", "unit", "kg")),
                of(
                        "quantity",
                        Map.of("value", "30.430000000000003", "unit", "lb"),
                        Map.of("value", "30.430000000000003", "unit", "lb")),
                of("quantity", Map.of("value", "6.1E-05", "unit", "kg"), Map.of("value", "0.000061", "unit", "kg")),
                of("quantity", Map.of("value", "-0.00", "unit", "kg"), Map.of("value", "0", "unit", "kg")),
                of(
                        "quantity",
                        Map.of("value", "1e-40", "unit", "kg"),
                        Map.of("value", "0." + "0".repeat(39) + "1", "unit", "kg")),
                of("money", "1,500 MXN", Map.of("amount", "1500.00", "currency", "MXN")),
                of("money", "usd 0.5", Map.of("amount", "0.50", "currency", "USD")),
                of("money", Map.of("amount", 700L, "currency", "JPY"), Map.of("amount", "700", "currency", "JPY")),
                of("code(drug)", "Khat (Catha Edulis)", "khat"),
                of("code(drug)", "METANFETAMINA", "methamphetamine"),
                of("code(country)", "Mexico", "MX"),
                of("reference", "0194E3A0-7B1C-7000-8000-0123456789AB", "0194e3a0-7b1c-7000-8000-0123456789ab"),
                of("evidence", "SHA256:" + "AB".repeat(32), "ab".repeat(32)),
                of("text(20)", "uno\r\ndos", Map.of("language", "und", "text", "uno\ndos")),
                of(
                        "text(20)",
                        Map.of("language", "ES-mx", "text", "hola"),
                        Map.of("language", "es-MX", "text", "hola")),
                of("line(10)", " a\u00a0b\t c ", "a b c"),
                of("integer(0..130)", "42", 42L),
                of("integer(-5..5)", -5, -5L),
                of("marker", "Sí", true),
                of("marker", 0L, false),
                of("indicator", "US.CBP.Drug-Seizure-Weight", "us.cbp.drug-seizure-weight"),
                of("dimension", "Drug Type=Other Drugs**", "drug-type=other-drugs"),
                of(
                        "dimension",
                        Map.of("name", "mode", "value", "Pedestrians/ Bicyclists"),
                        "mode=pedestrians-bicyclists"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void leniently_written_value_hasOneNormalForm(String type, Object input, Object normal) {
        FieldType fieldType = type(type);
        assertThat(fieldType.parse(input)).isEqualTo(normal);
        assertThat(fieldType.parse(normal))
                .as("the normal form is a fixed point")
                .isEqualTo(normal);
        for (Language language : Language.values()) {
            assertThat(fieldType.show(normal, language)).isNotBlank();
        }
        assertThat(fieldType.mask(normal)).isNotBlank();
        assertThat(fieldType.same(normal, fieldType.parse(input))).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of("person-name", "Ana 123", "record.person-name.character", ""),
                of("person-name", "A, B, C", "record.person-name.ambiguous", ""),
                of(
                        "person-name",
                        Map.of("given", "Ana", "paternal", "Uno", "surnames", "Uno Dos"),
                        "record.person-name.surnames-twice",
                        ""),
                of("person-name", Map.of("personGivenName", "A1"), "record.person-name.character", "/personGivenName"),
                of("person-name", Map.of("alias", "X"), "record.value.unknown-member", "/alias"),
                of("person-name", Map.of(), "record.value.empty", ""),
                of("person-name", "x".repeat(301), "record.value.too-long", ""),
                of("person-name", Map.of("given", "x".repeat(121)), "record.value.too-long", "/given"),
                of("person-name", 12L, "record.value.not-composed", ""),
                of("date", "03/09/2024", "record.date.ambiguous", ""),
                of("date", "13.9.24", "record.date.ambiguous", ""),
                of("date", "2023-02-29", "record.date.no-such-day", ""),
                of("date", "1900-02-29", "record.date.no-such-day", ""),
                of("date", "2024-13", "record.date.no-such-month", ""),
                of("date", "2024-00", "record.date.no-such-month", ""),
                of("date", "24-09-03", "record.date.ambiguous", ""),
                of("date", "yesterday", "record.date.malformed", ""),
                of("date", "2024-09-03T10:00:00Z", "record.date.malformed", ""),
                of("date", "0999", "record.date.malformed", ""),
                of("date", true, "record.value.not-text", ""),
                of("instant", "2026-11-21T11:10:43", "record.instant.malformed", ""),
                of("instant", "+123456-01-01T00:00:00Z", "record.instant.malformed", ""),
                of("area", "MX-XXQ", "record.area.unknown", ""),
                of("area", "MX-SIN/019", "record.area.unknown", ""),
                of("area", "MX-SIN/000", "record.area.unknown", ""),
                of("area", "MX-ZZZ/001", "record.area.unknown", ""),
                of("area", "Georgia", "record.area.ambiguous", ""),
                of("place", "MX-QQQ", "record.area.unknown", ""),
                of("place", Map.of("lat", 12.0), "record.value.missing-member", ""),
                of("place", Map.of("lat", 91L, "lon", 0L), "record.place.out-of-range", "/lat"),
                of("place", Map.of("lat", 0L, "lon", "-180.5"), "record.place.out-of-range", "/lon"),
                of("place", Map.of("lat", Double.NaN, "lon", 0L), "record.place.out-of-range", "/lat"),
                of("place", Map.of("lat", "north", "lon", 0L), "record.place.not-degrees", "/lat"),
                of("place", Map.of("name", "x".repeat(301)), "record.value.too-long", "/name"),
                of("place", Map.of(), "record.value.empty", ""),
                of("curp", "GOMC900514HDFRRL0", "record.curp.length", ""),
                of("curp", "GOMC900514HDFRRL03", "record.curp.check-digit", ""),
                of("curp", "GOMC901314HDFRRL06", "record.curp.birth-date", ""),
                of("curp", "GOMC000230MSLRRLA2", "record.curp.birth-date", ""),
                of("curp", "GOMC000229MSLRRL02", "record.curp.birth-date", ""),
                of("curp", "GOMC900514QDFRRL06", "record.curp.sex", ""),
                of("curp", "GOMC900514HZZRRL06", "record.curp.state", ""),
                of("curp", "GOMC900514HDFRAL06", "record.curp.malformed", ""),
                of("curp", "ÑOMC900514HDFRRL06", "record.curp.malformed", ""),
                of("curp", "GOMC9O0514HDFRRL06", "record.curp.malformed", ""),
                of("rfc", "GOMC900514AB", "record.rfc.malformed", ""),
                of("rfc", "GOMC900514", "record.rfc.length", ""),
                of("rfc(person)", "ZZZ010203AB7", "record.rfc.length", ""),
                of("rfc(company)", "GOMC900514AB2", "record.rfc.length", ""),
                of("rfc", "GOMC900514AB3", "record.rfc.check-digit", ""),
                of("rfc", "GOMC901514AB3", "record.rfc.date", ""),
                of("rfc", "1OMC900514AB3", "record.rfc.malformed", ""),
                of("rfc", "XAXX010101000", "record.rfc.generic", ""),
                of("vin", "1M8GDM9AXKP04278", "record.vin.length", ""),
                of("vin", "1M8GDM9AXKP04278O", "record.vin.character", ""),
                of("vin", "1M8GDM9AXKPI42788", "record.vin.character", ""),
                of("vin", "QM8GDM9AXKP042788", "record.vin.character", ""),
                of("vin", "1M8GDM9A0KP042788", "record.vin.check-digit", ""),
                of("vin", "5YJ3E1EA0KF000001", "record.vin.check-digit", ""),
                of("vin", "2T1BU4EE0DC000001", "record.vin.check-digit", ""),
                of("plate", "A", "record.plate.malformed", ""),
                of("plate", "ÑANDU1", "record.plate.malformed", ""),
                of("plate", Map.of("plate", "ABC123", "issuer", "MX-SIN/006"), "record.plate.issuer", "/issuer"),
                of("plate", Map.of("issuer", "MX"), "record.value.missing-member", ""),
                of("firearm-serial", "***", "record.firearm-serial.illegible", ""),
                of("firearm-serial", "AB@12", "record.firearm-serial.malformed", ""),
                of("firearm-serial", "A".repeat(31), "record.value.too-long", ""),
                of("phone", "667 123 4567", "record.phone.ambiguous", ""),
                of("phone", "+52 667 123 456", "record.phone.malformed", ""),
                of("phone", "+1 113 555 0123", "record.phone.malformed", ""),
                of("phone", "+1 213 155 0123", "record.phone.malformed", ""),
                of("phone", "call me", "record.phone.malformed", ""),
                of("phone", Map.of("country", "GT", "number", "12345678"), "record.phone.country", "/number"),
                of("document", Map.of("type", "passport", "number", "!!"), "record.document.malformed", "/number"),
                of("document", Map.of("type", "library card", "number", "1"), "record.code.unknown", "/type"),
                of("document", Map.of("type", "passport"), "record.value.missing-member", ""),
                of("quantity", 12L, "record.quantity.no-unit", ""),
                of("quantity", "12", "record.quantity.malformed", ""),
                of("quantity", "12 parsecs", "record.quantity.unit", ""),
                of("quantity", Map.of("value", "1.234,5", "unit", "kg"), "record.decimal.malformed", "/value"),
                of("quantity", Map.of("value", "1e999999999", "unit", "kg"), "record.decimal.malformed", "/value"),
                of("quantity", Map.of("value", "1e99", "unit", "kg"), "record.decimal.too-many-digits", "/value"),
                of("quantity", Map.of("value", "1e-41", "unit", "kg"), "record.decimal.too-many-digits", "/value"),
                of(
                        "quantity",
                        Map.of("value", "9".repeat(21), "unit", "kg"),
                        "record.decimal.too-many-digits",
                        "/value"),
                of("quantity(mass)", "12 persons", "record.quantity.dimension", ""),
                of("money", "$100", "record.money.malformed", ""),
                of("money", "100 XYZ", "record.money.currency", ""),
                of("money", "100.001 USD", "record.money.fraction", ""),
                of("money", "100.5 JPY", "record.money.fraction", ""),
                of("money", Map.of("amount", "x", "currency", "USD"), "record.decimal.malformed", "/amount"),
                of("code(drug)", "aspirin", "record.code.unknown", ""),
                of("reference", "0194e3a0", "record.reference.malformed", ""),
                of("evidence", "abc", "record.evidence.malformed", ""),
                of("text(5)", "sixsix", "record.value.too-long", ""),
                of("text(5)", "a\u0007b", "record.value.control", ""),
                of("text(5)", "a\u202eb", "record.value.control", ""),
                of("text(5)", Map.of("language", "x_y!", "text", "a"), "record.text.language", "/language"),
                of("line(10)", "a\u200bb", "record.value.control", ""),
                of("line(10)", "a\ud800", "record.value.control", ""),
                of("line(10)", "   ", "record.value.empty", ""),
                of("line(10)", List.of("a"), "record.value.not-text", ""),
                of("integer(0..130)", 131L, "record.integer.out-of-range", ""),
                of("integer(0..130)", "1.5", "record.integer.malformed", ""),
                of("integer(0..130)", "99999999999999999999", "record.integer.malformed", ""),
                of("marker", "maybe", "record.marker.malformed", ""),
                of("indicator", "deaths", "record.indicator.malformed", ""),
                of("indicator", "us..deaths", "record.indicator.malformed", ""),
                of("dimension", "drug", "record.dimension.malformed", ""),
                of("dimension", "drug=", "record.dimension.malformed", ""),
                of("dimension", "a=b=c", "record.dimension.malformed", ""),
                of("dimension", "n=" + "v".repeat(81), "record.dimension.malformed", ""));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusal_namesReasonAndPosition_inBothLanguages(String type, Object input, String code, String position) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> type(type).parse(input));
        assertThat(refused).as("accepted").isNotNull();
        Problem problem = refused.problems().getFirst();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.position()).isEqualTo(position);
        for (Language language : Language.values()) {
            assertThat(Catalogue.standard().message(problem, language)).doesNotContain("{");
            assertThat(Catalogue.standard().remedy(problem, language)).isNotBlank();
        }
        assertThat(Catalogue.standard().status(code)).isBetween(400, 499);
    }

    @Test
    void everyCheckDigitButOne_isRefused() {
        for (char digit = '0'; digit <= '9'; digit++) {
            String curp = "GOMC900514HDFRRL0" + digit;
            assertThat(isRefused("curp", curp)).isEqualTo(digit != '6');
        }
        for (char digit : "0123456789X".toCharArray()) {
            assertThat(isRefused("vin", "1M8GDM9A" + digit + "KP042788")).isEqualTo(digit != 'X');
        }
    }

    private static boolean isRefused(String type, Object input) {
        return catchThrowableOfType(ProblemException.class, () -> type(type).parse(input)) != null;
    }

    @Test
    void curp_tellsItsBirthDate_withTheCenturyOfPosition17() {
        assertThat(CurpType.birthDate("GOMC900514HDFRRL06")).isEqualTo("1990-05-14");
        assertThat(CurpType.birthDate("GOMC000229MSLRRLA2")).isEqualTo("2000-02-29");
    }

    @Test
    void quantities_convertExactly_andAreTheSameAcrossUnits() {
        assertThat(Quantities.in(Map.of("value", "1", "unit", "lb"), "kg")).isEqualByComparingTo("0.45359237");
        assertThat(Quantities.in(Map.of("value", "15.7253967786504", "unit", "lb"), "kg"))
                .isEqualByComparingTo("7.132919994018400337448");
        assertThat(Quantities.in(Map.of("value", "0.45359237", "unit", "kg"), "lb"))
                .isEqualByComparingTo("1");
        FieldType quantity = type("quantity");
        assertThat(quantity.same(quantity.parse("1 lb"), quantity.parse("0.45359237 kg")))
                .isTrue();
        assertThat(quantity.same(quantity.parse("1 lb"), quantity.parse("1 kg")))
                .isFalse();
        assertThat(quantity.same(quantity.parse("1 persons"), quantity.parse("1 victims")))
                .isFalse();
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> Quantities.in(Map.of("value", "1", "unit", "lb"), "persons"))
                        .problems())
                .containsExactly(Problem.of("record.quantity.dimension", "/unit", "unit", "lb", "wanted", "persons"));
    }

    @Test
    void obliteratedSerials_mayBeTheSame_andNamesIgnoreCaseAndAccents() {
        FieldType serial = type("firearm-serial");
        assertThat(serial.same("AB12?4", "AB1234")).isTrue();
        assertThat(serial.same("AB12?4", "AB1235")).isFalse();
        assertThat(serial.same("AB12?", "AB1234")).isFalse();
        FieldType name = type("person-name");
        assertThat(name.same(name.parse("MUÑOZ MORA, JOSE"), name.parse("José Muñoz Mora")))
                .isTrue();
        assertThat(name.same(name.parse("José Mora"), name.parse("José Moral"))).isFalse();
        assertThat(type("line(20)").same("Smith & Wesson", "SMITH & WESSON")).isTrue();
    }

    @Test
    void display_speaksBothLanguages() {
        assertThat(type("date").show("2024-09-03", Language.EN)).isEqualTo("3 September 2024");
        assertThat(type("date").show("2024-09-03", Language.ES)).isEqualTo("3 de septiembre de 2024");
        assertThat(type("date").show("2024-09", Language.ES)).isEqualTo("septiembre de 2024");
        assertThat(type("area").show("US-NM", Language.ES)).isEqualTo("Nuevo México");
        assertThat(type("area").show("MX-SIN/006", Language.EN)).isEqualTo("MX-SIN/006 (Sinaloa)");
        assertThat(type("code(drug)").show("heroin", Language.ES)).isEqualTo("Heroína");
        assertThat(type("quantity").show(Map.of("value", "1234567.5", "unit", "persons"), Language.EN))
                .isEqualTo("1,234,567.5 persons");
        assertThat(type("quantity").show(Map.of("value", "1234567.5", "unit", "persons"), Language.ES))
                .isEqualTo("1\u202f234\u202f567.5 personas");
        assertThat(type("marker").show(true, Language.ES)).isEqualTo("Sí");
    }

    @Test
    void mask_hidesWhatIdentifies() {
        assertThat(type("curp").mask("GOMC900514HDFRRL06")).isEqualTo("•".repeat(16) + "06");
        assertThat(type("person-name").mask(Map.of("personFullName", "Ana Mora")))
                .isEqualTo("A••• M•••");
        assertThat(type("date").mask("1990-05-14")).isEqualTo("1990");
        assertThat(type("place").mask(Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.4)))
                .isEqualTo("MX");
        assertThat(type("plate").mask(Map.of("plate", "AB12", "issuer", "MX"))).isEqualTo("••••");
        assertThat(type("dimension").mask("drug=lsd")).isEqualTo("drug=•••");
    }

    @Test
    void unknownTypes_andUnfitParameters_areNoTypes() {
        for (String name : List.of(
                "",
                "nothing",
                "curp(x)",
                "code",
                "code(nothing)",
                "code(../kinds/person)",
                "text",
                "text(0)",
                "text(20001)",
                "line(1001)",
                "integer(5..1)",
                "integer(x)",
                "quantity(beauty)",
                "rfc(dog)",
                "date()")) {
            assertThat(FieldTypes.named(name)).as(name).isEmpty();
        }
        assertThat(FieldTypes.named("text(20000)")).isPresent();
        assertThat(FieldTypes.named("line(1000)")).isPresent();
    }
}
