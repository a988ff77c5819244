package puente.match.name;

import java.nio.charset.StandardCharsets;
import java.util.List;
import puente.match.name.Nicknames.Relation;
import puente.match.text.Osa;
import puente.match.text.SoundDistance;
import puente.match.text.SpanishSound;

/**
 * How alike two tokens are, and why. Known relations come first, then sound, then slips; two names that are both well known, and are
 * no spellings of each other, are two names however near they are written: Juan and Juana, Fernández and Hernández.
 */
final class TokenComparator {
    /** Below this two tokens are not partners. */
    static final double PARTNERS = 0.6;

    /** Cost in eighths of an edit up to which two known names are still one: h, a doubled letter, s for z, y for i. */
    private static final int SAME_SOUND = 3;

    private static final String[][] ROMANISATIONS = {
        {"schtsch", "shch"},
        {"tsch", "ch"},
        {"tch", "ch"},
        {"dzh", "j"},
        {"dj", "j"},
        {"sch", "sh"},
        {"zh", "j"},
        {"kh", "h"},
        {"ph", "f"},
        {"th", "t"},
        {"ck", "k"},
        {"ks", "x"},
        {"ou", "u"},
        {"oo", "u"},
        {"ee", "i"},
        {"w", "v"},
        {"off", "ov"},
        {"eff", "ev"},
        {"ff", "f"},
        {"ss", "s"},
        {"ll", "l"},
        {"nn", "n"},
        {"tt", "t"},
        {"mm", "m"}
    };
    private static final List<String> ENDINGS = List.of("iy", "ij", "yi", "yj", "yy", "ii", "ey", "ei", "y");

    private final Osa osa = new Osa();
    private final SoundDistance sound = new SoundDistance();
    private final byte[] keyOfA = new byte[PersonName.MOST_CHARACTERS * 4];
    private final byte[] keyOfB = new byte[PersonName.MOST_CHARACTERS * 4];

    /** Likeness and its reason. */
    record Likeness(double similarity, TokenRelation relation) {
        static final Likeness NONE = new Likeness(0, TokenRelation.DIFFERENT);
    }

    /** @param skeletons whether one of the names came from a script without vowels */
    Likeness compare(Token a, Token b, boolean skeletons) {
        String left = a.text();
        String right = b.text();
        if (left.equals(right)) {
            return new Likeness(1, TokenRelation.EQUAL);
        }
        if (isNumber(left) || isNumber(right)) {
            return Likeness.NONE;
        }
        Likeness known = known(left, right);
        if (known.similarity() > 0) {
            return known;
        }
        if (left.length() == 1 || right.length() == 1) {
            return left.charAt(0) == right.charAt(0) ? new Likeness(0.8, TokenRelation.INITIAL) : Likeness.NONE;
        }
        if (skeletons
                && skeleton(left).equals(skeleton(right))
                && !skeleton(left).isEmpty()) {
            boolean brief = skeleton(left).length() == 1;
            return brief && left.length() + right.length() > 6
                    ? Likeness.NONE
                    : new Likeness(brief ? 0.8 : 0.9, TokenRelation.SOUND);
        }
        return bySpelling(a, b);
    }

    private static Likeness known(String left, String right) {
        Relation relation = Nicknames.standard().relation(left, right);
        return switch (relation) {
            case SAME -> new Likeness(1, TokenRelation.EQUAL);
            case SPELLING -> new Likeness(0.96, TokenRelation.SPELLING);
            case ABBREVIATION -> new Likeness(0.93, TokenRelation.ABBREVIATION);
            case NICKNAME -> new Likeness(0.88, TokenRelation.NICKNAME);
            case OTHER_LANGUAGE -> new Likeness(0.85, TokenRelation.OTHER_LANGUAGE);
            case NONE -> Likeness.NONE;
        };
    }

    private Likeness bySpelling(Token a, Token b) {
        String left = a.text();
        String right = b.text();
        if (withoutUmlauts(left).equals(withoutUmlauts(right))) {
            return new Likeness(0.97, TokenRelation.SPELLING);
        }
        int longer = Math.max(left.length(), right.length());
        int shorter = Math.min(left.length(), right.length());
        int cost = sound.distance(a.bytes(), b.bytes());
        if (shorter < 3) {
            return cost <= 2 ? new Likeness(0.8, TokenRelation.SOUND) : Likeness.NONE;
        }
        if (opposedSex(left, right)) {
            return Likeness.NONE;
        }
        if (shorter >= 4 && a.romanised().equals(b.romanised()) || isFeminineOf(a, b) || isFeminineOf(b, a)) {
            return new Likeness(0.94, TokenRelation.SOUND);
        }
        boolean sameSound = cost <= SAME_SOUND || shorter >= 4 && sameInSpanish(a.bytes(), b.bytes());
        if (sameSound) {
            return new Likeness(shorter == 3 ? 0.85 : 0.95, TokenRelation.SOUND);
        }
        if (bothKnown(left, right)) {
            return nearThoughKnown(a, b, cost);
        }
        double heard = 1 - (double) cost / (SoundDistance.EDIT * longer);
        boolean sameOpening = left.charAt(0) == right.charAt(0);
        int edits = osa.distance(a.bytes(), b.bytes());
        double written = written(edits, longer, shorter, sameOpening);
        if (heard >= 0.84 && heard * 0.97 >= written && longer >= 5) {
            return new Likeness(Math.min(0.93, heard * 0.97), TokenRelation.SOUND);
        }
        return written > 0 ? new Likeness(written, TokenRelation.TYPO) : Likeness.NONE;
    }

