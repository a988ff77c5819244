package puente.measure.exposure;

/**
 * The rate of an area.
 *
 * @param area its code
 * @param rate events per unit of exposure, of the middle of what the count may be
 * @param lower of a 95% interval, for this area alone
 * @param upper likewise
 * @param ratio the rate as a multiple of that of all other areas together
 * @param ratioLower of an interval that holds for all areas together
 * @param ratioUpper likewise; endless where the others may have had none
 */
public record AreaRate(
        String area, double rate, double lower, double upper, double ratio, double ratioLower, double ratioUpper) {
    /** What an area's ratio says. */
    public enum Verdict {
        HIGHER,
        LOWER,
        /** The interval contains 1. */
        CANNOT_TELL
    }

    public Verdict verdict() {
        return ratioLower > 1 ? Verdict.HIGHER : ratioUpper < 1 ? Verdict.LOWER : Verdict.CANNOT_TELL;
    }
}
