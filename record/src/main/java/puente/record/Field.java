package puente.record;

import java.util.Optional;

/**
 * One field of a kind.
 *
 * @param name lowerCamelCase, the NIEM 6 element's name where NIEM has one
 * @param label what a person reads
 * @param type what one value is
 * @param required whether a record without it is refused
 * @param repeated whether the value is a list of {@code type}'s values, never empty, at most
 *     {@value #MAXIMUM_REPETITIONS}
 * @param niem the NIEM 6 element it stands for, {@code nc:PersonBirthDate}
 * @param indexed how a store finds records by it
 */
public record Field(
        String name,
        Bilingual label,
        FieldType type,
        boolean required,
        boolean repeated,
        Optional<String> niem,
        Indexed indexed) {

    /** The most values a repeated field may hold. */
    public static final int MAXIMUM_REPETITIONS = 256;

    /** How a store finds records by a field. */
    public enum Indexed {
        /** Not at all. */
        NONE,
        /** Exactly, as {@code name=normal value}. */
        KEY,
        /** By words. */
        TEXT,
        /** By administrative area and, where given, point. */
        PLACE,
        /** By when it happened. */
        PERIOD
    }
}
