package puente.record;

import java.util.Locale;

/** The two languages of equal rank in which everything a person reads exists. */
public enum Language {
    EN,
    ES;

    /** The BCP 47 tag: {@code en} or {@code es}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language a reader asked for, from a BCP 47 tag, a POSIX locale or an {@code Accept-Language} header:
     * whichever of the two is named first; English where neither is.
     */
    public static Language of(String asked) {
        for (String part : asked.toLowerCase(Locale.ROOT).split("[,;\\s]+")) {
            if (part.startsWith("es")) {
                return ES;
            }
            if (part.startsWith("en")) {
                return EN;
            }
        }
        return EN;
    }
}
