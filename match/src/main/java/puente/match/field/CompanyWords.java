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

    private CompanyWords() {}

    /** For each value of a column its words. */
    static List<List<String>> of(Column column, int[] counts) {
        Words known = new Words(false);
        List<List<String>> all = new ArrayList<>();
        for (int number = 0; number < counts.length; number++) {
            List<String> own = new ArrayList<>();
            for (String word : Plain.words(Plain.fold(column.values().get(number)))) {
                String letters = Plain.letters(word);
                if (!FORMS.contains(letters)) {
                    own.add(letters);
                    known.count(known.intern(letters), counts[number]);
                }
            }
            all.add(own);
        }
        double often = Math.max(HEAD_MIN, HEAD_SHARE * column.filled());
        List<List<String>> apart = new ArrayList<>();
        for (List<String> own : all) {
            List<String> words = new ArrayList<>();
            own.forEach(word -> words.addAll(apart(NameWords.withoutParticle(word, known), known, often)));
            apart.add(words);
        }
        return apart;
    }

    /** {@code grupoaufderhar} is {@code grupo aufderhar} where many names have a {@code grupo} and few this word. */
    private static List<String> apart(String word, Words known, double often) {
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
