package puente.record.type;

import java.util.Locale;
import java.util.Map;
import puente.record.FieldType;
import puente.record.Forms;
import puente.record.Language;
import puente.record.Shape;

/** A reference to a record: its UUID in RFC 9562 lower-case form. Whether such a record is held is not asked here. */
final class ReferenceType implements FieldType {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String text = Texts.line(input, 60).toLowerCase(Locale.ROOT);
        if (!Forms.isUuid(text)) {
            throw Texts.refuse("record.reference.malformed", "value", text);
        }
        return text;
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(value.toString(), 4);
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
    }
}
