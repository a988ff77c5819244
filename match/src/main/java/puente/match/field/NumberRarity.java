package puente.match.field;

/** How often each number above 0 is met, and so how rare it is; numbers are dates and years. Filled first, then read by several threads. */
final class NumberRarity {
    private int[] numbers = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int size;
    private int unseen;

    void count(int number) {
        int slot = slot(number);
        if (counts[slot] == 0) {
            numbers[slot] = number;
            size++;
        }
        counts[slot]++;
        if (size * 2 > numbers.length) {
            grow();
        }
    }

    private void grow() {
        int[] oldNumbers = numbers;
        int[] oldCounts = counts;
        numbers = new int[oldNumbers.length * 2];
        counts = new int[numbers.length];
        for (int at = 0; at < oldNumbers.length; at++) {
            if (oldCounts[at] != 0) {
                int slot = slot(oldNumbers[at]);
                numbers[slot] = oldNumbers[at];
                counts[slot] = oldCounts[at];
            }
        }
    }

    private int slot(int number) {
        int mask = numbers.length - 1;
        int slot = (int) Hashes.mix(number) & mask;
        while (counts[slot] != 0 && numbers[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Turns counts into how much rarer than usual each number is; then {@link #of} answers, and nothing more is counted. */
    void weigh(int bitsMax) {
        Rarity.Table rarities = Rarity.table(counts, bitsMax);
        System.arraycopy(rarities.known(), 0, counts, 0, counts.length);
        unseen = rarities.unseen();
    }

    /** How much rarer than usual, in {@link Field#FREQUENCY_UNITS_PER_BIT}; for a number that was not counted that of one met once. */
    int of(int number) {
        int mask = numbers.length - 1;
        int slot = (int) Hashes.mix(number) & mask;
        while (numbers[slot] != 0 && numbers[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return numbers[slot] == number ? counts[slot] : unseen;
    }
}
