package puente.match.field;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import puente.match.name.Lexicon;
import puente.match.table.Column;
import puente.match.table.Table;

/**
 * A rough guess of the tradition of each row's names, to see whether linkage serves all alike; never used to link. Names that are known are told by
 * {@link Lexicon}; of others, Hispanic surnames end in ways that few others do.
 *
 * <p>Many a word is a name in several traditions: <em>May</em> is Maya in Yucatán and English in Texas. A surname that is both indigenous and English counts as
 * indigenous only beside a Hispanic one.
 */
public final class Traditions {
    private static final Lexicon LEXICON = Lexicon.standard();
    private static final String INDIGENOUS = "indigenous";
    private static final String HISPANIC = "hispanic";
    private static final String ENGLISH = "english";
    private static final String[] HISPANIC_ENDS = {
        "ada", "ado", "alba", "ales", "ana", "anda", "ano", "ara", "arez", "arro", "eda", "edo", "eja", "ejo", "era",
        "ero", "erra", "erro", "es", "eta", "eto", "ez", "ias", "illa", "illo", "ina", "ino", "ios", "iz", "ola", "on",
        "ora", "osa", "oya", "oz", "oza", "sco", "uez", "una", "uno", "zco"
    };

    private final Map<String, Set<String>> known = new HashMap<>();

    private Traditions() {}

    /** {@code hispanic}, {@code indigenous}, {@code english}, {@code other}, or empty where there is no surname, for each row. */
    public static String[] of(Table table) {
        String[][] surnames = new String[table.rows()][];
        String[][] given = new String[table.rows()][];
        NameParts.read(table, surnames, given);
        String[] traditions = new String[surnames.length];
        Traditions guess = new Traditions();
        for (int row = 0; row < traditions.length; row++) {
            traditions[row] = guess.of(surnames[row], given[row]);
        }
        return traditions;
    }

    /** {@code female}, {@code male}, {@code other}, or empty where nothing is known, for each row. */
    public static String[] sexes(Table table, Column column) {
        return SexField.names(table, column);
    }

    private String of(String[] surnames, String[] given) {
        if (surnames.length == 0) {
            return "";
        }
        if (indigenous(surnames, surnames) || indigenous(given, new String[0])) {
            return INDIGENOUS;
        }
        return any(surnames, HISPANIC) ? HISPANIC : any(surnames, ENGLISH) ? ENGLISH : "other";
    }

    /** @param beside the words among which another must be Hispanic for one that is English too */
    private boolean indigenous(String[] words, String[] beside) {
        for (int at = 0; at < words.length; at++) {
            Set<String> traditions = traditions(words[at]);
            boolean told = !traditions.contains(ENGLISH);
            for (int other = 0; other < beside.length && !told; other++) {
                told = other != at && traditions(beside[other]).contains(HISPANIC);
            }
            if (told && traditions.contains(INDIGENOUS)) {
                return true;
            }
        }
        return false;
    }

    private boolean any(String[] words, String tradition) {
        for (String word : words) {
            if (traditions(word).contains(tradition)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> traditions(String word) {
        return known.computeIfAbsent(word, Traditions::told);
    }

    private static Set<String> told(String word) {
        Set<String> told = LEXICON.traditions(word);
        if (told.isEmpty()) {
            for (String end : HISPANIC_ENDS) {
                if (word.length() > end.length() + 1 && word.endsWith(end)) {
                    return Set.of(HISPANIC);
                }
            }
        }
        return told;
    }
}
