package puente.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;
import puente.match.link.Linker;
import puente.match.link.Population;
import puente.match.link.ScoredPairs;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/**
 * Rows added to a register that is linked already: one at a time, as a node meets them, and a thousand at once, as a file brings them. Afterwards everything is
 * linked again under the same model, and what differs is counted: nothing should.
 */
final class Additions {
    /** Every so many rows of a register one comes later. */
    static final int ONE_IN = 40;

    private static final int AT_ONCE = 1_000;

    /** What is added before anything is timed, so that the machine's compiler has done its work. */
    private static final int WARM_UP = 4_000;

    private Additions() {}

    /** Parts a file of rows into those that are there first and those that come later. */
    static void part(Path all, Path first, Path later) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(all);
                BufferedWriter outFirst = Files.newBufferedWriter(first);
                BufferedWriter outLater = Files.newBufferedWriter(later)) {
            String line = in.readLine();
            outFirst.write(line + "\n");
            outLater.write(line + "\n");
            int row = 0;
            for (line = in.readLine(); line != null; line = in.readLine(), row++) {
                (row % (ONE_IN + 1) == ONE_IN ? outLater : outFirst).write(line + "\n");
            }
        }
    }

    static void measure(Linker.Result base, Path later, Report report) throws IOException {
        Table more = Tables.read(later, RowProgress.NONE).like(base.table());
        Duration before = ProcessorTime.ofThisProcessAndDescendants();
        Population population = Population.of(base);
        report.figure("additions: a register of 1 M made ready", seconds(before), "CPU-s");
        int singles = more.rows() - AT_ONCE;
        Table[] rows = new Table[singles];
        Arrays.setAll(rows, row -> more.slice(row, row + 1));
        for (int row = 0; row < WARM_UP; row++) {
            population.add(rows[row]);
        }
        long[] nanos = new long[singles - WARM_UP];
        Duration start = ProcessorTime.ofThisProcessAndDescendants();
        for (int row = WARM_UP; row < singles; row++) {
            long from = System.nanoTime();
            population.add(rows[row]);
            nanos[row - WARM_UP] = System.nanoTime() - from;
        }
        double used = seconds(start);
        Arrays.sort(nanos);
        report.figure(
                "additions to 1 M, one at a time",
                nanos.length / used,
                "rows/CPU-s",
                Bar.atLeast(2_000),
                new Peer("Senzing's guidance, 8 cores", 100));
        report.figure("additions to 1 M, p50", nanos[nanos.length / 2] / 1e6, "ms");
        report.figure("additions to 1 M, p99", nanos[(int) (nanos.length * 0.99)] / 1e6, "ms", Bar.atMost(10));
        Table thousand = more.slice(singles, more.rows());
        long from = System.nanoTime();
        population.add(thousand);
        report.figure("1,000 added at once to 1 M", (System.nanoTime() - from) / 1e9, "s", Bar.atMost(1));
        LinkBench.memory("memory with additions, highest resident", null, report);
        Table all = Table.joined(List.of(base.table(), more));
        ScoredPairs full = new Linker(all, 2).runAs(base).pairs();
        report.figure(
                "additions: pairs that a full run under the same model gives otherwise",
                differing(population.pairs(), full),
                "pairs",
                Bar.atMost(0));
    }

    private static double seconds(Duration since) {
        return ProcessorTime.ofThisProcessAndDescendants().minus(since).toMillis() / 1000.0;
    }

    /** Both are in order of rows. */
    private static long differing(ScoredPairs one, ScoredPairs other) {
        long differing = 0;
        int a = 0;
        int b = 0;
        while (a < one.size() || b < other.size()) {
            long keyOfOne = key(one, a);
            long keyOfOther = key(other, b);
            boolean same = keyOfOne == keyOfOther;
            differing += same && one.bits(a) == other.bits(b) ? 0 : 1;
            a += keyOfOne <= keyOfOther ? 1 : 0;
            b += keyOfOther <= keyOfOne ? 1 : 0;
        }
        return differing;
    }

    private static long key(ScoredPairs pairs, int at) {
        return at == pairs.size() ? Long.MAX_VALUE : (long) pairs.right(at) << 32 | pairs.left(at);
    }
}
