package puente.match.name;

import java.nio.charset.StandardCharsets;

/**
 * One folded word of a name, ready to be compared.
 *
 * @param weight how much agreement on it says
 * @param kind what it does in the name
 * @param bytes the text, one byte a letter
 * @param romanised the text as {@link TokenComparator#romanised} writes it
 */
record Token(String text, double weight, Kind kind, byte[] bytes, String romanised) {
    enum Kind {
        NAME,
        PARTICLE,
        INITIAL,
        PATRONYMIC,
        /** A word that many organisations share. */
        GENERIC,
        /** Where an organisation is or what it is of. */
        PLACE,
        NUMBER
    }

    Token(String text, double weight, Kind kind) {
        this(text, weight, kind, text.getBytes(StandardCharsets.ISO_8859_1), TokenComparator.romanised(text));
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.PATRONYMIC;
    }
}
