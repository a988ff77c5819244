package puente.match.field;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row's numbers as bytes that mean the same to every {@link Fields#fork fork} of one set of fields, in whatever process it lives.
 *
 * <p>Most numbers of a row stand for words. Words that the fields knew before they were forked have one number everywhere, and go as it; a word that came later has
 * a number only here, and goes as itself. A number is written in groups of seven bits, the lowest first, the highest bit saying that more follow (LEB128); one
 * that stands for a word is doubled, and odd where the word follows, with its length for a number.
 */
public final class PortableRows {
    private static final int WORD_BYTES_MAX = 1 << 16;

    private final Fields fields;
    private final Field.@Nullable Vocabulary[] vocabularies;
    private final int[] known;

    /** @param fork to which no rows have come yet */
    public PortableRows(Fields fork) {
        fields = fork;
        vocabularies = new Field.Vocabulary[fork.stride()];
        known = new int[fork.stride()];
        for (int at = 0; at < fork.list().size(); at++) {
            Field field = fork.list().get(at);
            for (int place = 0; place < field.width(); place++) {
                Optional<Field.Vocabulary> vocabulary = field.vocabulary(place);
                vocabularies[fork.offset(at) + place] = vocabulary.orElse(null);
                known[fork.offset(at) + place] =
                        vocabulary.map(Field.Vocabulary::size).orElse(0);
            }
        }
    }

    /** Writes the numbers of a row, {@link Fields#stride} of them, which begin at {@code from}. */
    public void write(int[] row, int from, DataOutput out) throws IOException {
        for (int at = 0; at < known.length; at++) {
            Field.Vocabulary vocabulary = vocabularies[at];
            int number = row[from + at];
            if (vocabulary == null) {
                number(number & 0xFFFFFFFFL, out);
            } else if (number < known[at]) {
                number((long) number << 1, out);
            } else {
                byte[] word = vocabulary.get(number).getBytes(StandardCharsets.UTF_8);
                number((long) word.length << 1 | 1, out);
                out.write(word);
            }
        }
    }

    /** Reads what {@link #write} wrote; words that are new here are added, and are not to be compared before {@link #settle}. */
    public void read(DataInput in, int[] into, int from) throws IOException {
        for (int at = 0; at < known.length; at++) {
            Field.Vocabulary vocabulary = vocabularies[at];
            long number = number(in);
            if (vocabulary == null) {
                into[from + at] = (int) number;
            } else if ((number & 1) == 0) {
                into[from + at] = (int) (number >>> 1);
                if (number >>> 1 >= known[at]) {
                    throw new IOException("a word that is not known");
                }
            } else {
                if (number >>> 1 > WORD_BYTES_MAX) {
                    throw new IOException("a word too long");
                }
                byte[] word = new byte[(int) (number >>> 1)];
                in.readFully(word);
                into[from + at] = vocabulary.intern(new String(word, StandardCharsets.UTF_8));
            }
        }
    }

    /** Makes the words that were read ready to be compared. */
    public void settle() {
        fields.list().forEach(Field::extend);
    }

    private static void number(long number, DataOutput out) throws IOException {
        long left = number;
        while (left >= 0x80) {
            out.writeByte((int) left | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    private static long number(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = in.readByte();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a number too long");
    }
}
