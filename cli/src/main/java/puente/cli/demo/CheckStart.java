package puente.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import puente.agreement.SignedAgreement;
import puente.cli.Introductions;
import puente.cli.NodeApi.Answer;
import puente.cli.VerifierKeys;
import puente.cli.demo.CheckReport.Seen;
import puente.ledger.NoteVerifier;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;

/** Claims about two nodes that have just started. */
final class CheckStart {
    private final Pair pair;
    private final CheckReport report;

    CheckStart(Pair pair, CheckReport report) {
        this.pair = pair;
        this.report = report;
    }

    void run() throws InterruptedException {
        report.claim("cli.check.healthy", this::healthy);
        report.claim("cli.check.agreement", this::agreement);
        report.claim("cli.check.keys", this::keys);
        report.claim("cli.check.openapi", this::openapi);
        report.claim("cli.check.metrics", this::metrics);
        report.claim("cli.check.languages", this::languages);
    }

    private Seen healthy() throws InterruptedException {
        boolean healthy = true;
        List<Object> seen = new ArrayList<>();
        for (NodeProcess node : pair.both().toList()) {
            long database = node.database().map(ProcessHandle::pid).orElse(0L);
            healthy &= node.isAlive() && node.isHealthy() && database > 0;
            seen.add(node.name() + " pid " + node.pid() + ", PostgreSQL pid " + database);
        }
        return Seen.of(healthy, seen.toArray());
    }

    private Seen agreement() throws IOException {
        boolean holds = true;
        List<Object> seen = new ArrayList<>();
        for (NodeProcess node : pair.both().toList()) {
            Path folder = node.folder().resolve("agreement");
            SignedAgreement signed = SignedAgreement.load(folder, Kinds.standard());
            List<Problem> problems = signed.verify(Introductions.partyKeys(List.of(node.folder())));
            boolean inForce = !signed.agreement().effective().isAfter(LocalDate.now(ZoneOffset.UTC));
            holds &= problems.isEmpty() && inForce;
            seen.add(node.name() + " " + signed.agreement().hash().hex().substring(0, 12)
                    + (problems.isEmpty() ? "" : " " + problems));
        }
        return Seen.of(holds && new TreeSet<>(hashes()).size() == 1, seen.toArray());
    }

    private List<String> hashes() {
        return pair.both()
                .map(node -> SignedAgreement.load(node.folder().resolve("agreement"), Kinds.standard())
                        .agreement()
                        .hash()
                        .hex())
                .toList();
    }

    private Seen keys() throws IOException, InterruptedException {
        List<Object> seen = new ArrayList<>();
        for (NodeProcess node : pair.both().toList()) {
            List<NoteVerifier> keys = VerifierKeys.of(List.of(keysOf(node).toString()), Language.EN);
            seen.add(node.name() + " " + keys.size());
        }
        return Seen.of(true, seen.toArray());
    }

    static URI keysOf(NodeProcess node) {
        return node.url().resolve("api/v1/keys");
    }

    private Seen openapi() throws IOException, InterruptedException {
        String document = pair.mx().api().get("openapi.yaml").text();
        boolean complete = document.startsWith("openapi: 3")
                && document.contains("/api/v1/disclosures:")
                && document.contains("/api/v1/records:");
        return Seen.of(
                complete,
                document.lines().filter(line -> line.startsWith("  /")).count() + " paths");
    }

    private Seen metrics() throws IOException, InterruptedException {
        String metrics = pair.us().api().get("metrics").text();
        long series = metrics.lines().filter(line -> !line.startsWith("#")).count();
        return Seen.of(metrics.contains("puente_channel_size"), series + " series");
    }

    private Seen languages() throws IOException, InterruptedException {
        String path = "api/v1/records/00000000-0000-0000-0000-000000000000";
        Answer english = pair.mx().api().in(Language.EN).getUnchecked(path);
        Answer spanish = pair.mx().api().in(Language.ES).getUnchecked(path);
        boolean both = !english.problems().isEmpty() && !spanish.problems().isEmpty();
        if (!both) {
            return Seen.of(false, english.status(), spanish.status());
        }
        String en = english.problems().getFirst().reason();
        String es = spanish.problems().getFirst().reason();
        return Seen.of(!en.equals(es), en, es);
    }
}
