package puente.match.field;

import java.util.List;
import java.util.stream.LongStream;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.text.LookAlikes;

/**
 * A number or code that an authority gave: letters and digits, compared sign by sign, tolerant of one slip, of signs that look alike and of parts that
 * are missing or struck out (written {@code *} or {@code ?}).
 */
final class CodeField implements Field.Single {
    private static final List<String> LEVELS = List.of(
            "unknown", "differ", "something", "same-root", "two-slips", "part", "one-slip", "look-alike", "same");
    private static final int RARITY_BITS_MAX = 8;

    /** Of a longer telephone number the last digits count. */
    private static final int PHONE_DIGITS = 10;

    /** The last signs of a code that has at least as many. */
    private static final int END = 6;

    /** Codes of these lengths are brought together one slip apart. */
    private static final int NEAR_MIN = 5;

    private static final int NEAR_MAX = 11;
    private static final int STAND_IN_MIN = 20;
    private static final int STAND_IN_TIMES = 15;

    private final Slot slot;
    private final Words words = new Words(false);
    private final int[] numberOf;
    private final int[] rows;
    private final int[] rarity;
    private final CodeLikeness.Dictionary dictionary;
    private final Role role;
    private final int field;

    CodeField(Column column, int field) {
        this.role = column.role();
        this.field = field;
        slot = new Slot(
                column.name(), part(role), LEVELS, new double[] {0, 0.06, 0.02, 0.02, 0.03, 0.04, 0.08, 0.05, 0.7});
        numberOf = new int[column.values().size()];
        int[] counts = column.counts();
        for (int number = 1; number < numberOf.length; number++) {
            numberOf[number] = words.intern(normal(column.values().get(number), role));
            words.count(numberOf[number], counts[number]);
        }
        if (part(role) == Part.IDENTITY) {
            leaveOutStandIns();
        }
        rows = column.rows();
        rarity = words.rarity(RARITY_BITS_MAX);
        dictionary = new CodeLikeness.Dictionary(words, role);
    }

    /**
     * A number that a hundred rows share is nobody's: {@code NO VISIBLE}, {@code 0000000}, {@code PENDING}. What is far more frequent than the rest,
     * or has no digit where nearly all have, counts as unknown.
     */
    private void leaveOutStandIns() {
        int distinct = Math.max(1, words.size() - 1);
        long filled = 0;
        long digits = 0;
        for (int word = 1; word < words.size(); word++) {
            filled += words.countOf(word);
            digits += hasDigit(words.get(word)) ? words.countOf(word) : 0;
        }
        double usual = filled / (double) distinct;
        boolean numbered = digits > 0.8 * filled;
        for (int number = 1; number < numberOf.length; number++) {
            int word = numberOf[number];
            int count = words.countOf(word);
            boolean crowd = count > STAND_IN_MIN && count > STAND_IN_TIMES * usual;
            if (word != 0 && (crowd || numbered && count > 2 && !hasDigit(words.get(word)))) {
                numberOf[number] = 0;
            }
        }
    }

    private static boolean hasDigit(String code) {
        return code.chars().anyMatch(Character::isDigit);
    }

    private static Part part(Role role) {
        return switch (role) {
            case CURP, RFC, PHONE, VIN, SERIAL, PLATE, IDENTIFIER, EMAIL -> Part.IDENTITY;
            default -> Part.OTHER;
        };
    }

    static String normal(String text, Role role) {
        String folded = Plain.fold(text);
        StringBuilder code = new StringBuilder(folded.length());
        for (int at = 0; at < folded.length(); at++) {
            char sign = folded.charAt(at);
            boolean digit = sign >= '0' && sign <= '9';
            boolean other = sign >= 'a' && sign <= 'z' || sign == '*' || sign == '?';
            if (digit || other && role != Role.PHONE) {
                code.append(sign);
            }
        }
        return role == Role.PHONE ? code.substring(Math.max(0, code.length() - PHONE_DIGITS)) : code.toString();
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public void write(int row, int[] into, int at) {
        into[at] = numberOf[rows[row]];
    }

    @Override
    public Comparer comparer(int offset) {
        CodeLikeness likeness = new CodeLikeness(dictionary);
        return (data, first, second, levels, at) -> {
            int a = data[first + offset];
            int b = data[second + offset];
            if (a == 0 || b == 0) {
                levels[at] = UNKNOWN;
                return 0;
            }
            if (a == b) {
                levels[at] = CodeLikeness.SAME;
                return rarity[a];
            }
            levels[at] = (byte) likeness.of(a, b);
            return 0;
        };
    }

    static boolean struckOut(String code) {
        return code.indexOf('*') >= 0 || code.indexOf('?') >= 0;
    }

    @Override
    public List<Piece> pieces() {
        return List.of(piece("", 0), piece("-start", 1), piece("-end", 2), piece("-middle", 3), piece("-near", 4));
    }

    private Piece piece(String suffix, int part) {
        return new StoredPiece(slot.name() + suffix, field, rows, numberOf, number -> keys(words.get(number), part));
    }

    private long[] keys(String code, int part) {
        int length = code.length();
        if (part == 0) {
            return struckOut(code) ? StoredPiece.NONE : new long[] {Hashes.of(LookAlikes.of(code))};
        }
        if (part == 4) {
            return near(code);
        }
        int cut = role == Role.CURP || role == Role.RFC ? 10 : Math.max(4, length / 2);
        if (length < 4 || part == 1 && length <= cut) {
            return StoredPiece.NONE;
        }
        String piece = switch (part) {
            case 1 -> code.substring(0, cut);
            case 2 -> code.substring(length - Math.min(length, length < 6 ? 4 : END));
            default -> code.substring(length / 4, length - length / 4);
        };
        return struckOut(piece) ? StoredPiece.NONE : new long[] {Hashes.of(LookAlikes.of(piece))};
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
