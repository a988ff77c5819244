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
 * CURP, Mexico's population registry key: 18 characters (RENAPO, Instructivo Normativo para la Asignación de la CURP, DOF
 * 18 October 2021).
 *
 * <pre>
 *  1–4   initials of both surnames and the given name      LICI
 *  5–10  date of birth, yymmdd                             660404
 *  11    sex as registered: H, M, X                        M
 *  12–13 state of birth, or NE for born abroad             JC
 *  14–16 first inner consonants of the three names         MSR
 *  17    homonym distinguisher: digit if born before 2000, letter since
 *  18    check digit
 * </pre>
 *
 * The check digit is 10 minus the sum, modulo 10, of each of the first 17 characters' values (0–9, A–N, Ñ, O–Z = 0–36)
 * times its weight, 18 down to 2.
 */
final class CurpType implements FieldType {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final int LENGTH = 18;
    private static final Pattern INITIALS = Pattern.compile("[A-Z][AEIOUX][A-Z]{2}");
    private static final Pattern CONSONANTS = Pattern.compile("[B-DF-HJ-NP-TV-Z]{3}");
    private static final Set<String> STATES = Set.of(
            "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN", "MS", "NT",
            "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS", "NE");

    @Override
    public String name() {
        return "curp";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String curp = Texts.identifier(input, 40);
        if (curp.length() != LENGTH) {
            throw Texts.refuse("record.curp.length", "value", curp, "length", curp.length());
        }
        for (int at = 0; at < LENGTH; at++) {
            char each = curp.charAt(at);
            if (!(each >= 'A' && each <= 'Z' || each >= '0' && each <= '9')) {
                throw malformed(curp, at + 1);
            }
        }
        if (!INITIALS.matcher(curp).region(0, 4).matches()) {
            throw malformed(curp, 1);
        }
        birthDate(curp);
        if ("HMX".indexOf(curp.charAt(10)) < 0) {
            throw Texts.refuse("record.curp.sex", "value", curp, "found", curp.charAt(10));
        }
        if (!STATES.contains(curp.substring(11, 13))) {
            throw Texts.refuse("record.curp.state", "value", curp, "found", curp.substring(11, 13));
        }
        if (!CONSONANTS.matcher(curp).region(13, 16).matches()) {
            throw malformed(curp, 14);
        }
        char expected = checkDigit(curp);
        if (curp.charAt(17) != expected) {
            throw Texts.refuse(
                    "record.curp.check-digit", "value", curp, "found", curp.charAt(17), "expected", expected);
        }
        return curp;
    }

    private static puente.record.ProblemException malformed(String curp, int at) {
        return Texts.refuse("record.curp.malformed", "value", curp, "at", at, "found", curp.charAt(at - 1));
    }

    /** The date of birth; a digit in position 17 means the twentieth century, a letter the twenty-first. */
    static LocalDate birthDate(String curp) {
        for (int at = 4; at < 10; at++) {
            if (!(curp.charAt(at) >= '0' && curp.charAt(at) <= '9')) {
                throw malformed(curp, at + 1);
            }
        }
        int century = Character.isDigit(curp.charAt(16)) ? 1900 : 2000;
        try {
            return LocalDate.of(
                    century + PartialDates.number(curp, 4, 6),
                    PartialDates.number(curp, 6, 8),
                    PartialDates.number(curp, 8, 10));
        } catch (DateTimeException noSuchDay) {
            throw Texts.refuse("record.curp.birth-date", "value", curp, "found", curp.substring(4, 10));
        }
    }

    static char checkDigit(String curp) {
        int sum = 0;
        for (int at = 0; at < LENGTH - 1; at++) {
            sum += ALPHABET.indexOf(curp.charAt(at)) * (LENGTH - at);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
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
        return Schemas.pattern("^[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9][0-9]$");
    }
}
