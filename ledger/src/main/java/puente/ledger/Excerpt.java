package puente.ledger;

/** The beginning of an input, safe to put in a message: short, without control characters. */
final class Excerpt {
    /** Characters of an input that a message repeats at most. */
    static final int LENGTH_MAX = 80;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LENGTH_MAX)
                .forEach(each -> shown.appendCodePoint(Character.isISOControl(each) ? 0xFFFD : each));
        return shown.append(text.length() > LENGTH_MAX ? "…" : "").toString();
    }
}
