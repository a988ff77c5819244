package puente.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema of a record: its fields, each with a type and labels in both languages. Immutable. */
public final class Kind {
    private final String name;
    private final Bilingual label;
    private final List<Field> fields;
    /** In the order of their names, which is the order of the normal form. */
    private final Field[] sorted;

    private final Map<String, Integer> slotByName = new HashMap<>();

    Kind(String name, Bilingual label, List<Field> fields) {
        this.name = name;
        this.label = label;
        this.fields = List.copyOf(fields);
        sorted = fields.stream()
                .sorted((one, two) -> one.name().compareTo(two.name()))
                .toArray(Field[]::new);
        for (int slot = 0; slot < sorted.length; slot++) {
            slotByName.put(sorted[slot].name(), slot);
        }
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
        Integer slot = slotByName.get(fieldName);
        return slot == null ? Optional.empty() : Optional.of(sorted[slot]);
    }

    /**
     * The fields in normal form: sorted by name, unmodifiable, deeply immutable. A single value stands for a list of one
     * where the field is repeated. Values of repeated fields are a set: doubles are dropped, and texts are sorted.
     *
     * @param raw leniently written values by field name
     * @throws ProblemException with every problem found; a position is a JSON pointer ({@code /personCurp},
     *     {@code /dimensions/2})
     */
    public Map<String, Object> normalise(Map<String, ?> raw) {
        return normalise(raw, false);
    }

    /**
     * The same, for values that must be in normal form already.
     *
     * @throws ProblemException {@code record.field.not-normal} at each that is not
     */
    Map<String, Object> checkNormal(Map<String, ?> fields) {
        return normalise(fields, true);
    }

    private Map<String, Object> normalise(Map<String, ?> raw, boolean strict) {
        @Nullable Object[] values = new Object[sorted.length];
        List<Problem> problems = new ArrayList<>(0);
        for (Map.Entry<String, ?> each : raw.entrySet()) {
            Integer slot = slotByName.get(each.getKey());
            if (slot == null) {
                problems.add(Problem.of(
                        "record.field.unknown",
                        "/" + JsonPointers.escape(each.getKey()),
                        "field",
                        JsonPointers.escape(each.getKey()),
                        "kind",
                        name));
            } else if (each.getValue() != null) {
                values[slot] = parse(sorted[slot], each.getValue(), strict, problems);
            }
        }
        Map<String, Object> normal = new LinkedHashMap<>(sorted.length * 2);
        for (int slot = 0; slot < sorted.length; slot++) {
            Object value = values[slot];
            if (value != null) {
                normal.put(sorted[slot].name(), value);
            } else if (sorted[slot].required() && raw.get(sorted[slot].name()) == null) {
                problems.add(Problem.of(
                        "record.field.missing", "/" + sorted[slot].name(), "field", sorted[slot].name(), "kind", name));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Collections.unmodifiableMap(normal);
    }

    private static @Nullable Object parse(Field field, Object raw, boolean strict, List<Problem> problems) {
        Object normal = field.repeated() ? list(field, raw, problems) : one(field, raw, -1, problems);
        if (strict && normal != null && normal != raw && !JsonValues.equal(normal, raw)) {
            problems.add(Problem.of("record.field.not-normal", "/" + field.name(), "field", field.name()));
            return null;
        }
        return normal;
    }

    /** @param at which of a field's values this is; negative where it has only one */
    private static @Nullable Object one(Field field, Object raw, int at, List<Problem> problems) {
        try {
            return field.type().parse(raw);
        } catch (ProblemException refused) {
            String position = "/" + field.name() + (at < 0 ? "" : "/" + at);
            problems.addAll(refused.within(position).problems());
            return null;
        }
    }

    private static @Nullable Object list(Field field, Object raw, List<Problem> problems) {
        List<?> given = raw instanceof List<?> list ? list : List.of(raw);
        if (given.isEmpty() || given.size() > Field.MAXIMUM_REPETITIONS) {
            problems.add(Problem.of(
                    "record.field.repetitions",
                    "/" + field.name(),
                    "field",
                    field.name(),
                    "count",
                    given.size(),
                    "maximum",
                    Field.MAXIMUM_REPETITIONS));
            return null;
        }
        List<Object> values = new ArrayList<>(given.size());
        for (int at = 0; at < given.size(); at++) {
            Object value = one(field, given.get(at), at, problems);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        }
        if (field.type().shape() == Shape.STRING) {
            Object[] texts = values.toArray();
            Arrays.sort(texts);
            return List.of(texts);
        }
        return List.copyOf(values);
    }

    /** JSON Schema (2020-12) of a whole record of this kind, as {@link RecordCodec} writes it. */
    public Map<String, Object> jsonSchema() {
        return RecordSchema.of(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
