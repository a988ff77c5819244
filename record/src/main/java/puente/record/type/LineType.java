package puente.record.type;

import java.util.Map;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * One line of text that belongs to no language: a company's name, a make, a file number. The parameter is its longest length
 * in code points, {@code line(100)}. {@link #same} ignores case and accents.
 */
final class LineType implements FieldType {
    /** No field may take more, in code points. */
    static final int MAXIMUM = 1000;

    private final int maximum;

    LineType(int maximum) {
        this.maximum = maximum;
    }

    @Override
    public String name() {
        return "line(" + maximum + ")";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        return Texts.line(input, maximum);
    }

    @Override
    public boolean same(Object a, Object b) {
        return a.equals(b) || Texts.fold(a.toString()).equals(Texts.fold(b.toString()));
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
        return Schemas.text(maximum);
    }
}
