package puente.record;

import java.util.Locale;

/** How constants are written where programs read them: {@code CANNOT_TELL} is {@code cannot-tell}. */
public final class Codes {
    private Codes() {}

    /** The constant's name in lower case, words joined by hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
