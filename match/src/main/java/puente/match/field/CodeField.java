package puente.match.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import puente.match.identifier.CurpComparison;
import puente.match.identifier.DocumentComparison;
import puente.match.identifier.FieldComparison;
import puente.match.identifier.PhoneComparison;
import puente.match.identifier.PlateComparison;
import puente.match.identifier.SerialComparison;
import puente.match.identifier.VinComparison;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;
import puente.match.text.LookAlikes;

/** A number or code that an authority gave, compared by the {@link FieldComparison} of its sort. */
final class CodeField implements Field.Single {
    private static final int RARITY_BITS_MAX = 8;

    /** What is expected of values of one subject before anything is known: the same mostly, different seldom, the rest between. */
    private static final double EXPECTED_SAME = 0.7;

    private static final double EXPECTED_DIFFERENT = 0.06;

    /** The last signs of a code that has at least as many. */
    private static final int END = 6;

    /** Codes of these lengths are brought together one slip apart. */
    private static final int NEAR_MIN = 5;

    private static final int NEAR_MAX = 11;
    private static final int ROOT = 10;
    private static final int COMPANY_RFC = 12;
    private static final int STAND_IN_MIN = 20;
    private static final int STAND_IN_TIMES = 15;

    private final Vocabulary vocabulary;
    private final int[] numberOf;
    private final int[] rows;
    private final int kept;
    private final int field;

    /** What is shared by the rows of all tables: the distinct values in prepared form, and how rare they are. */
    private static final class Vocabulary {
        private final String column;
        private final Role role;
        private final Supplier<FieldComparison> comparisons;
        private final FieldComparison comparison;
        private final Slot slot;
        private final Words words;
        private final StandIns standIns;
        private final Rarity.Table rarity;

        Vocabulary(Column from) {
            column = from.name();
            role = from.role();
            comparisons = comparisons(from);
            comparison = comparisons.get();
            slot = Slot.of(column, part(role), comparison, expected(comparison.levels()));
            words = new Words(false);
            int[] counts = from.counts();
            for (int number = 1; number < counts.length; number++) {
                words.count(intern(from.values().get(number)), counts[number]);
            }
            standIns = part(role) == Part.IDENTITY ? new StandIns(words) : StandIns.NONE;
            rarity = words.rarity(RARITY_BITS_MAX);
        }

        Vocabulary(Vocabulary from) {
            column = from.column;
            role = from.role;
            comparisons = from.comparisons;
            comparison = comparisons.get();
            slot = from.slot;
            words = from.words.fork();
            standIns = from.standIns;
            rarity = from.rarity;
        }

        int intern(String value) {
            return words.intern(text(comparison.prepare(value)));
        }

        int[] numbers(Column of) {
            int[] numbers = new int[of.values().size()];
            for (int number = 1; number < numbers.length; number++) {
                int word = intern(of.values().get(number));
                numbers[number] = standIns.has(words, word) ? 0 : word;
            }
            return numbers;
        }

