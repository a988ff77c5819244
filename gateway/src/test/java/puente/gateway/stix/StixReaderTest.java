package puente.gateway.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Problem;
import puente.record.ProblemException;

/** What is a STIX object, what is none, and why. */
class StixReaderTest {
    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> refusals(String json) {
        return catchThrowableOfType(ProblemException.class, () -> StixReader.object(bytes(json))).problems().stream()
                .map(each -> each.code() + each.position())
                .toList();
    }

    @Test
    void anyValidObject_isKeptWhole() {
        StixObject indicator = StixReader.object(bytes(StixSamples.INDICATOR));
        assertThat(indicator.version()).contains("2016-04-29T14:09:00.000123000Z");
        assertThat(StixReader.object(indicator.canonical())).isEqualTo(indicator);
        assertThat(new String(indicator.canonical(), StandardCharsets.UTF_8)).contains("\"toxicity\":8.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'indicator\",' | 'bundle\",' | gateway.stix.type/type",
                "indicator--8e2e | malware--8e2e | gateway.stix.id/id",
                "17d4-4cbf | 17d4-7cbf | gateway.stix.id/id",
                "'\"2.1\"' | '\"2.0\"' | gateway.stix.spec-version/spec_version",
                "labels | Labels | gateway.stix.property/Labels",
                "'[\"x\"]' | '[]' | gateway.stix.empty/labels",
                "'[\"x\"]' | '[1]' | gateway.stix.value/labels",
                "14:09:00.000Z | 24:09:00.000Z | gateway.stix.timestamp/created",
                "2016-04-29T14:09:00.000Z | 2017-04-29T14:09:00.000Z | gateway.stix.order/modified",
                "'\"pattern_type\":\"stix\",' | '' | gateway.stix.missing",
                "':70' | ':101' | gateway.stix.value/confidence",
                "marking-definition--f88 | identity--f88 | gateway.stix.value/object_marking_refs",
                "'\"extension_type\":\"property-extension\",' | '' | "
                        + "gateway.stix.extension/extensions/extension-definition--d83fce45-ef58-4c6c-a3f4-1fbc32e98c6e"
            })
    void whatIsWrong_isSaid(String part, String instead, String refusal) {
        assertThat(StixSamples.INDICATOR).contains(part);
        assertThat(refusals(StixSamples.INDICATOR.replaceFirst(java.util.regex.Pattern.quote(part), instead)))
                .contains(refusal);
    }

    @Test
    void duplicateNames_areRefused_forTwoReadersCouldDiffer() {
        assertThat(refusals(StixSamples.INDICATOR.replaceFirst("\\{", "{\"name\":\"other\",")))
                .containsExactly("record.json.duplicate-member/name");
    }

    @Test
    void depth_hasALimit() {
        String deep = "[".repeat(70) + "1" + "]".repeat(70);
        assertThat(refusals(StixSamples.INDICATOR.replace("[\"x\"]", deep)).getFirst())
                .startsWith("record.json.");
    }

    @Test
    void oneBadObject_refusesNoOther() {
        List<StixReader.Outcome> read = StixReader.envelope(
                bytes("{\"objects\":[" + StixSamples.INDICATOR + ",{\"type\":\"indicator\",\"id\":\"x\"},7]}"),
                1 << 20);
        assertThat(read.getFirst()).isInstanceOf(StixReader.Outcome.Read.class);
        assertThat(read.get(1)).isInstanceOfSatisfying(StixReader.Outcome.Refused.class, refused -> {
            assertThat(refused.id()).isEqualTo("x");
            assertThat(refused.problems()).extracting(Problem::position).contains("/objects/1/id");
        });
        assertThat(read.get(2)).isInstanceOf(StixReader.Outcome.Refused.class);
    }

    @Test
    void envelopes_haveLimits() {
        String many = "{\"objects\":[" + "1,".repeat(StixReader.OBJECTS_MAX) + "1]}";
        assertThat(code(many)).isEqualTo("gateway.stix.too-many");
        assertThat(code("{\"more\":false}")).isEqualTo("gateway.stix.envelope");
        String large = StixSamples.INDICATOR.replace("Poison Ivy", "x".repeat(StixReader.OBJECT_BYTES_MAX));
        assertThat(StixReader.envelope(bytes("{\"objects\":[" + large + "]}"), 4 << 20)
                        .getFirst())
                .isInstanceOfSatisfying(
                        StixReader.Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly("gateway.stix.too-large"));
    }

    private static String code(String envelope) {
        return catchThrowableOfType(ProblemException.class, () -> StixReader.envelope(bytes(envelope), 1 << 20))
                .problems()
                .getFirst()
                .code();
    }

    @Test
    void timestamps_sortAsTimeDoes_andKeepLeapSeconds() {
        assertThat(StixTime.normal("2016-12-31T23:59:60Z")).contains("2016-12-31T23:59:60.000000000Z");
        assertThat(StixTime.instant("2016-12-31T23:59:60Z")).isEmpty();
        assertThat(StixTime.normal("2026-02-30T00:00:00Z")).isEmpty();
        assertThat(StixTime.shown("2026-02-03T00:00:00.120000000Z")).isEqualTo("2026-02-03T00:00:00.120Z");
        assertThat(StixTime.shown("2026-02-03T00:00:00.120400000Z")).isEqualTo("2026-02-03T00:00:00.1204Z");
    }
}
