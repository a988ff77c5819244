package puente.record.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Shape;

/**
 * A place: an administrative area ({@code area}), a point in WGS 84 ({@code lat}, {@code lon}, degrees), a name
 * ({@code name}), or several of these. A plain text is an area where it is the code or name of one, and a name otherwise.
 */
final class PlaceType implements FieldType {
    /** Longest place name or address, in code points. */
    static final int MAXIMUM_NAME = 300;

    /** Longest decimal read as a coordinate, in characters. */
    private static final int MAXIMUM_COORDINATE = 40;

    private static final Set<String> MEMBERS = Set.of("area", "lat", "lon", "name");

    @Override
    public String name() {
        return "place";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("area", Shape.STRING, "lat", Shape.DOUBLE, "lon", Shape.DOUBLE, "name", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text) {
            String line = Texts.line(text, MAXIMUM_NAME);
            return AreaType.looksLikeCode(line) || !Areas.standard().named(line).isEmpty()
                    ? Members.normal("area", AreaType.area(line))
                    : Members.normal("name", line);
        }
        Members members = new Members(input, MEMBERS);
        String area = members.get("area", AreaType::area);
        Double latitude = members.get("lat", value -> degrees(value, 90));
        Double longitude = members.get("lon", value -> degrees(value, 180));
        String name = members.get("name", value -> Texts.line(value, MAXIMUM_NAME));
        if ((latitude == null) != (longitude == null)) {
            throw new ProblemException(
                    Problem.of("record.value.missing-member", "", "member", latitude == null ? "lat" : "lon"));
        }
        if (area == null && latitude == null && name == null) {
            throw Texts.refuse("record.value.empty");
        }
        return Members.normal("area", area, "lat", latitude, "lon", longitude, "name", name);
    }

    private static Double degrees(Object input, int limit) {
        double degrees;
        if (input instanceof Number number) {
            degrees = number.doubleValue();
        } else {
            String text = Texts.line(input, MAXIMUM_COORDINATE);
            try {
                degrees = new BigDecimal(text).doubleValue();
            } catch (NumberFormatException malformed) {
                throw Texts.refuse("record.place.not-degrees", "value", text);
            }
        }
        if (!(Math.abs(degrees) <= limit)) {
            throw Texts.refuse("record.place.out-of-range", "value", degrees, "limit", limit);
        }
        return degrees + 0.0; // -0.0 becomes 0.0
    }

    @Override
    public String mask(Object value) {
        String area = Members.text(value, "area");
        return area.isEmpty() ? "•••" : Areas.enclosing(area).getLast();
    }

    @Override
    public String show(Object value, Language language) {
        String area = Members.text(value, "area");
        String point = value instanceof Map<?, ?> place
                        && place.get("lat") instanceof Double latitude
                        && place.get("lon") instanceof Double longitude
                ? String.format(Locale.ROOT, "%.5f, %.5f", latitude, longitude)
                : "";
        return Stream.of(
                        Members.text(value, "name"),
                        area.isEmpty() ? "" : Areas.standard().show(area, language),
                        point)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(" · "));
    }

    @Override
    public List<String> keys(Object value) {
        String area = Members.text(value, "area");
        return area.isEmpty() ? List.of() : List.of(area);
    }

    @Override
    public String text(Object value) {
        String area = Members.text(value, "area");
        String areaNames = area.isEmpty()
                ? ""
                : Areas.standard().show(area, Language.ES) + "\n"
                        + Areas.standard().show(area, Language.EN);
        return Stream.of(Members.text(value, "name"), areaNames)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public Map<String, Object> jsonSchema() {
        Map<String, Object> schema = new java.util.TreeMap<>(Schemas.object(Map.of(
                "area", new AreaType().jsonSchema(),
                "lat", Map.of("type", "number", "minimum", -90L, "maximum", 90L),
                "lon", Map.of("type", "number", "minimum", -180L, "maximum", 180L),
                "name", Schemas.text(MAXIMUM_NAME))));
        schema.put("dependentRequired", Map.of("lat", List.of("lon"), "lon", List.of("lat")));
        return schema;
    }
}
