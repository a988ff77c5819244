package puente.match.identifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * Compares two values of one field. Level 0 is "unknown" (a value is absent or unreadable), 1 "different", and higher ones are
 * ever stronger evidence that both mean one thing; their order is fixed, so that a model may demand weights that rise with it.
 *
 * <p>Values are prepared once and compared many times; {@link #level} allocates nothing, is symmetric, and is for one thread at a
 * time.
 */
public interface FieldComparison {
    /** The level where one of the values is absent. */
    byte UNKNOWN = 0;

    /** The level where nothing suggests that both mean one thing. */
    byte DIFFERENT = 1;

    /** What the field is called in the catalogue: {@code curp}, {@code plate} … */
    String name();

    /** The levels' names, by code. */
    List<String> levels();

    /** The value in the form that {@link #level} reads; empty where it is absent or unreadable. Never fails. */
    byte[] prepare(String value);

    /** The signs of the value itself, without what {@link #prepare} writes beside them; for bringing like values together. */
    default String signs(byte[] prepared) {
        return new String(prepared, StandardCharsets.ISO_8859_1);
    }

    /** The level of two prepared values. */
    byte level(byte[] a, byte[] b);

    /** The level of two values as written. */
    default byte compare(String a, String b) {
        return level(prepare(a), prepare(b));
    }

    /** What a level means, in a sentence. */
    default String explain(byte level, Language language) {
        return Catalogue.standard().text("match.identifier." + name() + "." + levels().get(level), language);
    }
}
