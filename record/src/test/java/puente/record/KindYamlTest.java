package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds in YAML: what is read, and what is refused and where. */
class KindYamlTest {
    private static final String GOOD = """
            name: beacon
            label: {en: Beacon, es: Baliza}
            fields:
              - {name: seenOn, label: {en: Seen on, es: Visto el}, type: date, required: true, index: period}
              - {name: seenBy, label: {en: Seen by, es: Visto por}, type: line(40), repeated: true, niem: "nc:PersonName"}
            """;

    @Test
    void kind_isReadWhole() {
        Kind kind = KindYaml.parse(GOOD.getBytes(StandardCharsets.UTF_8), "beacon.yaml");
        assertThat(kind.label()).isEqualTo(new Bilingual("Beacon", "Baliza"));
        assertThat(kind.field("seenOn")).hasValueSatisfying(field -> {
            assertThat(field.required()).isTrue();
            assertThat(field.indexed()).isEqualTo(Field.Indexed.PERIOD);
            assertThat(field.niem()).isEmpty();
        });
        assertThat(kind.field("seenBy"))
                .hasValueSatisfying(field -> assertThat(field.repeated()).isTrue());
        assertThat(kind.field("x")).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("name: beacon", "name: Beacon!", "record.kind.name", "f:/name"),
                Arguments.of("es: Baliza", "fr: Balise", "record.kind.label", "f:/label"),
                Arguments.of("fields:", "felder:", "record.kind.attribute", "f:/felder"),
                Arguments.of("name: seenOn", "name: Seen On", "record.kind.name", "f:/fields/0/name"),
                Arguments.of("name: seenBy", "name: seenOn", "record.kind.field-twice", "f:/fields/1/name"),
                Arguments.of("type: line(40)", "type: rope(40)", "record.kind.type", "f:/fields/1/type"),
                Arguments.of("required: true", "required: perhaps", "record.kind.flag", "f:/fields/0/required"),
                Arguments.of("required: true", "colour: red", "record.kind.attribute", "f:/fields/0/colour"),
                Arguments.of("index: period", "index: soon", "record.kind.index", "f:/fields/0/index"),
                Arguments.of("index: period", "index: place", "record.kind.index-unfit", "f:/fields/0/index"),
                Arguments.of("nc:PersonName", "PersonName", "record.kind.niem", "f:/fields/1/niem"),
                Arguments.of("es: Visto por", "es: ''", "record.kind.label", "f:/fields/1/label"),
                Arguments.of("name: beacon", "name: beacon\nname: beacon", "record.kind.not-yaml", "f:2"),
                Arguments.of("label: {en: Beacon", "label: {en: Beacon, {", "record.kind.not-yaml", "f:2"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void fault_isNamed_whereItStands(String from, String to, String code, String position) {
        assertThat(GOOD).contains(from);
        assertThat(problems(GOOD.replaceFirst(java.util.regex.Pattern.quote(from), to)))
                .extracting(problem -> problem.code() + " " + problem.position())
                .contains(code + " " + position);
    }

    private static List<Problem> problems(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return catchThrowableOfType(ProblemException.class, () -> KindYaml.parse(bytes, "f"))
                .problems();
    }

    @Test
    void limits_hold() {
        assertThat(problems("# " + "x".repeat(KindYaml.MAXIMUM_BYTES)))
                .extracting(Problem::code)
                .containsExactly("record.kind.too-large");
        String many = IntStream.rangeClosed(0, KindYaml.MAXIMUM_FIELDS)
                .mapToObj(at -> "  - {name: f" + at + ", label: {en: f, es: f}, type: date}")
                .collect(Collectors.joining("\n", "name: many\nlabel: {en: m, es: m}\nfields:\n", "\n"));
        assertThat(problems(many)).extracting(Problem::code).containsExactly("record.kind.fields");
        assertThat(problems("")).extracting(Problem::code).containsExactly("record.kind.not-yaml");
        assertThat(problems("[1, 2]")).extracting(Problem::code).containsExactly("record.kind.not-yaml");
    }
}
