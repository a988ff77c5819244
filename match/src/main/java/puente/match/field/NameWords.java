package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits folded names into words that count: particles are left out, prefixes written apart are put to their word. */
final class NameWords {
    private static final Set<String> PARTICLES = Set.of(
            "de", "la", "del", "los", "las", "el", "y", "e", "da", "do", "dos", "di", "du", "van", "von", "der", "den",
            "san", "vda", "viuda");
    private static final Set<String> PREFIXES = Set.of("mc", "mac", "o");
    private static final String[] GLUED = {"delos", "delas", "dela", "del", "de", "la"};

    private NameWords() {}

    static List<String> of(String folded) {
        List<String> words = new ArrayList<>();
        List<String> all = Plain.words(folded);
        for (int at = 0; at < all.size(); at++) {
            String word = Plain.letters(all.get(at));
            boolean last = at == all.size() - 1;
            if (PREFIXES.contains(word) && !last) {
                words.add(word + all.get(++at));
            } else if (!PARTICLES.contains(word) || (last && words.isEmpty())) {
                words.add(word);
            }
        }
        return words;
    }

    /** DELAGARZA is GARZA where the register knows a GARZA. */
    static String withoutParticle(String word, Words known) {
        for (String prefix : GLUED) {
            if (word.startsWith(prefix) && word.length() - prefix.length() >= 4) {
                String rest = word.substring(prefix.length());
                if (known.countOf(known.find(rest)) > known.countOf(known.find(word))) {
                    return rest;
                }
            }
        }
        return word;
    }
}
