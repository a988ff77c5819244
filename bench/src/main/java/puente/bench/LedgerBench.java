package puente.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;
import puente.ledger.FolderStorage;
import puente.ledger.Log;
import puente.ledger.LogReader;
import puente.ledger.LogVerdict;
import puente.ledger.LogVerifier;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;

/** A log in a folder: how many entries a second become durable in group commit, and how many a second a stranger can verify. */
final class LedgerBench implements Bench {
    /** Tessera on POSIX files, the upper end of 3,100 to 3,800 entries/s sustained on a machine of two cores; not run here: it needs Go. */
    private static final Peer TESSERA = new Peer("Tessera, POSIX (as published)", 3_800);

    private static final int ENTRIES = 2_000_000;
    private static final int ENTRY_BYTES = 400;
    private static final int WRITERS = 2;
    private static final String ORIGIN = "bench.puente.example/log";

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String measures() {
        return "%,d entries of %d bytes, appended durably by %d writers, then verified whole"
                .formatted(ENTRIES, ENTRY_BYTES, WRITERS);
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("puente-bench-ledger");
        NoteSigner signer = NoteSigner.ofSeed(ORIGIN, SignatureType.ED25519, new byte[NoteSigner.SEED_SIZE]);
        try {
            append(folder, signer, report);
            for (int round = 0; round < 3; round++) {
                verify(folder, signer, report, round == 2);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void append(Path folder, NoteSigner signer, Report report)
            throws IOException, InterruptedException, ExecutionException {
        Duration processor = ProcessorTime.ofThisProcessAndDescendants();
        long start = System.nanoTime();
        try (FolderStorage storage = FolderStorage.open(folder);
                Log log = Log.open(ORIGIN, List.of(signer), storage, InstantSource.system())) {
            List<Thread> writers = Stream.iterate(0, writer -> writer + 1)
                    .limit(WRITERS)
                    .map(writer -> Thread.ofPlatform().start(() -> write(log, writer)))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double processorSeconds =
                ProcessorTime.ofThisProcessAndDescendants().minus(processor).toNanos() / 1e9;
        report.figure("durable appends", ENTRIES / seconds, "entries/s", Bar.atLeast(100_000), TESSERA);
        report.figure("durable appends a CPU-second", ENTRIES / processorSeconds, "entries");
    }

    private static void write(Log log, int writer) {
        CompletableFuture<?> last = CompletableFuture.completedFuture(0L);
        for (int entry = writer; entry < ENTRIES; entry += WRITERS) {
            last = log.append(ByteBuffer.allocate(ENTRY_BYTES).putInt(entry).array());
        }
        last.join();
    }

    private static void verify(Path folder, NoteSigner signer, Report report, boolean warm) throws IOException {
        LogReader reader = FolderStorage.reader(folder);
        Duration processor = ProcessorTime.ofThisProcessAndDescendants();
        long start = System.nanoTime();
        LogVerdict verdict = new LogVerifier(List.of(signer.verifier()), true, 2).verify(reader);
        double seconds = (System.nanoTime() - start) / 1e9;
        double processorSeconds =
                ProcessorTime.ofThisProcessAndDescendants().minus(processor).toNanos() / 1e9;
        if (!(verdict instanceof LogVerdict.Sound)) {
            throw new IllegalStateException("the log just written does not verify: " + verdict);
        }
        if (warm) {
            report.figure("whole-log verification", ENTRIES / seconds, "entries/s", Bar.atLeast(1_000_000));
            report.figure("verification a CPU-second", ENTRIES / processorSeconds, "entries");
        }
    }
}
