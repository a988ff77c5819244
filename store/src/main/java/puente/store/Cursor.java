package puente.store;

/**
 * Where a page ended. Opaque to readers; stable: rows inserted or superseded after the first page neither shift nor
 * repeat anything on later pages.
 *
 * @param top the newest sequence when the first page was read
 * @param before the next page starts below this sequence
 */
public record Cursor(long top, long before) {
    /** The form readers carry: {@code c1.<top>.<before>}, both in base 36. */
    public String token() {
        return "c1." + Long.toString(top, 36) + "." + Long.toString(before, 36);
    }
}