        private static String text(byte[] prepared) {
            return new String(prepared, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * A number that a hundred rows share is nobody's: {@code NO VISIBLE}, {@code 0000000}, {@code PENDING}. What is far more frequent than the rest,
     * or has no digit where nearly all have, counts as unknown.
     *
     * @param most how often a number may be met
     * @param numbered whether nearly all have digits
     */
    private record StandIns(double most, boolean numbered) {
        private static final StandIns NONE = new StandIns(Double.MAX_VALUE, false);

        StandIns(Words words) {
            this(
                    Math.max(STAND_IN_MIN, STAND_IN_TIMES * filled(words, false) / Math.max(1, words.size() - 1)),
                    filled(words, true) > 0.8 * filled(words, false));
        }

        private static double filled(Words words, boolean withDigit) {
            double filled = 0;
            for (int word = 1; word < words.size(); word++) {
                filled += !withDigit || hasDigit(words.get(word)) ? words.countOf(word) : 0;
            }
            return filled;
        }

        boolean has(Words words, int word) {
            int count = words.countOf(word);
            return word != 0 && (count > most || numbered && count > 2 && !hasDigit(words.get(word)));
        }

        private static boolean hasDigit(String code) {
            return code.chars().anyMatch(Character::isDigit);
        }
    }

    CodeField(Column column, int field) {
        this(new Vocabulary(column), column, StoredPiece.KEPT_MAX, field);
    }

    private CodeField(Vocabulary vocabulary, Column column, int kept, int field) {
        this.kept = kept;
        this.vocabulary = vocabulary;
        this.field = field;
        numberOf = vocabulary.numbers(column);
        rows = column.rows();
    }

    @Override
    public Field over(Table more) {
        return new CodeField(vocabulary, more.column(vocabulary.column), 0, field);
    }

    @Override
    public Field fork(Table none) {
        return new CodeField(new Vocabulary(vocabulary), none.column(vocabulary.column), 0, field);
    }

    @Override
    public Optional<Field.Vocabulary> vocabulary(int at) {
        return at == 0 ? Optional.of(vocabulary.words) : Optional.empty();
    }

    private static Supplier<FieldComparison> comparisons(Column column) {
        return switch (column.role()) {
            case CURP -> CurpComparison::ofCurps;
            case RFC -> ofCompanies(column) ? DocumentComparison::new : CurpComparison::ofRfcs;
            case PHONE -> PhoneComparison::new;
            case VIN -> VinComparison::new;
            case PLATE -> PlateComparison::new;
            case SERIAL -> SerialComparison::new;
            case IDENTIFIER -> DocumentComparison::new;
            default -> DocumentComparison::ofCodes;
        };
    }

    /** The RFC of a company has twelve signs, that of a person thirteen. */
    private static boolean ofCompanies(Column column) {
        int companies = 0;
        for (int number = 1; number < column.values().size(); number++) {
            companies += column.values().get(number).length() <= COMPANY_RFC ? 1 : 0;
        }
        return companies * 2 > column.values().size();
    }

    private static double[] expected(List<String> levels) {
        double[] expected = new double[levels.size()];
        // The levels between are ever more likely: the nearer, the smaller the slip.
        int between = expected.length - 3;
        double step = (1 - EXPECTED_SAME - EXPECTED_DIFFERENT) * 2 / (between * (between + 1));
        Arrays.setAll(expected, level -> (level - 1) * step);
        expected[FieldComparison.UNKNOWN] = 0;
        expected[FieldComparison.DIFFERENT] = EXPECTED_DIFFERENT;
        expected[expected.length - 1] = EXPECTED_SAME;
        return expected;
    }

    private static Part part(Role role) {
        return switch (role) {
            case CURP, RFC, PHONE, VIN, SERIAL, PLATE, IDENTIFIER, EMAIL -> Part.IDENTITY;
            default -> Part.OTHER;
        };
    }

    @Override
    public Slot slot() {
        return vocabulary.slot;
    }

    /** A value's number and its mark. */
    @Override
    public int width() {
        return 2;
    }

    @Override
    public void write(int row, int[] into, int at) {
        int number = numberOf[rows[row]];
        into[at] = number;
        into[at + 1] = CodeMarks.of(vocabulary.comparison, vocabulary.words.bytes(number));
    }

    @Override
    public Comparer comparer(int offset) {
        return new Codes(vocabulary, offset);
    }

    private static final class Codes implements Comparer {
        private final FieldComparison comparison;
        private final int nearRoot;
        private final Words words;
        private final Rarity.Table rarity;
        private final int offset;

        Codes(Vocabulary vocabulary, int offset) {
            comparison = vocabulary.comparisons.get();
            // Twins and namesakes share nearly a root, and their names and dates are compared as such: here it would
            // count twice.
            nearRoot = comparison instanceof CurpComparison ? CurpComparison.ROOT_NEAR : -1;
            words = vocabulary.words;
            rarity = vocabulary.rarity;
            this.offset = offset;
        }

        @Override
        public int compare(int[] rows, int first, int second, byte[] levels, int at) {
            int a = rows[first + offset];
            int b = rows[second + offset];
            if (a == 0 || b == 0) {
                levels[at] = UNKNOWN;
                return 0;
            }
            if (CodeMarks.apart(rows[first + offset + 1], rows[second + offset + 1])) {
                levels[at] = FieldComparison.DIFFERENT;
                return 0;
            }
            byte level = comparison.level(words.bytes(a), words.bytes(b));
            levels[at] = level == nearRoot ? FieldComparison.DIFFERENT : level;
            return a == b ? rarity.of(a) : 0;
        }

        @Override
        public void compareAll(Batch batch, int at) {
            for (int pair = 0; pair < batch.size(); pair++) {
                batch.rarities[pair] += compare(
                        batch.rows, batch.firsts[pair], batch.seconds[pair], batch.levels, batch.from(pair) + at);
            }
        }
    }

    @Override
    public List<Piece> pieces() {
        return List.of(piece("", 0), piece("-start", 1), piece("-end", 2), piece("-middle", 3), piece("-near", 4));
    }

    private Piece piece(String suffix, int part) {
        return new StoredPiece(
                vocabulary.column + suffix, field, rows, numberOf, kept, number -> keys(signs(number), part));
    }

    private String signs(int number) {
        return vocabulary.comparison.signs(vocabulary.words.bytes(number));
    }

    private long[] keys(String code, int part) {
        int length = code.length();
        if (part == 0) {
            return struckOut(code) ? StoredPiece.NONE : new long[] {Hashes.of(LookAlikes.of(code))};
        }
        if (part == 4) {
            return near(code);
        }
        int cut = vocabulary.comparison instanceof CurpComparison ? ROOT : Math.max(4, length / 2);
        if (length < 4 || part == 1 && length <= cut) {
            return StoredPiece.NONE;
        }
        String piece = switch (part) {
            case 1 -> code.substring(0, cut);
            case 2 -> code.substring(length - Math.min(length, length < END ? 4 : END));
            default -> code.substring(length / 4, length - length / 4);
        };
        return struckOut(piece) ? StoredPiece.NONE : new long[] {Hashes.of(LookAlikes.of(piece))};
    }

    private static boolean struckOut(String code) {
        return code.indexOf('?') >= 0;
    }

    /** The code with each of its signs left out: two short codes that are one slip apart share one of these. */
    private static long[] near(String code) {
        int length = code.length();
        if (length < NEAR_MIN || length > NEAR_MAX || struckOut(code)) {
            return StoredPiece.NONE;
        }
        String signs = LookAlikes.of(code);
        long[] keys = new long[length + 1];
        keys[length] = Hashes.of(signs);
        for (int at = 0; at < length; at++) {
            keys[at] = Hashes.of(signs.substring(0, at) + signs.substring(at + 1));
        }
        return LongStream.of(keys).distinct().toArray();
    }
}
