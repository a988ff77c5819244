package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as canonical JSON and back. */
class RecordCodecTest {
    private static final RecordCodec CODEC = RecordCodec.standard();
    static final List<Kind> KINDS = List.copyOf(Kinds.standard().all());

    @Test
    void observation_hasExactlyTheseBytes() {
        assertThat(CODEC.canonical(Samples.record("observation", Samples.OBSERVATION)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"agency\":\"mx/fgr\",\"fields\":{\"area\":\"US-CBP/san-diego-field-office\","
                        + "\"calendar\":\"calendar\",\"dimensions\":[\"component=ofo\",\"drug=fentanyl\"],"
                        + "\"indicator\":\"us.cbp.drug-seizure-weight\",\"period\":\"2024-09\","
                        + "\"value\":{\"unit\":\"lb\",\"value\":\"1204.5\"}},"
                        + "\"handling\":{\"audience\":[\"mx\",\"us/atf\"],\"codes\":[\"H1\"],\"grading\":\"B2\","
                        + "\"originatorConsent\":true,\"purposes\":[\"arms-trafficking\",\"judicial-cooperation\"],"
                        + "\"retainUntil\":\"2027-01-01\",\"tlp\":\"AMBER+STRICT\"},"
                        + "\"id\":\"0194e3a0-7b1c-7000-8000-0123456789ab\",\"kind\":\"observation\","
                        + "\"provenance\":{\"source\":\"invented for a test\",\"synthetic\":true},"
                        + "\"recordedAt\":\"2026-11-21T18:10:43.123Z\",\"version\":1}");
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyKind_goesBothWays_withEveryField(Kind kind) {
        Record record = Samples.record(kind.name(), Samples.full(kind));
        byte[] bytes = CODEC.canonical(record);
        Record parsed = CODEC.parse(bytes);
        assertThat(parsed.fields().keySet()).hasSize(kind.fields().size());
        assertThat(CODEC.canonical(parsed)).isEqualTo(bytes);
        assertThat(parsed.handling()).isEqualTo(record.handling());
        assertThat(parsed.provenance()).isEqualTo(record.provenance());
        assertThat(parsed.recordedAt()).isEqualTo(record.recordedAt());
        assertThat(JsonValues.equal(parsed.fields(), record.fields())).isTrue();
    }

    @Test
    void canonicalBytes_areHandedBackAsTheyCame_andOthersAreWritten() {
        byte[] bytes = CODEC.canonical(Samples.record("person", Samples.PERSON));
        assertThat(CODEC.parseWritten(bytes).bytes()).isSameAs(bytes);
        byte[] spaced =
                new String(bytes, StandardCharsets.UTF_8).replace(",\"", ", \"").getBytes(StandardCharsets.UTF_8);
        assertThat(CODEC.parseWritten(spaced).bytes()).isEqualTo(bytes);
        assertThat(CODEC.parseWritten(spaced).record()).isEqualTo(CODEC.parse(bytes));
    }

    @Provide
    Arbitrary<Map<String, Object>> people() {
        List<Map.Entry<String, Object>> fields = new ArrayList<>(Samples.PERSON.entrySet());
        return Arbitraries.of(fields).set().map(chosen -> {
            Map<String, Object> raw = new HashMap<>();
            chosen.forEach(each -> raw.put(each.getKey(), each.getValue()));
            return raw;
        });
    }

    @Property(tries = 300)
    void canonicalOfParse_isTheIdentity_onCanonicalBytes(
            @ForAll("people") Map<String, Object> raw, @ForAll int version, @ForAll long time) {
        Record sample = Samples.record("person", raw);
        Record record = new Record(
                sample.id(),
                Math.max(1, version & Integer.MAX_VALUE),
                sample.kind(),
                sample.agency(),
                Instant.ofEpochMilli(time % 30_000_000_000_000L),
                sample.handling(),
                sample.provenance(),
                sample.fields());
        byte[] bytes = CODEC.canonical(record);
        assertThat(CODEC.canonical(CODEC.parse(bytes))).isEqualTo(bytes);
        assertThat(CODEC.parse(bytes).recordedAt()).isEqualTo(record.recordedAt());
    }

    static Stream<Arguments> tampered() {
        return Stream.of(
                Arguments.of("\"version\":1", "\"version\":0", "record.record.version", "/version"),
                Arguments.of("\"version\":1", "\"version\":1.5", "record.record.version", "/version"),
                Arguments.of("\"version\":1", "\"version\":1,\"extra\":2", "record.record.unknown-member", "/extra"),
                Arguments.of(
                        "\"version\":1", "\"version\":1,\"version\":1", "record.json.duplicate-member", "/version"),
                Arguments.of(",\"version\":1", "", "record.record.missing-member", "/version"),
                Arguments.of("\"kind\":\"observation\"", "\"kind\":\"omen\"", "record.kind.unknown", "/kind"),
                Arguments.of("\"kind\":\"observation\"", "\"kind\":7", "record.record.wrong-type", "/kind"),
                Arguments.of("0194e3a0-", "0194E3A0-", "record.record.id", "/id"),
                Arguments.of("0194e3a0-", "194e3a0-", "record.record.id", "/id"),
                Arguments.of("mx/fgr", "MX/FGR", "record.agency.malformed", "/agency"),
                Arguments.of("43.123Z", "43Z", "record.record.time", "/recordedAt"),
                Arguments.of("18:10:43.123Z", "18:61:43.123Z", "record.record.time", "/recordedAt"),
                Arguments.of("2026-11-21T", "0026-11-21T", "record.record.time", "/recordedAt"),
                Arguments.of(
                        "\"synthetic\":true",
                        "\"synthetic\":\"no\"",
                        "record.record.wrong-type",
                        "/provenance/synthetic"),
                Arguments.of("invented for a test", " ", "record.provenance.empty", "/provenance/source"),
                Arguments.of(
                        "invented for a test", "x".repeat(501), "record.provenance.too-long", "/provenance/source"),
                Arguments.of("AMBER+STRICT", "PINK", "record.handling.tlp", "/handling/tlp"),
                Arguments.of(
                        "\"period\":\"2024-09\"", "\"period\":\"2024-9\"", "record.field.not-normal", "/fields/period"),
                Arguments.of(
                        "\"period\":\"2024-09\"",
                        "\"period\":\"2024-19\"",
                        "record.date.no-such-month",
                        "/fields/period"),
                Arguments.of("\"period\":\"2024-09\"", "\"when\":\"2024-09\"", "record.field.unknown", "/fields/when"),
                Arguments.of("\"period\":\"2024-09\",", "", "record.field.missing", "/fields/period"),
                Arguments.of("\"1204.5\"", "\"1204.50\"", "record.field.not-normal", "/fields/value"),
                Arguments.of("\"1204.5\"", "1204.5", "record.field.not-normal", "/fields/value"),
                Arguments.of(
                        "[\"component=ofo\",\"drug=fentanyl\"]",
                        "\"drug=fentanyl\"",
                        "record.field.not-normal",
                        "/fields/dimensions"),
                Arguments.of(
                        "[\"component=ofo\",\"drug=fentanyl\"]",
                        "[\"drug=fentanyl\",\"component=ofo\"]",
                        "record.field.not-normal",
                        "/fields/dimensions"),
                Arguments.of("\"drug=fentanyl\"", "\"drug\"", "record.dimension.malformed", "/fields/dimensions/1"),
                Arguments.of("\"version\":1}", "\"version\":1}{}", "record.json.trailing", null));
    }

    @ParameterizedTest
    @MethodSource("tampered")
    void anythingButACompleteRecordInNormalForm_isRefused(String from, String to, String code, String position) {
        String json =
                new String(CODEC.canonical(Samples.record("observation", Samples.OBSERVATION)), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        byte[] tampered = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
        Problem problem = catchThrowableOfType(ProblemException.class, () -> CODEC.parse(tampered))
                .problems()
                .getFirst();
        assertThat(problem.code()).isEqualTo(code);
        if (position != null) {
            assertThat(problem.position()).isEqualTo(position);
        }
    }

    @Test
    void everyTruncation_isRefused() {
        byte[] bytes = CODEC.canonical(Samples.record("person", Samples.PERSON));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThat(catchThrowableOfType(ProblemException.class, () -> CODEC.parse(cut)))
                    .isNotNull();
        }
    }

    @Test
    void size_isLimited_bothWays() {
        Map<String, Object> huge = new HashMap<>();
        huge.put("x", "y".repeat(RecordCodec.MAXIMUM_BYTES));
        Record record = Samples.record("observation", Samples.OBSERVATION).withFields(huge);
        assertThat(catchThrowableOfType(ProblemException.class, () -> CODEC.canonical(record))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("record.json.too-large");
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> CODEC.parse(new byte[RecordCodec.MAXIMUM_BYTES + 1]))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("record.json.too-large");
    }
}
