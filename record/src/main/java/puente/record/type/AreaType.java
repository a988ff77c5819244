package puente.record.type;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** An administrative area; normal form is its code in {@link Areas}. Names in either language are read too. */
final class AreaType implements FieldType {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2}(-[A-Za-z]{2,3})?(/[A-Za-z0-9-]+)?");

    @Override
    public String name() {
        return "area";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        return area(input);
    }

    static String area(Object input) {
        if (input instanceof String code && Areas.standard().known(code)) {
            return code;
        }
        String text = Texts.line(input, 200);
        int slash = text.indexOf('/');
        String code = slash < 0
                ? text.toUpperCase(Locale.ROOT)
                : text.substring(0, slash).toUpperCase(Locale.ROOT)
                        + text.substring(slash).toLowerCase(Locale.ROOT);
        if (Areas.standard().known(code)) {
            return code;
        }
        List<String> named = Areas.standard().named(text);
        return switch (named.size()) {
            case 1 -> named.getFirst();
            case 0 -> throw Texts.refuse("record.area.unknown", "value", text);
            default -> throw Texts.refuse("record.area.ambiguous", "value", text, "areas", String.join(", ", named));
        };
    }

    /** Whether a text is meant as a code, so that it must not be taken for a place's name. */
    static boolean looksLikeCode(String text) {
        return CODE.matcher(text).matches() && (text.length() == 2 || text.indexOf('-') == 2 || text.indexOf('/') > 0);
    }

    @Override
    public String mask(Object value) {
        return Areas.enclosing(value.toString()).getLast();
    }

    @Override
    public String show(Object value, Language language) {
        return Areas.standard().show(value.toString(), language);
    }

    @Override
    public String text(Object value) {
        return show(value, Language.ES) + "\n" + show(value, Language.EN);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[A-Z]{2}(-[A-Z]{2,3})?(/[a-z0-9-]+)?$");
    }
}
