package puente.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;
import puente.cli.demo.Pair;
import puente.record.Language;

/**
 * Two real nodes, each a process with its own PostgreSQL, joined by mutual TLS 1.3: records stored at one are disclosed under the
 * demonstration agreement and counted when the other's cosignature is back, that is received, verified and durable on both sides.
 *
 * <p>Processor time is that of both node processes and of both databases. The peer is a pair of Eclipse EDC connectors
 * ({@link EdcPeer}), measured in the same run where its libraries are there.
 */
final class ExchangeBench implements Bench {
    private static final int HEAP_MEGABYTES = 768;
    private static final int WARM_UP = 300_000;
    private static final int RECORDS = 200_000;
    /** Of these the middle one counts: a shared machine is not as fast in each. */
    private static final int ROUNDS = 3;

    private static final int RATE_PER_SECOND = 500;
    /** Ninety seconds: a server's compiler takes that long to be done with what one record at a time goes through. */
    private static final int PACED_WARM_UP = 45_000;

    private static final int PACED = 10_000;
    /** How often the size under a cosignature is looked at: what the looking adds to a latency at most. */
    private static final Duration LOOK = Duration.ofMillis(2);

    private static final int PEER_WARM_UP = 300;
    private static final int PEER_TRANSFERS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public String measures() {
        return "records from append on one node to durable and cosigned on the other, PostgreSQL and TLS on both sides";
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("puente-bench-exchange");
        try {
            Pair pair = Pair.measured(folder, Pair.Ports.free(), Language.EN, HEAP_MEGABYTES);
            try {
                pair.start();
                try (CosignedSize cosigned = new CosignedSize(folder.resolve("us"), "us", "mx")) {
                    new Run(new ChannelProbe(pair.us().url(), "us", "mx"), cosigned, folder).measure(report);
                }
            } finally {
                pair.stop();
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private record Bulk(double seconds, Duration processor) {}

    /** Two nodes that run, and what is asked of them. */
    private record Run(ChannelProbe channel, CosignedSize cosigned, Path folder) {
        void measure(Report report) throws IOException, InterruptedException {
            channel.store(Observations.lines("bench.warm-up", WARM_UP));
            for (int round = 0; round < ROUNDS; round++) {
                channel.store(Observations.lines("bench.bulk" + round, RECORDS));
            }
            List<String> pacedWarmUp = channel.store(Observations.lines("bench.paced-warm-up", PACED_WARM_UP));
            List<String> paced = channel.store(Observations.lines("bench.paced", PACED));
            bulk("bench.warm-up", WARM_UP);

            List<Bulk> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(bulk("bench.bulk" + round, RECORDS));
            }
            rounds.sort(Comparator.comparing(Bulk::seconds));
            Bulk bulk = rounds.get(ROUNDS / 2);
            report.figure("sustained, append to cosigned", RECORDS / bulk.seconds(), "records/s", Bar.atLeast(10_000));
            Peer edc = peer();
            report.figure(
                    "processor time a record",
                    bulk.processor().toNanos() / 1e6 / RECORDS,
                    "CPU-ms",
                    Bar.atMost(0.2),
                    edc);
            String at = " at %d records/s".formatted(RATE_PER_SECOND);
            double[] cold = latencies(pacedWarmUp);
            report.figure(
                    "latency p50 in the first %d s%s".formatted(PACED_WARM_UP / RATE_PER_SECOND, at),
                    cold[cold.length / 2],
                    "ms");
            double[] steady = latencies(paced);
            report.figure("latency p50" + at, steady[steady.length / 2], "ms", Bar.atMost(50));
            report.figure("latency p99" + at, steady[steady.length * 99 / 100], "ms", Bar.atMost(250));
        }

        private Bulk bulk(String indicator, int records) throws IOException, InterruptedException {
            long target = channel.size() + records;
            Duration before = ProcessorTime.ofProcessesNaming(folder);
            long start = System.nanoTime();
            channel.discloseAll(indicator);
            cosigned.await(target, PATIENCE);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Bulk(seconds, ProcessorTime.ofProcessesNaming(folder).minus(before));
        }

        /** Records disclosed one by one at a steady rate; the milliseconds of each until a cosignature covers its entry, sorted. */
        private double[] latencies(List<String> ids) throws IOException, InterruptedException {
            long first = channel.size();
            NavigableMap<Long, Long> cosignedAt = new TreeMap<>();
            ChannelProbe.Paced sending = channel.discloseEach(ids, RATE_PER_SECOND);
            cosigned.watch(first + ids.size(), PATIENCE, LOOK, size -> cosignedAt.putIfAbsent(size, System.nanoTime()));
            double[] milliseconds = sending.finish().stream()
                    .mapToDouble(
                            each -> (cosignedAt.ceilingEntry(each.entry() + 1).getValue() - each.dueNanos()) / 1e6)
                    .toArray();
            Arrays.sort(milliseconds);
            return milliseconds;
        }
    }

    private static Peer peer() throws InterruptedException {
        Path libraries = Path.of(System.getenv().getOrDefault("PUENTE_HOME", "."), "bench/edc/target/lib");
        try (EdcPeer edc = new EdcPeer(libraries)) {
            edc.transfer(PEER_WARM_UP);
            List<Double> rounds = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                rounds.add(edc.transfer(PEER_TRANSFERS).toNanos() / 1e6);
            }
            return new Peer(
                    "Eclipse EDC push transfer, no TLS, no database",
                    rounds.stream().sorted().toList().get(1));
        } catch (IOException absent) {
            System.err.println("The peer was not measured: " + absent.getMessage());
            return new Peer("Eclipse EDC push transfer (as published, not run here)", 35);
        }
    }
}
