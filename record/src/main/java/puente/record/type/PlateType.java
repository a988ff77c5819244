package puente.record.type;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A licence plate with its issuer: {@code plate}, 2 to 10 letters and digits, and where it is known {@code issuer}, the area
 * whose plate it is ({@code MX-SIN}, {@code US-TX}, or a country for federal and diplomatic plates). A plain text is a plate
 * of unknown issuer, or {@code MX-SIN:ABC123A}.
 */
final class PlateType implements FieldType {
    private static final Pattern PLATE = Pattern.compile("[A-Z0-9]{2,10}");

    @Override
    public String name() {
        return "plate";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("plate", Shape.STRING, "issuer", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? Members.normal("plate", plate(text))
                    : Members.normal(
                            "plate", plate(text.substring(colon + 1)), "issuer", issuer(text.substring(0, colon)));
        }
        Members members = new Members(input, Set.of("plate", "issuer"));
        return Members.normal(
                "plate", members.need("plate", PlateType::plate), "issuer", members.get("issuer", PlateType::issuer));
    }

    private static String plate(Object input) {
        String plate = Texts.identifier(input, 40);
        if (!PLATE.matcher(plate).matches()) {
            throw Texts.refuse("record.plate.malformed", "value", plate);
        }
        return plate;
    }

    private static String issuer(Object input) {
        String area = AreaType.area(input);
        if (area.indexOf('/') >= 0) {
            throw Texts.refuse("record.plate.issuer", "value", area);
        }
        return area;
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(Members.text(value, "plate"), 2);
    }

    @Override
    public String show(Object value, Language language) {
        String issuer = Members.text(value, "issuer");
        String plate = Members.text(value, "plate");
        return issuer.isEmpty() ? plate : plate + " (" + Areas.standard().show(issuer, language) + ")";
    }

    @Override
    public List<String> keys(Object value) {
        String issuer = Members.text(value, "issuer");
        String plate = Members.text(value, "plate");
        return issuer.isEmpty() ? List.of(plate) : List.of(plate, issuer + ":" + plate);
    }

    @Override
    public String text(Object value) {
        return Members.text(value, "plate");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.object(
                Map.of(
                        "plate", Schemas.pattern("^[A-Z0-9]{2,10}$"),
                        "issuer", Schemas.pattern("^[A-Z]{2}(-[A-Z]{2,3})?$")),
                "plate");
    }
}
