package puente.match.text;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of other scripts in Latin ones. Cyrillic follows BGN/PCGN as passports and news write it (ICU's own is the scholarly
 * ISO 9, which few registers use), Greek ELOT 743; Arabic, Hebrew, Han (as pinyin), kana, Hangul and the rest are ICU's
 * {@code Any-Latin} (CLDR transforms).
 */
final class Scripts {
    private static final Map<Character, String> TABLE = table();

    private Scripts() {}

    /** Loaded when first needed: ICU takes a fifth of a second to build its rules. */
    private static final class Icu {
        private static final Transliterator LATIN =
                Transliterator.getInstance("Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII");

        private Icu() {}
    }

    static String romanised(String text) {
        String tabled = byTable(text);
        if (tabled.chars().allMatch(each -> each < 0x250)) {
            return tabled;
        }
        // ICU's transliterators may be shared only by turns.
        synchronized (Icu.LATIN) {
            return Icu.LATIN.transliterate(tabled);
        }
    }

    private static String byTable(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = 0; at < lower.length(); at++) {
            char each = lower.charAt(at);
            String letters = each >= 0x370 && each < 0x530 || each >= 0x1F00 && each < 0x2000 ? letters(each) : null;
            if (letters == null) {
                out.append(each);
            } else {
                greekPairs(out, each, letters);
            }
        }
        return out.toString();
    }

    private static String letters(char each) {
        String letters = TABLE.get(each);
        if (letters == null) {
            char base = Normalizer.normalize(String.valueOf(each), Normalizer.Form.NFD)
                    .charAt(0);
            letters = TABLE.get(base);
        }
        return letters == null ? String.valueOf(each) : letters;
    }

    /** ου is ou, and υ after α or ε is v; γ before another of its kind is n; μπ opens a word as b. */
    private static void greekPairs(StringBuilder out, char each, String letters) {
        char before = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
        if ((each == 'υ' || each == 'ύ') && before == 'o') {
            out.append('u');
        } else if ((each == 'υ' || each == 'ύ') && (before == 'a' || before == 'e')) {
            out.append('v');
        } else if ((each == 'γ' || each == 'κ' || each == 'ξ' || each == 'χ') && before == 'g') {
            out.setCharAt(out.length() - 1, 'n');
            out.append(each == 'κ' ? "g" : letters);
        } else if (each == 'π' && before == 'm' && (out.length() == 1 || out.charAt(out.length() - 2) == ' ')) {
            out.setCharAt(out.length() - 1, 'b');
        } else {
            out.append(letters);
        }
    }

    private static Map<Character, String> table() {
        Map<Character, String> table = new HashMap<>();
        put(
                table,
                "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya");
        put(table, "і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ќ k ѓ g ѕ dz");
        put(table, "ә a ғ gh қ q ң ng ө o ұ u ү u һ h ҳ h ҷ j ӣ i ӯ u");
        put(
                table,
                "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");
        table.put('ъ', "");
        table.put('ь', "");
        return Map.copyOf(table);
    }

    private static void put(Map<Character, String> table, String pairs) {
        String[] each = pairs.split(" ");
        for (int at = 0; at < each.length; at += 2) {
            table.put(each[at].charAt(0), each[at + 1]);
        }
    }
}
