package puente.gateway.misp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.ProblemException;

/** An event by anybody's software is kept whole; what is none is refused, at its place. */
class MispReaderTest {
    private static ProblemException refused(String json) {
        return catchThrowableOfType(ProblemException.class, () -> MispSamples.read(json));
    }

    @Test
    void eventOfAnotherServer_isKeptWhole_withoutWhatThatServerSaid() {
        MispEvent event = MispSamples.read(MispSamples.FOREIGN);
        assertThat(event.members())
                .doesNotContainKeys("id", "published")
                .containsKeys("Orgc", "threat_level_id", "analysis");
        assertThat(event.tags()).containsExactly("tlp:amber", "osint:source-type=\"blog-post\"");
        assertThat(event.values()).containsExactly("198.51.100.7", "d41d8cd98f00b204e9800998ecf8427e");
        assertThat(MispEvent.tags(event.attributes().getFirst())).containsExactly("PAP:RED");
        assertThat(MispSamples.read(event.members())).isEqualTo(event);
    }

    @Test
    void partsWithoutIdentifiers_getThem_andOthersKeepTheirs() {
        MispEvent event = MispSamples.read(MispSamples.FOREIGN).identified(() -> new UUID(1, 2));
        assertThat(event.uuid()).contains(UUID.fromString("5cf66f53-b5f8-43e7-be9a-49880a3b4631"));
        assertThat(event.objects().getFirst()).containsEntry("uuid", new UUID(1, 2).toString());
        assertThat(event.identified(UUID::randomUUID)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "[];gateway.misp.not-an-event;~~",
                "{\"Event\":{},\"x\":1};gateway.misp.not-an-event;~~",
                "{\"Event\":[]};gateway.misp.missing;/info",
                "{};gateway.misp.missing;/info",
                "{\"info\":\" \"};gateway.misp.missing;/info",
                "{\"info\":null};record.json.null;/info",
                "{\"info\":\"x\",\"uuid\":\"7\"};gateway.misp.value;/uuid",
                "{\"info\":\"x\",\"date\":\"yesterday\"};gateway.misp.value;/date",
                "{\"info\":\"x\",\"distribution\":\"all\"};gateway.misp.value;/distribution",
                "{\"info\":\"x\",\"distribution\":-1};gateway.misp.value;/distribution",
                "{\"info\":\"x\",\"Tag\":[{}]};gateway.misp.missing;/Tag/0/name",
                "{\"info\":\"x\",\"Tag\":[\"tlp:red\"]};gateway.misp.value;/Tag/0",
                "{\"info\":\"x\",\"Tag\":{}};gateway.misp.value;/Tag",
                "{\"info\":\"x\",\"Attribute\":[{\"type\":\"text\"}]};gateway.misp.missing;/Attribute/0/value",
                "{\"info\":\"x\",\"Attribute\":[{\"type\":\"<script>\",\"value\":\"x\"}]};gateway.misp.missing;/Attribute/0/type",
                "{\"info\":\"x\",\"Object\":[{\"name\":\"../x\"}]};gateway.misp.missing;/Object/0/name",
                "{\"info\":\"x\",\"Object\":[{\"name\":\"a\",\"Attribute\":[{\"type\":\"text\",\"value\":{}}]}]};gateway.misp.missing;/Object/0/Attribute/0/value",
                "{\"info\":\"x\",\"info\":\"y\"};record.json.duplicate-member;/info"
            })
    void whatIsNoEvent_isRefused_atItsPlace(String json, String code, String position) {
        ProblemException refused = refused(json);
        assertThat(refused.problems().getFirst().code()).isEqualTo(code);
        assertThat(refused.problems().getFirst().position()).isEqualTo(position);
    }

    private static String many(String part, int count) {
        return "[" + String.join(",", Collections.nCopies(count, part)) + "]";
    }

    @Test
    void limits_areKept_andOneMoreIsRefused() {
        String attribute = "{\"type\":\"text\",\"value\":\"x\"}";
        for (List<String> each : List.of(
                List.of("Tag", "{\"name\":\"x\"}", String.valueOf(MispReader.TAGS_MAX)),
                List.of("Object", "{\"name\":\"a\"}", String.valueOf(MispReader.OBJECTS_MAX)),
                List.of("Attribute", attribute, String.valueOf(MispReader.ATTRIBUTES_MAX)))) {
            int most = Integer.parseInt(each.get(2));
            String event = "{\"info\":\"x\",\"" + each.getFirst() + "\":";
            assertThat(MispSamples.read(event + many(each.get(1), most) + "}").info())
                    .isEqualTo("x");
            assertThat(refused(event + many(each.get(1), most + 1) + "}")
                            .problems()
                            .getFirst()
                            .code())
                    .isEqualTo("gateway.misp.too-many");
        }
        String full = many(attribute, MispReader.ATTRIBUTES_MAX / 2 + 1);
        assertThat(refused("{\"info\":\"x\",\"Attribute\":" + full + ",\"Object\":[{\"name\":\"a\",\"Attribute\":"
                                + full + "}]}")
                        .problems()
                        .getFirst()
                        .code())
                .isEqualTo("gateway.misp.too-many");
        String longest = "x".repeat(MispReader.TAG_LENGTH_MAX);
        assertThat(MispSamples.read("{\"info\":\"x\",\"Tag\":[{\"name\":\"" + longest + "\"}]}")
                        .tags())
                .containsExactly(longest);
        assertThat(refused("{\"info\":\"x\",\"Tag\":[{\"name\":\"" + longest + "x\"}]}")
                        .problems()
                        .getFirst()
                        .position())
                .isEqualTo("/Tag/0/name");
        assertThat(refused("{\"info\":\"" + "x".repeat(MispReader.INFO_LENGTH_MAX + 1) + "\"}")
                        .problems()
                        .getFirst()
                        .position())
                .isEqualTo("/info");
    }
}
