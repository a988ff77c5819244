package puente.record.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * An exact decimal with its unit, kept in the unit it was stated in: {@code {"value":"12.5","unit":"lb"}}. Also read from
 * {@code "12.5 lb"}. Units are codes of the list {@code unit}; a parameter restricts them to one dimension,
 * {@code quantity(mass)}. {@link #same} compares across units: 1 lb is the same as 0.45359237 kg.
 */
final class QuantityType implements FieldType {
    private static final Set<String> MEMBERS = Set.of("value", "unit");
    private static final CodeList UNITS = CodeList.named("unit");
    private static final Pattern WRITTEN = Pattern.compile("([+-]?[0-9][0-9.,eE+-]*) ?(\\D.*)");

    private final String dimension;

    /** Of one dimension; empty for any. */
    QuantityType(String dimension) {
        this.dimension = dimension;
    }

    @Override
    public String name() {
        return dimension.isEmpty() ? "quantity" : "quantity(" + dimension + ")";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("value", Shape.STRING, "unit", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text) {
            Matcher matcher = WRITTEN.matcher(Texts.line(text, 100));
            if (!matcher.matches()) {
                throw Texts.refuse("record.quantity.malformed", "value", text.strip());
            }
            return Members.normal("value", Decimals.normal(matcher.group(1)), "unit", unit(matcher.group(2)));
        }
        if (input instanceof Number) {
            throw Texts.refuse("record.quantity.no-unit");
        }
        Members members = new Members(input, MEMBERS);
        return Members.normal(
                "value", members.need("value", Decimals::normal), "unit", members.need("unit", this::unit));
    }

    private String unit(Object input) {
        String written = Texts.line(input, 40);
        String unit = UNITS.resolve(written).orElse("");
        if (unit.isEmpty()) {
            throw Texts.refuse("record.quantity.unit", "unit", written);
        }
        if (!dimension.isEmpty() && !Quantities.dimension(unit).equals(dimension)) {
            throw Texts.refuse("record.quantity.dimension", "unit", unit, "wanted", dimension);
        }
        return unit;
    }

    @Override
    public boolean same(Object a, Object b) {
        if (a.equals(b)) {
            return true;
        }
        String one = Members.text(a, "unit");
        String two = Members.text(b, "unit");
        return Quantities.dimension(one).equals(Quantities.dimension(two)) && base(a).compareTo(base(b)) == 0;
    }

    private static BigDecimal base(Object quantity) {
        return new BigDecimal(Members.text(quantity, "value"))
                .multiply(new BigDecimal(UNITS.attribute(Members.text(quantity, "unit"), "factor")));
    }

    @Override
    public String mask(Object value) {
        return "••• " + Members.text(value, "unit");
    }

    @Override
    public String show(Object value, Language language) {
        String unit = Members.text(value, "unit");
        puente.record.Bilingual label = UNITS.codes().get(unit);
        return Decimals.show(Members.text(value, "value"), language) + " "
                + (label == null ? unit : label.in(language));
    }

    @Override
    public List<String> keys(Object value) {
        return List.of(Members.text(value, "value") + " " + Members.text(value, "unit"));
    }

    @Override
    public String text(Object value) {
        return "";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        List<String> units = UNITS.codes().keySet().stream()
                .filter(unit ->
                        dimension.isEmpty() || Quantities.dimension(unit).equals(dimension))
                .toList();
        return Schemas.object(
                Map.of("value", Schemas.pattern(Decimals.pattern()), "unit", Map.of("enum", units)), "value", "unit");
    }
}
