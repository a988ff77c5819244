package puente.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import puente.bench.Report.Bar;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.node.Setup;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * Readers while a file is imported: 200 connections, each searching a node once a second, while {@code -Dpuente.bench.records}
 * sightings (100,000 where not said) come in by the API in one file; measured until it is in, at most {@value #MEASURED_SECONDS} s. A search is the whole of it: HTTP, authority, PostgreSQL, and its
 * entry in the journal made durable before it is answered. Node, readers and importing client share one process and machine.
 */
final class LoadBench implements Bench {
    private static final int READERS = 200;
    private static final int HELD_BEFORE = 50_000;
    private static final long PAUSE_MILLISECONDS = 1_000;
    private static final long SEARCH_MILLISECONDS = 500;
    /** How long searches are measured, in seconds, where the import takes longer than that. */
    private static final long MEASURED_SECONDS = 45;
    /** How long the same readers ask before the import begins, in seconds: what it adds is seen beside this. */
    private static final long ALONE_SECONDS = 40;

    private static final Agency AGENCY = new Agency("mx/fgr");

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String measures() {
        return "searches by 200 readers while a bulk import runs";
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException, ExecutionException {
        long records = Long.getLong("puente.bench.records", 100_000);
        Path folder = Files.createTempDirectory("puente-bench-load");
        try {
            Path home = folder.resolve("mx");
            Node.initialise(
                    home,
                    new Setup("mx", "mx", List.of(AGENCY), Language.EN, 0, 0, Optional.empty()).asDemonstration());
            try (Node node = Node.start(NodeConfiguration.load(home));
                    HttpClient client = HttpClient.newHttpClient()) {
                bring(client, node.url(), file(folder, 0, HELD_BEFORE));
                Path more = file(folder, HELD_BEFORE, records);
                double[] alone = read(node.url(), CompletableFuture.runAsync(LoadBench::nothing));
                report.figure(
                        "searches answered while nothing else runs",
                        alone.length / (double) ALONE_SECONDS,
                        "searches/s");
                report.figure("search while nothing else runs, p50", part(alone, 0.5), "ms");
                report.figure("search while nothing else runs, p99", part(alone, 0.99), "ms");
                long begun = System.nanoTime();
                CompletableFuture<Void> bringing = CompletableFuture.runAsync(() -> bring(client, node.url(), more));
                double[] times = read(node.url(), bringing);
                double measured = (System.nanoTime() - begun) / 1e9;
                bringing.get();
                double seconds = (System.nanoTime() - begun) / 1e9;
                report.figure("imported, from beginning to end", records / seconds, "records/s");
                report.figure("searches answered", times.length / measured, "searches/s");
                report.figure("search by one of 200 readers, p50", part(times, 0.5), "ms");
                report.figure(
                        "search by one of 200 readers, p99", part(times, 0.99), "ms", Bar.atMost(SEARCH_MILLISECONDS));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static double part(double[] sorted, double part) {
        return sorted[(int) (sorted.length * part)];
    }

    private static void nothing() {
        try {
            TimeUnit.SECONDS.sleep(ALONE_SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path file(Path folder, long first, long count) throws IOException {
        Path file = folder.resolve("from-" + first + ".jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long number = first; number < first + count; number++) {
                Record record = Holdings.sighting(number, AGENCY.code(), "arms-trafficking");
                out.write(RecordCodec.standard().canonical(record));
                out.write('\n');
            }
        }
        return file;
    }

    private static void bring(HttpClient client, URI node, Path file) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(node + "/api/v1/imports?name=load.jsonl"))
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (!answer.body().contains("\"done\":true")) {
                throw new IllegalStateException("the import ended: " + answer.body());
            }
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }

    /** Milliseconds of each search until the import is done, or long enough. */
    private static double[] read(URI node, CompletableFuture<Void> bringing) throws InterruptedException {
        ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<IOException> faults = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(1);
        bringing.copy()
                .orTimeout(MEASURED_SECONDS, TimeUnit.SECONDS)
                .whenComplete((nothing, failed) -> done.countDown());
        List<Thread> readers = new ArrayList<>();
        for (int each = 0; each < READERS; each++) {
            long seed = each;
            readers.add(Thread.ofVirtual().start(() -> {
                try {
                    reader(node, new Random(seed), times, done);
                } catch (IOException broken) {
                    faults.add(broken);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " readers were not answered", faults.peek());
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static void reader(URI node, Random random, ConcurrentLinkedQueue<Double> times, CountDownLatch done)
            throws IOException, InterruptedException {
        try (KeptConnection connection = new KeptConnection(node)) {
            long pause = random.nextLong(PAUSE_MILLISECONDS);
            while (!done.await(pause, TimeUnit.MILLISECONDS)) {
                long begun = System.nanoTime();
                connection.get(question(random));
                double took = (System.nanoTime() - begun) / 1e6;
                times.add(took);
                pause = Math.max(0, PAUSE_MILLISECONDS - (long) took);
            }
        }
    }

    private static String question(Random random) {
        return "/api/v1/records?limit=20&"
                + switch (random.nextInt(3)) {
                    case 0 ->
                        "kind=sighting&area=" + Holdings.area(random.nextInt(Holdings.AREAS))
                                + "&from=2024-03&to=2024-03";
                    case 1 -> "q=camioneta+P" + random.nextInt(Holdings.PATROLS);
                    default -> "kind=sighting";
                };
    }
}
