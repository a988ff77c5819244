package puente.match.field;

import puente.match.table.Role;
import puente.match.text.JaroWinkler;
import puente.match.text.Osa;

/** How alike two different codes are, as a level of {@link CodeField}, remembered. For one thread. */
final class CodeLikeness {
    static final int DIFFER = 1;
    /** Jaro-Winkler above 0.85. */
    static final int SOMETHING = 2;
    /** The first ten signs of a CURP or RFC: name and birth date. */
    static final int SAME_ROOT = 3;

    static final int TWO_SLIPS = 4;
    /** One is a part of the other, or agrees where the other is not struck out. */
    static final int PART = 5;

    static final int ONE_SLIP = 6;
    /** The same but for signs that are taken for one another. */
    static final int LOOK_ALIKE = 7;

    static final int SAME = 8;

    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final PairMemo memo = new PairMemo();
    private final Words words;
    private final int[] lookAlike;
    private final boolean[] struckOut;
    private final boolean rooted;
    private final boolean vague;

    /** @param lookAlike for each code a number that codes which look alike share */
    CodeLikeness(Words words, int[] lookAlike, boolean[] struckOut, Role role) {
        this.words = words;
        this.lookAlike = lookAlike;
        this.struckOut = struckOut;
        rooted = role == Role.CURP || role == Role.RFC;
        vague = !rooted && role != Role.PHONE;
    }

    int of(int a, int b) {
        int known = memo.get(a, b);
        return known >= 0 ? known : memo.put(a, b, compare(a, b));
    }

    private int compare(int a, int b) {
        byte[] one = words.bytes(a);
        byte[] other = words.bytes(b);
        if (struckOut[a] || struckOut[b]) {
            return agreesWhereKnown(one, other) ? PART : DIFFER;
        }
        if (lookAlike[a] == lookAlike[b]) {
            return LOOK_ALIKE;
        }
        int shorter = Math.min(one.length, other.length);
        int gap = Math.abs(one.length - other.length);
        if (shorter < 4) {
            return DIFFER;
        }
        int edits = gap > 2 ? 3 : osa.distance(one, other);
        if (edits == 1) {
            return ONE_SLIP;
        }
        if (gap > 0 && inside(words.get(a), words.get(b))) {
            return PART;
        }
        if (edits == 2 && shorter >= 6) {
            return TWO_SLIPS;
        }
        if (rooted && shorter >= 10 && words.get(a).regionMatches(0, words.get(b), 0, 10)) {
            return SAME_ROOT;
        }
        return vague && winkler.similarity(one, other) > 0.85 ? SOMETHING : DIFFER;
    }

    private static boolean inside(String a, String b) {
        return a.endsWith(b) || b.endsWith(a) || a.startsWith(b) || b.startsWith(a);
    }

    private static boolean agreesWhereKnown(byte[] a, byte[] b) {
        if (a.length != b.length) {
            return false;
        }
        int known = 0;
        for (int at = 0; at < a.length; at++) {
            if (a[at] != '*' && a[at] != '?' && b[at] != '*' && b[at] != '?') {
                if (a[at] != b[at]) {
                    return false;
                }
                known++;
            }
        }
        return known >= 3;
    }
}
