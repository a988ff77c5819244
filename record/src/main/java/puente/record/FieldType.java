package puente.record;

import java.util.List;
import java.util.Map;

/**
 * What a value <em>is</em>: it knows how to parse, normalise, compare, mask and show itself. Immutable and safe for use by
 * many threads.
 *
 * <p>Law: {@code parse(parse(x)).equals(parse(x))}. Every value but an input of {@link #parse} is in normal form.
 */
public interface FieldType {
    /** The name by which a kind's YAML calls this type, with its parameter: {@code curp}, {@code code(drug)}. */
    String name();

    /** The shape of the normal form of one value; a repeated field holds a list of these. */
    Shape shape();

    /** For {@link Shape#MAP}: every member there can be, in name order; empty for other shapes. */
    default Map<String, Shape> members() {
        return Map.of();
    }

    /**
     * The normal form of a leniently written value: surrounding and doubled blanks, letter case, separators and known
     * aliases are forgiven; anything that could mean two things is not.
     *
     * @param input a {@code String}, {@code Number}, {@code Boolean} or {@code Map} as JSON or CSV would give
     * @throws ProblemException with positions relative to the value: empty, or {@code /member}
     */
    Object parse(Object input);

    /** Whether two normal forms mean the same value. */
    default boolean same(Object a, Object b) {
        return a.equals(b);
    }

    /** The value with what identifies hidden, for a reader who may know that it exists, but not what it is. */
    String mask(Object value);

    /** The value as a person reads it. */
    String show(Object value, Language language);

    /** The texts under which a search for an exact key finds this value; the normal form itself comes first. */
    default List<String> keys(Object value) {
        return List.of(value.toString());
    }

    /** What full-text search should see of the value. */
    default String text(Object value) {
        return value.toString();
    }

    /** JSON Schema (2020-12) of the normal form, as a tree that {@link CanonicalJson} can write. */
    Map<String, Object> jsonSchema();
}
