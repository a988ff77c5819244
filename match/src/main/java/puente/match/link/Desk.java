package puente.match.link;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import puente.match.cluster.Link;
import puente.match.cluster.Subjects;
import puente.match.field.Fields;
import puente.match.field.PortableRows;
import puente.match.model.Rows;

/**
 * Where rows that came in portable form lie side by side, are compared and grouped, and are cleared away again. It knows the words of the model and, beyond
 * them, those of the rows that lie here: now and then, when it is cleared, it forgets words that the model did not know, so that what it holds does
 * not grow with what it has seen. For one thread.
 */
public final class Desk {
    /** After so many rows, words that the model did not know are forgotten. */
    static final int REMEMBERED_ROWS = 1 << 17;

    private final FixedModel model;
    private final int columns;
    private Fields fields;
    private PortableRows portable;
    private int stride;
    private int[] data = new int[0];
    private String[] names = new String[1 << 10];
    private long[] certain = new long[0];
    private int count;
    private int seen;
    private Rows rows;
    private WeighedRows weighed;

    Desk(FixedModel model) {
        this.model = model;
        columns = model.certainties();
        fields = model.fork();
        portable = new PortableRows(fields);
        stride = fields.stride() + 1;
        room(names.length);
        rows = Rows.of(fields, data, names.length);
        weighed = new WeighedRows(rows, model.model(), this::forbid);
    }

    private void room(int rows) {
        names = Arrays.copyOf(names, rows);
        data = Arrays.copyOf(data, Math.multiplyExact(rows, stride));
        certain = Arrays.copyOf(certain, rows * columns);
    }

    /** Lays a row down behind the others and returns its place. */
    public int put(byte[] row) {
        if (count == names.length) {
            room(count * 2);
            seat();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            names[count] = in.readUTF();
            data[count * stride] = in.readInt();
            for (int column = 0; column < columns; column++) {
                certain[count * columns + column] = in.readLong();
            }
            portable.read(in, data, count * stride + 1);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        seen++;
        return count++;
    }

    private void seat() {
        rows = Rows.of(fields, data, names.length);
        weighed = new WeighedRows(rows, model.model(), this::forbid);
    }

    private boolean forbid(int a, int b) {
        for (int column = 0; column < columns; column++) {
            long ofA = certain[a * columns + column];
            long ofB = certain[b * columns + column];
            if (ofA != ofB && ofA != 0 && ofB != 0) {
                return true;
            }
        }
        return false;
    }

    /** Makes the rows that were laid down ready to be compared. */
    public void settle() {
        portable.settle();
    }

    /** How many rows lie here. */
    public int count() {
        return count;
    }

    /** The name of the row at a place. */
    public String name(int place) {
        return names[place];
    }

    /** The weight of two rows in bits, or no number where it is too small to be kept or the two can never be one subject. */
    public float kept(int a, int b) {
        double bits = weighed.own(a, b);
        return bits >= Linker.KEPT_BITS && !forbid(a, b) ? (float) bits : Float.NaN;
    }

    /**
     * Rows that pairs above nil connect, grouped.
     *
     * @param subjectOf for each row the place of its subject's first row, counted from the first of these rows
     * @param pairs with what third rows add, rows counted so too
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Grouping(int[] subjectOf, ScoredPairs pairs) {}

    /**
     * Groups rows of one connected piece, as {@link Linker} groups all.
     *
     * @param from where the rows of the piece begin
     * @param to where they end
     * @param pairs those kept among them, rows counted from {@code from}
     */
    public Grouping group(int from, int to, ScoredPairs pairs) {
        List<Link> links = new ArrayList<>();
        for (int at = 0; at < pairs.size(); at++) {
            if (pairs.bits(at) > 0) {
                links.add(new Link(pairs.left(at), pairs.right(at), pairs.bits(at)));
            }
        }
        Subjects.Order all = Linker.order(rows, this::name);
        Subjects.Order order = (a, b) -> all.compare(from + a, from + b);
        Subjects subjects = Subjects.of(to - from, links, (a, b) -> weighed.bits(from + a, from + b), order);
        int[] subjectOf = subjects.subjectOf();
        return new Grouping(subjectOf, Transitivity.of(pairs, subjectOf, (a, b) -> true, order));
    }

    /** Clears all rows away. */
    public void clear() {
        Arrays.fill(names, 0, count, "");
        count = 0;
        if (seen >= REMEMBERED_ROWS) {
            seen = 0;
            fields = model.fork();
            portable = new PortableRows(fields);
            seat();
        }
    }
}
