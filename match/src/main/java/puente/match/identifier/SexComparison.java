package puente.match.identifier;

import java.util.List;
import java.util.Locale;

/**
 * Sex, as two languages write it. {@code M} is <em>mujer</em> where {@code H} is written beside it and <em>male</em> where {@code F} is; without knowing
 * a register's habit it says nothing.
 */
public final class SexComparison implements FieldComparison {
    /** Both say the same. */
    public static final byte SAME = 2;

    /** What {@code M} means in a register. */
    public enum Habit {
        /** M is mujer, H is hombre. */
        SPANISH,
        /** M is male, F is female. */
        ENGLISH,
        NOT_KNOWN
    }

    private static final List<String> LEVELS = List.of("unknown", "different", "same");
    private static final byte[] FEMALE = {'f'};
    private static final byte[] MALE = {'m'};
    private static final byte[] OTHER = {'x'};

    private final Habit habit;

    /** @param habit of the register that the values stand in */
    public SexComparison(Habit habit) {
        this.habit = habit;
    }

    @Override
    public String name() {
        return "sex";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** One sign: {@code f}, {@code m}, {@code x} for another; nothing where it is not said or cannot be told. */
    @Override
    public byte[] prepare(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female", "mujer", "femenino", "woman", "2", "fem", "niña" -> FEMALE;
            case "h", "male", "hombre", "masculino", "man", "1", "masc", "v", "varon", "varón" -> MALE;
            case "x", "nb", "other", "otro" -> OTHER;
            case "m" ->
                switch (habit) {
                    case SPANISH -> FEMALE;
                    case ENGLISH -> MALE;
                    case NOT_KNOWN -> Signs.NONE;
                };
            default -> Signs.NONE;
        };
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        return a.length == 0 || b.length == 0 ? UNKNOWN : a[0] == b[0] ? SAME : DIFFERENT;
    }
}
