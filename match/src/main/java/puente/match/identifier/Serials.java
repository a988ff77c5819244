package puente.match.identifier;

import puente.match.text.LookAlikes;

/** Signs beside signs where some cannot be read. */
final class Serials {
    /** Every sign is the same, and every sign is legible. */
    static final int EQUAL = Integer.MAX_VALUE;

    /** Two legible signs are no look-alikes. */
    static final int DIFFER = -1;

    private Serials() {}

    /** {@link #EQUAL}, {@link #DIFFER}, or how many signs are legible on both sides and the same or look-alikes. */
    static int alike(byte[] a, int fromA, byte[] b, int fromB, int size) {
        int legible = 0;
        boolean equal = true;
        for (int at = 0; at < size; at++) {
            byte left = a[fromA + at];
            byte right = b[fromB + at];
            if (left == '?' || right == '?') {
                equal = false;
            } else if (left == right) {
                legible++;
            } else if (LookAlikes.of(left) == LookAlikes.of(right)) {
                legible++;
                equal = false;
            } else {
                return DIFFER;
            }
        }
        return equal ? EQUAL : legible;
    }
}
