package puente.match.field;

import java.util.List;
import java.util.Optional;
import puente.match.identifier.FieldComparison;
import puente.match.table.Table;

/** One thing that two rows are compared by: a person's name, a date, a number, a word. Immutable, safe for several threads. */
public interface Field {
    /** Level 0 of every slot: one of the rows says nothing, so nothing is learned. */
    int UNKNOWN = 0;

    /** The unit of term frequency: an eighth of a bit. */
    int FREQUENCY_UNITS_PER_BIT = 8;

    /** The answers one comparison gives, in order. */
    List<Slot> slots();

    /** How many numbers a row needs. */
    int width();

    /** Writes a row's numbers, {@link #width} of them, from {@code at}. */
    void write(int row, int[] into, int at);

    /** A comparer for one thread, for rows whose numbers of this field begin at {@code offset} of the row. */
    Comparer comparer(int offset);

    /** Whether comparing two rows costs so much that it is left until the other fields have been compared, and left out where they have decided. */
    default boolean late() {
        return false;
    }

    /**
     * Which of a row's numbers, where the field is {@link #late}, is the most that {@link Comparer#compare} gives for the row and any other; that number is at
     * least 0. Below 0 where the field never gives any.
     */
    default int rarityMostAt() {
        return -1;
    }

    /** What rows can be brought together by. */
    List<Piece> pieces();

    /**
     * The same field over the rows of another table that has the same columns. Words that are new are numbered behind those known; what was learned of
     * how rare values are, and of what stands for what, stays as it is, so that a row means the same whenever it came. Comparers of
     * this field compare rows of both. Nobody may compare meanwhile.
     */
    Field over(Table more);

    /**
     * The same field with words of its own and no rows, for a thread that takes in rows by itself: what comes {@link #over} the one is not known to the
     * other. It costs a few bytes for each word; the words themselves are shared. Nobody may add words to this field any more.
     *
     * @param none a table of the same columns without rows
     */
    default Field fork(Table none) {
        return over(none);
    }

    /** What the numbers at a place of a row stand for; nothing where they stand for themselves. */
    default Optional<Vocabulary> vocabulary(int at) {
        return Optional.empty();
    }

    /** Takes in words that were added to a vocabulary, before any of them is compared. */
    default void extend() {}

    /** Words by number, from 1; 0 is no word. */
    interface Vocabulary {
        /** How many numbers there are. */
        int size();

        String get(int number);

        /** The number of a word, which is added if it is new. */
        int intern(String word);
    }

    /** Watches likely matches to learn which values stand for one another. */
    default Learner learner() {
        return new Learner() {
            @Override
            public void likely(int a, int b) {}

            @Override
            public Field learned() {
                return Field.this;
            }
        };
    }

    /** A field that gives one answer, and unless it says otherwise needs one number a row. */
    interface Single extends Field {
        Slot slot();

        @Override
        default List<Slot> slots() {
            return List.of(slot());
        }

        @Override
        default int width() {
            return 1;
        }
    }

    /** Sees likely matches, then gives the field that knows more. */
    interface Learner {
        void likely(int a, int b);

        Field learned();
    }

    /** Compares rows; keeps its own memo of values it has met, so each thread has its own. */
    interface Comparer {
        /**
         * Writes a level for each slot into {@code levels} from {@code at}.
         *
         * @param a where the first row's numbers begin in {@code rows}
         * @param b the same of the second row
         * @return how much rarer than usual the agreeing values are, in {@link #FREQUENCY_UNITS_PER_BIT}
         */
        int compare(int[] rows, int a, int b, byte[] levels, int at);

        /**
         * Compares all pairs of a batch. The same lines stand in each comparer: in a loop of its own the processor's compiler knows what is called.
         *
         * @param at the first slot of this field
         */
        void compareAll(Batch batch, int at);
    }

    /**
     * One answer.
     *
     * @param name what is compared, as its column is called
     * @param part what it says of a person, for the classes of relatives and namesakes
     * @param texts what the codes of the levels' texts begin with: {@code match.level.} or a {@link puente.match.identifier.FieldComparison}'s
     * @param levels the names of the levels from {@link #UNKNOWN} up
     * @param expected a first guess of how often each level is met among rows of one subject, given that both rows have a value
     */
    record Slot(String name, Part part, String texts, List<String> levels, double[] expected) {
        /** A field's own levels. */
        Slot(String name, Part part, List<String> levels, double[] expected) {
            this(name, part, "match.level.", levels, expected);
        }

        /** The levels of a comparison of identifiers. */
        static Slot of(String name, Part part, FieldComparison comparison, double[] expected) {
            return new Slot(name, part, "match.identifier." + comparison.name() + ".", comparison.levels(), expected);
        }

        public Slot {
            levels = List.copyOf(levels);
            if (expected.length != levels.size()) {
                throw new IllegalArgumentException(
                        name + " guesses " + expected.length + " of " + levels.size() + " levels");
            }
        }
    }

    /** What an answer is about. */
    enum Part {
        FAMILY_NAME,
        GIVEN_NAME,
        BIRTH,
        /** Given by an authority to one person or thing alone. */
        IDENTITY,
        OTHER
    }

    /** Some keys of a row, for blocking: rows that share one may be compared. */
    interface Piece {
        String name();

        /** Which field it is of: two pieces of one field are not put together. */
        int field();

        /** Writes the row's keys, none where nothing is known, into {@code keys}, and returns how many (at most {@link #KEYS_MAX}). */
        int keys(int row, long[] keys);

        int KEYS_MAX = 12;
    }
}
