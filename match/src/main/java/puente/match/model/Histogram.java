package puente.match.model;

import java.util.Arrays;

/**
 * How often each pattern of levels was met, rarity rounded to two bits: all that estimation needs of millions of pairs. Patterns are kept in
 * order of first appearance, so equal input gives equal output.
 */
public final class Histogram {
    static final int RARITY_STEP = 16;

    private final int width;
    private byte[] patterns;
    private int[] rarities = new int[1024];
    private double[] counts = new double[1024];
    private long[] hashes = new long[1024];
    private int[] table = new int[4096];
    private int size;
    private double total;

    /** @param width how many levels a pattern has */
    public Histogram(int width) {
        this.width = width;
        patterns = new byte[1024 * width];
    }

    /** Counts a pattern and returns its number; {@code rarity} in eighths of a bit. */
    public int add(byte[] levels, int rarity, double weight) {
        return add(levels, 0, Math.floorDiv(rarity + RARITY_STEP / 2, RARITY_STEP), weight);
    }

    private int add(byte[] levels, int from, int step, double weight) {
        long hash = step * 0x9E3779B97F4A7C15L;
        for (int at = 0; at < width; at++) {
            hash = (hash ^ levels[from + at]) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        int mask = table.length - 1;
        int slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (table[slot] != 0) {
            int index = table[slot] - 1;
            if (hashes[index] == hash && rarities[index] == step && equal(index, levels, from)) {
                counts[index] += weight;
                total += weight;
                return index;
            }
            slot = (slot + 1) & mask;
        }
        if (size == counts.length) {
            grow();
        }
        System.arraycopy(levels, from, patterns, size * width, width);
        rarities[size] = step;
        counts[size] = weight;
        hashes[size] = hash;
        total += weight;
        table[slot] = ++size;
        if (size * 2 > table.length) {
            rehash();
        }
        return size - 1;
    }

    private boolean equal(int index, byte[] levels, int from) {
        return Arrays.equals(patterns, index * width, (index + 1) * width, levels, from, from + width);
    }

    private void grow() {
        int larger = size * 2;
        patterns = Arrays.copyOf(patterns, larger * width);
        rarities = Arrays.copyOf(rarities, larger);
        counts = Arrays.copyOf(counts, larger);
        hashes = Arrays.copyOf(hashes, larger);
    }

    private void rehash() {
        table = new int[table.length * 4];
        int mask = table.length - 1;
        for (int index = 0; index < size; index++) {
            int slot = (int) ((hashes[index] * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = index + 1;
        }
    }

    /** Adds all that another counted and returns for each of its patterns the number it has here. */
    public int[] addAll(Histogram other) {
        int[] numbers = new int[other.size];
        for (int index = 0; index < other.size; index++) {
            numbers[index] = add(other.patterns, index * width, other.rarities[index], other.counts[index]);
        }
        return numbers;
    }

    public int size() {
        return size;
    }

    public int width() {
        return width;
    }

    /** How many pairs were counted. */
    public double total() {
        return total;
    }

    int level(int pattern, int slot) {
        return patterns[pattern * width + slot];
    }

    void copy(int pattern, byte[] into) {
        System.arraycopy(patterns, pattern * width, into, 0, width);
    }

    /** In bits. */
    int rarity(int pattern) {
        return rarities[pattern] * (RARITY_STEP / 8);
    }

    double count(int pattern) {
        return counts[pattern];
    }
}
