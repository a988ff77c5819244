package puente.match.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import puente.match.block.KeptPlan;
import puente.match.block.Plan;
import puente.match.field.Fields;
import puente.match.model.KeptModel;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.table.KeptNumbers;
import puente.match.table.KeptTable;
import puente.match.table.Table;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A {@link Population} in a file, from one command to the next: the first table and what was learned from it, the rows added since, the pairs, and what
 * subjects are called. Gzip (RFC 1952), whose check sum tells a damaged file; inside, big-endian numbers behind a first line that
 * names the format. What a register says of people stands in it as it stood in the register: it is to be kept as the register is.
 *
 * <p>It is read with bounds at every number, and what does not fit is refused whole. Writing goes to a second file that takes the first one's place when it
 * is complete, so that whoever is interrupted keeps what there was.
 */
public final class PopulationFile {
    private static final String FORMAT = "puente population 1";

    /** The same of two files: behind the first table where the second file's rows begin in it, behind the added rows 1 for each of the second file and 0 for others. */
    private static final String TWO = "puente population 2";

    private static final int BUFFER = 1 << 16;

    private PopulationFile() {}

    /** Writes a population. */
    public static void write(Population population, Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path next = Files.createTempFile(folder, String.valueOf(path.getFileName()), ".next");
        try (OutputStream file = Files.newOutputStream(next);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER))) {
            boolean two = population.table().two();
            out.writeUTF(two ? TWO : FORMAT);
            KeptTable.write(out, population.table());
            if (two) {
                out.writeInt(population.table().secondStart());
            }
            KeptNumbers.write(out, population.learnedFrom());
            KeptPlan.write(out, population.plan(), population.pieces());
            KeptModel.write(out, population.model());
            KeptTable.write(out, population.added());
            if (two) {
                int first = population.table().rows();
                KeptNumbers.write(
                        out,
                        IntStream.range(first, population.count())
                                .map(row -> population.ofSecond(row) ? 1 : 0)
                                .toArray());
            }
            ScoredPairs links = population.links();
            out.writeInt(links.size());
            for (int at = 0; at < links.size(); at++) {
                out.writeInt(links.left(at));
                out.writeInt(links.right(at));
                out.writeFloat(links.bits(at));
            }
            names(population, out);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void names(Population population, DataOutputStream out) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        int[] subjectOf = new int[population.count()];
        for (int row = 0; row < subjectOf.length; row++) {
            String name = population.subject(row);
            Integer number = numbers.putIfAbsent(name, names.size());
            if (number == null) {
                names.add(name);
            }
            subjectOf[row] = number == null ? names.size() - 1 : number;
        }
        population.usedNames().stream()
                .filter(name -> !numbers.containsKey(name))
                .sorted()
                .forEach(names::add);
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
        KeptNumbers.write(out, subjectOf);
    }

    /** Reads what {@link #write} wrote. @throws ProblemException where the file is none, or is damaged */
    public static Population read(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        try (InputStream file = Files.newInputStream(path)) {
            return read(file, name);
        }
    }

    static Population read(InputStream file, String name) {
        return read(file, name, (in, two) -> {
            Population population = population(in, two);
            if (in.read() >= 0) {
                throw new IOException("more than a population");
            }
            return population;
        });
    }

    /** What a population was linked by, without what was found. */
    static Learned learned(InputStream file, String name) {
        return read(file, name, (in, two) -> {
            Learned learned = learned(in, two);
            in.transferTo(OutputStream.nullOutputStream());
            return learned;
        });
    }

    /** Reads to the end, where alone the check sum is compared. */
    @FunctionalInterface
    private interface Content<T> {
        T read(DataInputStream in, boolean two) throws IOException;
    }

    private static <T> T read(InputStream file, String name, Content<T> content) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER))) {
            String format = in.readUTF();
            if (!format.equals(FORMAT) && !format.equals(TWO)) {
                throw new IOException("another format");
            }
            return content.read(in, format.equals(TWO));
        } catch (IOException damaged) {
            throw new ProblemException(
                    Problem.of("match.link.population-broken", name, "reason", String.valueOf(damaged.getMessage())));
        }
    }

    /** The first table, and what was learned from it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Learned(Table table, long[] learnedFrom, Fields fields, Plan plan, Model model) {}

    private static Learned learned(DataInputStream in, boolean two) throws IOException {
        Table one = KeptTable.read(in);
        Table table = two ? one.parted(KeptNumbers.within(in.readInt(), 0, one.rows())) : one;
        long[] learnedFrom = KeptNumbers.longs(in);
        for (long pair : learnedFrom) {
            KeptNumbers.within((int) (pair >>> 32), 0, table.rows());
            KeptNumbers.within((int) pair, 0, table.rows());
        }
        if (table.rows() == 0) {
            throw new IOException("no rows");
        }
        Fields fields = Fields.of(table).learning(learnedFrom);
        Plan plan = KeptPlan.read(in, fields.pieces());
        return new Learned(table, learnedFrom, fields, plan, KeptModel.read(in, fields.slots()));
    }

    private static Population population(DataInputStream in, boolean two) throws IOException {
        Learned learned = learned(in, two);
        Table table = learned.table();
        Table added = KeptTable.read(in);
        BitSet ofSecond = two ? sides(in, added.rows()) : new BitSet();
        int[] order = new int[table.rows()];
        Arrays.setAll(order, row -> row);
        Rows rows = new Rows(learned.fields(), order, table.signs(table.names()));
        int count = Math.addExact(table.rows(), added.rows());
        ScoredPairs links = links(in, count);
        Population population = Population.kept(
                table,
                rows,
                learned.plan(),
                learned.model(),
                learned.learnedFrom(),
                added.like(table),
                ofSecond,
                links);
        int all = KeptNumbers.count(in);
        List<String> names = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int at = 0; at < all; at++) {
            String name = in.readUTF();
            names.add(name);
            used.add(name);
        }
        int[] subjectOf = KeptNumbers.ints(in, 0, all);
        if (subjectOf.length != count) {
            throw new IOException("not a subject for each row");
        }
        List<String> subjects = new ArrayList<>(count);
        for (int subject : subjectOf) {
            subjects.add(names.get(subject));
        }
        population.name(subjects, used);
        return population;
    }

    private static BitSet sides(DataInputStream in, int rows) throws IOException {
        int[] sides = KeptNumbers.ints(in, 0, 2);
        if (sides.length != rows) {
            throw new IOException("not a file for each row");
        }
        BitSet ofSecond = new BitSet();
        for (int row = 0; row < rows; row++) {
            ofSecond.set(row, sides[row] == 1);
        }
        return ofSecond;
    }

    private static ScoredPairs links(DataInputStream in, int rows) throws IOException {
        ScoredPairs links = new ScoredPairs();
        int count = KeptNumbers.count(in);
        for (int at = 0; at < count; at++) {
            int left = KeptNumbers.within(in.readInt(), 0, rows);
            int right = KeptNumbers.within(in.readInt(), left + 1, rows);
            float bits = in.readFloat();
            if (!Float.isFinite(bits)) {
                throw new IOException("a pair without weight");
            }
            links.add(left, right, bits);
        }
        return links;
    }
}
