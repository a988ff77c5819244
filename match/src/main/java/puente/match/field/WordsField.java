package puente.match.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import puente.match.table.Column;
import puente.match.table.Table;

/**
 * One or a few columns of short texts (places, streets, makes and models), put together where they depend on each other.
 *
 * <p>Who knows the model knows the make: agreement on both is hardly rarer than on one, and counted apart it would weigh twice. So how rare an
 * agreement is, is counted over the values of <em>all</em> agreeing columns at once, for each subset of them.
 *
 * <p>Values that stand for one another compare as {@code known-as}: what the tables of makes and calibres say ({@link Canons}: {@code S&W} and
 * {@code SMITH & WESSON}), and what is learned from likely matches ({@link #learner}: {@code GRIS} and {@code GRAY}). Frequency is that of all names
 * of the thing.
 */
final class WordsField implements Field {
    /** How many columns may be put together. */
    static final int COLUMNS_MAX = 4;

    /** A column with no more distinct values than this may have names that stand for one another. */
    static final int NAMES_MAX = 1500;

    private static final int NAMES_MIN = 4;

    private static final List<String> LEVELS =
            List.of("unknown", "differ", "some", "contained", "close", "one-slip", "known-as", "same");

    /** A column with more distinct values is searched by parts of them too. */
    private static final int SEVERAL = 100;

    private final List<Column> columns;
    private final int field;
    private final List<Slot> slots;
    private final Words[] words;
    private final WordLikeness.Dictionary[] dictionaries;
    private final int[][] numberOf;
    /** For each column and word the word that stands for it and its other names; words that came later stand for themselves. */
    private final int[][] classOf;

    private final int kept;
    private final byte[][] rarityOf;
    /** How rare values are, by subset of the columns; made when rows of another table first ask. */
    private WordsRarity @Nullable [] learned;

    WordsField(List<Column> columns, int field) {
        this.columns = List.copyOf(columns);
        this.field = field;
        kept = StoredPiece.KEPT_MAX;
        int count = columns.size();
        slots = columns.stream()
                .map(column -> new Slot(
                        column.name(), Part.OTHER, LEVELS, new double[] {0, 0.1, 0.04, 0.04, 0.04, 0.04, 0.04, 0.7}))
                .toList();
        words = new Words[count];
        dictionaries = new WordLikeness.Dictionary[count];
        classOf = new int[count][];
        Arrays.setAll(words, at -> new Words(false));
        numberOf = numbers();
        for (int at = 0; at < count; at++) {
            dictionaries[at] = new WordLikeness.Dictionary(words[at]);
            classOf[at] = Canons.classes(columns.get(at), words[at], numberOf[at]);
        }
        rarityOf = rarities();
    }

    /** The same with what was learned of names that stand for one another. */
    private WordsField(WordsField before, int[][] classes) {
        columns = before.columns;
        field = before.field;
        kept = before.kept;
        slots = before.slots;
        words = before.words;
        dictionaries = before.dictionaries;
        numberOf = before.numberOf;
        classOf = classes;
        rarityOf = rarities();
    }

    private WordsField(WordsField before, Table more, Words[] words, WordLikeness.Dictionary[] dictionaries) {
        columns = before.columns.stream()
                .map(column -> more.column(column.name()))
                .toList();
        field = before.field;
        kept = 0;
        slots = before.slots;
        this.words = words;
        this.dictionaries = dictionaries;
        classOf = before.classOf;
        numberOf = numbers();
        extend();
        rarityOf = new byte[1 << columns.size()][more.rows()];
        WordsRarity[] rarities = before.learned();
        learned = rarities;
        for (int subset = 1; subset < rarityOf.length; subset++) {
            for (int row = 0; row < rarityOf[subset].length; row++) {
                rarityOf[subset][row] = rarities[subset].of(key(row, subset));
            }
        }
    }

    @Override
    public Field over(Table more) {
        return new WordsField(this, more, words, dictionaries);
    }

    @Override
    public Field fork(Table none) {
        Words[] own = Arrays.stream(words).map(Words::fork).toArray(Words[]::new);
        WordLikeness.Dictionary[] known = new WordLikeness.Dictionary[own.length];
        Arrays.setAll(known, at -> dictionaries[at].over(own[at]));
        return new WordsField(this, none, own, known);
    }

    @Override
    public Optional<Vocabulary> vocabulary(int at) {
        return at < 2 * words.length ? Optional.of(words[at % words.length]) : Optional.empty();
    }

    @Override
    public void extend() {
        for (WordLikeness.Dictionary dictionary : dictionaries) {
            dictionary.extend();
        }
    }

    private WordsRarity[] learned() {
        WordsRarity[] known = learned;
        if (known == null) {
            known = new WordsRarity[rarityOf.length];
            for (int subset = 1; subset < known.length; subset++) {
                known[subset] = counted(subset);
            }
            learned = known;
        }
        return known;
    }

