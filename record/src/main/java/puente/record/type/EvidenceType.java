package puente.record.type;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** An evidence file by its content: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
final class EvidenceType implements FieldType {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

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
        if (!DIGEST.matcher(digest).matches()) {
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
