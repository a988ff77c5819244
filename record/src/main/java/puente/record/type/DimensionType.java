package puente.record.type;

import java.util.Map;
import java.util.Set;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * One coordinate of a figure that is broken down: {@code drug=fentanyl}. Name and value are lower-case letters, digits and
 * hyphens, at most 40 and 80 characters; other writing is folded to that ({@code Title of Authority=Title 42} to
 * {@code title-of-authority=title-42}).
 */
final class DimensionType implements FieldType {
    private static final int MAXIMUM_NAME = 40;
    private static final int MAXIMUM_VALUE = 80;

    @Override
    public String name() {
        return "dimension";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text && isNormal(text)) {
            return text;
        }
        if (input instanceof Map<?, ?>) {
            Members members = new Members(input, Set.of("name", "value"));
            return joined(
                    members.need("name", name -> Texts.line(name, 200)),
                    members.need("value", value -> Texts.line(value, 200)));
        }
        String line = Texts.line(input, 400);
        int equals = line.indexOf('=');
        if (equals < 0 || line.indexOf('=', equals + 1) >= 0) {
            throw Texts.refuse("record.dimension.malformed", "value", line);
        }
        return joined(line.substring(0, equals), line.substring(equals + 1));
    }

    private static String joined(String name, String value) {
        String dimension = Texts.fold(name) + "=" + Texts.fold(value);
        if (!isNormal(dimension)) {
            throw Texts.refuse("record.dimension.malformed", "value", dimension);
        }
        return dimension;
    }

    private static boolean isNormal(String text) {
        int equals = text.indexOf('=');
        return equals > 0
                && equals <= MAXIMUM_NAME
                && text.length() - equals - 1 <= MAXIMUM_VALUE
                && isPart(text, 0, equals)
                && isPart(text, equals + 1, text.length());
    }

    private static boolean isPart(String text, int from, int to) {
        boolean afterHyphen = true;
        for (int at = from; at < to; at++) {
            char each = text.charAt(at);
            if (each == '-' ? afterHyphen : !(each >= 'a' && each <= 'z' || each >= '0' && each <= '9')) {
                return false;
            }
            afterHyphen = each == '-';
        }
        return !afterHyphen;
    }

    @Override
    public String mask(Object value) {
        return value.toString().substring(0, value.toString().indexOf('=') + 1) + "•••";
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString().replace("=", ": ");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of(
                "type", "string",
                "pattern", "^[a-z0-9]+(-[a-z0-9]+)*=[a-z0-9]+(-[a-z0-9]+)*$",
                "maxLength", (long) MAXIMUM_NAME + MAXIMUM_VALUE + 1);
    }
}
