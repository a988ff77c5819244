package puente.match.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import puente.match.name.PersonName;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/** Brings the name columns of a table to words of surnames and of given names, each distinct cell folded once. */
final class NameParts {
    private static final Set<String> ORDINAL = Set.of("st", "nd", "rd", "th");
    private static final String[] NOTHING = {};

    private NameParts() {}

    static void read(Table table, String[][] surnames, String[][] given) {
        List<Column> parents = table.all(Role.PATERNAL_SURNAME, Role.MATERNAL_SURNAME);
        List<Column> whole = table.all(Role.SURNAME);
        List<Column> givenColumns = table.all(Role.GIVEN_NAME);
        Optional<Column> full = table.first(Role.FULL_NAME);
        String[][][] parentWords = split(parents);
        String[][][] wholeWords = split(whole);
        String[][][] givenWords = split(givenColumns);
        String[][][] fullParts = full.map(NameParts::fullParts).orElse(new String[0][][]);
        for (int row = 0; row < table.rows(); row++) {
            String[] last = join(parents, parentWords, row);
            surnames[row] = last.length > 0 ? last : join(whole, wholeWords, row);
            given[row] = join(givenColumns, givenWords, row);
            if (full.isPresent() && surnames[row].length == 0 && given[row].length == 0) {
                int number = full.get().rows()[row];
                surnames[row] = fullParts[number][0];
                given[row] = fullParts[number][1];
            }
        }
    }

    private static String[][][] split(List<Column> columns) {
        String[][][] words = new String[columns.size()][][];
        for (int at = 0; at < words.length; at++) {
            Column column = columns.get(at);
            words[at] = new String[column.values().size()][];
            for (int number = 0; number < words[at].length; number++) {
                words[at][number] =
                        NameWords.of(Plain.fold(column.values().get(number))).toArray(NOTHING);
            }
        }
        return words;
    }

    private static String[] join(List<Column> columns, String[][][] words, int row) {
        if (columns.isEmpty()) {
            return NOTHING;
        }
        String[] first = words[0][columns.get(0).rows()[row]];
        if (columns.size() == 1) {
            return first;
        }
        List<String> all = new ArrayList<>(List.of(first));
        for (int at = 1; at < words.length; at++) {
            all.addAll(List.of(words[at][columns.get(at).rows()[row]]));
        }
        return all.toArray(NOTHING);
    }

    /** "Thomas Clifford, 1st Baron Clifford", "John Blick baronet": what stands behind a whole name and is no name. */
    static String withoutRank(String text) {
        String name = withoutOrdinal(text);
        int comma = name.indexOf(',');
        boolean ranked = comma > 0
                && Plain.words(Plain.fold(name.substring(0, comma))).size() > 1
                && Plain.words(Plain.fold(name.substring(comma + 1))).stream()
                        .map(Plain::letters)
                        .allMatch(PersonName::mayBeTitle);
        return ranked ? name.substring(0, comma) : name;
    }

    /** Two words or more, and not what follows them from an ordinal number on; a number at the end is of a son or grandson and stays. */
    private static String withoutOrdinal(String text) {
        String[] words = text.strip().split("\\s+");
        for (int at = 2; at < words.length - 1; at++) {
            if (ordinal(words[at])) {
                String name = String.join(" ", Arrays.copyOf(words, at));
                return name.endsWith(",") ? name.substring(0, name.length() - 1) : name;
            }
        }
        return text;
    }

    private static boolean ordinal(String word) {
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        return digits > 0 && ORDINAL.contains(word.substring(digits).toLowerCase(Locale.ROOT));
    }

    /** "SURNAMES, GIVEN" by its comma; otherwise the last word is a surname, the last two of four or more. */
    private static String[][][] fullParts(Column column) {
        String[][][] parts = new String[column.values().size()][][];
        for (int number = 0; number < parts.length; number++) {
            String text = withoutRank(column.values().get(number));
            int comma = text.indexOf(',');
            if (comma > 0) {
                parts[number] = new String[][] {
                    NameWords.of(Plain.fold(text.substring(0, comma))).toArray(NOTHING),
                    NameWords.of(Plain.fold(text.substring(comma + 1))).toArray(NOTHING)
                };
            } else {
                List<String> words = NameWords.of(Plain.fold(text));
                int surnames = words.size() >= 4 ? 2 : words.size() > 1 ? 1 : 0;
                int cut = words.size() - surnames;
                parts[number] = new String[][] {
                    words.subList(cut, words.size()).toArray(NOTHING),
                    words.subList(0, cut).toArray(NOTHING)
                };
            }
        }
        return parts;
    }
}
