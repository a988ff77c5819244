package puente.record;

/** ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20) for radix 10, which RFC 8785 makes the form of JSON numbers. */
final class EcmaScriptNumber {
    private EcmaScriptNumber() {}

    /** @throws ProblemException {@code record.json.number} for a number that is not finite */
    static String format(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ProblemException(Problem.of("record.json.number", "", "value", number));
        }
        if (number == 0) {
            return "0";
        }
        // Java (since 19) finds the same shortest digits, but writes them otherwise, and never fewer than two.
        String java = Double.toString(Math.abs(number));
        int exponentAt = java.indexOf('E');
        String mantissa = exponentAt < 0 ? java : java.substring(0, exponentAt);
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java.substring(exponentAt + 1));
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        int leading = 0;
        while (digits.charAt(leading) == '0') {
            leading++;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        // The value is 0.d1d2…dk × 10^n.
        int n = point - leading + exponent;
        digits = shorter(digits.substring(leading, end), n, Math.abs(number));
        if (digits.equals("10")) {
            digits = "1";
            n++;
        }
        return (number < 0 ? "-" : "") + written(digits, n);
    }

    /** One digit instead of Java's two where one reads back as the same number, as for 5e-324. */
    private static String shorter(String digits, int n, double magnitude) {
        if (digits.length() != 2) {
            return digits;
        }
        int nearest = (Integer.parseInt(digits) + 5) / 10;
        return Double.parseDouble(nearest + "E" + (n - 1)) == magnitude ? Integer.toString(nearest) : digits;
    }

    private static String written(String digits, int n) {
        int k = digits.length();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n - 1 < 0 ? "e-" : "e+") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }
}
