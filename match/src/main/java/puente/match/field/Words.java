package puente.match.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The distinct words of a field, numbered from 1, and how often each is used. A word is kept as its bytes alone, for there may be millions; the rare one
 * that has signs of more than a byte is kept as text too.
 */
final class Words implements Field.Vocabulary {
    private static final int BYTE_MAX = 255;

    private final boolean sounded;
    private final Map<Integer, String> wide = new HashMap<>();
    /** Numbers of sounds that were known when this was {@link #fork forked}; read by several threads, written by none. */
    private final Map<String, Integer> knownSounds;

    private final Map<String, Integer> sounds = new HashMap<>();
    private byte[][] bytes;
    /** Open addressing by the text's hash; 0 is free. */
    private int[] slots;

    private int size = 1;
    private int[] soundOf;
    private byte[] soundMarks;
    private int[] counts;

    Words() {
        this(true);
    }

    /** @param sounded whether {@link #sound} will be asked */
    Words(boolean sounded) {
        this.sounded = sounded;
        knownSounds = Map.of();
        bytes = new byte[256][];
        bytes[0] = new byte[0];
        slots = new int[1 << 9];
        soundOf = new int[256];
        soundMarks = new byte[256];
        counts = new int[256];
    }

    private Words(Words from) {
        sounded = from.sounded;
        knownSounds = both(from.knownSounds, from.sounds);
        wide.putAll(from.wide);
        bytes = from.bytes.clone();
        slots = from.slots.clone();
        size = from.size;
        soundOf = from.soundOf.clone();
        soundMarks = from.soundMarks.clone();
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
        int slot = slot(word);
        if (slots[slot] != 0) {
            return slots[slot];
        }
        int number = size++;
        if (number == bytes.length) {
            bytes = Arrays.copyOf(bytes, number + (number >> 1));
        }
        bytes[number] = word.getBytes(StandardCharsets.ISO_8859_1);
        if (word.chars().anyMatch(sign -> sign > BYTE_MAX)) {
            wide.put(number, word);
        }
        slots[slot] = number;
        if (size * 2 > slots.length) {
            rehash();
        }
        if (sounded) {
            if (number >= soundOf.length) {
                soundOf = Arrays.copyOf(soundOf, number * 2);
                soundMarks = Arrays.copyOf(soundMarks, number * 2);
            }
            String sound = Plain.sound(word);
            Integer same = knownSounds.get(sound);
            same = same == null ? sounds.putIfAbsent(sound, number) : same;
            soundOf[number] = same == null ? number : same;
            soundMarks[number] = (byte) Hashes.of(sound);
        }
        return number;
    }

    /** Where a word stands, or the free place where it belongs. */
    private int slot(String word) {
        int mask = slots.length - 1;
        int slot = (int) Hashes.mix(word.hashCode()) & mask;
        while (slots[slot] != 0 && !is(slots[slot], word)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int number, String word) {
        byte[] own = bytes[number];
        if (own.length != word.length()) {
            return false;
        }
        for (int at = 0; at < own.length; at++) {
            if ((own[at] & BYTE_MAX) != word.charAt(at)) {
                return !wide.isEmpty() && word.equals(wide.get(number));
            }
        }
        return wide.isEmpty() || !wide.containsKey(number);
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 1; number < size; number++) {
            int slot = (int) Hashes.mix(hash(number)) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
    }

    /** As {@link String#hashCode} of the word. */
    private int hash(int number) {
        String text = wide.isEmpty() ? null : wide.get(number);
        if (text != null) {
            return text.hashCode();
        }
        int hash = 0;
        for (byte sign : bytes[number]) {
            hash = 31 * hash + (sign & BYTE_MAX);
        }
        return hash;
    }

    /** The word as folded bytes; nobody writes to it. */
    byte[] bytes(int number) {
        return bytes[number];
    }

    /** The first word that sounds like this one; each word itself where sounds are not kept. */
    int sound(int number) {
        return sounded ? soundOf[number] : number;
    }

    /** Bits that words of one sound share, in whatever process; nil where sounds are not kept. */
    int soundMark(int number) {
        return sounded ? soundMarks[number] : 0;
    }

    /** The number of a word, 0 if it is not here. */
    int find(String word) {
        return word.isEmpty() ? 0 : slots[slot(word)];
    }

    @Override
    public String get(int number) {
        String text = wide.isEmpty() ? null : wide.get(number);
        return text == null ? new String(bytes[number], StandardCharsets.ISO_8859_1) : text;
    }

    @Override
    public int size() {
        return size;
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

    /** Whether a word begins or ends with another, by their bytes. */
    static boolean holds(byte[] whole, byte[] part) {
        int rest = whole.length - part.length;
        return rest >= 0
                && (Arrays.equals(whole, 0, part.length, part, 0, part.length)
                        || Arrays.equals(whole, rest, whole.length, part, 0, part.length));
    }
}
