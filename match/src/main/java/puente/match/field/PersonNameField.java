package puente.match.field;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import puente.match.name.Nicknames;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * A person's name: surnames as a set of words against surnames, given names against given names, and each against the other.
 *
 * <p>Two registers disagree about which word is a surname: one files "SORIA, GUADALUPE JUANA RIOS" where the other has paternal SORIA and
 * maternal RIOS; one has only the maternal surname; one swaps the columns. So words are aligned, not strings: the best arrangement of words decides two
 * levels, one of the surnames and one of the given names. A word of one's surnames that stands among the other's given names counts as aligned.
 */
final class PersonNameField implements Field {
    static final int SURNAMES_MAX = 3;
    static final int GIVEN_MAX = 4;
    /** A word's number and its {@link WordSketch}. */
    static final int WORD = 3;

    /** Where the number of the surnames written as one stands, behind the words. */
    static final int WHOLE = WORD * (SURNAMES_MAX + GIVEN_MAX);

    /** The most rarity that all words can give. */
    static final int RARITY_MOST = WHOLE + 1;

    /** The most that given names can give among given names. */
    static final int GIVEN_MOST = RARITY_MOST + 1;

    private static final int WIDTH = GIVEN_MOST + 1;
    private static final int RARITY_BITS_MAX = 8;
    private static final int[][] NOTHING = {};

    /** Where rows are fewer than words by this, keys are made when asked for. */
    private static final int AHEAD = 8;

    static final Slot SURNAME = new Slot(
            "surname",
            Part.FAMILY_NAME,
            List.of(
                    "unknown",
                    "differ",
                    "crossed",
                    "weak",
                    "one-close-one-differs",
                    "one-same-one-differs",
                    "second-close",
                    "single-close",
                    "second-same",
                    "first-same",
                    "single-same",
                    "both-close",
                    "both-same",
                    "whole-close"),
            new double[] {0, 0.02, 0.01, 0.02, 0.01, 0.03, 0.02, 0.06, 0.06, 0.2, 0.25, 0.05, 0.25, 0.02});
    static final Slot GIVEN = new Slot(
            "given",
            Part.GIVEN_NAME,
            List.of(
                    "unknown",
                    "differ",
                    "other-given-close",
                    "weak",
                    "initial",
                    "first-close",
                    "first-variant",
                    "other-given-same",
                    "first-same-second-differs",
                    "first-same-second-initial",
                    "first-same",
                    "single-same",
                    "both-same",
                    "swapped"),
            new double[] {0, 0.03, 0.01, 0.02, 0.03, 0.06, 0.04, 0.04, 0.03, 0.05, 0.2, 0.3, 0.17, 0.02});

    /** Words of names, and how rare they are among surnames and among given names; shared by the rows of all tables. */
    private static final class Vocabulary {
        private final Words words;
        private final Words wholes;
        /** How often each word is a surname, as written: what tells whether DELAGARZA is GARZA. */
        private final Words surnameCounts;

        private final TokenLikeness.Dictionary dictionary;
        private final TokenLikeness.Dictionary wholeDictionary;

        Vocabulary() {
            words = new Words();
            wholes = new Words(false);
            surnameCounts = new Words(false);
            dictionary = new TokenLikeness.Dictionary(words);
            wholeDictionary = new TokenLikeness.Dictionary(wholes);
        }

        private Vocabulary(Vocabulary from) {
            words = from.words.fork();
            wholes = from.wholes.fork();
            surnameCounts = from.surnameCounts;
            dictionary = from.dictionary.over(words);
            wholeDictionary = from.wholeDictionary.over(wholes);
        }

        private void extend() {
            dictionary.extend();
            wholeDictionary.extend();
        }

        private int[] numbers(String[] parts, int max) {
            int[] numbers = new int[Math.min(max, parts.length)];
            for (int at = 0; at < numbers.length; at++) {
                numbers[at] = words.intern(NameWords.withoutParticle(parts[at], surnameCounts));
            }
            return numbers;
        }

        private Rarity.Table rarity(int[][] rows) {
            int[] counts = new int[words.size()];
            for (int[] row : rows) {
                for (int number : row) {
                    counts[number]++;
                }
            }
            counts[0] = 0;
            return Rarity.table(counts, RARITY_BITS_MAX);
        }
    }

    private final Vocabulary vocabulary;
    private final int[][] surnames;
    private final int[][] given;
    private final int[] whole;
    private final Rarity.Table surnameRarity;
    private final Rarity.Table givenRarity;
    private final int field;

    PersonNameField(Table table, int field) {
        this.field = field;
        vocabulary = new Vocabulary();
        surnames = new int[table.rows()][];
        given = new int[table.rows()][];
        whole = new int[table.rows()];
        read(table, true);
        surnameRarity = vocabulary.rarity(surnames);
        givenRarity = vocabulary.rarity(given);
    }

    private PersonNameField(Table table, PersonNameField learned, Vocabulary vocabulary) {
        field = learned.field;
        this.vocabulary = vocabulary;
        surnames = new int[table.rows()][];
        given = new int[table.rows()][];
        whole = new int[table.rows()];
        read(table, false);
        surnameRarity = learned.surnameRarity;
        givenRarity = learned.givenRarity;
    }

    @Override
    public Field over(Table more) {
        return new PersonNameField(more, this, vocabulary);
    }

    @Override
    public Field fork(Table none) {
        return new PersonNameField(none, this, new Vocabulary(vocabulary));
    }

