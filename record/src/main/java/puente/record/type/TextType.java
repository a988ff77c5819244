package puente.record.type;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * Free text in a language: {@code {"language":"es","text":"…"}}, the language as a BCP 47 tag, {@code und} where nobody said.
 * A plain text is read as {@code und}. The parameter is the longest text in code points, {@code text(4000)}. It is never
 * translated here, and {@link #show} shows it as it was written.
 */
final class TextType implements FieldType {
    private static final Set<String> MEMBERS = Set.of("language", "text");
    /** No field may take more, in code points. */
    static final int MAXIMUM = 20_000;

    private static final int MAXIMUM_TAG = 35;

    private final int maximum;

    TextType(int maximum) {
        this.maximum = maximum;
    }

    @Override
    public String name() {
        return "text(" + maximum + ")";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("language", Shape.STRING, "text", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String) {
            return Members.normal("language", "und", "text", Texts.lines(input, maximum));
        }
        Members members = new Members(input, MEMBERS);
        return Members.normal(
                "language", members.need("language", TextType::tag),
                "text", members.need("text", text -> Texts.lines(text, maximum)));
    }

    private static String tag(Object input) {
        String written = Texts.line(input, MAXIMUM_TAG);
        try {
            return new Locale.Builder().setLanguageTag(written).build().toLanguageTag();
        } catch (IllformedLocaleException malformed) {
            throw Texts.refuse("record.text.language", "value", written);
        }
    }

    @Override
    public String mask(Object value) {
        return "•••";
    }

    @Override
    public String show(Object value, Language language) {
        return Members.text(value, "text");
    }

    @Override
    public List<String> keys(Object value) {
        return List.of(Members.text(value, "text"));
    }

    @Override
    public String text(Object value) {
        return Members.text(value, "text");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.object(
                Map.of("language", Schemas.pattern("^[A-Za-z0-9-]{2,35}$"), "text", Schemas.text(maximum)),
                "language",
                "text");
    }
}
