package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.cli.NodeApi.Answer;
import puente.cli.VerifierKeys;
import puente.cli.demo.CheckReport.Seen;
import puente.ledger.NoteVerifier;
import puente.ledger.TlogProof;
import puente.ledger.TreeHasher;
import puente.record.Language;

/** Claims about what leaves, what arrives, and what is refused. */
final class CheckSharing {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DRUGS = "drug-trafficking";
    private static final String CRIME = "organised-crime";

    private final Pair pair;
    private final CheckReport report;
    private final Desk cbp;
    private final Desk fgr;
    private final Map<String, Object> seizure = Samples.seizure("us/cbp", "12.5");

    CheckSharing(Pair pair, CheckReport report) {
        this.pair = pair;
        this.report = report;
        this.cbp = Desk.of(pair.us(), "us/cbp");
        this.fgr = Desk.of(pair.mx(), "mx/fgr");
    }

    void run() throws InterruptedException {
        report.claim("cli.check.arrives", this::arrives);
        report.claim("cli.check.proof", this::proof);
        report.claim("cli.check.purpose", this::purpose);
        report.claim("cli.check.use-receipt", this::useReceipt);
        report.claim("cli.check.correction", this::correction);
        report.claim("cli.check.redaction", this::redaction);
        report.claim("cli.check.rescue", this::rescue);
        report.claim("cli.check.vetting", this::vetting);
        report.claim("cli.check.minor", this::minor);
        report.claim("cli.check.two-persons", this::twoPersons);
    }

