package puente.record.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * RFC, Mexico's taxpayer registry key (SAT): 13 characters for a person, 12 for a company; letters, {@code yymmdd}, a
 * homonym key of two and a check digit.
 *
 * <p>The check digit is 11 minus the sum, modulo 11, of the characters' values (0–9, A–N, &amp;, O–Z, blank, Ñ = 0–38) times
 * their weights 13 down to 2, a company's key having a blank before it; 11 is written 0, and 10 is written A. The generic
 * keys for the public and for foreigners ({@code XAXX010101000}, {@code XEXX010101000}) are refused: they identify nobody.
 */
final class RfcType implements FieldType {
    /** Whose RFC a field takes. */
    enum Holder {
        ANY,
        PERSON,
        COMPANY
    }

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    private static final int PERSON_LENGTH = 13;
    private static final int COMPANY_LENGTH = 12;
    private static final Pattern RFC = Pattern.compile("[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{2}[0-9A]");
    private static final Set<String> GENERIC = Set.of("XAXX010101000", "XEXX010101000");

    private final Holder holder;

    RfcType(Holder holder) {
        this.holder = holder;
    }

    @Override
    public String name() {
        return switch (holder) {
            case ANY -> "rfc";
            case PERSON -> "rfc(person)";
            case COMPANY -> "rfc(company)";
        };
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String rfc = Texts.identifier(input, 40);
        boolean lengthFits = switch (holder) {
            case ANY -> rfc.length() == PERSON_LENGTH || rfc.length() == COMPANY_LENGTH;
            case PERSON -> rfc.length() == PERSON_LENGTH;
            case COMPANY -> rfc.length() == COMPANY_LENGTH;
        };
        if (!lengthFits) {
            throw Texts.refuse("record.rfc.length", "value", rfc, "length", rfc.length());
        }
        if (!RFC.matcher(rfc).matches()) {
            throw Texts.refuse("record.rfc.malformed", "value", rfc);
        }
        if (GENERIC.contains(rfc)) {
            throw Texts.refuse("record.rfc.generic", "value", rfc);
        }
        int date = rfc.length() - 9;
        try {
            // 2000 was, and 1900 was not, a leap year: the key does not tell the century, so 29 February 00 passes.
            LocalDate.of(
                    2000 + PartialDates.number(rfc, date, date + 2),
                    PartialDates.number(rfc, date + 2, date + 4),
                    PartialDates.number(rfc, date + 4, date + 6));
        } catch (DateTimeException noSuchDay) {
            throw Texts.refuse("record.rfc.date", "value", rfc, "found", rfc.substring(date, date + 6));
        }
        char expected = checkDigit(rfc);
        if (rfc.charAt(rfc.length() - 1) != expected) {
            throw Texts.refuse(
                    "record.rfc.check-digit",
                    "value",
                    rfc,
                    "found",
                    rfc.charAt(rfc.length() - 1),
                    "expected",
                    expected);
        }
        return rfc;
    }

    static char checkDigit(String rfc) {
        String padded = rfc.length() == COMPANY_LENGTH ? " " + rfc : rfc;
        int sum = 0;
        for (int at = 0; at < PERSON_LENGTH - 1; at++) {
            sum += ALPHABET.indexOf(padded.charAt(at)) * (PERSON_LENGTH - at);
        }
        int digit = (11 - sum % 11) % 11;
        return digit == 10 ? 'A' : (char) ('0' + digit);
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(value.toString(), 2);
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        String letters = switch (holder) {
            case ANY -> "{3,4}";
            case PERSON -> "{4}";
            case COMPANY -> "{3}";
        };
        return Schemas.pattern("^[A-ZÑ&]" + letters + "[0-9]{6}[A-Z0-9]{2}[0-9A]$");
    }
}
