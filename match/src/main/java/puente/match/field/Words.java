package puente.match.field;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct words of a field, numbered from 1, and how often each is used. */
final class Words implements Field.Vocabulary {
    private final boolean sounded;
    /** Numbers of words and of sounds that were known when this was {@link #fork forked}; read by several threads, written by none. */
    private final Map<String, Integer> knownNumbers;

    private final Map<String, Integer> knownSounds;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words;
    private final List<byte[]> bytes;
    private final Map<String, Integer> sounds = new HashMap<>();
    private int[] soundOf;
    private int[] counts;

    Words() {
        this(true);
    }

    /** @param sounded whether {@link #sound} will be asked */
    Words(boolean sounded) {
        this.sounded = sounded;
        knownNumbers = Map.of();
        knownSounds = Map.of();
        words = new ArrayList<>(List.of(""));
        bytes = new ArrayList<>(List.of(new byte[0]));
        soundOf = new int[256];
        counts = new int[256];
    }

    private Words(Words from) {
        sounded = from.sounded;
        knownNumbers = both(from.knownNumbers, from.numbers);
        knownSounds = both(from.knownSounds, from.sounds);
        words = new ArrayList<>(from.words);
        bytes = new ArrayList<>(from.bytes);
        soundOf = from.soundOf.clone();
        counts = from.counts.clone();
    }

    private static Map<String, Integer> both(Map<String, Integer> known, Map<String, Integer> own) {
        if (known.isEmpty() || own.isEmpty()) {
            return own.isEmpty() ? known : own;
        }
        Map<String, Integer> both = new HashMap<>(known);
        both.putAll(own);
        return both;
    }

    /** The same words under the same numbers; those that come later to the one are not known to the other. None may be added here any more. */
    Words fork() {
        return new Words(this);
    }

    /** Whether sounds are kept: they are for words of names. */
    boolean sounded() {
        return sounded;
    }

    @Override
    public int intern(String word) {
        if (word.isEmpty()) {
            return 0;
        }
        int known = find(word);
        if (known != 0) {
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
            String sound = Plain.sound(word);
            Integer same = knownSounds.get(sound);
            same = same == null ? sounds.putIfAbsent(sound, number) : same;
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
        Integer known = knownNumbers.get(word);
        return known == null ? numbers.getOrDefault(word, 0) : known;
    }

    @Override
    public String get(int number) {
        return words.get(number);
    }

    @Override
    public int size() {
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
