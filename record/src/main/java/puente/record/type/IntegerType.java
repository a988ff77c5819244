package puente.record.type;

import java.util.Map;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** A whole number within bounds, {@code integer(0..130)}; at most 2^53 − 1 either way, which is what JSON carries exactly. */
final class IntegerType implements FieldType {
    static final long LIMIT = (1L << 53) - 1;

    private final long minimum;
    private final long maximum;

    IntegerType(long minimum, long maximum) {
        if (minimum > maximum || minimum < -LIMIT || maximum > LIMIT) {
            throw new IllegalArgumentException("bounds " + minimum + ".." + maximum);
        }
        this.minimum = minimum;
        this.maximum = maximum;
    }

    @Override
    public String name() {
        return "integer(" + minimum + ".." + maximum + ")";
    }

    @Override
    public Shape shape() {
        return Shape.LONG;
    }

    @Override
    public Object parse(Object input) {
        long value;
        if (input instanceof Long || input instanceof Integer) {
            value = ((Number) input).longValue();
        } else {
            String text = Decimals.normal(input);
            if (text.indexOf('.') >= 0 || text.length() > 18) {
                throw Texts.refuse("record.integer.malformed", "value", text);
            }
            value = Long.parseLong(text);
        }
        if (value < minimum || value > maximum) {
            throw Texts.refuse("record.integer.out-of-range", "value", value, "minimum", minimum, "maximum", maximum);
        }
        return value;
    }

    @Override
    public String mask(Object value) {
        return "•••";
    }

    @Override
    public String show(Object value, Language language) {
        return Decimals.show(value.toString(), language);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "integer", "minimum", minimum, "maximum", maximum);
    }
}
