package puente.record.type;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final Pattern INDICATOR = Pattern.compile(REGEX);

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
        if (!INDICATOR.matcher(text).matches()) {
            throw Texts.refuse("record.indicator.malformed", "value", text);
        }
        return text;
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
