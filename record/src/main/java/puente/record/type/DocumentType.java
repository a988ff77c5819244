package puente.record.type;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A document's number with its type and issuer: {@code {"type":"passport","issuer":"MX","number":"G12345678"}}. The type is a
 * code of {@code document-type}, the issuer an area (optional), the number 1 to 40 letters and digits.
 */
final class DocumentType implements FieldType {
    private static final Pattern NUMBER = Pattern.compile("[A-ZÑ0-9]{1,40}");
    private static final CodeType TYPE = new CodeType("document-type");

    @Override
    public String name() {
        return "document";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("type", Shape.STRING, "issuer", Shape.STRING, "number", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        Members members = new Members(input, Set.of("type", "issuer", "number"));
        return Members.normal(
                "type", members.need("type", TYPE::parse),
                "issuer", members.get("issuer", AreaType::area),
                "number", members.need("number", DocumentType::number));
    }

    private static String number(Object input) {
        String number = Texts.identifier(input, 40);
        if (!NUMBER.matcher(number).matches()) {
            throw Texts.refuse("record.document.malformed", "value", number);
        }
        return number;
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(Members.text(value, "number"), 2);
    }

    @Override
    public String show(Object value, Language language) {
        String issuer = Members.text(value, "issuer");
        return TYPE.show(Members.text(value, "type"), language)
                + (issuer.isEmpty() ? "" : " (" + Areas.standard().show(issuer, language) + ")")
                + " " + Members.text(value, "number");
    }

    @Override
    public List<String> keys(Object value) {
        String number = Members.text(value, "number");
        return List.of(number, Members.text(value, "type") + ":" + Members.text(value, "issuer") + ":" + number);
    }

    @Override
    public String text(Object value) {
        return Members.text(value, "number");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.object(
                Map.of(
                        "type", TYPE.jsonSchema(),
                        "issuer", new AreaType().jsonSchema(),
                        "number", Schemas.pattern("^[A-ZÑ0-9]{1,40}$")),
                "type",
                "number");
    }
}
