package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Agency;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

class NodeConfigurationTest {
    private static final Path FOLDER = Path.of("/srv/puente/mx");

    private static List<Problem> problems(String yaml) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> NodeConfiguration.parse(yaml, FOLDER));
        assertThat(refused).as("refused: " + yaml).isNotNull();
        return refused.problems();
    }

    @Test
    void shortestConfiguration_hasEveryDocumentedDefault() {
        NodeConfiguration configuration = NodeConfiguration.parse("node: mx\nagencies: [mx/fgr, mx/cnb]\n", FOLDER);
        assertThat(configuration.party()).isEqualTo("mx");
        assertThat(configuration.agency()).isEqualTo(new Agency("mx/fgr"));
        assertThat(configuration.language()).isEqualTo(Language.EN);
        assertThat(configuration.http())
                .isEqualTo(new NodeConfiguration.Http("127.0.0.1", 8471, Optional.empty(), Optional.empty()));
        assertThat(configuration.exchange().port()).isEqualTo(9471);
        assertThat(configuration.exchange().url()).hasToString("https://localhost:9471");
        assertThat(configuration.data()).isEqualTo(FOLDER.resolve("data"));
        assertThat(configuration.partners()).isEqualTo(FOLDER.resolve("partners"));
        assertThat(configuration.agreement()).isEqualTo(FOLDER.resolve("agreement"));
        assertThat(configuration.signIn()).isEqualTo(NodeConfiguration.SignIn.STANDARD);
        assertThat(configuration.store()).isEmpty();
        assertThat(configuration.limits()).isEqualTo(NodeConfiguration.Limits.STANDARD);
    }

    @Test
    void everyKey_isRead() {
        NodeConfiguration configuration = NodeConfiguration.parse("""
                node: us
                party: us
                agencies: [us/cbp, us/atf]
                agency: us/atf
                language: es
                http: {address: 127.0.0.1, port: 8472}
                exchange:
                  address: 0.0.0.0
                  port: 9472
                  url: https://puente.example:9472
                data: /var/lib/puente
                store:
                  url: jdbc:postgresql://db/puente
                  user: puente
                  passwordFile: password
                partners: friends
                agreement: treaty
                witness: {policy: policy.txt}
                limits:
                  requestBytes: 2048
                  importBytes: 1_000_000
                  longPollSeconds: 5
                  idleSeconds: 7
                  connections: 9
                """, FOLDER);
        assertThat(configuration.agency()).isEqualTo(new Agency("us/atf"));
        assertThat(configuration.language()).isEqualTo(Language.ES);
        assertThat(configuration.data()).isEqualTo(Path.of("/var/lib/puente"));
        assertThat(configuration.store())
                .hasValue(new NodeConfiguration.Store(
                        "jdbc:postgresql://db/puente", "puente", FOLDER.resolve("password")));
        assertThat(configuration.witness().policy()).hasValue(FOLDER.resolve("policy.txt"));
        assertThat(configuration.limits()).isEqualTo(new NodeConfiguration.Limits(2048, 1_000_000, 5, 7, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node: mx\\nagencies: [mx/fgr]\\nnodes: x | node.configuration.unknown | puente.yaml:3",
                "node: mx\\nagencies: [mx/fgr]\\nhttp:\\n  prot: 1 | node.configuration.unknown | puente.yaml:4",
                "agencies: [mx/fgr]\\nparty: mx | node.configuration.missing | puente.yaml:1",
                "node: mx | node.configuration.missing | puente.yaml:1",
                "node: mx\\nnode: us\\nagencies: [mx/fgr] | node.configuration.twice | puente.yaml:2",
                "node: mx\\nagencies: [us/cbp] | node.configuration.value | puente.yaml:2",
                "node: mx\\nagencies: [MX] | node.configuration.value | puente.yaml:2",
                "node: mx\\nagencies: [mx/fgr]\\nagency: mx/cnb | node.configuration.value | puente.yaml:3",
                "node: Mx\\nparty: mx\\nagencies: [mx/fgr] | node.configuration.value | puente.yaml:1",
                "node: mx\\nagencies: [mx/fgr]\\nhttp:\\n  port: 70000 | node.configuration.value | puente.yaml:4",
                "node: mx\\nagencies: [mx/fgr]\\nhttp:\\n  port: x | node.configuration.value | puente.yaml:4",
                "node: mx\\nagencies: [mx/fgr]\\nlanguage: fr | node.configuration.value | puente.yaml:3",
                "node: mx\\nagencies: [mx/fgr]\\nexchange:\\n  url: http://x | node.configuration.value | puente.yaml:4",
                "node: mx\\nagencies: [mx/fgr]\\nstore:\\n  url: mysql://x | node.configuration.value | puente.yaml:4",
                "node: [mx | node.configuration.yaml | puente.yaml:1",
                "a: &a [1]\\nb: *a | node.configuration.yaml | puente.yaml:1",
                "[1, 2] | node.configuration.form | puente.yaml:1",
            })
    void whatIsWrong_isNamedWithItsLine(String yaml, String code, String position) {
        assertThat(problems(yaml.replace("\\n", "\n")))
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.position()).startsWith(position);
                })
                .allSatisfy(problem -> {
                    assertThat(Catalogue.standard().message(problem, Language.ES))
                            .doesNotContain("{");
                    assertThat(Catalogue.standard().remedy(problem, Language.EN))
                            .doesNotContain("{");
                });
    }

    @Test
    void allProblems_areSaidAtOnce() {
        assertThat(problems("nod: mx\nlanguage: fr\nlimits: {connections: 1}\n"))
                .extracting(Problem::code)
                .contains("node.configuration.unknown", "node.configuration.missing", "node.configuration.value");
    }

    @Test
    void folderWithoutNode_saysHowToMakeOne(@TempDir Path folder) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> NodeConfiguration.load(folder));
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("node.configuration.absent");
    }

    @Test
    void oversizedFile_isRefusedUnread(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("puente.yaml"), "# ".repeat(NodeConfiguration.CONFIGURATION_BYTES_MAX) + "\nnode: mx\n");
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> NodeConfiguration.load(folder));
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("node.configuration.size");
    }
}