    private Seen arrives() throws IOException, InterruptedException {
        cbp.make(seizure);
        long start = System.nanoTime();
        Answer disclosed = cbp.disclose(Samples.id(seizure), "mx/fgr", DRUGS);
        if (disclosed.status() != 200) {
            return Seen.of(false, Desk.why(disclosed));
        }
        Optional<JsonNode> arrived = fgr.awaitRecord(Samples.id(seizure), DRUGS, 1, PATIENCE);
        return Seen.of(
                arrived.isPresent()
                        && arrived.get()
                                .path("fields")
                                .path("substanceQuantityMeasure")
                                .path("value")
                                .asText()
                                .equals("12.5")
                        && arrived.get().path("channel").asText().equals("us/mx"),
                "us/mx "
                        + disclosed.json().path("entries").path(0).path("entry").asText(),
                (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private Seen proof() throws IOException, InterruptedException {
        cbp.awaitCosigned("us/mx", PATIENCE);
        TlogProof proof = TlogProof.parse(fgr.api().bytes("api/v1/records/" + Samples.id(seizure) + "/proof"));
        byte[] leaf = proof.extra().orElseThrow(() -> new IOException("the proof carries no leaf"));
        List<NoteVerifier> keys =
                VerifierKeys.of(List.of(CheckStart.keysOf(pair.us()).toString()), Language.EN);
        TlogProof.Verdict verdict = proof.verify(TreeHasher.leaf(leaf), "puente/channels/us/mx", keys);
        leaf[leaf.length / 2] ^= 1;
        TlogProof.Verdict altered = proof.verify(TreeHasher.leaf(leaf), "puente/channels/us/mx", keys);
        leaf[leaf.length / 2] ^= 1;
        boolean names = new String(leaf, StandardCharsets.UTF_8).contains(Samples.id(seizure));
        return Seen.of(
                verdict instanceof TlogProof.Verdict.Proven && !(altered instanceof TlogProof.Verdict.Proven) && names,
                verdict.getClass().getSimpleName(),
                proof.path().size() + " hashes",
                leaf.length + " bytes");
    }

    private Seen purpose() throws IOException, InterruptedException {
        Answer none = fgr.read(Samples.id(seizure), "");
        Answer other = fgr.read(Samples.id(seizure), "money-laundering");
        return Seen.of(none.status() >= 400 && none.status() < 500 && other.status() >= 400, Desk.why(none));
    }

    private Seen useReceipt() throws IOException, InterruptedException {
        Optional<JsonNode> use = Await.value(PATIENCE, () -> {
            JsonNode uses = cbp.disclosures(Samples.id(seizure)).path("uses");
            return uses.isEmpty() ? Optional.empty() : Optional.of(uses.path(0));
        });
        return Seen.of(
                use.isPresent() && use.get().path("purpose").asText().equals(DRUGS),
                use.map(each -> each.path("agency").asText() + " "
                                + each.path("purpose").asText() + " "
                                + each.path("channel").asText())
                        .orElse("–"));
    }

    private Seen correction() throws IOException, InterruptedException {
        Answer corrected = cbp.correct(Samples.id(seizure), Samples.seizureFields("11.9"), "puente demo --check");
        Optional<JsonNode> arrived = fgr.awaitRecord(Samples.id(seizure), DRUGS, 2, PATIENCE);
        String value = arrived.map(each -> each.path("fields")
                        .path("substanceQuantityMeasure")
                        .path("value")
                        .asText())
                .orElse("–");
        return Seen.of(
                value.equals("11.9"), "v" + corrected.json().path("version").asInt(), "12.5 → " + value + " kg");
    }

    private Seen redaction() throws IOException, InterruptedException {
        Map<String, Object> vehicle = Samples.vehicle("us/hsi");
        Desk hsi = Desk.of(pair.us(), "us/hsi");
        hsi.make(vehicle);
        Answer disclosed = hsi.disclose(Samples.id(vehicle), "mx/sspc", CRIME);
        Desk sspc = Desk.of(pair.mx(), "mx/sspc");
        Optional<JsonNode> arrived = disclosed.status() == 200
                ? sspc.awaitRecord(Samples.id(vehicle), CRIME, 1, PATIENCE)
                : Optional.empty();
        return Seen.of(
                arrived.isPresent()
                        && arrived.get()
                                .path("fields")
                                .path("itemMakeName")
                                .asText()
                                .equals("Nissan")
                        && !arrived.get().path("fields").has("itemOwner"),
                arrived.isPresent() ? "itemOwner ∉ " + names(arrived.get().path("fields")) : Desk.why(disclosed));
    }

    private static String names(JsonNode fields) {
        StringBuilder names = new StringBuilder();
        fields.fieldNames()
                .forEachRemaining(
                        name -> names.append(names.isEmpty() ? "" : ", ").append(name));
        return names.toString();
    }

    private Seen rescue() throws IOException, InterruptedException {
        Map<String, Object> rescued = Samples.rescued("us/uscg");
        Desk uscg = Desk.of(pair.us(), "us/uscg");
        uscg.make(rescued);
        return refused(uscg.disclose(Samples.id(rescued), "mx/semar", CRIME), "hr-rescue-never-for-enforcement");
    }

    private Seen vetting() throws IOException, InterruptedException {
        Map<String, Object> another = Samples.seizure("us/dea", "3.2");
        Desk dea = Desk.of(pair.us(), "us/dea");
        dea.make(another);
        return refused(dea.discloseToUnit(Samples.id(another), "mx/fgr", DRUGS, "regional-north"), "hr-valid-vetting");
    }

    private Seen minor() throws IOException, InterruptedException {
        Map<String, Object> minor = Samples.minor("mx/sspc");
        Desk sspc = Desk.of(pair.mx(), "mx/sspc");
        sspc.make(minor);
        return refused(sspc.disclose(Samples.id(minor), "us/dea", CRIME), "hr-minors");
    }

    private static Seen refused(Answer answer, String clause) {
        return Seen.of(answer.status() == 403 && answer.text().contains(clause), Desk.why(answer));
    }

    private Seen twoPersons() throws IOException, InterruptedException {
        Map<String, Object> suspect = Samples.suspect("us/dea");
        Desk first = Desk.of(pair.us(), "us/dea", "first");
        Desk second = Desk.of(pair.us(), "us/dea", "second");
        first.make(suspect);
        JsonNode waiting =
                first.disclose(Samples.id(suspect), "mx/fgr", CRIME).json().path("waiting");
        String approval = waiting.path(0).path("approval").asText();
        Answer bySame = first.decide(approval, "approve");
        Answer byOther = second.decide(approval, "approve");
        Optional<JsonNode> arrived = Await.value(PATIENCE, () -> {
            JsonNode active = fgr.disclosures(Samples.id(suspect)).path("active");
            return active.isEmpty() ? Optional.empty() : Optional.of(active.path(0));
        });
        return Seen.of(
                waiting.size() == 1 && bySame.status() >= 400 && byOther.status() == 200 && arrived.isPresent(),
                waiting.path(0).path("needs").asText(),
                "first " + bySame.status(),
                "second " + byOther.status());
    }
}
