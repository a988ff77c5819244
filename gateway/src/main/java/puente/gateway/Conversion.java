package puente.gateway;

import java.math.BigDecimal;

/**
 * From the unit a file counts in to the unit a record states, exactly: the product of two decimals, never rounded.
 *
 * @param factor what one of the file's units is in the record's
 * @param unit the record's unit
 */
record Conversion(BigDecimal factor, String unit) {
    /** One international avoirdupois pound in kilograms, exactly (NIST SP 811, appendix B; agreement of 1959). */
    static final BigDecimal KILOGRAMS_IN_A_POUND = new BigDecimal("0.45359237");

    /** The longest number that is read as one. */
    static final int NUMBER_CHARS = 40;

    private static final int EXPONENT_DIGITS = 2;

    /** The value in the record's unit, in plain notation without trailing zeros. */
    String convert(String decimal) {
        if (factor.equals(BigDecimal.ONE) && isPlainInteger(decimal)) {
            return decimal;
        }
        BigDecimal product = new BigDecimal(decimal).multiply(factor);
        return product.signum() == 0 ? "0" : product.stripTrailingZeros().toPlainString();
    }

    private static boolean isPlainInteger(String decimal) {
        for (int at = 0; at < decimal.length(); at++) {
            if (decimal.charAt(at) < '0' || decimal.charAt(at) > '9') {
                return false;
            }
        }
        return decimal.length() == 1 || decimal.charAt(0) != '0';
    }

    /**
     * Whether a text is a decimal number that can be read in one way only: a point, no thousands separators, an exponent of
     * at most {@value #EXPONENT_DIGITS} digits, at most {@value #NUMBER_CHARS} characters.
     */
    static boolean isDecimal(String text) {
        int length = text.length();
        if (length > NUMBER_CHARS) {
            return false;
        }
        int at = text.startsWith("-") ? 1 : 0;
        int afterWhole = skipDigits(text, at);
        if (afterWhole == at) {
            return false;
        }
        at = afterWhole;
        if (at < length && text.charAt(at) == '.') {
            int afterFraction = skipDigits(text, at + 1);
            if (afterFraction == at + 1) {
                return false;
            }
            at = afterFraction;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int afterExponent = skipDigits(text, at);
            if (afterExponent == at || afterExponent - at > EXPONENT_DIGITS) {
                return false;
            }
            at = afterExponent;
        }
        return at == length;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
