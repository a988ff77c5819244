package puente.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.record.Field;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.type.CodeList;

/**
 * What the words of a search mean as codes. A coded field holds {@code fentanyl} and no text, so the word <i>fentanilo</i> in no
 * record finds it; asked for, the word is looked up among the names of all codes in both languages, and stands for their keys too. It is
 * done when a question comes and not when a record is stored: a new name for a code then finds what has long been held.
 *
 * <p>A name is meant where all its words stand together in their order; the longest name wins. The last word of a question may be the
 * beginning of a name. What is shorter than {@link #LETTERS_MIN} letters names nothing: articles and units would.
 */
final class CodedWords {
    /** Most words of a name that is looked for. */
    static final int WORDS_MAX = 4;
    /** Fewest letters of a name. */
    static final int LETTERS_MIN = 3;
    /** Fewest letters of a name's beginning. */
    static final int BEGINNING_MIN = 4;

    private static final String CODE = "code(";

    /** Per list of codes, under which keys its codes are found: {@code substanceCategory=} and the like. */
    private static final Map<String, Set<String>> KEYS = keys();

    private static final NavigableMap<String, Set<String>> NAMES = names();

    private CodedWords() {}

    /**
     * Words of a question that belong together.
     *
     * @param words in their order
     * @param keys as in {@link puente.record.RecordIndex#keys}; a record with one of them is meant as well as one with the words
     * @param isLast whether nothing follows, so that the last word may be a beginning
     */
    record Group(List<String> words, List<String> keys, boolean isLast) {
        Group {
            words = List.copyOf(words);
            keys = List.copyOf(keys);
        }
    }

    /** A question's words in groups, in their order. */
    static List<Group> of(List<String> words) {
        List<Group> groups = new ArrayList<>();
        for (int at = 0; at < words.size(); ) {
            Group group = longest(words, at);
            groups.add(group);
            at += group.words().size();
        }
        return groups;
    }

    private static Group longest(List<String> words, int from) {
        for (int length = Math.min(WORDS_MAX, words.size() - from); length > 0; length--) {
            List<String> together = words.subList(from, from + length);
            boolean isLast = from + length == words.size();
            List<String> keys = meant(String.join(" ", together), isLast);
            if (!keys.isEmpty() || length == 1) {
                return new Group(together, keys, isLast);
            }
        }
        throw new AssertionError("a group has a word at least");
    }

    private static List<String> meant(String name, boolean isLast) {
        if (name.length() < LETTERS_MIN) {
            return List.of();
        }
        Set<String> keys = new TreeSet<>();
        KEYS.forEach((list, prefixes) -> CodeList.named(list)
                .resolve(name)
                .ifPresent(code -> prefixes.forEach(prefix -> keys.add(prefix + code))));
        if (isLast && name.length() >= BEGINNING_MIN) {
            NAMES.subMap(name, name + Character.MAX_VALUE).values().forEach(keys::addAll);
        }
        return List.copyOf(keys);
    }

    /** The keys of each code under its folded names: what begins alike stands together. */
    private static NavigableMap<String, Set<String>> names() {
        NavigableMap<String, Set<String>> names = new TreeMap<>();
        KEYS.forEach((list, prefixes) -> CodeList.named(list).codes().forEach((code, label) -> {
            for (String name : List.of(code, label.in(Language.EN), label.in(Language.ES))) {
                Set<String> keys = names.computeIfAbsent(Folding.fold(name), each -> new TreeSet<>());
                prefixes.forEach(prefix -> keys.add(prefix + code));
            }
        }));
        return names;
    }

    private static Map<String, Set<String>> keys() {
        Map<String, Set<String>> keys = new TreeMap<>();
        List<String> dimensions = new ArrayList<>();
        for (Kind kind : Kinds.standard().all()) {
            for (Field field : kind.fields()) {
                String type = field.type().name();
                if (field.indexed() != Field.Indexed.KEY) {
                    continue;
                }
                if (type.startsWith(CODE)) {
                    keys.computeIfAbsent(type.substring(CODE.length(), type.length() - 1), list -> new TreeSet<>())
                            .add(field.name() + "=");
                } else if (type.equals("dimension")) {
                    dimensions.add(field.name() + "=");
                }
            }
        }
        // A breakdown that is called as a list of codes is by that list's codes: drug=fentanyl.
        Map<String, Set<String>> all = new LinkedHashMap<>();
        keys.forEach((list, prefixes) -> {
            Set<String> both = new TreeSet<>(prefixes);
            dimensions.forEach(prefix -> both.add(prefix + list + "="));
            all.put(list, Set.copyOf(both));
        });
        return Map.copyOf(all);
    }
}
