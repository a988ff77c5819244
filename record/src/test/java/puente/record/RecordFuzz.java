package puente.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import puente.record.type.FieldTypes;

/**
 * Any bytes at all: a parser answers with a value or a {@link ProblemException}, never with another exception, and what it
 * accepts it accepts again.
 */
class RecordFuzz {
    private static final List<String> TYPES = List.of(
            "person-name",
            "date",
            "instant",
            "area",
            "place",
            "curp",
            "rfc",
            "rfc(person)",
            "rfc(company)",
            "vin",
            "plate",
            "firearm-serial",
            "phone",
            "document",
            "quantity",
            "quantity(mass)",
            "money",
            "code(drug)",
            "code(country)",
            "reference",
            "evidence",
            "text(4000)",
            "line(300)",
            "integer(0..130)",
            "marker",
            "indicator",
            "dimension");

    @FuzzTest
    void record(byte[] json) {
        try {
            RecordCodec.Written written = RecordCodec.standard().parseWritten(json);
            Record record = written.record();
            byte[] canonical = RecordCodec.standard().canonical(record);
            assertThat(written.bytes()).isEqualTo(canonical);
            assertThat(RecordCodec.standard().canonical(RecordCodec.standard().parse(canonical)))
                    .isEqualTo(canonical);
            assertThat(RecordIndex.of(Kinds.standard().kind(record.kind()), record))
                    .isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void json(byte[] json) {
        try {
            Object value = StrictJson.parse(json, 1 << 20);
            assertThat(value).isEqualTo(StrictJson.parseAny(json));
            byte[] canonical = CanonicalJson.write(value);
            assertThat(CanonicalJson.write(StrictJson.parse(canonical, 1 << 22)))
                    .isEqualTo(canonical);
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void kindYaml(byte[] yaml) {
        try {
            assertThat(KindYaml.parse(yaml, "fuzz.yaml").fields()).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    /** The first byte chooses the type; the rest is text, or JSON where it parses as such. */
    @FuzzTest
    void fieldType(FuzzedDataProvider data) {
        FieldType type = FieldTypes.named(TYPES.get(data.consumeInt(0, TYPES.size() - 1)))
                .orElseThrow();
        String text = data.consumeRemainingAsString();
        parse(type, text);
        try {
            parse(type, StrictJson.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 1 << 20));
        } catch (ProblemException notJson) {
            assertThat(notJson.problems()).isNotEmpty();
        }
    }

    private static void parse(FieldType type, Object input) {
        try {
            Object normal = type.parse(input);
            assertThat(type.parse(normal)).isEqualTo(normal);
            assertThat(type.mask(normal)).isNotBlank();
            assertThat(type.show(normal, Language.ES)).isNotBlank();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
