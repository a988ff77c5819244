package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.HEADER;
import static puente.gateway.Samples.MAPPING;
import static puente.gateway.Samples.bytes;
import static puente.gateway.Samples.file;
import static puente.gateway.Samples.mapping;
import static puente.gateway.Samples.refusal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Kinds;
import puente.record.Problem;

class MappingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "label: {en: Test, es: Prueba}~''~gateway.mapping.missing~/label",
                "format: csv~format: xlsx~gateway.mapping.value~/file/format",
                "delimiter: \",\"~delimiter: \"#\"~gateway.mapping.value~/file/delimiter",
                "kind: observation~kind: weather~record.kind.unknown~/target/kind/kind",
                "agency: mx/sesnsp~agency: MX~record.agency.malformed~/target/agency",
                "synthetic: true~synthetic: maybe~gateway.mapping.type~/target/synthetic",
                "duplicates: quarantine~duplicates: ignore~gateway.mapping.value~/target/duplicates",
                "duplicates: quarantine~duplicates: quarantine, colour: red~gateway.mapping.malformed~''",
                "mapping: test.victims~mapping: Test Victims~gateway.mapping.value~/mapping",
                "indicator: {constant: mx.sesnsp.crime-victims}~indicator: {constant: mx.sesnsp.unknown}~gateway.mapping.indicator~/series/0/fields/indicator",
                "unit: victims}~unit: kg}~gateway.mapping.value~/series/0/fields/value",
                "{quantity: victims, unit~{quantity: victims, from: lb, unit~gateway.mapping.value~/series/0/fields/value/from",
                "{quantity: victims, unit~{quantity: {pivot: value}, unit~gateway.mapping.pivot~/series/0/fields/value",
                "{column: crime, table: crime}~{column: offence, table: crime}~gateway.mapping.column~/series/0/fields/dimensions/dimensions/crime/column",
                "{column: crime, table: crime}~{column: crime, table: colours}~gateway.mapping.table~/series/0/fields/dimensions/dimensions/crime/table",
                "{column: crime, table: crime}~{formula: crime}~gateway.mapping.expression~/series/0/fields/dimensions/dimensions/crime",
                "calendar: {constant: calendar}~colour: {constant: red}~gateway.mapping.field~/series/0/fields/colour",
                "key: [indicator, area~key: [colour, area~gateway.mapping.field~/target/key/0",
                "note: {en: Not needed., es: No se necesita.}~crime: {en: Not needed., es: No se necesita.}~gateway.mapping.unused~/file/columns",
                "en: A total., es: Es un total.~en: A total.~gateway.mapping.missing~/skip/0/reason/es",
                "names: [~colour: red\\n  names: [~gateway.mapping.unknown-member~/file/colour",
                "tlp: CLEAR~tlp: PINK~record.handling.~/target/handling"
            })
    void aMistakeInAMapping_isRefused_whereItStands(String right, String wrong, String code, String pointer) {
        assertThat(MAPPING).contains(right);
        String yaml = MAPPING.replace(right, wrong.replace("\\n", "\n"));

        Problem problem = refusal(() -> mapping(yaml));

        assertThat(problem.code()).startsWith(code);
        assertThat(problem.position()).startsWith("test.yaml:" + pointer);
    }

    @Test
    void yamlThatCannotBeRead_saysWhere() {
        Problem twice = refusal(() -> mapping(MAPPING + "label: {en: x, es: y}\n"));
        assertThat(twice.code()).isEqualTo("gateway.mapping.malformed");
        assertThat(refusal(() -> mapping("a: [")).position()).startsWith("test.yaml:1");
        assertThat(refusal(() -> mapping("- a\n")).code()).isEqualTo("gateway.mapping.type");
        assertThat(refusal(() -> mapping("")).code()).isEqualTo("gateway.mapping.type");
        assertThat(refusal(() -> mapping("#" + " ".repeat(Mapping.MAXIMUM_BYTES)))
                        .code())
                .isEqualTo("gateway.mapping.too-large");
    }

    @Test
    void aMappingOfOnesOwn_isReadFromAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("own.yaml");
        Files.write(file, bytes(MAPPING));

        Mapping own = Mapping.load(file, Kinds.standard(), Indicators.standard());

        assertThat(own.id()).isEqualTo("test.victims");
        assertThat(own.file().isNamedLike("victims-2024.csv")).isTrue();
        assertThat(own.file().isNamedLike("other.csv")).isFalse();
        assertThat(own.file().isNamedLike("")).isFalse();
    }

    @Test
    void theMappingForAFile_isChosenByHeaderFirst_andByNameAmongThose() {
        Mapping victims = mapping(MAPPING);
        Mapping others =
                mapping(MAPPING.replace("test.victims", "test.others").replace("victims-*.csv", "others-*.csv"));
        Mappings both = Samples.mappings(victims, others);

        assertThat(both.choose(file(HEADER)).id()).isEqualTo("test.victims");
        assertThat(both.choose(Source.ofBytes("others-1.csv", bytes(HEADER))).id())
                .isEqualTo("test.others");
        assertThat(Samples.mappings(victims)
                        .choose(Source.ofBytes("renamed.csv", bytes(HEADER)))
                        .id())
                .isEqualTo("test.victims");
        assertThat(refusal(() -> both.choose(Source.ofBytes("renamed.csv", bytes(HEADER))))
                        .code())
                .isEqualTo("gateway.mapping.ambiguous");
        assertThat(refusal(() -> both.choose(Source.ofBytes("renamed.csv", bytes("a,b\n1,2\n"))))
                        .code())
                .isEqualTo("gateway.mapping.none");
        assertThat(refusal(() -> both.choose(file("a,b\n1,2\n"))).code()).isEqualTo("gateway.file.columns");
    }
}
