package puente.match.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import puente.match.name.Nicknames;
import puente.match.text.SpanishSound;

/**
 * The tokens of all names, each with the records that bear it, and the ways to a token that is written otherwise: one slip (both
 * words with each letter left out, after W. Garbe's symmetric deletion), one sound, one name in other words, one beginning.
 */
final class Vocabulary {
    private static final int SALT_SLIP = 1;
    private static final int SALT_SOUND = 2;
    private static final int SALT_FULL = 3;
    private static final int SALT_FAMILY = 4;
    private static final int SALT_BUCKET = 5;

    private final List<@Nullable String> texts = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<Ints> postings = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final TreeMap<String, Integer> sorted = new TreeMap<>();
    private final LongIndex ways = new LongIndex();
    private final Ints free = new Ints();

    /** The number of a token, entered if it is new. */
    int enter(String token) {
        Integer known = numbers.get(token);
        if (known != null) {
            return known;
        }
        int number = free.size() > 0 ? free.get(free.size() - 1) : texts.size();
        byte[] letters = token.getBytes(StandardCharsets.ISO_8859_1);
        if (number == texts.size()) {
            texts.add(token);
            bytes.add(letters);
            postings.add(new Ints());
        } else {
            free.remove(number);
            texts.set(number, token);
            bytes.set(number, letters);
        }
        numbers.put(token, number);
        sorted.put(token, number);
        for (long way : ways(token)) {
            ways.add(way, number);
        }
        return number;
    }

    /** Takes a record off a token, and the token out where it was the last. */
    void leave(int number, int record) {
        Ints bearers = postings.get(number);
        bearers.remove(record);
        String token = texts.get(number);
        if (bearers.size() == 0 && token != null) {
            for (long way : ways(token)) {
                ways.remove(way, number);
            }
            numbers.remove(token);
            sorted.remove(token);
            texts.set(number, null);
            bytes.set(number, new byte[0]);
            free.add(number);
        }
    }

    private static List<Long> ways(String token) {
        List<Long> ways = new ArrayList<>();
        int size = token.length();
        for (int out = -1; out < size; out++) {
            long way = LongIndex.hash(token, 0, size, out, SALT_SLIP);
            if (!ways.contains(way)) {
                ways.add(way);
            }
        }
        String sound = SpanishSound.key(token);
        ways.add(LongIndex.hash(sound, 0, sound.length(), -1, SALT_SOUND));
        ways.add(bucket(token.charAt(0), size));
        for (String full : related(token)) {
            ways.add(LongIndex.hash(full, 0, full.length(), -1, SALT_FULL));
        }
        for (int family : Nicknames.standard().families(token)) {
            String name = Integer.toString(family);
            ways.add(LongIndex.hash(name, 0, name.length(), -1, SALT_FAMILY));
        }
        return ways;
    }

    private static List<String> related(String token) {
        List<String> related = new ArrayList<>(Nicknames.standard().fullNames(token));
        for (String meaning : Nicknames.standard().meanings(token)) {
            if (!related.contains(meaning)) {
                related.add(meaning);
            }
        }
        if (!related.contains(token)) {
            related.add(token);
        }
        return related;
    }

    private static long bucket(char opening, int size) {
        return LongIndex.hash(
                opening + " " + size, 0, 2 + Integer.toString(size).length(), -1, SALT_BUCKET);
    }

    /** Appends tokens that may be another writing of one: a slip away, of one sound, or a name for the same. May repeat. */
    void near(String token, Ints found) {
        int size = token.length();
        for (int out = -1; out < size; out++) {
            ways.find(LongIndex.hash(token, 0, size, out, SALT_SLIP), found);
        }
        String sound = SpanishSound.key(token);
        ways.find(LongIndex.hash(sound, 0, sound.length(), -1, SALT_SOUND), found);
        for (String full : related(token)) {
            ways.find(LongIndex.hash(full, 0, full.length(), -1, SALT_FULL), found);
        }
        for (int family : Nicknames.standard().families(token)) {
            String name = Integer.toString(family);
            ways.find(LongIndex.hash(name, 0, name.length(), -1, SALT_FAMILY), found);
        }
    }

    /** Appends tokens of one opening letter and about the same length: the last resort, for two slips. */
    void about(String token, Ints found) {
        for (int size = Math.max(1, token.length() - 2); size <= token.length() + 2; size++) {
            ways.find(bucket(token.charAt(0), size), found);
        }
    }

    /** Appends tokens that begin so, at most as many as asked for. */
    void beginning(String opening, int most, Ints found) {
        for (int number : sorted.subMap(opening, opening + '\uFFFF').values()) {
            if (found.size() >= most) {
                return;
            }
            found.add(number);
        }
    }

    /** The number of a token, or −1. */
    int number(String token) {
        return numbers.getOrDefault(token, -1);
    }

    String text(int number) {
        String text = texts.get(number);
        return text == null ? "" : text;
    }

    byte[] bytes(int number) {
        return bytes.get(number);
    }

    Ints postings(int number) {
        return postings.get(number);
    }

    int size() {
        return numbers.size();
    }
}
