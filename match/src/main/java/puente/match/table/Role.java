package puente.match.table;

import java.util.Locale;
import java.util.Optional;
import puente.record.Codes;

/** What a column is, which decides how it is compared. Written in lower case with hyphens in files: {@code birth-date}. */
public enum Role {
    /** The row's own name, unique in its file; carried to the output, never compared. */
    ID,
    /** The known answer, for evaluation only: rows with the same value are one subject. Never compared. */
    TRUTH,
    /** Which register, country or party a row comes from; never compared, but it may decide how other columns read. */
    SOURCE,
    FULL_NAME,
    GIVEN_NAME,
    /** One or two surnames in one column. */
    SURNAME,
    PATERNAL_SURNAME,
    MATERNAL_SURNAME,
    SEX,
    BIRTH_DATE,
    /** Any other date. */
    DATE,
    CURP,
    RFC,
    PHONE,
    EMAIL,
    STREET,
    HOUSE_NUMBER,
    POSTCODE,
    /** A town, suburb, municipality, state or country, by name or code. */
    PLACE,
    OCCUPATION,
    VIN,
    PLATE,
    SERIAL,
    MAKE,
    MODEL,
    YEAR,
    CALIBRE,
    COLOUR,
    COMPANY_NAME,
    /** A number or code that an authority or register gave to the thing itself (a document, a tax number). */
    IDENTIFIER,
    /** One of few values. */
    CATEGORY,
    /** Words without a more precise meaning. */
    TEXT,
    /** Left out: empty, constant, or told again by other columns. */
    IGNORE;

    /** The role's name as files write it. */
    public String written() {
        return Codes.of(this);
    }

    /** The role that is written {@code text}, if there is one. */
    public static Optional<Role> read(String text) {
        for (Role role : values()) {
            if (role.written().equals(text.strip().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
