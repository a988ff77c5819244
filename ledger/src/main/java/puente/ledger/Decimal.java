package puente.ledger;

/** ASCII decimal numbers with no leading zeroes, as every C2SP text format writes them. */
final class Decimal {
    private static final int DIGITS_MAX = 19;

    private Decimal() {}

    /** The number, or −1 if the text is not one from 0 to 2^63 − 1 in its only spelling. */
    static long parse(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long value = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
