package puente.match.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.match.table.Column;
import puente.match.table.Table;

/**
 * A company's name: its words weighed by how rare they are, in any order, legal form left out. The level says what share of the words'
 * weight is common to both, and how much weight that is.
 */
final class CompanyField implements Field.Single {
    static final int WORDS_MAX = 8;
    private static final String[] LEVEL_SHARES = {"fifth", "third", "half", "most", "nearly-all", "all"};
    private static final double[] SHARES = {0.15, 0.3, 0.45, 0.65, 0.85, 0.985};
    private static final double[] WEIGHTS = {6, 9, 12, 15, 18};
    private static final int AMOUNTS = WEIGHTS.length + 1;
    private static final int[] NONE = {0};
    private static final int OFTEN = 20;
    private static final double UNITS = 16;
    private static final int LEVELS = 2 + SHARES.length * AMOUNTS;

    /** Words of names and how often they are met, after each other too; shared by the rows of all tables. */
    private static final class Vocabulary {
        private final String column;
        private final Slot slot;
        private final Words words;
        private final CompanyWords parts;
        private final Map<Long, int[]> after;
        private final TokenLikeness.Dictionary dictionary;
        private final double filled;

        Vocabulary(Column from) {
            column = from.name();
            slot = slot(column);
            words = new Words();
            after = new HashMap<>();
            dictionary = new TokenLikeness.Dictionary(words);
            int[] counts = from.counts();
            parts = new CompanyWords(from, counts);
            int[][] tokens = tokens(from);
            for (int number = 1; number < tokens.length; number++) {
                for (int at = 0; at < tokens[number].length; at++) {
                    words.count(tokens[number][at], counts[number]);
                    if (at > 0) {
                        after.computeIfAbsent(two(tokens[number], at), none -> new int[1])[0] += counts[number];
                    }
                }
            }
            filled = Math.max(2, from.filled());
        }

        Vocabulary(Vocabulary from) {
            column = from.column;
            slot = from.slot;
            words = from.words.fork();
            parts = from.parts;
            after = from.after;
            dictionary = from.dictionary.over(words);
            filled = from.filled;
        }

        private int[][] tokens(Column of) {
            int[][] tokens = new int[of.values().size()][];
            for (int number = 0; number < tokens.length; number++) {
                tokens[number] = parts.of(of.values().get(number)).stream()
                        .limit(WORDS_MAX)
                        .mapToInt(words::intern)
                        .toArray();
            }
            dictionary.extend();
            return tokens;
        }

        /**
         * For each word of a name how much it says, in 16ths of a bit: how rare it is, or how rare it is after the word before it where that is less.
         * STAR says little after LONE.
         */
        private int[] weights(int[] own) {
            int[] weights = new int[own.length];
            for (int at = 0; at < own.length; at++) {
                double alone = bits(filled, words.countOf(own[at]));
                double following =
                        at == 0 ? alone : bits(words.countOf(own[at - 1]), after.getOrDefault(two(own, at), NONE)[0]);
                // After a rare word every word is usual: only a word before it that is met often says so.
                boolean often = at > 0 && words.countOf(own[at - 1]) >= OFTEN;
                weights[at] = (int) Math.round((0.5 + (often ? Math.min(alone, following) : alone)) * UNITS);
            }
            return weights;
        }

        private static Slot slot(String column) {
            List<String> names = new ArrayList<>(List.of("unknown", "differ"));
            double[] expected = new double[LEVELS];
            expected[1] = 0.05;
            for (int share = 0; share < SHARES.length; share++) {
                for (int amount = 0; amount < AMOUNTS; amount++) {
                    names.add(LEVEL_SHARES[share] + "-" + (amount + 1));
                    expected[2 + share * AMOUNTS + amount] = 0.02 + 0.05 * share / SHARES.length * (1 + amount);
                }
            }
            double sum = Arrays.stream(expected).sum();
            Arrays.setAll(expected, at -> expected[at] / sum);
            return new Slot(column, Part.OTHER, names, expected);
        }
    }

    private final Vocabulary vocabulary;
    private final int[][] tokens;
    private final int[][] weights;
    private final int[] rows;
    /** Every value is its own normal form. */
    private final int[] numbers;

    private final int kept;
    private final int field;

    CompanyField(Column column, int field) {
        this(new Vocabulary(column), column, StoredPiece.KEPT_MAX, field);
    }

    private CompanyField(Vocabulary vocabulary, Column column, int kept, int field) {
        this.vocabulary = vocabulary;
        this.kept = kept;
        this.field = field;
        rows = column.rows();
        tokens = vocabulary.tokens(column);
        weights = Arrays.stream(tokens).map(vocabulary::weights).toArray(int[][]::new);
        numbers = new int[tokens.length];
        Arrays.setAll(numbers, number -> number);
    }

    @Override
    public Field over(Table more) {
        return new CompanyField(vocabulary, more.column(vocabulary.column), 0, field);
    }

    @Override
    public Field fork(Table none) {
        return new CompanyField(new Vocabulary(vocabulary), none.column(vocabulary.column), 0, field);
    }

    @Override
    public Optional<Field.Vocabulary> vocabulary(int at) {
        return at < WORDS_MAX ? Optional.of(vocabulary.words) : Optional.empty();
    }

