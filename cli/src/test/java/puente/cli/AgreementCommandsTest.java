package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.agreement.Action;
import puente.agreement.Agreement;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.DemonstrationAgreement;
import puente.agreement.Engine;
import puente.agreement.Question;
import puente.agreement.RecordedDecision;
import puente.exchange.Introduction;
import puente.exchange.NodeKeys;
import puente.ledger.KeyFile;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Language;
import puente.record.Provenance;
import puente.record.Record;

/** {@code puente agreement …} on the demonstration agreement, from two parties' folders. */
class AgreementCommandsTest {
    @TempDir
    private Path base;

    private Path folder = Path.of("");

    @BeforeEach
    void twoPartiesWithKeys() throws IOException {
        folder = base.resolve("mx/agreement");
        DemonstrationAgreement.copyTo(folder);
        for (String name : List.of("mx", "us")) {
            NodeKeys keys = NodeKeys.generate(name, new SecureRandom());
            Path keyFolder = Files.createDirectories(base.resolve(name).resolve("keys"));
            KeyFile.write(keyFolder.resolve("ed25519.key"), keys.classical());
            KeyFile.write(keyFolder.resolve("ml-dsa-44.key"), keys.postQuantum());
            Introduction introduction =
                    Introduction.of(keys, name, URI.create("https://localhost:9471"), new byte[] {1, 2, 3});
            Files.write(base.resolve("mx").resolve(name + ".introduction"), introduction.sign(keys));
        }
    }

    private Run sign(String party) {
        return Run.of(
                "agreement",
                "sign",
                folder.toString(),
                "--key",
                base.resolve(party).toString());
    }

    private Run verify(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"agreement", "verify", folder.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.of(arguments);
    }

    @Test
    void anAgreement_isInForce_onceBothPartiesSigned() {
        assertThat(verify().err()).contains("[agreement.signature.absent]");
        assertThat(verify().exit()).isEqualTo(Exit.USAGE);
        assertThat(sign("mx").exit()).isEqualTo(Exit.DONE);
        assertThat(verify().exit()).isEqualTo(Exit.FINDINGS);
        assertThat(verify().err()).contains("[agreement.signature.missing]");
        assertThat(sign("us").exit()).isEqualTo(Exit.DONE);
        Run verified = verify();
        assertThat(verified.exit()).isEqualTo(Exit.DONE);
        assertThat(verified.out()).contains("signed by mx, us");
        assertThat(verify("--json").out()).contains("\"signed\":true");
    }

    @Test
    void aClauseChangedAfterSigning_isRefused() throws IOException {
        sign("mx");
        sign("us");
        Path main = folder.resolve("agreement.yaml");
        Files.writeString(main, Files.readString(main).replace("effective: 2026-01-01", "effective: 2026-01-02"));
        assertThat(verify().exit()).isEqualTo(Exit.USAGE);
        assertThat(verify().err()).contains("[agreement.signature.other-agreement]");
    }

    @Test
    void keysAreNeeded_toVerify() {
        sign("mx");
        Run run = verify("--key", folder.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("[cli.agreement.no-keys]");
    }

    @Test
    void explain_rendersEveryClause_inBothLanguages() {
        Agreement agreement = Agreement.load(folder);
        for (Language language : Language.values()) {
            Run run = Run.in(language, "agreement", "explain", folder.toString());
            assertThat(run.exit()).isEqualTo(Exit.DONE);
            agreement
                    .clauses()
                    .forEach(clause -> assertThat(run.out())
                            .contains(clause.title().in(language), clause.text().in(language)));
        }
        assertThat(Run.of("agreement", "explain", folder.toString(), "--json").out())
                .hasLineCount(agreement.clauses().size());
    }

    @Test
    void anAgreementThatDoesNotParse_isRefused_atItsLine() throws IOException {
        Path main = folder.resolve("agreement.yaml");
        Files.writeString(main, Files.readString(main) + "\nnonsense: yes\n");
        Run run = Run.of("agreement", "explain", folder.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("agreement.yaml:").doesNotContain("\tat ");
        assertThat(Run.of("agreement", "explain", base.toString()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void replay_listsWhatAnotherAgreementWouldChange() throws IOException {
        Agreement agreement = Agreement.load(folder);
        Record observation = new Record(
                UUID.fromString("018f3a5e-0000-7000-8000-000000000001"),
                1,
                "observation",
                new Agency("us/cbp"),
                Instant.parse("2026-02-01T00:00:00Z"),
                new Handling(
                        Handling.Tlp.CLEAR,
                        Set.of(),
                        Set.of("statistics"),
                        Set.of(new Agency("mx"), new Agency("us")),
                        false,
                        Optional.empty(),
                        new Handling.Grading(Handling.Grading.Reliability.A, 1)),
                new Provenance("test", true),
                Map.of(
                        "indicator", "us.cbp.drug-seizure-weight",
                        "area", "US-CA",
                        "period", "2026-01",
                        "calendar", "calendar",
                        "value", Map.of("unit", "kg", "value", "12.5")));
        Question question = new Question(
                Action.DISCLOSE,
                new Agency("us/cbp"),
                new Agency("mx/sesnsp"),
                observation,
                "statistics",
                Context.at(Instant.parse("2026-02-01T00:00:00Z")));
        Decision decision = Engine.of(agreement).decide(question);
        Path decisions = base.resolve("decisions.jsonl");
        Files.writeString(
                decisions,
                new String(
                                RecordedDecision.of(question, agreement.hash(), decision)
                                        .json(),
                                "UTF-8") + "\n");
        Run same = Run.of(
                "agreement", "replay", folder.toString(), folder.toString(), "--decisions", decisions.toString());
        assertThat(same.err()).isEmpty();
        assertThat(same.exit()).isEqualTo(Exit.DONE);

        Path stricter = base.resolve("stricter");
        DemonstrationAgreement.copyTo(stricter);
        Files.delete(stricter.resolve("clauses/2-statistics.yaml"));
        Run changed = Run.of(
                "agreement",
                "replay",
                folder.toString(),
                stricter.toString(),
                "--decisions",
                decisions.toString(),
                "--json");
        assertThat(changed.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(changed.out()).contains("\"permittedBefore\":true", "\"permittedAfter\":false");

        Files.writeString(decisions, "{\n");
        Run malformed = Run.of(
                "agreement", "replay", folder.toString(), folder.toString(), "--decisions", decisions.toString());
        assertThat(malformed.exit()).isEqualTo(Exit.USAGE);
        assertThat(malformed.err()).contains("decisions.jsonl:1:");
    }
}
