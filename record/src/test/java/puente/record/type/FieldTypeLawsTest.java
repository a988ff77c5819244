package puente.record.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import puente.record.CanonicalJson;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.ProblemException;

/** Laws that hold for every type and every input it accepts. */
class FieldTypeLawsTest {
    static final List<String> TYPES = List.of(
            "person-name",
            "date",
            "instant",
            "area",
            "place",
            "curp",
            "rfc",
            "vin",
            "plate",
            "firearm-serial",
            "phone",
            "document",
            "quantity",
            "money",
            "code(drug)",
            "code(country)",
            "reference",
            "evidence",
            "text(100)",
            "line(100)",
            "integer(-1000..1000)",
            "marker",
            "indicator",
            "dimension");

    @Provide
    Arbitrary<FieldType> types() {
        return Arbitraries.of(TYPES).map(name -> FieldTypes.named(name).orElseThrow());
    }

    @Provide
    Arbitrary<Object> inputs() {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("0123456789-/. :+").ofMaxLength(14);
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("abcdefghijkmnñopáé ABCDEMXSIN-/,'=.")
                .ofMaxLength(24);
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> known = Arbitraries.of(
                "2024-09-03",
                "Sonora",
                "US-TX",
                "GOMC900514HDFRRL06",
                "ZZZ010203AB7",
                "1M8GDM9AXKP042788",
                "ABC123A",
                "+526671234567",
                "12.50 kg",
                "-0.10 lb",
                "100 MXN",
                "heroína",
                "MX",
                "sí",
                "17",
                "us.cbp.x",
                "drug=LSD",
                "Mora Ruiz, Ana",
                "0194e3a0-7b1c-7000-8000-0123456789ab");
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                digits.map(text -> text),
                words.map(text -> text),
                anything.map(text -> text),
                known.map(text -> text),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number));
        Arbitrary<Object> maps = Arbitraries.maps(
                        Arbitraries.of(
                                "area",
                                "lat",
                                "lon",
                                "name",
                                "value",
                                "unit",
                                "amount",
                                "currency",
                                "plate",
                                "issuer",
                                "number",
                                "type",
                                "country",
                                "language",
                                "text",
                                "personGivenName",
                                "personFullName",
                                "surnames",
                                "personSurName"),
                        scalars)
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(map -> map);
        return Arbitraries.oneOf(scalars, scalars, maps);
    }

    private static Optional<Object> parsed(FieldType type, Object input) {
        try {
            return Optional.of(type.parse(input));
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return Optional.empty();
        }
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void parse_isIdempotent_andItsResultCanBeCarriedComparedMaskedAndShown(
            @ForAll("types") FieldType type, @ForAll("inputs") Object input) {
        parsed(type, input).ifPresent(normal -> {
            assertThat(type.parse(normal)).isEqualTo(normal);
            assertThat(type.same(normal, normal)).isTrue();
            assertThat(CanonicalJson.write(normal)).isNotEmpty();
            assertThat(type.mask(normal)).isNotBlank();
            assertThat(type.show(normal, Language.ES)).isNotBlank();
            assertThat(type.show(normal, Language.EN)).isNotBlank();
            assertThat(type.keys(normal)).isNotNull();
            assertThat(type.text(normal)).isNotNull();
            switch (type.shape()) {
                case STRING -> assertThat(normal).isInstanceOf(String.class);
                case LONG -> assertThat(normal).isInstanceOf(Long.class);
                case DOUBLE -> assertThat(normal).isInstanceOf(Double.class);
                case BOOL -> assertThat(normal).isInstanceOf(Boolean.class);
                case MAP ->
                    assertThat(((Map<?, ?>) normal).keySet())
                            .allSatisfy(member -> assertThat(type.members()).containsKey((String) member));
            }
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void identifierMasks_neverShowTheWholeValue(@ForAll("types") FieldType type, @ForAll("inputs") Object input) {
        parsed(type, input)
                .filter(normal -> List.of("curp", "rfc", "vin", "firearm-serial", "phone", "reference")
                        .contains(type.name()))
                .ifPresent(normal -> assertThat(type.mask(normal)).contains("•").doesNotContain(normal.toString()));
    }
}