    @Override
    public void extend() {
        vocabulary.dictionary.extend();
    }

    private static long two(int[] own, int at) {
        return (long) own[at - 1] << 32 | own[at];
    }

    private static double bits(double of, int count) {
        return Math.log(of / Math.max(1, count)) / Math.log(2);
    }

    @Override
    public Slot slot() {
        return vocabulary.slot;
    }

    @Override
    public boolean late() {
        return true;
    }

    @Override
    public int width() {
        return 2 * WORDS_MAX;
    }

    @Override
    public void write(int row, int[] into, int at) {
        int[] own = tokens[rows[row]];
        Arrays.fill(into, at, at + 2 * WORDS_MAX, 0);
        System.arraycopy(own, 0, into, at, own.length);
        System.arraycopy(weights[rows[row]], 0, into, at + WORDS_MAX, own.length);
    }

    @Override
    public Comparer comparer(int offset) {
        return new Companies(new TokenLikeness(vocabulary.dictionary), new byte[WORDS_MAX * WORDS_MAX], offset);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Companies(TokenLikeness likeness, byte[] grades, int offset) implements Comparer {
        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            levels[at] = (byte) level(rows, first + offset, second + offset, likeness, grades);
            return 0;
        }

        @Override
        public void compareAll(Batch batch, int at) {
            for (int pair = 0; pair < batch.size(); pair++) {
                batch.rarities[pair] += compare(
                        batch.rows, batch.firsts[pair], batch.seconds[pair], batch.levels, batch.from(pair) + at);
            }
        }
    }

    private static int level(int[] data, int a, int b, TokenLikeness likeness, byte[] grades) {
        if (data[a] == 0 || data[b] == 0) {
            return UNKNOWN;
        }
        int usedA = 0;
        int usedB = 0;
        double common = 0;
        double apart = 0;
        int best = 0;
        for (int i = 0; i < WORDS_MAX && data[a + i] != 0; i++) {
            for (int j = 0; j < WORDS_MAX && data[b + j] != 0; j++) {
                int grade = likeness.of(data[a + i], data[b + j]);
                grades[i * WORDS_MAX + j] = (byte) grade;
                best = Math.max(best, grade);
            }
        }
        for (int grade = best; grade >= TokenLikeness.WEAK; grade--) {
            for (int i = 0; i < WORDS_MAX && data[a + i] != 0; i++) {
                for (int j = 0; j < WORDS_MAX && data[b + j] != 0 && (usedA >> i & 1) == 0; j++) {
                    if ((usedB >> j & 1) == 0 && grades[i * WORDS_MAX + j] == grade) {
                        usedA |= 1 << i;
                        usedB |= 1 << j;
                        double lesser = Math.min(data[a + WORDS_MAX + i], data[b + WORDS_MAX + j]) / UNITS;
                        double kept = grade == TokenLikeness.SAME ? 1 : grade == TokenLikeness.WEAK ? 0.6 : 0.85;
                        common += kept * lesser;
                        apart += (1 - kept) * lesser / 2;
                    }
                }
            }
        }
        double leftA = 0;
        double leftB = 0;
        for (int i = 0; i < WORDS_MAX && data[a + i] != 0; i++) {
            leftA += (usedA >> i & 1) == 0 ? data[a + WORDS_MAX + i] / UNITS : 0;
        }
        for (int j = 0; j < WORDS_MAX && data[b + j] != 0; j++) {
            leftB += (usedB >> j & 1) == 0 ? data[b + WORDS_MAX + j] / UNITS : 0;
        }
        // What only one of them has may have been left out by the other; what both have of their own is a disagreement.
        apart += Math.min(leftA, leftB) + 0.25 * Math.abs(leftA - leftB);
        double share = common / (common + apart);
        int step = SHARES.length - 1;
        while (step >= 0 && share < SHARES[step]) {
            step--;
        }
        if (step < 0) {
            return 1;
        }
        int amount = 0;
        while (amount < WEIGHTS.length && common > WEIGHTS[amount]) {
            amount++;
        }
        return 2 + step * AMOUNTS + amount;
    }

    @Override
    public List<Piece> pieces() {
        return List.of(piece("", 0), piece("-two", 1), piece("-start", 2));
    }

    private Piece piece(String suffix, int part) {
        return new StoredPiece(
                vocabulary.column + suffix, field, rows, numbers, kept, number -> keys(tokens[number], part));
    }

    private long[] keys(int[] own, int part) {
        long[] keys = new long[Piece.KEYS_MAX];
        int count = 0;
        for (int i = 0; i < own.length && count < keys.length; i++) {
            String word = vocabulary.words.get(own[i]);
            if (part == 0) {
                keys[count++] = Hashes.of(Plain.sound(word));
            } else if (part == 2) {
                if (word.length() >= 4) {
                    keys[count++] = Hashes.of(word.substring(0, 4));
                }
            } else {
                for (int j = i + 1; j < own.length && count < keys.length; j++) {
                    long x = Hashes.of(Plain.sound(word));
                    long y = Hashes.of(Plain.sound(vocabulary.words.get(own[j])));
                    keys[count++] = Hashes.mix(Math.min(x, y)) ^ Math.max(x, y);
                }
            }
        }
        return Arrays.copyOf(keys, count);
    }
}
