package puente.match.field;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct words of a field, numbered from 1, and how often each is used. */
final class Words {
    private final boolean sounded;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>(List.of(""));
    private final List<byte[]> bytes = new ArrayList<>(List.of(new byte[0]));
    private final Map<String, Integer> sounds = new HashMap<>();
    private int[] soundOf = new int[256];
    private int[] counts = new int[256];

    Words() {
        this(true);
    }

    /** @param sounded whether {@link #sound} will be asked */
    Words(boolean sounded) {
        this.sounded = sounded;
    }

    /** Whether sounds are kept: they are for words of names. */
    boolean sounded() {
        return sounded;
    }

    int intern(String word) {
        if (word.isEmpty()) {
            return 0;
        }
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        numbers.put(word, number);
        words.add(word);
        bytes.add(word.getBytes(StandardCharsets.ISO_8859_1));
        if (sounded) {
            if (number >= soundOf.length) {
                soundOf = Arrays.copyOf(soundOf, number * 2);
            }
            Integer same = sounds.putIfAbsent(Plain.sound(word), number);
            soundOf[number] = same == null ? number : same;
        }
        return number;
    }

    /** The word as folded bytes; nobody writes to it. */
    byte[] bytes(int number) {
        return bytes.get(number);
    }

    /** The first word that sounds like this one; each word itself where sounds are not kept. */
    int sound(int number) {
        return sounded ? soundOf[number] : number;
    }

    /** The number of a word, 0 if it is not here. */
    int find(String word) {
        return numbers.getOrDefault(word, 0);
    }

    String get(int number) {
        return words.get(number);
    }

    int size() {
        return words.size();
    }

    void count(int number, int times) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(number + 1, counts.length * 2));
        }
        counts[number] += times;
    }

    int countOf(int number) {
        return number < counts.length ? counts[number] : 0;
    }

    /** For each word, how much rarer than usual it is; see {@link Rarity#of}. */
    Rarity.Table rarity(int bitsMax) {
        int[] used = Arrays.copyOf(counts, size());
        used[0] = 0;
        Rarity.Table rarity = Rarity.table(used, bitsMax);
        rarity.known()[0] = 0;
        return rarity;
    }
}
