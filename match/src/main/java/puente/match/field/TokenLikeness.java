package puente.match.field;

import java.util.Arrays;
import puente.match.name.Nicknames;
import puente.match.text.JaroWinkler;
import puente.match.text.Osa;

/** How alike two words of names are, as a class from 0 to 5, remembered. For one thread. */
final class TokenLikeness {
    static final int NONE = 0;
    /** One is the other's initial. */
    static final int INITIAL = 1;
    /** Something of it: Jaro-Winkler above 0.86, or one begins or ends with the other. */
    static final int WEAK = 2;
    /** A slip of the hand: one edit in five letters or more, or Jaro-Winkler above 0.93. */
    static final int CLOSE = 3;
    /** Another spelling of the same sound, or a nickname. */
    static final int VARIANT = 4;

    static final int SAME = 5;

    private static final Nicknames NICKNAMES = Nicknames.standard();

    private static final byte PLAIN = 1;
    private static final byte NAMED = 2;
    private static final byte SHORT = 3;

    private final Words words;
    private byte[] kinds = {};
    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final PairMemo memo = new PairMemo();

    TokenLikeness(Words words) {
        this.words = words;
    }

    int of(int a, int b) {
        if (a == b) {
            return a == 0 ? NONE : SAME;
        }
        if (a == 0 || b == 0) {
            return NONE;
        }
        int known = memo.get(a, b);
        return known >= 0 ? known : memo.put(a, b, compare(a, b));
    }

    /** Most words are nobody's nickname, which is found out once a word and not once a pair. */
    private boolean related(int first, int second, String a, String b) {
        int kindOfA = kind(first, a);
        int kindOfB = kind(second, b);
        boolean may = kindOfA == SHORT || kindOfB == SHORT || kindOfA == NAMED && kindOfB == NAMED;
        return may && NICKNAMES.relation(a, b) != Nicknames.Relation.NONE;
    }

    private byte kind(int number, String word) {
        if (number >= kinds.length) {
            kinds = Arrays.copyOf(kinds, Math.max(number + 1, words.size()));
        }
        if (kinds[number] == 0) {
            boolean named = !NICKNAMES.fullNames(word).isEmpty()
                    || !NICKNAMES.families(word).isEmpty();
            kinds[number] = !NICKNAMES.meanings(word).isEmpty() ? SHORT : named ? NAMED : PLAIN;
        }
        return kinds[number];
    }

    private int compare(int first, int second) {
        String a = words.get(first);
        String b = words.get(second);
        if (a.length() == 1 || b.length() == 1) {
            return a.charAt(0) == b.charAt(0) ? INITIAL : NONE;
        }
        if (words.sound(first) == words.sound(second) || related(first, second, a, b)) {
            return VARIANT;
        }
        byte[] one = words.bytes(first);
        byte[] other = words.bytes(second);
        int shorter = Math.min(one.length, other.length);
        double alike = winkler.similarity(one, other);
        if (alike >= 0.93
                || shorter >= 4 && Math.abs(one.length - other.length) <= 1 && osa.distance(one, other) <= 1) {
            return CLOSE;
        }
        if (alike >= 0.86) {
            return WEAK;
        }
        if (shorter >= 4 && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a))) {
            return WEAK;
        }
        return NONE;
    }
}
