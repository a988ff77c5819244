package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import puente.match.table.Column;

/** The words of company names that count: without legal forms and particles, machine-read digits made letters, words run together taken apart. */
final class CompanyWords {
    private static final Set<String> FORMS = Set.of(
            "sa",
            "cv",
            "rl",
            "srl",
            "s",
            "a",
            "c",
            "v",
            "r",
            "l",
            "de",
            "sc",
            "spr",
            "sab",
            "sapi",
            "ac",
            "llc",
            "inc",
            "corp",
            "co",
            "ltd",
            "lp",
            "llp",
            "limited",
            "company",
            "corporation",
            "incorporated",
            "sociedad",
            "anonima",
            "capital",
            "variable",
            "responsabilidad",
            "liability",
            "p",
            "y",
            "and",
            "the",
            "la",
            "el",
            "los",
            "las",
            "del",
            "gmbh",
            "ag",
            "bv",
            "nv",
            "sas",
            "sarl",
            "plc",
            "pty",
            "i",
            "b");

    /** A word that many names begin with may have been run together with the next one. */
    private static final int HEAD_MIN = 10;

    private static final double HEAD_SHARE = 0.002;
    private static final int REST_MIN = 3;

    /** How often each word is met, as written. */
    private final Words known = new Words(false);

    private final double often;

    /** Learns from a column which words names begin with. */
    CompanyWords(Column column, int[] counts) {
        for (int number = 0; number < counts.length; number++) {
            for (String word : written(column.values().get(number))) {
                known.count(known.intern(word), counts[number]);
            }
        }
        often = Math.max(HEAD_MIN, HEAD_SHARE * column.filled());
    }

    private static List<String> written(String name) {
        List<String> written = new ArrayList<>();
        for (String word : Plain.words(Plain.fold(name))) {
            String letters = Plain.letters(word);
            if (!FORMS.contains(letters)) {
                written.add(letters);
            }
        }
        return written;
    }

    /** The words of a name. */
    List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : written(name)) {
            words.addAll(apart(NameWords.withoutParticle(word, known)));
        }
        return words;
    }

    /** {@code grupoaufderhar} is {@code grupo aufderhar} where many names have a {@code grupo} and few this word. */
    private List<String> apart(String word) {
        int own = known.countOf(known.find(word));
        for (int cut = word.length() - REST_MIN; cut >= REST_MIN + 1; cut--) {
            int head = known.countOf(known.find(word.substring(0, cut)));
            if (head >= often && head > 10 * own) {
                return List.of(word.substring(0, cut), word.substring(cut));
            }
        }
        return List.of(word);
    }
}
