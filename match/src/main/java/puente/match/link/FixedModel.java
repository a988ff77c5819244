package puente.match.link;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import puente.match.block.Plan;
import puente.match.block.RuleKeys;
import puente.match.field.Field.Piece;
import puente.match.field.Fields;
import puente.match.field.Hashes;
import puente.match.field.PortableRows;
import puente.match.model.Model;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What a finished linkage goes by, without its rows: rules with their caps, weights, the words that were known and how rare they were. Read once a process and
 * shared by its threads; rows come to each of them by {@link #each} in a form that any process with the same model can read, and are compared at a
 * {@link Desk}.
 *
 * <p>Under a fixed model what two rows give depends on them alone, and what a set of rows gives on the set alone ({@link Linker#runAs}). So rows can be
 * brought together, compared and grouped anywhere, and the answer is that of one machine.
 */
public final class FixedModel {
    private final Table none;
    private final Fields fields;
    private final Plan plan;
    private final Model model;
    private final List<Piece> pieces;

    private FixedModel(PopulationFile.Learned learned) {
        if (learned.table().two()) {
            throw new ProblemException(Problem.of("match.link.two-files", ""));
        }
        none = learned.table().slice(0, 0);
        // A fork holds the words and lets the rows go.
        fields = learned.fields().fork(none);
        pieces = fields.pieces();
        plan = learned.plan().over(learned.fields().pieces(), pieces);
        model = learned.model();
    }

    /**
     * The model of a linkage that {@link PopulationFile} kept.
     *
     * @throws ProblemException where the file is none or is damaged, or where two files were linked with each other
     */
    public static FixedModel read(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return new FixedModel(PopulationFile.learned(file, String.valueOf(path.getFileName())));
        }
    }

    /** Takes rows in their portable form. */
    @FunctionalInterface
    public interface Taker {
        /**
         * A row.
         *
         * @param keys rows that share one meet, as long as no more of them do than {@link #cap} says
         * @param row for {@link Desk#put}
         */
        void take(String name, long[] keys, byte[] row);
    }

    /**
     * Gives the rows of a table in their portable form. Columns are taken by name, as {@link Population#add} takes them.
     *
     * @throws ProblemException where a row has no identifier of its own
     */
    public void each(Table table, Taker taker) {
        Table like = table.like(none);
        Column id = like.first(Role.ID).orElseThrow(() -> nameless(1));
        Fields own = fields.fork(none);
        PortableRows portable = new PortableRows(own);
        Fields over = own.over(like);
        RuleKeys keys = new RuleKeys(plan, pieces, over.pieces());
        IntFunction<String> names = like.names();
        IntUnaryOperator signs = like.signs(names);
        long[][] certain = certain(like);
        int stride = over.stride();
        int[] numbers = new int[stride];
        int[] place = new int[1];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int row = 0; row < like.rows(); row++) {
            if (id.rows()[row] == 0) {
                throw nameless(row + 1);
            }
            bytes.reset();
            place[0] = row;
            over.write(place, numbers, 0, stride);
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeUTF(names.apply(row));
                out.writeInt(signs.applyAsInt(row));
                for (long[] of : certain) {
                    out.writeLong(of[row]);
                }
                portable.write(numbers, 0, out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            taker.take(names.apply(row), keys.of(row), bytes.toByteArray());
        }
    }

    private static ProblemException nameless(int row) {
        return new ProblemException(Problem.of("match.link.nameless", "", "row", row));
    }

    /** For each column of CURPs and each row a number for a CURP with its right check digit, 0 where there is none. */
    private static long[][] certain(Table table) {
        return table.all(Role.CURP).stream()
                .map(column -> {
                    long[] ofValue = IntStream.range(0, column.values().size())
                            .mapToLong(number -> {
                                String signs = Certainties.signs(column.values().get(number));
                                return signs.isEmpty() ? 0 : Hashes.of(signs);
                            })
                            .toArray();
                    return IntStream.of(column.rows())
                            .mapToLong(value -> ofValue[value])
                            .toArray();
                })
                .toArray(long[][]::new);
    }

    /** The most rows that meet by a key; where more share it, it brings none together. */
    public int cap(long key) {
        return plan.rules().get(RuleKeys.rule(key)).cap();
    }

    /** A desk for one thread. */
    public Desk desk() {
        return new Desk(this);
    }

    /** The fields with words of their own. */
    Fields fork() {
        return fields.fork(none);
    }

    Model model() {
        return model;
    }

    /** How many columns tell who is certainly not whom. */
    int certainties() {
        return none.all(Role.CURP).size();
    }
}
