package puente.record.type;

import java.util.Map;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * Vehicle identification number, ISO 3779: 17 characters without I, O and Q.
 *
 * <p>The check digit in position 9 is verified where the first character is 1 to 5 or 7, that is, where the vehicle was
 * built in North America: there it is law (49 CFR 565.15(c) in the United States, CMVSS 115 in Canada, NOM-001-SSP-2008 in
 * Mexico). Elsewhere position 9 is the maker's to use, so a VIN from another region is accepted as it stands. The digit is the
 * sum, modulo 11, of the characters' values times the weights 8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2; 10 is written X.
 */
final class VinType implements FieldType {
    private static final int LENGTH = 17;
    private static final int CHECK_POSITION = 9;
    private static final String NORTH_AMERICA = "123457";
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    // A–H = 1–8, J–N = 1–5, P = 7, R = 9, S–Z = 2–9.
    private static final String LETTER_VALUES = "12345678.12345.7.923456789";

    @Override
    public String name() {
        return "vin";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String vin = Texts.identifier(input, 40);
        if (vin.length() != LENGTH) {
            throw Texts.refuse("record.vin.length", "value", vin, "length", vin.length());
        }
        for (int at = 0; at < LENGTH; at++) {
            if (value(vin.charAt(at)) < 0) {
                throw Texts.refuse("record.vin.character", "value", vin, "at", at + 1, "found", vin.charAt(at));
            }
        }
        char expected = checkDigit(vin);
        if (isNorthAmerican(vin) && vin.charAt(CHECK_POSITION - 1) != expected) {
            throw Texts.refuse(
                    "record.vin.check-digit",
                    "value",
                    vin,
                    "found",
                    vin.charAt(CHECK_POSITION - 1),
                    "expected",
                    expected);
        }
        return vin;
    }

    static boolean isNorthAmerican(String vin) {
        return NORTH_AMERICA.indexOf(vin.charAt(0)) >= 0;
    }

    static char checkDigit(String vin) {
        int sum = 0;
        for (int at = 0; at < LENGTH; at++) {
            sum += value(vin.charAt(at)) * WEIGHTS[at];
        }
        return sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
    }

    private static int value(char each) {
        if (each >= '0' && each <= '9') {
            return each - '0';
        }
        if (each < 'A' || each > 'Z' || LETTER_VALUES.charAt(each - 'A') == '.') {
            return -1;
        }
        return LETTER_VALUES.charAt(each - 'A') - '0';
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(value.toString(), 4);
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[A-HJ-NPR-Z0-9]{17}$");
    }
}