    private static double written(int edits, int longer, int shorter, boolean sameOpening) {
        return switch (edits) {
            case 1 -> shorter >= 6 ? 0.9 : shorter >= 5 ? 0.85 : shorter == 4 ? (sameOpening ? 0.75 : 0.6) : 0;
            case 2 -> longer >= 10 ? 0.82 : longer >= 8 && sameOpening ? 0.75 : longer >= 7 && sameOpening ? 0.62 : 0;
            case 3 -> longer >= 12 && sameOpening ? 0.75 : 0;
            default -> 0;
        };
    }

    private boolean sameInSpanish(byte[] a, byte[] b) {
        int sizeA = SpanishSound.key(a, 0, a.length, keyOfA);
        int sizeB = SpanishSound.key(b, 0, b.length, keyOfB);
        return java.util.Arrays.equals(keyOfA, 0, sizeA, keyOfB, 0, sizeB);
    }

    /** Both are names, and common enough that neither is a slip for the other. */
    private static boolean bothKnown(String left, String right) {
        Lexicon.Known a = Lexicon.standard().get(left);
        Lexicon.Known b = Lexicon.standard().get(right);
        return a != null && b != null && (a.rank() < Lexicon.RARE || b.rank() < Lexicon.RARE || left.length() < 8);
    }

    /** Connor and Conner: one vowel inside, and not both among the frequent names. */
    private Likeness nearThoughKnown(Token a, Token b, int cost) {
        String left = a.text();
        String right = b.text();
        Lexicon lexicon = Lexicon.standard();
        boolean frequent = lexicon.rank(left) < Lexicon.RARE && lexicon.rank(right) < Lexicon.RARE;
        boolean sameEnds =
                left.charAt(0) == right.charAt(0) && left.charAt(left.length() - 1) == right.charAt(right.length() - 1);
        return !frequent && sameEnds && cost <= SoundDistance.EDIT / 2 && osa.distance(a.bytes(), b.bytes()) == 1
                ? new Likeness(0.8, TokenRelation.SOUND)
                : Likeness.NONE;
    }

    /** José and Josefa, Mario and María: names of a man and of a woman are never spellings of each other. */
    private static boolean opposedSex(String left, String right) {
        Lexicon.Known a = Lexicon.standard().get(left);
        Lexicon.Known b = Lexicon.standard().get(right);
        return a != null && b != null && (a.isMaleOnly() && b.isFemaleOnly() || a.isFemaleOnly() && b.isMaleOnly());
    }

    static boolean isNumber(String text) {
        return Character.isDigit(text.charAt(0));
    }

    /** One writing for what English, German, French and Polish romanise each in their way: Schostakowitsch, Shostakovich. */
    static String romanised(String text) {
        String out = text;
        for (String[] rule : ROMANISATIONS) {
            if (out.contains(rule[0])) {
                out = out.replace(rule[0], rule[1]);
            }
        }
        for (String ending : ENDINGS) {
            if (out.endsWith(ending) && out.length() > ending.length() + 2) {
                return out.substring(0, out.length() - ending.length()) + "i";
            }
        }
        return out;
    }

    /** Navalnaya is a woman's form of Navalny, Ivanova of Ivanov. */
    private static boolean isFeminineOf(Token woman, Token man) {
        String form = woman.text();
        String stem = man.text();
        boolean plain = form.length() == stem.length() + 1
                && form.startsWith(stem)
                && form.endsWith("a")
                && (stem.endsWith("ov") || stem.endsWith("ev") || stem.endsWith("in") || stem.endsWith("yn"));
        boolean adjective = form.length() > 6
                && form.endsWith("aya")
                && man.romanised().length() == form.length() - 2
                && man.romanised().endsWith("i")
                && form.startsWith(man.romanised().substring(0, form.length() - 3));
        return plain || adjective;
    }

    /** Müller is written Mueller or Muller. */
    private static String withoutUmlauts(String text) {
        return text.indexOf('e') < 0
                ? text
                : text.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    }

    /** What a script without vowels would keep, doubled letters once. */
    static String skeleton(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean vowel = "aeiouyw".indexOf(each) >= 0;
            char before = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
            if (!vowel && each != before) {
                out.append(each);
            }
        }
        return out.toString();
    }

    /** Likeness of two runs of tokens written as one word each. */
    Likeness joined(String left, String right) {
        if (left.equals(right)) {
            return new Likeness(0.98, TokenRelation.JOINED);
        }
        Likeness known = known(left, right);
        if (known.similarity() > 0) {
            return new Likeness(known.similarity() * 0.98, TokenRelation.JOINED);
        }
        if (Math.min(left.length(), right.length()) < 6) {
            return Likeness.NONE;
        }
        byte[] a = left.getBytes(StandardCharsets.ISO_8859_1);
        byte[] b = right.getBytes(StandardCharsets.ISO_8859_1);
        double heard = sound.similarity(a, b);
        int edits = osa.distance(a, b);
        return heard >= 0.9 || edits <= 1
                ? new Likeness(Math.min(0.93, Math.max(heard, 0.88)), TokenRelation.JOINED)
                : Likeness.NONE;
    }

    /** How alike two whole names sound, blanks aside: what is left where a romanisation parts words elsewhere. */
    double heardWhole(String left, String right) {
        return sound.similarity(
                left.getBytes(StandardCharsets.ISO_8859_1), right.getBytes(StandardCharsets.ISO_8859_1));
    }
}
