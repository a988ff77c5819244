package puente.match.text;

/**
 * How a folded word sounds in English: NYSIIS, the New York State Identification and Intelligence System's code (R. L. Taft, "Name
 * search techniques", 1970), in its original form but for the length, which is not cut at six.
 */
public final class EnglishSound {
    private static final String[][] OPENINGS = {
        {"mac", "mcc"}, {"kn", "nn"}, {"k", "c"}, {"ph", "ff"}, {"pf", "ff"}, {"sch", "sss"}
    };
    private static final String[][] ENDINGS = {
        {"ee", "y"}, {"ie", "y"}, {"dt", "d"}, {"rt", "d"}, {"rd", "d"}, {"nt", "d"}, {"nd", "d"}
    };

    private EnglishSound() {}

    /** The key of one folded word; empty where it has no letters. */
    public static String key(String folded) {
        StringBuilder word = new StringBuilder(folded.length());
        for (int at = 0; at < folded.length(); at++) {
            char each = folded.charAt(at);
            if (each >= 'a' && each <= 'z') {
                word.append(each);
            }
        }
        if (word.isEmpty()) {
            return "";
        }
        replaceOpening(word);
        replaceEnding(word);
        StringBuilder key = new StringBuilder(word.length());
        key.append(word.charAt(0));
        for (int at = 1; at < word.length(); at++) {
            at += step(word, at);
            char each = word.charAt(at);
            if (key.charAt(key.length() - 1) != each) {
                key.append(each);
            }
        }
        return withoutTail(key);
    }

    private static void replaceOpening(StringBuilder word) {
        for (String[] rule : OPENINGS) {
            if (word.indexOf(rule[0]) == 0) {
                word.replace(0, rule[0].length(), rule[1]);
                return;
            }
        }
    }

    private static void replaceEnding(StringBuilder word) {
        for (String[] rule : ENDINGS) {
            int at = word.length() - rule[0].length();
            if (at > 0 && word.indexOf(rule[0], at) == at) {
                word.replace(at, word.length(), rule[1]);
                return;
            }
        }
    }

    /** Rewrites the letters at a position in place; how many to go on by before the letter that counts. */
    private static int step(StringBuilder word, int at) {
        char each = word.charAt(at);
        char next = at + 1 < word.length() ? word.charAt(at + 1) : ' ';
        char before = word.charAt(at - 1);
        switch (each) {
            case 'e' -> {
                if (next == 'v') {
                    word.setCharAt(at + 1, 'f');
                }
                word.setCharAt(at, 'a');
            }
            case 'a', 'i', 'o', 'u' -> word.setCharAt(at, 'a');
            case 'q' -> word.setCharAt(at, 'g');
            case 'z' -> word.setCharAt(at, 's');
            case 'm' -> word.setCharAt(at, 'n');
            case 'k' -> {
                word.setCharAt(at, next == 'n' ? 'n' : 'c');
                return next == 'n' ? 1 : 0;
            }
            case 's' -> {
                if (next == 'c' && at + 2 < word.length() && word.charAt(at + 2) == 'h') {
                    word.setCharAt(at + 1, 's');
                    word.setCharAt(at + 2, 's');
                }
            }
            case 'p' -> {
                if (next == 'h') {
                    word.setCharAt(at, 'f');
                    word.setCharAt(at + 1, 'f');
                }
            }
            case 'h' -> {
                if (!isVowel(before) || !isVowel(next)) {
                    word.setCharAt(at, before);
                }
            }
            case 'w' -> {
                if (isVowel(before)) {
                    word.setCharAt(at, 'a');
                }
            }
            default -> {}
        }
        return 0;
    }

    private static String withoutTail(StringBuilder key) {
        int end = key.length();
        if (end > 1 && key.charAt(end - 1) == 's') {
            end--;
        }
        if (end > 2 && key.charAt(end - 2) == 'a' && key.charAt(end - 1) == 'y') {
            key.setCharAt(end - 2, 'y');
            end--;
        }
        if (end > 1 && key.charAt(end - 1) == 'a') {
            end--;
        }
        return key.substring(0, end);
    }

    private static boolean isVowel(char each) {
        return each == 'a' || each == 'e' || each == 'i' || each == 'o' || each == 'u';
    }
}
