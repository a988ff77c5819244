package puente.match.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import puente.match.name.PersonName;

/**
 * Names of persons, each with an id of the caller's and, where there is one, a CURP. Safe for many threads: adding and taking out exclude
 * searches for the microseconds they take.
 */
public final class NameIndex {
    private static final int SALT_OPENING = 11;
    private static final int SALT_END = 12;
    private static final int HALF = 9;

    /** Most names held. */
    public static final int NAMES_MAX = 50_000_000;

    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    final Vocabulary vocabulary = new Vocabulary();
    final LongIndex keys = new LongIndex();

    private long[] ids = new long[1 << 10];
    private @Nullable String[] names = new String[1 << 10];
    private @Nullable String[] curps = new String[1 << 10];
    private int[][] tokens = new int[1 << 10][];
    private int records;
    private final Map<Long, Integer> recordOf = new HashMap<>();

    /** Adds a name. @throws IllegalArgumentException where the id is already there */
    public void add(long id, String name) {
        add(id, name, "");
    }

    /** Adds a name with a CURP, which may be empty or wrong. @throws IllegalArgumentException where the id is already there */
    public void add(long id, String name, String curp) {
        List<String> parsed = tokensOf(name);
        String key = key(curp);
        lock.writeLock().lock();
        try {
            if (records == NAMES_MAX) {
                throw new IllegalStateException("an index holds at most " + NAMES_MAX + " names");
            }
            if (recordOf.putIfAbsent(id, records) != null) {
                throw new IllegalArgumentException("the id is already in the index: " + id);
            }
            if (records == ids.length) {
                ids = Arrays.copyOf(ids, records * 2);
                names = Arrays.copyOf(names, records * 2);
                curps = Arrays.copyOf(curps, records * 2);
                tokens = Arrays.copyOf(tokens, records * 2);
            }
            int record = records++;
            ids[record] = id;
            names[record] = name;
            curps[record] = key.isEmpty() ? null : key;
            int[] numbers = new int[parsed.size()];
            for (int at = 0; at < numbers.length; at++) {
                numbers[at] = vocabulary.enter(parsed.get(at));
                vocabulary.postings(numbers[at]).add(record);
            }
            tokens[record] = numbers;
            if (!key.isEmpty()) {
                keys.add(opening(key), record);
                keys.add(end(key), record);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes a name out, with every token that nobody else bears; nothing happens where the id is unknown. */
    public void remove(long id) {
        lock.writeLock().lock();
        try {
            Integer record = recordOf.remove(id);
            if (record == null) {
                return;
            }
            for (int number : tokens[record]) {
                vocabulary.leave(number, record);
            }
            String key = curps[record];
            if (key != null) {
                keys.remove(opening(key), record);
                keys.remove(end(key), record);
            }
            names[record] = null;
            curps[record] = null;
            tokens[record] = new int[0];
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** How many names there are. */
    public int size() {
        lock.readLock().lock();
        try {
            return recordOf.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A searcher, for one thread at a time. */
    public Searcher searcher() {
        return new Searcher(this);
    }

    /** The tokens of a name without repetition, and its particles' names as one word (delagarza) where it has them. */
    static List<String> tokensOf(String name) {
        PersonName parsed = PersonName.parse(name);
        List<String> tokens =
                new ArrayList<>(parsed.tokens().stream().distinct().toList());
        for (String surname : List.of(parsed.paternal(), parsed.maternal())) {
            String joined = surname.replace(" ", "");
            if (surname.indexOf(' ') >= 0 && !tokens.contains(joined)) {
                tokens.add(joined);
            }
        }
        return tokens;
    }

    static String key(String curp) {
        String key = curp.strip().toUpperCase(java.util.Locale.ROOT);
        return key.length() < 2 * HALF - 1 || key.length() > 2 * HALF + 1 ? "" : key;
    }

    /** A slip in a key leaves one of its halves as it was. */
    static long opening(String key) {
        return LongIndex.hash(key, 0, HALF, -1, SALT_OPENING);
    }

    static long end(String key) {
        return LongIndex.hash(key, key.length() - HALF + 1, key.length(), -1, SALT_END);
    }

    /** One more than the largest record number. */
    int records() {
        return records;
    }

    int names() {
        return recordOf.size();
    }

    long id(int record) {
        return ids[record];
    }

    /** The name as added; empty where it was taken out. */
    String name(int record) {
        String name = names[record];
        return name == null ? "" : name;
    }

    String curp(int record) {
        String curp = curps[record];
        return curp == null ? "" : curp;
    }

    int[] tokens(int record) {
        return tokens[record];
    }
}
