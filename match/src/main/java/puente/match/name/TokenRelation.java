package puente.match.name;

import puente.record.Catalogue;
import puente.record.Codes;
import puente.record.Language;

/** How a token of one name stands to its partner in the other, or that it has none. */
public enum TokenRelation {
    EQUAL,
    /** Written as one word on one side and as several on the other: DELAGARZA, de la Garza. */
    JOINED,
    /** Known spellings of one name: Mohammed, Muhammad. */
    SPELLING,
    ABBREVIATION,
    NICKNAME,
    /** The same name, or the same common word of organisations, in another language. */
    OTHER_LANGUAGE,
    /** Heard alike, or another romanisation. */
    SOUND,
    /** A slip of the pen: few letters differ. */
    TYPO,
    INITIAL,
    /** The first letters of several words. */
    ACRONYM,
    /** Only in the first name, and nothing in the second stands against it. */
    LEFT_ONLY,
    /** Only in the second name, and nothing in the first stands against it. */
    RIGHT_ONLY,
    /** Each name has a token here, and they are different ones. */
    DIFFERENT;

    /** For a person to read. */
    public String text(Language language) {
        return Catalogue.standard().text("match.name.relation." + Codes.of(this), language);
    }
}
