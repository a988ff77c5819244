package puente.match.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import puente.match.text.Folding;

/**
 * Which given names stand for each other: pet names (Pepe, José), forms in other languages (José, Joseph), spellings (Mohammed,
 * Muhammad) and what registers write short (Gpe., Guadalupe). Tokens are folded ({@link Folding#plain}); a name of two words
 * is one token without the blank ({@code mariaelena}). Data: {@code nicknames.txt}, {@code forms.txt}, {@code abbreviations.txt}.
 */
public final class Nicknames {
    /** How two tokens stand to each other, closest first. */
    public enum Relation {
        SAME,
        SPELLING,
        ABBREVIATION,
        NICKNAME,
        OTHER_LANGUAGE,
        NONE
    }

    private static final Nicknames STANDARD = new Nicknames();

    /** For each pet name and each full name, the full names it may stand for, itself included for a full name. */
    private final Map<String, Set<String>> full = new HashMap<>();

    private final Map<String, Set<String>> abbreviations = new HashMap<>();
    private final Set<String> abbreviated = new HashSet<>();

    /** For each form, the families (lines) and within them the groups it belongs to, as family × 64 + group. */
    private final Map<String, int[]> forms = new HashMap<>();

    private Nicknames() {
        for (DataLines.Line line : DataLines.of("nicknames.txt")) {
            String head = joined(line.head());
            put(full, head, head);
            for (String nickname : line.words().split(" ")) {
                put(full, joined(nickname), head);
            }
        }
        for (DataLines.Line line : DataLines.of("abbreviations.txt")) {
            for (String meaning : line.words().split(" ")) {
                put(abbreviations, joined(line.head()), joined(meaning));
                abbreviated.add(joined(meaning));
            }
        }
        readForms();
    }

    private void readForms() {
        int family = 0;
        for (String line : DataLines.texts("forms.txt")) {
            int group = 0;
            for (String spellings : line.split("\\|")) {
                for (String spelling : spellings.strip().split(" ")) {
                    int place = family * 64 + group;
                    forms.merge(joined(spelling), new int[] {place}, Nicknames::both);
                }
                group++;
            }
            family++;
        }
    }

    private static int[] both(int[] places, int[] more) {
        int[] all = java.util.Arrays.copyOf(places, places.length + more.length);
        System.arraycopy(more, 0, all, places.length, more.length);
        return all;
    }

    private static String joined(String name) {
        return Folding.plain(name).replace(" ", "");
    }

    private static void put(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, absent -> new HashSet<>(2)).add(value);
    }

    /** What the product knows. */
    public static Nicknames standard() {
        return STANDARD;
    }

    /** How two folded tokens stand to each other; symmetric. */
    public Relation relation(String a, String b) {
        if (a.equals(b)) {
            return Relation.SAME;
        }
        Relation form = formRelation(a, b);
        if (form == Relation.SPELLING) {
            return form;
        }
        if (isShortFor(a, b) || isShortFor(b, a)) {
            return Relation.ABBREVIATION;
        }
        if (isNickname(a, b) || form == Relation.NONE && isNicknameAbroad(a, b)) {
            return Relation.NICKNAME;
        }
        return form;
    }

    private boolean isShortFor(String brief, String whole) {
        Set<String> meanings = abbreviations.get(brief);
        return meanings != null && meanings.contains(whole);
    }

    /** One is called the other, or both are what one name is called (Beto and Robertito, not Roberto and Alberto). */
    private boolean isNickname(String a, String b) {
        Set<String> namesOfA = full.get(a);
        Set<String> namesOfB = full.get(b);
        if (namesOfA == null || namesOfB == null) {
            return false;
        }
        for (String name : namesOfA) {
            if (namesOfB.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Bill is William, which is Guillermo: a pet name of the same name in the other language, but only from the full one. */
    private boolean isNicknameAbroad(String a, String b) {
        Set<String> namesOfA = full.getOrDefault(a, Set.of());
        Set<String> namesOfB = full.getOrDefault(b, Set.of());
        return (namesOfA.isEmpty() || namesOfA.contains(a)) && anyForm(a, namesOfB)
                || (namesOfB.isEmpty() || namesOfB.contains(b)) && anyForm(b, namesOfA);
    }

    private boolean anyForm(String name, Set<String> others) {
        for (String other : others) {
            if (!other.equals(name) && formRelation(name, other) != Relation.NONE) {
                return true;
            }
        }
        return false;
    }

    private Relation formRelation(String a, String b) {
        int[] placesOfA = forms.get(a);
        int[] placesOfB = forms.get(b);
        Relation best = Relation.NONE;
        if (placesOfA == null || placesOfB == null) {
            return best;
        }
        for (int placeOfA : placesOfA) {
            for (int placeOfB : placesOfB) {
                if (placeOfA == placeOfB) {
                    return Relation.SPELLING;
                }
                best = placeOfA >> 6 == placeOfB >> 6 ? Relation.OTHER_LANGUAGE : best;
            }
        }
        return best;
    }

    /** Whether a folded token may stand in a {@link #relation} to any other. */
    public boolean knows(String token) {
        return full.containsKey(token)
                || forms.containsKey(token)
                || abbreviations.containsKey(token)
                || abbreviated.contains(token);
    }

    /** What a folded token may be short for; empty where it is no abbreviation. */
    public Set<String> meanings(String token) {
        return Set.copyOf(abbreviations.getOrDefault(token, Set.of()));
    }

    /** The full names a folded token may stand for by itself, as pet name or as written; empty where nothing is known. */
    public Set<String> fullNames(String token) {
        return Set.copyOf(full.getOrDefault(token, Set.of()));
    }

    /**
     * Numbers by which equal or related names find each other in an index: two tokens related other than by {@link
     * Relation#NONE} through one full name or one family share one.
     */
    public List<Integer> families(String token) {
        List<Integer> families = new ArrayList<>();
        for (int place : forms.getOrDefault(token, new int[0])) {
            families.add(place >> 6);
        }
        return families;
    }
}
