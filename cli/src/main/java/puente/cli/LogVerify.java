package puente.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.ledger.Checkpoint;
import puente.ledger.Fault;
import puente.ledger.FolderStorage;
import puente.ledger.LedgerException;
import puente.ledger.LogReader;
import puente.ledger.LogVerdict;
import puente.ledger.LogVerifier;
import puente.ledger.NoteVerdict;
import puente.ledger.NoteVerifier;
import puente.ledger.TileId;
import puente.record.Problem;

/**
 * {@code puente log verify}: checks a whole log that follows C2SP tlog-tiles, over HTTP or in a folder. Exit code
 * {@value Exit#FINDINGS} where anything is wrong with it, {@value Exit#FAILED} where it could not be read.
 */
@Command(name = "verify")
final class LogVerify implements Callable<Integer> {
    /** Requests under way at once to a distant log; together they hold at most this many bundles in memory. */
    static final int DISTANT_THREADS = 16;

    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "URL|FOLDER", descriptionKey = "LOG")
    private String log = "";

    @Option(names = "--key", paramLabel = "VKEY|FILE|URL", required = true)
    private List<String> keys = List.of();

    @Option(names = "--token-file", paramLabel = "FILE", descriptionKey = "token-file")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    LogVerify(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<NoteVerifier> verifiers = VerifierKeys.of(keys, console.language());
        LogVerdict verdict;
        if (log.startsWith("http://") || log.startsWith("https://")) {
            try (HttpLog distant =
                    new HttpLog(URI.create(log), tokenFile.map(TokenFile::read).orElse(""))) {
                verdict = verify(distant, verifiers, DISTANT_THREADS);
            }
        } else {
            Path folder = Path.of(log);
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(log);
            }
            verdict = verify(
                    FolderStorage.reader(folder),
                    verifiers,
                    Runtime.getRuntime().availableProcessors());
        }
        return switch (verdict) {
            case LogVerdict.Sound sound -> report(sound);
            case LogVerdict.Faulty faulty -> report(faulty);
        };
    }

    private LogVerdict verify(LogReader reader, List<NoteVerifier> verifiers, int threads) throws IOException {
        try (ProgressBar bar =
                console.progress(console.text("cli.log.progress"), files(reader), console.text("cli.log.files"))) {
            return new LogVerifier(verifiers, false, threads).verify(new Counted(reader, bar));
        }
    }

    /** How many files the log claims to consist of; 0 where its checkpoint says nothing. For the progress bar only. */
    private static long files(LogReader reader) throws IOException {
        Optional<byte[]> checkpoint = reader.checkpoint();
        if (checkpoint.isEmpty()) {
            return 0;
        }
        long size;
        try {
            size = Checkpoint.ofUnverified(checkpoint.get()).size();
        } catch (LedgerException malformed) {
            return 0;
        }
        long files = (size + TileId.FULL_WIDTH - 1) / TileId.FULL_WIDTH;
        for (long hashes = size; hashes > 0; hashes /= TileId.FULL_WIDTH) {
            files += (hashes + TileId.FULL_WIDTH - 1) / TileId.FULL_WIDTH;
        }
        return files;
    }

    private record Counted(LogReader log, ProgressBar bar) implements LogReader {
        @Override
        public Optional<byte[]> checkpoint() throws IOException {
            return log.checkpoint();
        }

        @Override
        public Optional<byte[]> tile(TileId tile) throws IOException {
            Optional<byte[]> bytes = log.tile(tile);
            bar.advance(1);
            return bytes;
        }

        @Override
        public List<TileId> earlier(TileId tile) throws IOException {
            return log.earlier(tile);
        }
    }

    private int report(LogVerdict.Sound sound) {
        Checkpoint checkpoint = sound.checkpoint();
        List<String> signers = sound.signatures().stream()
                .map(NoteVerdict.Signed::key)
                .map(NoteVerifier::toString)
                .toList();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("log", log);
            object.put("sound", true);
            object.put("origin", checkpoint.origin());
            object.put("size", checkpoint.size());
            object.put("root", checkpoint.root().toString());
            object.put("signedBy", signers);
            object.put("files", sound.files());
            object.put("bytes", sound.bytes());
            console.json(object);
            return Exit.DONE;
        }
        console.say(
                "cli.log.sound",
                "origin",
                checkpoint.origin(),
                "entries",
                Console.number(checkpoint.size()),
                "files",
                Console.number(sound.files()),
                "bytes",
                Console.number(sound.bytes()));
        signers.forEach(signer -> console.say("cli.log.signed-by", "key", signer));
        return Exit.DONE;
    }

    private int report(LogVerdict.Faulty faulty) {
        if (json) {
            List<Object> faults = new ArrayList<>();
            for (Fault fault : faulty.faults()) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("code", fault.code());
                object.put("position", fault.position());
                object.put("reason", console.text(fault.code(), fault.arguments()));
                faults.add(object);
            }
            console.json(Map.of("log", log, "sound", false, "faults", faults));
            return Exit.FINDINGS;
        }
        faulty.faults()
                .forEach(fault -> console.problem(new Problem(fault.code(), fault.position(), fault.arguments())));
        console.say(
                "cli.log.faulty",
                "log",
                log,
                "count",
                Console.number(faulty.faults().size()));
        return Exit.FINDINGS;
    }
}
