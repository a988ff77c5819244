package puente.match.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.match.table.Column;

/**
 * One or a few columns of short texts (places, streets, makes and models), put together where they depend on each other.
 *
 * <p>Who knows the model knows the make: agreement on both is hardly rarer than on one, and counted apart it would weigh twice. So how rare an
 * agreement is, is counted over the values of <em>all</em> agreeing columns at once, for each subset of them.
 *
 * <p>Values that stand for one another ({@code S&W} and {@code SMITH & WESSON}, {@code GRIS} and {@code GRAY}) are learned from likely
 * matches ({@link #learning}) and compare as {@code known-as}; frequency is that of all names of the thing.
 */
final class WordsField implements Field {
    /** How many columns may be put together. */
    static final int COLUMNS_MAX = 4;

    /** A column with no more distinct values than this may have names that stand for one another. */
    static final int NAMES_MAX = 1500;

    private static final int NAMES_MIN = 4;

    private static final List<String> LEVELS =
            List.of("unknown", "differ", "some", "contained", "close", "one-slip", "known-as", "same");
    private static final int RARITY_BITS_MAX = 8;

    /** Shorter words say nothing by themselves. */
    private static final int PART_MIN = 4;

    private final List<Column> columns;
    private final int field;
    private final List<Slot> slots = new ArrayList<>();
    private final Words[] words;
    private final WordLikeness.Dictionary[] dictionaries;
    private final int[][] numberOf;
    /** For each column and word the word that stands for it and its other names. */
    private final int[][] classOf;

    private final byte[][] rarityOf;

    WordsField(List<Column> columns, int field) {
        this.columns = List.copyOf(columns);
        this.field = field;
        int count = columns.size();
        words = new Words[count];
        dictionaries = new WordLikeness.Dictionary[count];
        numberOf = new int[count][];
        classOf = new int[count][];
        for (int at = 0; at < count; at++) {
            Column column = columns.get(at);
            slots.add(new Slot(
                    column.name(), Part.OTHER, LEVELS, new double[] {0, 0.1, 0.04, 0.04, 0.04, 0.04, 0.04, 0.7}));
            words[at] = new Words(false);
            numberOf[at] = new int[column.values().size()];
            for (int number = 1; number < numberOf[at].length; number++) {
                numberOf[at][number] =
                        words[at].intern(Plain.fold(column.values().get(number)));
            }
            dictionaries[at] = dictionary(words[at]);
            classOf[at] = new int[words[at].size()];
            Arrays.setAll(classOf[at], word -> word);
        }
        rarityOf = rarities();
    }

    /** The same with what was learned of names that stand for one another. */
    private WordsField(WordsField before, int[][] classes) {
        columns = before.columns;
        field = before.field;
        slots.addAll(before.slots);
        words = before.words;
        dictionaries = before.dictionaries;
        numberOf = before.numberOf;
        classOf = classes;
        rarityOf = rarities();
    }

    private static WordLikeness.Dictionary dictionary(Words words) {
        Words closed = new Words(false);
        Words parts = new Words(false);
        int[] closedOf = new int[words.size()];
        int[][] partsOf = new int[words.size()][];
        for (int word = 1; word < closedOf.length; word++) {
            closedOf[word] = closed.intern(words.get(word).replace(" ", ""));
            partsOf[word] = Plain.words(words.get(word)).stream()
                    .filter(part -> part.length() >= PART_MIN)
                    .mapToInt(parts::intern)
                    .toArray();
        }
        return new WordLikeness.Dictionary(partsOf, closed, closedOf);
    }

    /** For each row and each subset of the columns, how much rarer than usual its values of that subset are. */
    private byte[][] rarities() {
        int subsets = 1 << columns.size();
        byte[][] rarities = new byte[subsets][];
        int limit = RARITY_BITS_MAX * FREQUENCY_UNITS_PER_BIT;
        for (int subset = 1; subset < subsets; subset++) {
            if (Integer.bitCount(subset) == 1) {
                rarities[subset] = single(Integer.numberOfTrailingZeros(subset), limit);
                continue;
            }
            rarities[subset] = together(subset, limit);
        }
        return rarities;
    }

    private byte[] together(int subset, int limit) {
        int rows = columns.get(0).rows().length;
        KeyCounts counts = new KeyCounts(rows);
        int[] number = new int[rows];
        double total = 0;
        for (int row = 0; row < rows; row++) {
            long key = key(row, subset);
            number[row] = key == 0 ? -1 : counts.add(key);
            total += key == 0 ? 0 : 1;
        }
        double squares = 0;
        for (int at = 0; at < counts.size(); at++) {
            squares += (double) counts.count(at) * counts.count(at);
        }
        byte[] rarity = new byte[rows];
        for (int row = 0; row < rows; row++) {
            if (number[row] >= 0) {
                double share = counts.count(number[row]) / total;
                double bits = Math.log(squares / total / total / share) / Math.log(2) * FREQUENCY_UNITS_PER_BIT;
                rarity[row] = (byte) Math.max(-limit, Math.min(limit, Math.round(bits)));
            }
        }
        return rarity;
    }