    @Override
    public Optional<Field.Vocabulary> vocabulary(int at) {
        return at == WHOLE
                ? Optional.of(vocabulary.wholes)
                : at < WHOLE && at % WORD == 0 ? Optional.of(vocabulary.words) : Optional.empty();
    }

    @Override
    public void extend() {
        vocabulary.extend();
    }

    private void read(Table table, boolean counted) {
        String[][] surnameWords = new String[table.rows()][];
        String[][] givenWords = new String[table.rows()][];
        NameParts.read(table, surnameWords, givenWords);
        for (int row = 0; counted && row < surnameWords.length; row++) {
            for (String word : surnameWords[row]) {
                vocabulary.surnameCounts.count(vocabulary.surnameCounts.intern(word), 1);
            }
        }
        for (int row = 0; row < surnameWords.length; row++) {
            surnames[row] = vocabulary.numbers(surnameWords[row], SURNAMES_MAX);
            given[row] = vocabulary.numbers(givenWords[row], GIVEN_MAX);
            StringBuilder joined = new StringBuilder();
            for (int number : surnames[row]) {
                joined.append(vocabulary.words.get(number));
            }
            whole[row] = vocabulary.wholes.intern(joined.toString());
        }
        vocabulary.extend();
    }

    @Override
    public List<Slot> slots() {
        return List.of(SURNAME, GIVEN);
    }

    @Override
    public boolean late() {
        return true;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int rarityMostAt() {
        return RARITY_MOST;
    }

    /** A word is counted once at most, as a surname or as a given name. */
    private int rarityMost(int row) {
        int most = 0;
        for (int word : surnames[row]) {
            most += Math.max(0, surnameRarity.of(word));
        }
        for (int word : given[row]) {
            most += Math.max(0, Math.max(surnameRarity.of(word), givenRarity.of(word)));
        }
        return most;
    }

    @Override
    public void write(int row, int[] into, int at) {
        Arrays.fill(into, at, at + WIDTH, 0);
        write(surnames[row], into, at);
        write(given[row], into, at + WORD * SURNAMES_MAX);
        into[at + WHOLE] = whole[row];
        into[at + RARITY_MOST] = rarityMost(row);
        into[at + GIVEN_MOST] = givenMost(row);
    }

    private int givenMost(int row) {
        int most = 0;
        for (int word : given[row]) {
            most += Math.max(0, givenRarity.of(word));
        }
        return most;
    }

    private void write(int[] words, int[] into, int from) {
        int at = from;
        for (int word : words) {
            long sketch = vocabulary.dictionary.sketch(word);
            into[at] = word;
            into[at + 1] = (int) (sketch >>> Integer.SIZE);
            into[at + 2] = (int) sketch;
            at += WORD;
        }
    }

    @Override
    public Comparer comparer(int offset) {
        return new NameComparer(vocabulary.dictionary, vocabulary.wholeDictionary, surnameRarity, givenRarity, offset);
    }

    @Override
    public List<Piece> pieces() {
        IntToLongFunction sounds = keys(word -> Plain.sound(formal(word)), 2);
        IntToLongFunction starts = keys(word -> word.substring(0, Math.min(3, word.length())), 3);
        return List.of(
                new WordPiece("surname", field + 1, sounds, surnames, NOTHING),
                new WordPiece("given", field, sounds, given, NOTHING),
                new WordPiece("name-word", field, sounds, surnames, given),
                new WordPiece("surname-start", field + 1, starts, surnames, NOTHING),
                new WordPiece("given-start", field, starts, given, NOTHING));
    }

    /** The full name that a nickname stands for; of several the first, so that all its nicknames meet there. */
    private static String formal(String word) {
        return Nicknames.standard().fullNames(word).stream()
                .min(Comparator.naturalOrder())
                .orElse(word);
    }

    /** A key for each word, 0 for words that are too short; made ahead where most words will be asked for. */
    private IntToLongFunction keys(UnaryOperator<String> form, int lengthMin) {
        IntToLongFunction keys = number -> {
            String word = vocabulary.words.get(number);
            return word.length() < lengthMin ? 0 : Hashes.of(form.apply(word));
        };
        if (whole.length < vocabulary.words.size() / AHEAD) {
            return keys;
        }
        long[] ahead = new long[vocabulary.words.size()];
        for (int number = 1; number < ahead.length; number++) {
            ahead[number] = keys.applyAsLong(number);
        }
        return number -> ahead[number];
    }

    /** The words of a row, each by one key. */
    private record WordPiece(String name, int field, IntToLongFunction keyOf, int[][] rows, int[][] more)
            implements Piece {
        @Override
        public int keys(int row, long[] keys) {
            int count = put(rows[row], keys, 0);
            return more.length == 0 ? count : put(more[row], keys, count);
        }

        private int put(int[] numbers, long[] keys, int from) {
            int count = from;
            for (int number : numbers) {
                long key = keyOf.applyAsLong(number);
                if (key != 0) {
                    keys[count++] = key;
                }
            }
            return count;
        }
    }

    /** Whether the table has names of persons. */
    static boolean in(Table table) {
        return !table.all(Role.FULL_NAME, Role.GIVEN_NAME, Role.SURNAME, Role.PATERNAL_SURNAME, Role.MATERNAL_SURNAME)
                .isEmpty();
    }

    static List<Column> columns(Table table) {
        return table.all(Role.FULL_NAME, Role.GIVEN_NAME, Role.SURNAME, Role.PATERNAL_SURNAME, Role.MATERNAL_SURNAME);
    }
}
