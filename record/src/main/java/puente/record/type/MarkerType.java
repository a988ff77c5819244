package puente.record.type;

import java.util.Map;
import java.util.Set;
import puente.record.Catalogue;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** Yes or no. An absent marker means that nobody said. */
final class MarkerType implements FieldType {
    private static final Set<String> YES = Set.of("true", "yes", "si", "y", "s", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "0");

    @Override
    public String name() {
        return "marker";
    }

    @Override
    public Shape shape() {
        return Shape.BOOL;
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof Boolean) {
            return input;
        }
        String text = Texts.line(input, 40);
        String folded = Texts.fold(text);
        if (YES.contains(folded)) {
            return true;
        }
        if (NO.contains(folded)) {
            return false;
        }
        throw Texts.refuse("record.marker.malformed", "value", text);
    }

    @Override
    public String mask(Object value) {
        return "•••";
    }

    @Override
    public String show(Object value, Language language) {
        return Boolean.TRUE.equals(value)
                ? Catalogue.standard().text("record.marker.yes", language)
                : Catalogue.standard().text("record.marker.no", language);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "boolean");
    }
}
