package puente.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import puente.bench.Report.Bar;
import puente.cli.NodeApi;
import puente.cli.demo.NodeProcess;
import puente.cli.demo.Pair;
import puente.record.Language;

/**
 * A large file of evidence between two real nodes whose heaps are a small part of it: taken in by one through its API, disclosed with a
 * record, fetched by the other over mutual TLS, and read there for the purpose, byte for byte the same.
 *
 * <p>Processor time is that of both node processes and of both databases; memory is the highest each node process ever had
 * resident ({@code VmHWM}), its heap, code and buffers together.
 */
final class EvidenceBench implements Bench {
    private static final int HEAP_MEGABYTES = 256;
    private static final long BYTES = Long.getLong("puente.bench.evidence.bytes", 2_000_000_000L);
    private static final int BLOCK = 1 << 20;
    private static final String PURPOSE = "drug-trafficking";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public String measures() {
        return "a file of %,d bytes from node to node, each within %d MB of heap".formatted(BYTES, HEAP_MEGABYTES);
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("puente-bench-evidence");
        try {
            Path file = folder.resolve("evidence.bin");
            String sha256 = write(file);
            Pair pair = Pair.measured(folder, Pair.Ports.free(), Language.EN, HEAP_MEGABYTES);
            try {
                pair.start();
                measure(pair, folder, file, sha256, report);
            } finally {
                pair.stop();
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(Pair pair, Path folder, Path file, String sha256, Report report)
            throws IOException, InterruptedException {
        NodeApi us = pair.us().api().as("us/dea");
        NodeApi mx = pair.mx().api().as("mx/fgr");
        Duration processor = ProcessorTime.ofProcessesNaming(folder);

        long start = System.nanoTime();
        JsonNode stored = us.post("api/v1/evidence", "application/octet-stream", BodyPublishers.ofFile(file), PATIENCE)
                .json();
        report.figure("taken in by the API", megabytesASecond(start), "MB/s");
        require(sha256, stored.path("sha256").asText());
        processor = cost(report, "taken in", folder, processor);

        String record = UUID.randomUUID().toString();
        us.post("api/v1/records", seizure(record));
        start = System.nanoTime();
        us.post(
                "api/v1/disclosures",
                Map.of(
                        "record",
                        record,
                        "evidence",
                        List.of(stored.path("evidence").asText()),
                        "to",
                        "mx/fgr",
                        "purpose",
                        PURPOSE));
        try (NodeApi.Download arrived = await(mx, record, sha256)) {
            report.figure("disclosed to held by the other node", megabytesASecond(start), "MB/s");
            processor = cost(report, "fetched over mutual TLS and verified", folder, processor);
            start = System.nanoTime();
            require(sha256, digest(arrived.body()));
        }
        report.figure("read from the other node's API", megabytesASecond(start), "MB/s");
        cost(report, "read", folder, processor);
        for (NodeProcess node : List.of(pair.us(), pair.mx())) {
            report.figure("peak resident memory, " + node.name(), peakMegabytes(node.pid()), "MB");
        }
        report.figure("heap that sufficed", HEAP_MEGABYTES, "MB", Bar.atMost(256));
    }

    private static Map<String, Object> seizure(String id) {
        return Map.of(
                "id",
                id,
                "version",
                1,
                "kind",
                "seizure",
                "agency",
                "us/dea",
                "recordedAt",
                "2026-01-01T00:00:00.000Z",
                "handling",
                Map.of(
                        "tlp",
                        "AMBER",
                        "codes",
                        List.of(),
                        "purposes",
                        List.of(PURPOSE),
                        "audience",
                        List.of("mx", "us"),
                        "originatorConsent",
                        false,
                        "grading",
                        "B2"),
                "provenance",
                Map.of("source", "invented for a benchmark", "synthetic", true),
                "fields",
                Map.of(
                        "activityDate", "2026-01-02",
                        "itemSeizureLocation", Map.of("area", "US-CA", "name", "Otay Mesa"),
                        "itemSeizureCategory", "drugs",
                        "substanceCategory", "fentanyl",
                        "substanceQuantityMeasure", Map.of("unit", "kg", "value", "2")));
    }

    /** The file at the other node, once it is held there. */
    private static NodeApi.Download await(NodeApi mx, String record, String sha256)
            throws IOException, InterruptedException {
        String path = "api/v1/records/" + record + "/evidence/" + sha256 + NodeApi.query(Map.of("purpose", PURPOSE));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return mx.download(path);
            } catch (NodeApi.RefusedException notYet) {
                if (notYet.status() != 404 || System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Invented bytes that do not compress; returns their digest. */
    private static String write(Path file) throws IOException {
        MessageDigest digest = sha256();
        Random random = new Random(BYTES);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long left = BYTES; left > 0; left -= Math.min(left, block.length)) {
                random.nextBytes(block);
                int count = (int) Math.min(left, block.length);
                digest.update(block, 0, count);
                out.write(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            digest.update(block, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every JDK has SHA-256", absent);
        }
    }

    private static void require(String expected, String found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("the file changed on its way: " + found + " instead of " + expected);
        }
    }

    private static double megabytesASecond(long start) {
        return BYTES / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    private static Duration cost(Report report, String what, Path folder, Duration before) {
        Duration now = ProcessorTime.ofProcessesNaming(folder);
        report.figure(what + ", processor time a GB", now.minus(before).toNanos() / (double) BYTES, "CPU-s");
        return now;
    }

    private static double peakMegabytes(long process) throws IOException {
        Optional<String> line = Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(each -> each.startsWith("VmHWM:"))
                .findFirst();
        return Long.parseLong(line.orElse("VmHWM: 0").replaceAll("\\D", "")) * 1024 / 1e6;
    }
}
