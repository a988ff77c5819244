package puente.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import puente.cli.HttpLog;
import puente.cli.VerifierKeys;
import puente.cli.demo.CheckReport.Seen;
import puente.ledger.Checkpoint;
import puente.ledger.FolderStorage;
import puente.ledger.LogVerdict;
import puente.ledger.LogVerifier;
import puente.ledger.NoteVerifier;
import puente.ledger.TileId;
import puente.record.Language;

/** Claims about logs: everyone can verify them, and no byte of them can be changed unseen. */
final class CheckLogs {
    private static final int THREADS = 4;

    private final Pair pair;
    private final CheckReport report;

    CheckLogs(Pair pair, CheckReport report) {
        this.pair = pair;
        this.report = report;
    }

    void run() throws InterruptedException {
        report.claim("cli.check.logs", this::channels);
        report.claim("cli.check.journal", this::journals);
        report.claim("cli.check.flipped", this::flipped);
    }

    private Seen channels() throws IOException, InterruptedException {
        boolean holds = true;
        List<Object> seen = new ArrayList<>();
        for (NodeProcess sender : pair.both().toList()) {
            NodeProcess receiver = pair.partner(sender);
            String path = sender.name() + "/" + receiver.name();
            holds &= Desk.of(sender, firstAgency(sender)).awaitCosigned(path, CheckSharing.PATIENCE);
            for (NodeProcess node : List.of(sender, receiver)) {
                LogVerdict verdict = verify(node, "channels/" + path + "/");
                if (verdict instanceof LogVerdict.Sound sound) {
                    TreeSet<String> names = new TreeSet<>();
                    sound.signatures().forEach(each -> names.add(each.key().name()));
                    holds &= names.contains("puente/channels/" + path)
                            && names.contains("puente/cosigners/" + receiver.name());
                    if (node == sender) {
                        seen.add(path + " " + sound.checkpoint().size() + ", "
                                + sound.signatures().size() + " signatures");
                    }
                } else {
                    holds = false;
                    seen.add(path + " " + verdict);
                }
            }
        }
        return Seen.of(holds, seen.toArray());
    }

    static String firstAgency(NodeProcess node) {
        return (node.name().equals("mx") ? Pair.MX : Pair.US).getFirst();
    }

    private Seen journals() throws IOException, InterruptedException {
        boolean holds = true;
        List<Object> seen = new ArrayList<>();
        for (NodeProcess node : pair.both().toList()) {
            LogVerdict verdict = verify(node, "journal/");
            holds &= verdict instanceof LogVerdict.Sound;
            seen.add(node.name() + " "
                    + (verdict instanceof LogVerdict.Sound sound
                            ? sound.checkpoint().size()
                            : verdict.toString()));
        }
        return Seen.of(holds, seen.toArray());
    }

    static List<NoteVerifier> keys(NodeProcess node) throws IOException, InterruptedException {
        return VerifierKeys.of(List.of(CheckStart.keysOf(node).toString()), Language.EN);
    }

    /** Verifies a whole log of a node over HTTP. */
    static LogVerdict verify(NodeProcess node, String path) throws IOException, InterruptedException {
        URI address = node.url().resolve(path);
        try (HttpLog log = new HttpLog(address)) {
            return new LogVerifier(keys(node), false, THREADS).verify(log);
        }
    }

    /** Copies a journal, flips one byte in the middle of each of its files in turn, and verifies the copy. */
    private Seen flipped() throws IOException, InterruptedException {
        Path copy = pair.base().resolve("copied-journal");
        List<Path> files = new ArrayList<>();
        try (HttpLog log = new HttpLog(pair.mx().url().resolve("journal/"))) {
            byte[] checkpoint = log.checkpoint().orElseThrow(() -> new IOException("no checkpoint"));
            files.add(write(copy.resolve("checkpoint"), checkpoint));
            long size = Checkpoint.ofUnverified(checkpoint).size();
            for (TileId tile : TileId.all(size)) {
                byte[] bytes = log.tile(tile).orElseThrow(() -> new IOException("no " + tile.path()));
                files.add(write(copy.resolve(tile.path()), bytes));
            }
        }
        LogVerifier verifier = new LogVerifier(keys(pair.mx()), false, THREADS);
        boolean holds = verifier.verify(FolderStorage.reader(copy)) instanceof LogVerdict.Sound;
        int found = 0;
        for (Path file : files) {
            flip(file);
            found += verifier.verify(FolderStorage.reader(copy)) instanceof LogVerdict.Faulty ? 1 : 0;
            flip(file);
        }
        return Seen.of(holds && found == files.size(), found + "/" + files.size());
    }

    private static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes);
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
