package puente.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader reads what the strict one reads, or nothing. */
class PlainJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"b\" : [1, -2 ,true,false, []],\t\"a\":{\"c\":\"\"}}\r\n",
                "{\"a\":999999999999999,\"b\":24.8,\"c\":-107.25,\"d\":-0.0,\"e\":25.0}",
                "{\"a\":\"Núñez 😀 \\\\ \\\" \\n\\t\\b\\f\\r\"}"
            })
    void whatIsPlain_isReadAsTheStrictReaderReadsIt(String json) {
        assertThat(PlainJson.object(json.getBytes(UTF_8)))
                .isNotNull()
                .isEqualTo(StrictJson.parseAny(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":null}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1e3}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1234567890123456}",
                "{\"a\":0.12345678901234567890}",
                "{\"a\":\"\\u00e9\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"",
                "{a:1}"
            })
    void whateverElse_isLeftToTheStrictReader(String json) {
        assertThat(PlainJson.object(json.getBytes(UTF_8))).isNull();
    }

    @Test
    void depth_size_andNames_areLimited() {
        assertThat(PlainJson.object(("{\"a\":".repeat(65) + "1" + "}".repeat(65)).getBytes(UTF_8)))
                .isNull();
        assertThat(PlainJson.object(("{\"" + "a".repeat(129) + "\":1}").getBytes(UTF_8)))
                .isNull();
        assertThat(PlainJson.object(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,-2,true,24.8,\"é\\n\\\"\\\\\",{\"b\":[]}],\"b\":{}}",
                "{\"A\":0,\"a\":1}",
            })
    void canonicalJson_isRead(String json) throws PlainJson.Departure {
        Map<String, Object> members = PlainJson.canonical(json.getBytes(UTF_8)).members(1);
        assertThat(CanonicalJson.write(members)).asString(UTF_8).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {}",
                "{\"a\": 1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":25.0}",
                "{\"a\":-0.0}",
                "{\"a\":0.10}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":[1 ]}"
            })
    void anotherFormOfTheSameValue_isNotReadAsCanonical(String json) {
        assertThatThrownBy(() -> PlainJson.canonical(json.getBytes(UTF_8)).members(1))
                .isInstanceOf(PlainJson.Departure.class);
    }
}
