package puente.record.type;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Exact decimals as text: no exponent, no needless zeros, {@code -0} is {@code 0}; at most {@value #MAXIMUM_DIGITS} digits
 * before the point and {@value #MAXIMUM_FRACTION_DIGITS} after it: a published weight in pounds has up to sixteen, and its
 * exact product in kilograms eight more.
 */
final class Decimals {
    static final int MAXIMUM_DIGITS = 20;
    static final int MAXIMUM_FRACTION_DIGITS = 40;

    private static final Pattern WRITTEN = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d{1,40})?");
    private static final String NORMAL = "^-?(0|[1-9][0-9]{0,19})(\\.[0-9]{0,39}[1-9])?$";

    private Decimals() {}

    static String pattern() {
        return NORMAL;
    }

    /** The normal form; commas may group thousands, as both countries write them. */
    static String normal(Object input) {
        if (input instanceof Long || input instanceof Integer) {
            return input.toString();
        }
        if (input instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                throw Texts.refuse("record.decimal.malformed", "value", number);
            }
            return plain(BigDecimal.valueOf(number));
        }
        if (input instanceof BigDecimal number) {
            return plain(number);
        }
        String text = Texts.line(input, 100);
        if (isNormal(text)) {
            return text;
        }
        String bare = GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
        if (!WRITTEN.matcher(bare).matches()) {
            throw Texts.refuse("record.decimal.malformed", "value", text);
        }
        return plain(new BigDecimal(bare));
    }

    private static String plain(BigDecimal number) {
        // Digits are counted before the text is made: 1E+999999999 would be a gigabyte of zeros.
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if ((long) stripped.precision() - stripped.scale() > MAXIMUM_DIGITS
                || stripped.scale() > MAXIMUM_FRACTION_DIGITS) {
            throw Texts.refuse(
                    "record.decimal.too-many-digits", "maximum", MAXIMUM_DIGITS, "fraction", MAXIMUM_FRACTION_DIGITS);
        }
        return stripped.toPlainString();
    }

    private static boolean isNormal(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int point = text.indexOf('.');
        int whole = (point < 0 ? text.length() : point) - start;
        int fraction = point < 0 ? 0 : text.length() - point - 1;
        if (whole < 1 || whole > MAXIMUM_DIGITS || fraction > MAXIMUM_FRACTION_DIGITS || point >= 0 && fraction == 0) {
            return false;
        }
        for (int at = start; at < text.length(); at++) {
            char each = text.charAt(at);
            if (at != point && (each < '0' || each > '9')) {
                return false;
            }
        }
        boolean leadingZero = whole > 1 && text.charAt(start) == '0';
        boolean trailingZero = point >= 0 && text.charAt(text.length() - 1) == '0';
        boolean minusZero = start == 1 && whole == 1 && text.charAt(1) == '0' && point < 0;
        return !leadingZero && !trailingZero && !minusZero;
    }

    /** With the thousands grouped by a comma in English and by a thin space in Spanish (SI, NOM-008-SCFI). */
    static String show(String decimal, puente.record.Language language) {
        int start = decimal.startsWith("-") ? 1 : 0;
        int point = decimal.indexOf('.');
        int end = point < 0 ? decimal.length() : point;
        String separator = switch (language) {
            case EN -> ",";
            case ES -> "\u202f";
        };
        StringBuilder out = new StringBuilder(decimal.substring(0, start));
        for (int at = start; at < end; at++) {
            if (at > start && (end - at) % 3 == 0) {
                out.append(separator);
            }
            out.append(decimal.charAt(at));
        }
        return out.append(decimal.substring(end)).toString();
    }
}