    /** The same for one column, where counting needs no keys. */
    private byte[] single(int at, int limit) {
        int[] classes = classOf[at];
        int[] numbers = numberOf[at];
        int[] values = columns.get(at).rows();
        int[] counts = new int[classes.length];
        double total = 0;
        for (int value : values) {
            counts[classes[numbers[value]]]++;
            total += numbers[value] == 0 ? 0 : 1;
        }
        double squares = 0;
        for (int word = 1; word < counts.length; word++) {
            squares += (double) counts[word] * counts[word];
        }
        byte[] ofClass = new byte[counts.length];
        for (int word = 1; word < counts.length; word++) {
            double bits = counts[word] == 0 ? 0 : Math.log(squares / total / counts[word]) / Math.log(2);
            ofClass[word] = (byte) Math.max(-limit, Math.min(limit, Math.round(bits * FREQUENCY_UNITS_PER_BIT)));
        }
        byte[] rarity = new byte[values.length];
        for (int row = 0; row < rarity.length; row++) {
            rarity[row] = ofClass[classes[numbers[values[row]]]];
        }
        return rarity;
    }

    private long key(int row, int subset) {
        long key = 1;
        for (int at = 0; at < columns.size(); at++) {
            if ((subset >> at & 1) != 0) {
                int word = classOf[at][numberOf[at][columns.get(at).rows()[row]]];
                if (word == 0) {
                    return 0;
                }
                key = Hashes.mix(key + word * 31L + at);
            }
        }
        return key;
    }

    @Override
    public List<Slot> slots() {
        return slots;
    }

    @Override
    public int width() {
        // A word and its class for each column, then the rarities of the subsets, four to a number.
        return 2 * columns.size() + ((1 << columns.size()) + 3) / 4;
    }

    @Override
    public void write(int row, int[] into, int at) {
        int count = columns.size();
        for (int column = 0; column < count; column++) {
            int word = numberOf[column][columns.get(column).rows()[row]];
            into[at + column] = word;
            into[at + count + column] = classOf[column][word];
        }
        int from = at + 2 * count;
        Arrays.fill(into, from, at + width(), 0);
        for (int subset = 1; subset < 1 << count; subset++) {
            into[from + subset / 4] |= (rarityOf[subset][row] & 0xff) << (subset % 4 * 8);
        }
    }

    @Override
    public Comparer comparer(int offset) {
        int count = columns.size();
        WordLikeness[] likeness = new WordLikeness[count];
        Arrays.setAll(likeness, at -> new WordLikeness(dictionaries[at]));
        return (data, first, second, levels, at) -> {
            int a = first + offset;
            int b = second + offset;
            int agreeing = 0;
            for (int column = 0; column < count; column++) {
                int x = data[a + column];
                int y = data[b + column];
                int level;
                if (x == 0 || y == 0) {
                    level = UNKNOWN;
                } else if (x == y) {
                    level = WordLikeness.SAME;
                } else if (data[a + count + column] == data[b + count + column]) {
                    level = WordLikeness.KNOWN_AS;
                } else {
                    level = likeness[column].of(x, y);
                }
                levels[at + column] = (byte) level;
                agreeing |= level >= WordLikeness.KNOWN_AS ? 1 << column : 0;
            }
            return (byte) (data[a + 2 * count + agreeing / 4] >> (agreeing % 4 * 8));
        };
    }

    /** Which words of a column stand for one another, judged by likely matches. */
    @Override
    public Learner learner() {
        int count = columns.size();
        List<Map<Long, int[]>> together = new ArrayList<>();
        int[][] seen = new int[count][];
        for (int at = 0; at < count; at++) {
            together.add(new HashMap<>());
            seen[at] = new int[words[at].size()];
        }
        return new Learner() {
            @Override
            public void likely(int a, int b) {
                for (int at = 0; at < count; at++) {
                    int x = numberOf[at][columns.get(at).rows()[a]];
                    int y = numberOf[at][columns.get(at).rows()[b]];
                    if (x != 0 && y != 0) {
                        seen[at][x]++;
                        seen[at][y]++;
                        long key = (long) Math.min(x, y) << 32 | Math.max(x, y);
                        together.get(at).computeIfAbsent(key, none -> new int[1])[0]++;
                    }
                }
            }

            @Override
            public Field learned() {
                int[][] classes = classOf.clone();
                for (int at = 0; at < count; at++) {
                    if (words[at].size() <= NAMES_MAX && words[at].size() >= NAMES_MIN) {
                        classes[at] = Names.classes(words[at].size(), together.get(at), seen[at]);
                    }
                }
                return Arrays.deepEquals(classes, classOf) ? WordsField.this : new WordsField(WordsField.this, classes);
            }
        };
    }

    @Override
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            pieces.add(piece(at, "", 0));
            if (words[at].size() > 100) {
                pieces.add(piece(at, "-start", 1));
                pieces.add(piece(at, "-word", 2));
            }
        }
        return pieces;
    }

    private Piece piece(int at, String suffix, int part) {
        Column column = columns.get(at);
        int[] classes = classOf[at];
        Words own = words[at];
        return new StoredPiece(
                column.name() + suffix,
                field + at,
                column.rows(),
                numberOf[at],
                number -> keys(own.get(part == 0 ? classes[number] : number), part));
    }

    private static long[] keys(String text, int part) {
        String closed = text.replace(" ", "");
        if (part == 0) {
            return new long[] {Hashes.of(closed)};
        }
        if (part == 1) {
            return closed.length() < 4 ? StoredPiece.NONE : new long[] {Hashes.of(closed.substring(0, 4))};
        }
        return Plain.words(text).stream()
                .filter(word -> word.length() >= 3)
                .limit(4)
                .mapToLong(word -> Hashes.of(Plain.sound(word)))
                .toArray();
    }
}
