package puente.record.type;

import java.util.Locale;
import java.util.Map;
import puente.record.FieldType;
import puente.record.Forms;
import puente.record.Language;
import puente.record.Shape;

/** An evidence file by its content: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
final class EvidenceType implements FieldType {
    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String text = Texts.line(input, 100).toLowerCase(Locale.ROOT);
        String digest = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        if (!Forms.isDigest(digest)) {
            throw Texts.refuse("record.evidence.malformed", "value", digest);
        }
        return digest;
    }

    @Override
    public String mask(Object value) {
        return "•••";
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[0-9a-f]{64}$");
    }
}
