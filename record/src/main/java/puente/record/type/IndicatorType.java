package puente.record.type;

import java.util.Locale;
import java.util.Map;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * The name of a measured series, from the widest part to the narrowest: {@code us.cbp.drug-seizure-weight}. Two to six parts
 * of lower-case letters, digits and hyphens, with dots between; at most 100 characters.
 */
final class IndicatorType implements FieldType {
    private static final int MAXIMUM = 100;
    private static final String PART = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String REGEX = PART + "(\\." + PART + "){1,5}";
    private static final int PARTS_MIN = 2;
    private static final int PARTS_MAX = 6;

    @Override
    public String name() {
        return "indicator";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String text = Texts.line(input, MAXIMUM).toLowerCase(Locale.ROOT);
        if (!isIndicator(text)) {
            throw Texts.refuse("record.indicator.malformed", "value", text);
        }
        return text;
    }

    /** {@link #REGEX} by hand: every figure that is read names its indicator. */
    static boolean isIndicator(String text) {
        int parts = 1;
        boolean open = true; // a part begins here, or goes on after a hyphen
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '.' || each == '-') {
                if (open) {
                    return false;
                }
                parts += each == '.' ? 1 : 0;
                open = true;
            } else if (each >= 'a' && each <= 'z' || each >= '0' && each <= '9') {
                open = false;
            } else {
                return false;
            }
        }
        return !open && parts >= PARTS_MIN && parts <= PARTS_MAX;
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
        return Map.of("type", "string", "pattern", "^" + REGEX + "$", "maxLength", (long) MAXIMUM);
    }
}
