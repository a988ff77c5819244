package puente.record.type;

import java.util.List;
import java.util.Map;
import puente.record.Bilingual;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** A code from a closed {@link CodeList}; labels in either language and known aliases are read too. */
final class CodeType implements FieldType {
    private final CodeList list;

    /** @param list the name of a list */
    CodeType(String list) {
        this.list = CodeList.named(list);
    }

    @Override
    public String name() {
        return "code(" + list.name() + ")";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public String parse(Object input) {
        if (input instanceof String code && list.codes().containsKey(code)) {
            return code;
        }
        String written = Texts.line(input, 200);
        return list.resolve(written)
                .orElseThrow(() -> Texts.refuse("record.code.unknown", "value", written, "list", list.name()));
    }

    @Override
    public String mask(Object value) {
        return "•••";
    }

    @Override
    public String show(Object value, Language language) {
        Bilingual label = list.codes().get(value.toString());
        return label == null ? value.toString() : label.in(language);
    }

    @Override
    public String text(Object value) {
        return show(value, Language.ES) + "\n" + show(value, Language.EN);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("enum", List.copyOf(list.codes().keySet()));
    }
}
