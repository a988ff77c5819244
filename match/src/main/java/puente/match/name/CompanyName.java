package puente.match.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The name of a company or another organisation taken apart.
 *
 * @param words what distinguishes it and what it does, folded, without connectives; one word in several languages is written as its
 *     canonical one (banco, bank)
 * @param form the legal form, canonical ({@code sa de cv}); empty where none is written
 * @param raw the words as folded, before they were made canonical, connectives and the legal form left out
 */
public record CompanyName(List<String> words, String form, List<String> raw) {
    private static final int MOST_TOKENS = 24;
    private static final int LONGEST_FORM = 8;

    /** Forms shorter than this are looked for at the ends alone: as and ab are words. */
    private static final int SURE_ANYWHERE = 3;

    private static final Map<String, String> FORMS = new HashMap<>();
    private static final Map<String, String> CANONICAL = new HashMap<>();
    private static final List<DataLines.Line> SCRIPTS = scripts();
    private static final Set<String> GENERIC = new HashSet<>();
    private static final Set<String> PLACE = new HashSet<>();
    private static final Set<String> CONNECTIVE = new HashSet<>();

    /** Forms that stand before the name. */
    private static final Set<String> LEADING =
            Set.of("ooo", "ao", "pao", "oao", "zao", "fgup", "ip", "pt", "doo", "npo", "kk", "cv", "chusik hoesa");

    static {
        for (DataLines.Line line : DataLines.of("legal-forms.txt")) {
            for (String writing : line.words().split(";")) {
                FORMS.putIfAbsent(String.join(" ", merged(writing)), line.head());
            }
        }
        for (DataLines.Line line : DataLines.of("organisation-words.txt")) {
            List<String> words = Lexicon.tokens(line.words());
            switch (line.head()) {
                case "generic" -> GENERIC.addAll(words);
                case "place" -> PLACE.addAll(words);
                case "connective" -> CONNECTIVE.addAll(words);
                case "same" -> words.forEach(word -> CANONICAL.putIfAbsent(word, words.getFirst()));
                default -> throw new IllegalStateException("no such list of words: " + line.head());
            }
        }
    }

    public CompanyName {
        words = List.copyOf(words);
        raw = List.copyOf(raw);
    }

    /** Takes a name apart. Never fails: what has no letters has no words. */
    public static CompanyName parse(String text) {
        List<String> tokens = merged(translated(
                text.length() > PersonName.MOST_CHARACTERS ? text.substring(0, PersonName.MOST_CHARACTERS) : text));
        List<String> left = new ArrayList<>(tokens.subList(0, Math.min(MOST_TOKENS, tokens.size())));
        String form = "";
        for (String found = takeLast(left); !found.isEmpty(); found = takeLast(left)) {
            form = form.isEmpty() ? found : form;
        }
        if (form.isEmpty()) {
            form = takeFirst(left);
        } else {
            takeFirst(left);
        }
        if (form.isEmpty()) {
            form = takeAnywhere(left);
        }
        List<String> raw =
                left.stream().filter(word -> !CONNECTIVE.contains(word)).toList();
        List<String> named = raw.isEmpty() ? left : raw;
        return new CompanyName(named.stream().map(CompanyName::canonical).toList(), form, named);
    }

    private static List<DataLines.Line> scripts() {
        return DataLines.of("organisation-scripts.txt").stream()
                .sorted(java.util.Comparator.comparingInt(
                        (DataLines.Line line) -> -line.head().length()))
                .toList();
    }

    /** Han and Arabic words of organisations in English, so that what distinguishes is left to be romanised. */
    private static String translated(String text) {
        if (text.chars().allMatch(each -> each < 0x600)) {
            return text;
        }
        String translated = text;
        for (DataLines.Line line : SCRIPTS) {
            translated = translated.replace(line.head(), " " + line.words() + " ");
        }
        return translated;
    }

    /** Folded tokens, single letters in a row made one word: S. A. de C. V., sa de cv. */
    private static List<String> merged(String text) {
        List<String> merged = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (String token : Lexicon.tokens(text.replace("&", " and ").replace("+", " and "))) {
            if (token.length() == 1 && !Character.isDigit(token.charAt(0))) {
                letters.append(token);
                continue;
            }
            flush(merged, letters);
            merged.add(token);
        }
        flush(merged, letters);
        return merged;
    }

    private static void flush(List<String> merged, StringBuilder letters) {
        if (!letters.isEmpty()) {
            merged.add(letters.toString());
            letters.setLength(0);
        }
    }

    private static String takeLast(List<String> tokens) {
        for (int size = Math.min(LONGEST_FORM, tokens.size() - 1); size > 0; size--) {
            List<String> tail = tokens.subList(tokens.size() - size, tokens.size());
            String form = FORMS.get(String.join(" ", tail));
            if (form != null) {
                tail.clear();
                // "GmbH and Co. KG" leaves its connective behind.
                while (tokens.size() > 1 && CONNECTIVE.contains(tokens.getLast())) {
                    tokens.removeLast();
                }
                return form;
            }
        }
        return "";
    }

    private static String takeFirst(List<String> tokens) {
        for (int size = Math.min(LONGEST_FORM, tokens.size() - 1); size > 0; size--) {
            List<String> head = tokens.subList(0, size);
            String form = FORMS.get(String.join(" ", head));
            if (form != null && LEADING.contains(form)) {
                head.clear();
                return form;
            }
        }
        return "";
    }

    private static String takeAnywhere(List<String> tokens) {
        for (int at = tokens.size() - 1; at > 0; at--) {
            String form = FORMS.get(tokens.get(at));
            if (form != null && tokens.get(at).length() >= SURE_ANYWHERE && !GENERIC.contains(tokens.get(at))) {
                tokens.remove(at);
                return form;
            }
        }
        return "";
    }

    /** The canonical word for one that exists in several languages or writings; else the word itself. */
    static String canonical(String word) {
        return CANONICAL.getOrDefault(word, word);
    }

    /** Whether many organisations share the word. */
    static boolean isGeneric(String word) {
        return GENERIC.contains(word) || CANONICAL.containsKey(word);
    }

    /** Whether the word is a country, a city or what is of it: said of many, left out by many, and telling where both say one. */
    static boolean isPlace(String word) {
        return PLACE.contains(word);
    }

    /** Whether a text reads like an organisation's name: a legal form, or words of the kind beside no given name. */
    static boolean isLikely(String text) {
        CompanyName name = parse(text);
        List<String> all = Lexicon.tokens(text);
        boolean person = !all.isEmpty()
                && all.stream().anyMatch(Lexicon.standard()::isGiven)
                && all.stream()
                        .noneMatch(
                                word -> isGeneric(word) && !Lexicon.standard().isSurname(word) && word.length() > 3);
        boolean sureForm =
                !name.form().isEmpty() && name.form().replace(" ", "").length() > 2;
        if (sureForm || text.indexOf('&') >= 0) {
            return true;
        }
        return !person
                && (!name.form().isEmpty()
                        || name.raw().stream().anyMatch(CompanyName::isGeneric)
                        || all.stream().anyMatch(word -> TokenComparator.isNumber(word)));
    }
}
