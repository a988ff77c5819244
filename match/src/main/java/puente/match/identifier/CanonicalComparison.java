package puente.match.identifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.match.text.Folding;
import puente.match.text.JaroWinkler;

/**
 * Makes of vehicles and firearms, calibres and colours: many writings of few things. A table gives the canonical one (S&amp;W, Smith and Wesson;
 * 9 mm Luger, 9x19); what is in no table is compared as written. Lines of the table may name a kin: calibres that fit one chamber,
 * makes of one maker.
 */
public final class CanonicalComparison implements FieldComparison {
    /** Written nearly alike. */
    public static final byte NEAR = 2;

    /** Kin: .223 and 5.56 mm, FN and Browning. */
    public static final byte KIN = 3;

    public static final byte SAME = 4;

    private static final List<String> LEVELS = List.of("unknown", "different", "near", "kin", "same");
    private static final double NEAR_MIN = 0.88;

    /** Longest writing looked at, in characters; of a longer one the opening. */
    static final int MOST_CHARACTERS = 120;

    private final JaroWinkler jaroWinkler = new JaroWinkler();
    private final String name;
    private final Map<String, String> canonical = new HashMap<>();
    private final Map<String, String> kin = new HashMap<>();

    private CanonicalComparison(String name, String file) {
        this.name = name;
        for (String[] line : DataTable.of(file)) {
            String[] head = line[0].split(" ~ ", 2);
            String key = key(head[0]);
            canonical.put(key, key);
            if (head.length > 1) {
                kin.put(key, key(head[1]));
            }
            for (String writing : line[1].split(";")) {
                canonical.putIfAbsent(key(writing), key);
            }
        }
    }

    /** Makes of firearms. */
    public static CanonicalComparison ofFirearmMakes() {
        return new CanonicalComparison("make", "firearm-makes.txt");
    }

    /** Calibres. */
    public static CanonicalComparison ofCalibres() {
        return new CanonicalComparison("calibre", "calibres.txt");
    }

    /** Makes of vehicles. */
    public static CanonicalComparison ofVehicleMakes() {
        return new CanonicalComparison("make", "vehicle-makes.txt");
    }

    /** Colours of vehicles, in two languages. */
    public static CanonicalComparison ofColours() {
        return new CanonicalComparison("colour", "colours.txt");
    }

    private static String key(String value) {
        return Folding.plain(value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS) : value)
                .replace(" ", "");
    }

    /** The canonical writing, folded and without blanks; what no table knows, as written. */
    public String canonical(String value) {
        String key = key(value);
        String found = canonical.get(key);
        if (found != null) {
            return found;
        }
        // "Glock GmbH (Austria)", "Colt's Mfg Co": the first word alone is often the make.
        String[] words = Folding.plain(value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS) : value)
                .split(" ");
        for (int size = words.length - 1; size > 0; size--) {
            found = canonical.get(String.join("", java.util.Arrays.copyOf(words, size)));
            if (found != null) {
                return found;
            }
        }
        return key;
    }

    /** Whether the table has this writing, or one that it begins with. */
    public boolean knows(String value) {
        return canonical.containsKey(canonical(value));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** The canonical writing and behind a blank its kin, where it has one. */
    @Override
    public byte[] prepare(String value) {
        String found = canonical(value);
        String relative = kin.get(found);
        return found.isEmpty() ? Signs.NONE : Signs.bytes(found + " " + (relative == null ? found : relative));
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        int endA = blank(a);
        int endB = blank(b);
        if (java.util.Arrays.equals(a, 0, endA, b, 0, endB)) {
            return SAME;
        }
        if (java.util.Arrays.equals(a, endA, a.length, b, endB, b.length)) {
            return KIN;
        }
        return jaroWinkler.similarity(a, 0, endA, b, 0, endB) >= NEAR_MIN ? NEAR : DIFFERENT;
    }

    private static int blank(byte[] value) {
        for (int at = 0; at < value.length; at++) {
            if (value[at] == ' ') {
                return at;
            }
        }
        return value.length;
    }
}
