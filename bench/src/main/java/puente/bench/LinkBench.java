package puente.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;
import puente.match.link.Evaluation;
import puente.match.link.Linker;
import puente.match.link.Progress;
import puente.match.table.Column;
import puente.match.table.Recogniser;
import puente.match.table.Role;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/**
 * Linkage of labelled sets, no configuration, one code path, at the model's own probability 0.5: F1 of pairs and of subjects, calibration,
 * processor time and memory. The sets lie in the folder that {@code puente.bench.linkage} names; one that is not there is said to be absent.
 *
 * <p>Splink's figures stand beside ours as published with the sets (Splink 5 on DuckDB, hand-configured, its own probability 0.5): it is a
 * Python program that is not run here, so processor times are of another run on a machine of the same size.
 */
final class LinkBench implements Bench {
    private static final Path FOLDER = Path.of(System.getProperty("puente.bench.linkage", "../shared/data/linkage"));
    private static final int THREADS = 2;

    /** The beginnings of the names of the sets to be measured, with commas; all unless said. */
    private static final String CHOSEN = System.getProperty("puente.bench.linkage.sets", "");

    private static final int MILLION = 1_000_000;

    /** The rows of the largest measurement, made of shifted copies of the largest set; 0 leaves it out. Up to twice a million, rows are added to them. */
    private static final int ROWS = Integer.getInteger("puente.bench.linkage.rows", MILLION);

    /** Smaller sets are scored too fast to be timed. */
    private static final int LARGE = 100_000;

    private record Labelled(
            String file,
            double pairsMin,
            double subjectsMin,
            @Nullable Double splink) {}

    private static final List<Labelled> SETS = List.of(
            new Labelled("febrl3.csv", 0.999, 0.9995, 0.9929),
            new Labelled("bi_20k.csv", 0.950, 0.962, 0.925),
            new Labelled("vehicle_20k.csv", 0.94, 0, 0.905),
            new Labelled("firearm_20k.csv", 0.85, 0, 0.676),
            new Labelled("org_20k.csv", 0.78, 0, 0.495),
            new Labelled("bi_200k.csv.gz", 0.942, 0.955, 0.905));

    @Override
    public String name() {
        return "link";
    }

    @Override
    public String measures() {
        return "linkage of labelled sets: F1 at the model's own 0.5, calibration, processor time, memory";
    }

    @Override
    public void run(Report report) throws IOException {
        for (Labelled set : SETS) {
            if (Stream.of(CHOSEN.split(",")).noneMatch(set.file::startsWith)) {
                continue;
            }
            Path file = FOLDER.resolve(set.file);
            if (!Files.isRegularFile(file)) {
                throw new IOException("the labelled set is not there: " + file);
            }
            measure(set, file, report);
        }
        if (ROWS > 0) {
            Path folder = Files.createTempDirectory("puente-bench-link");
            try {
                Path all = folder.resolve("all.csv");
                Path first = folder.resolve("first.csv");
                Path later = folder.resolve("later.csv");
                rows(ROWS + ROWS / Additions.ONE_IN, all);
                Additions.part(all, first, later);
                Files.delete(all);
                boolean million = ROWS <= 2 * MILLION;
                Labelled set = million
                        ? new Labelled("1 M, shifted copies", 0.92, 0, 0.895)
                        : new Labelled(ROWS / MILLION + " M, shifted copies", 0, 0, null);
                Linker.Result result = measure(set, first, report);
                memory("memory, highest resident", Bar.atMost(million ? 3_000 : 12_000), report);
                if (million) {
                    Additions.measure(result, later, report);
                }
            } finally {
                Folders.delete(folder);
            }
        }
    }

    /** Writes so many rows made of shifted copies of the largest set. */
    static void rows(int count, Path to) throws IOException {
        ShiftedCopies.write(FOLDER.resolve("bi_200k.csv.gz"), count, to);
    }

    private static Linker.Result measure(Labelled set, Path file, Report report) throws IOException {
        Duration before = ProcessorTime.ofThisProcessAndDescendants();
        Table table = withTruth(Recogniser.recognise(Tables.read(file, RowProgress.NONE)));
        Scoring scoring = new Scoring();
        Linker.Result result = new Linker(table, THREADS).run(scoring);
        Duration used = ProcessorTime.ofThisProcessAndDescendants().minus(before);
        Column truth = table.first(Role.TRUTH).orElseThrow();
        Evaluation evaluation = Evaluation.of(result, truth, 0.5);
        String name = set.file;
        Peer splink = set.splink == null ? null : new Peer("Splink 5, as published with the set", set.splink);
        report.figure(name + " pairs", evaluation.pairs().f1(), "F1", Bar.atLeast(set.pairsMin), splink);
        Bar subjects = set.subjectsMin == 0 ? null : Bar.atLeast(set.subjectsMin);
        report.figure(name + " subjects", evaluation.clusters().f1(), "F1", subjects, null);
        report.figure(name + " calibration error", evaluation.calibrationError(), "", Bar.atMost(0.03));
        double seconds = used.toMillis() / 1000.0;
        report.figure(
                name + " processor time",
                seconds,
                "CPU-s",
                Math.abs(table.rows() - MILLION) < LARGE ? Bar.atMost(40) : null,
                null);
        report.figure(name + " compared", result.pairs().compared(), "pairs");
        if (table.rows() >= LARGE) {
            double rate = result.pairs().compared() / scoring.seconds();
            report.figure(name + " scored", rate, "pairs/CPU-s", Bar.atLeast(2e6));
        }
        return result;
    }

    /** Takes the processor time from the first piece of rows that is scored to the last. */
    private static final class Scoring implements Progress {
        private Duration first = Duration.ZERO;
        private Duration last = Duration.ZERO;

        @Override
        public synchronized void at(long done, long of) {
            if (first.isZero()) {
                first = ProcessorTime.ofThisProcessAndDescendants();
            }
            if (done == of) {
                last = ProcessorTime.ofThisProcessAndDescendants();
            }
        }

        double seconds() {
            return Math.max(1, last.minus(first).toMillis()) / 1000.0;
        }
    }

    /** FEBRL writes the answer into the identifier: rec-7-org and rec-7-dup-0 are one. */
    private static Table withTruth(Table table) throws IOException {
        if (table.first(Role.TRUTH).isPresent()) {
            return table;
        }
        Pattern febrl = Pattern.compile("rec-(\\d+)-.*");
        Path answers = Files.createTempFile("puente-bench-truth", ".csv");
        try {
            StringBuilder csv = new StringBuilder("truth\n");
            for (int row = 0; row < table.rows(); row++) {
                Matcher matcher = febrl.matcher(table.nameOf(row));
                csv.append(matcher.matches() ? matcher.group(1) : table.nameOf(row))
                        .append('\n');
            }
            Files.writeString(answers, csv);
            Column truth =
                    Tables.read(answers, RowProgress.NONE).columns().get(0).as(Role.TRUTH);
            return table.with(truth);
        } finally {
            Files.deleteIfExists(answers);
        }
    }

    /** What this process has held at most so far. */
    static void memory(String name, @Nullable Bar bar, Report report) throws IOException {
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .ifPresent(megabytes -> report.figure(name, megabytes, "MB", bar, null));
    }
}
