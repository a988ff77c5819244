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

    /**
     * For each word, how much rarer it is than an agreement by chance usually is: log2(sum f^2 / f), in
     * {@link Field#FREQUENCY_UNITS_PER_BIT}, so that the average over chance agreements is nil (Winkler 1989; Splink's term frequency
     * adjustment). Held within {@code bitsMax} either way.
     */
    int[] rarity(int bitsMax) {
        double total = 0;
        double squares = 0;
        for (int number = 1; number < size(); number++) {
            total += countOf(number);
            squares += (double) countOf(number) * countOf(number);
        }
        double expected = total == 0 ? 1 : squares / total / total;
        int[] rarity = new int[size()];
        int limit = bitsMax * Field.FREQUENCY_UNITS_PER_BIT;
        for (int number = 1; number < size(); number++) {
            double share = Math.max(1, countOf(number)) / Math.max(1, total);
            double bits = Math.log(expected / share) / Math.log(2);
            rarity[number] = (int) Math.max(-limit, Math.min(limit, Math.round(bits * Field.FREQUENCY_UNITS_PER_BIT)));
        }
        return rarity;
    }
}
