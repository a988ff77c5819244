package puente.agreement;

/** A clause's condition in CEL, compiled and checked against the clause's kinds. Equal if the text is equal. */
public final class Condition {
    /** The condition of a clause that states none. */
    public static final Condition ALWAYS = new Condition("");

    private final String text;

    private Condition(String text) {
        this.text = text;
    }

    /** The expression as written; empty for {@link #ALWAYS}. */
    public String text() {
        return text;
    }
}
