package puente.record;

/** RFC 6901 reference tokens. */
public final class JsonPointers {
    /** Longest name repeated in a position; hostile names are cut, so that a refusal is never larger than what it refuses. */
    private static final int MAXIMUM_TOKEN = 100;

    private JsonPointers() {}

    /** A member's name as one token of a JSON pointer. */
    public static String escape(String name) {
        String cut = name.length() > MAXIMUM_TOKEN ? name.substring(0, MAXIMUM_TOKEN) + "…" : name;
        return cut.replace("~", "~0").replace("/", "~1");
    }
}
