package puente.match.field;

import puente.match.table.Role;
import puente.match.text.JaroWinkler;
import puente.match.text.LetterCounts;
import puente.match.text.LookAlikes;
import puente.match.text.Osa;

/** How alike two different codes are, as a level of {@link CodeField}. Codes are hardly ever met twice, so nothing is remembered. For one thread. */
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

    private static final double SOMETHING_MIN = 0.85;

    /** Shorter codes are the same, look alike or differ. */
    private static final int EDITED_MIN = 4;

    private static final int TWICE_EDITED_MIN = 6;
    private static final int ROOT = 10;
    private static final LetterCounts.Least LEAST = new LetterCounts.Least(SOMETHING_MIN);

    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final Dictionary dictionary;
    private final Words words;

    CodeLikeness(Dictionary dictionary) {
        this.dictionary = dictionary;
        words = dictionary.words;
    }

    /** What is known of codes before any two are compared; for several threads. */
    static final class Dictionary {
        private static final long STRUCK_OUT = 1L << Integer.SIZE;

        private final Words words;
        /**
         * Beside each code a number that codes which look alike share; a number that CURP and RFC of one root share, 0 for others; and whether signs
         * are struck out.
         */
        private final LetterCounts letters;

        private final boolean vague;

        Dictionary(Words words, Role role) {
            this.words = words;
            letters = new LetterCounts(words.size());
            boolean rooted = role == Role.CURP || role == Role.RFC;
            vague = !rooted && role != Role.PHONE;
            Words signs = new Words(false);
            Words starts = new Words(false);
            for (int code = 1; code < words.size(); code++) {
                String text = words.get(code);
                boolean hasRoot = rooted && text.length() >= ROOT;
                long root = hasRoot ? starts.intern(text.substring(0, ROOT)) : 0;
                long struckOut = CodeField.struckOut(text) ? STRUCK_OUT : 0;
                letters.set(code, words.bytes(code), signs.intern(LookAlikes.of(text)), root | struckOut);
            }
        }

        private boolean struckOut(int a, int b) {
            return ((letters.marks(a) | letters.marks(b)) & STRUCK_OUT) != 0;
        }

        private boolean sameRoot(int a, int b) {
            return letters.marks(a) != 0 && letters.marks(a) == letters.marks(b);
        }

        /** Whether two codes that do not look alike are too short, or have too few signs in common, to be alike otherwise. */
        private boolean apart(int a, int b) {
            int sizeA = letters.length(a);
            int sizeB = letters.length(b);
            int shorter = Math.min(sizeA, sizeB);
            if (shorter < EDITED_MIN) {
                return true;
            }
            int least = shorter - (shorter < TWICE_EDITED_MIN ? 1 : 2);
            if (vague) {
                least = Math.min(least, LEAST.of(sizeA, sizeB, letters.prefix(a, b)));
            }
            return letters.atMost(a, b) < least && !sameRoot(a, b);
        }
    }

    /** For two different codes. */
    int of(int a, int b) {
        if (dictionary.struckOut(a, b)) {
            return agreesWhereKnown(words.bytes(a), words.bytes(b)) ? PART : DIFFER;
        }
        if (dictionary.letters.tag(a) == dictionary.letters.tag(b)) {
            return LOOK_ALIKE;
        }
        if (dictionary.apart(a, b)) {
            return DIFFER;
        }
        byte[] one = words.bytes(a);
        byte[] other = words.bytes(b);
        int shorter = Math.min(one.length, other.length);
        int gap = Math.abs(one.length - other.length);
        int edits = gap > 2 ? 3 : osa.distance(one, other);
        if (edits == 1) {
            return ONE_SLIP;
        }
        if (gap > 0 && inside(words.get(a), words.get(b))) {
            return PART;
        }
        if (edits == 2 && shorter >= TWICE_EDITED_MIN) {
            return TWO_SLIPS;
        }
        if (dictionary.sameRoot(a, b)) {
            return SAME_ROOT;
        }
        return dictionary.vague && winkler.similarity(one, other) > SOMETHING_MIN ? SOMETHING : DIFFER;
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
