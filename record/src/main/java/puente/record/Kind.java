package puente.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schema of a record: its fields, each with a type and labels in both languages. Immutable. */
public final class Kind {
    private final String name;
    private final Bilingual label;
    private final List<Field> fields;

    Kind(String name, Bilingual label, List<Field> fields) {
        this.name = name;
        this.label = label;
        this.fields = List.copyOf(fields);
    }

    /** Lower case with hyphens: {@code firearm-recovery}. */
    public String name() {
        return name;
    }

    public Bilingual label() {
        return label;
    }

    /** In the order in which a person reads them. */
    public List<Field> fields() {
        return fields;
    }

    /** A field by its name. */
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /**
     * The fields in normal form: sorted by name, unmodifiable, deeply immutable.
     *
     * @param raw leniently written values by field name
     * @throws ProblemException with every problem found; a position is a JSON pointer ({@code /personCurp},
     *     {@code /dimensions/2})
     */
    public Map<String, Object> normalise(Map<String, ?> raw) {
        throw new UnsupportedOperationException("kind " + name + " " + raw.size());
    }

    /** JSON Schema (2020-12) of a whole record of this kind, as {@link RecordCodec} writes it. */
    public Map<String, Object> jsonSchema() {
        throw new UnsupportedOperationException("kind " + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