    private int[][] numbers() {
        int[][] numbers = new int[columns.size()][];
        for (int at = 0; at < numbers.length; at++) {
            Column column = columns.get(at);
            numbers[at] = new int[column.values().size()];
            for (int number = 1; number < numbers[at].length; number++) {
                numbers[at][number] =
                        words[at].intern(Plain.fold(column.values().get(number)));
            }
        }
        return numbers;
    }

    private int standsFor(int at, int word) {
        return word < classOf[at].length ? classOf[at][word] : word;
    }

    /** For each row and each subset of the columns, how much rarer than usual its values of that subset are. */
    private byte[][] rarities() {
        byte[][] rarities = new byte[1 << columns.size()][];
        for (int subset = 1; subset < rarities.length; subset++) {
            rarities[subset] = Integer.bitCount(subset) == 1
                    ? single(Integer.numberOfTrailingZeros(subset))
                    : counted(subset).ofRows();
        }
        return rarities;
    }

    private WordsRarity counted(int subset) {
        return new WordsRarity(columns.get(0).rows().length, row -> key(row, subset));
    }

    /** The same for one column, where counting needs no keys. */
    private byte[] single(int at) {
        int[] numbers = numberOf[at];
        int[] values = columns.get(at).rows();
        int[] counts = new int[words[at].size()];
        double total = 0;
        for (int value : values) {
            counts[standsFor(at, numbers[value])]++;
            total += numbers[value] == 0 ? 0 : 1;
        }
        double squares = 0;
        for (int word = 1; word < counts.length; word++) {
            squares += (double) counts[word] * counts[word];
        }
        byte[] ofClass = new byte[counts.length];
        for (int word = 1; word < counts.length; word++) {
            ofClass[word] = WordsRarity.of(squares, total, counts[word]);
        }
        byte[] rarity = new byte[values.length];
        for (int row = 0; row < rarity.length; row++) {
            rarity[row] = ofClass[standsFor(at, numbers[values[row]])];
        }
        return rarity;
    }

    private long key(int row, int subset) {
        long key = 1;
        for (int at = 0; at < columns.size(); at++) {
            if ((subset >> at & 1) != 0) {
                int word = standsFor(at, numberOf[at][columns.get(at).rows()[row]]);
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
            into[at + count + column] = standsFor(column, word);
        }
        int from = at + 2 * count;
        Arrays.fill(into, from, at + width(), 0);
        for (int subset = 1; subset < 1 << count; subset++) {
            into[from + subset / 4] |= (rarityOf[subset][row] & 0xff) << (subset % 4 * 8);
        }
    }

    @Override
    public Comparer comparer(int offset) {
        return new Texts(dictionaries, offset);
    }

    private static final class Texts implements Comparer {
        private final WordLikeness[] likeness;
        private final int count;
        private final int offset;

        Texts(WordLikeness.Dictionary[] dictionaries, int offset) {
            likeness = Arrays.stream(dictionaries).map(WordLikeness::new).toArray(WordLikeness[]::new);
            count = likeness.length;
            this.offset = offset;
        }

        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            int a = first + offset;
            int b = second + offset;
            int agreeing = 0;
            for (int column = 0; column < count; column++) {
                int x = rows[a + column];
                int y = rows[b + column];
                int level;
                if (x == 0 || y == 0) {
                    level = UNKNOWN;
                } else if (x == y) {
                    level = WordLikeness.SAME;
                } else if (rows[a + count + column] == rows[b + count + column]) {
                    level = WordLikeness.KNOWN_AS;
                } else {
                    level = likeness[column].of(x, y);
                }
                levels[at + column] = (byte) level;
                agreeing |= level >= WordLikeness.KNOWN_AS ? 1 << column : 0;
            }
            return (byte) (rows[a + 2 * count + agreeing / 4] >> (agreeing % 4 * 8));
        }

        @Override
        public void compareAll(Batch batch, int at) {
            for (int pair = 0; pair < batch.size(); pair++) {
                batch.rarities[pair] += compare(
                        batch.rows, batch.firsts[pair], batch.seconds[pair], batch.levels, batch.from(pair) + at);
            }
        }
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
                        classes[at] = Names.classes(classOf[at], together.get(at), seen[at]);
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
            if (classOf[at].length > SEVERAL) {
                pieces.add(piece(at, "-start", 1));
                pieces.add(piece(at, "-word", 2));
            }
        }
        return pieces;
    }

    private Piece piece(int at, String suffix, int part) {
        Column column = columns.get(at);
        Words own = words[at];
        return new StoredPiece(
                column.name() + suffix,
                field + at,
                column.rows(),
                numberOf[at],
                kept,
                number -> keys(own.get(part == 0 ? standsFor(at, number) : number), part));
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
