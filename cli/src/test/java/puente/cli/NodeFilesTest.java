package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.node.Setup;
import puente.record.Agency;
import puente.record.Language;

/** A backup of a node's own files has all that cannot be made again, and nothing that must not come back. */
class NodeFilesTest {
    @TempDir
    private static Path base;

    private static void put(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private static TreeSet<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            TreeSet<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(each -> names.add(folder.relativize(each).toString()));
            return names;
        }
    }

    @Test
    void proposalsAgreementsKeysPartners_andFilesThatAreNamed_comeBack_andNothingElseDoes() throws IOException {
        Path node = base.resolve("mx");
        Node.initialise(
                node, new Setup("mx", "mx", List.of(new Agency("mx/fgr")), Language.EN, 0, 0, Optional.empty()));
        Files.writeString(
                node.resolve(NodeConfiguration.FILE),
                Files.readString(node.resolve(NodeConfiguration.FILE)) + "witness:\n  policy: policies/journal\n");
        TreeSet<String> kept = files(node);
        for (String name : List.of(
                "policies/journal",
                "partners/us.introduction",
                "agreement/agreement.yaml",
                "agreement/1/clauses/1.yaml",
                "keys/channels/mx-us-1.key",
                "data/proposals/ab12/agreement.yaml",
                "data/proposals/ab12/clauses/1-human-rights.yaml",
                "data/proposals/ab12/bound")) {
            put(node, name);
            kept.add(name);
        }
        for (String name : List.of(
                "data/proposals/.ab13/agreement.yaml",
                "data/owner.token",
                "data/postgres/PG_VERSION",
                "data/evidence/ab/cd",
                "data/incoming/import1.spool",
                "taxii/gone.account",
                "log/node.jsonl",
                "old.puente-backup",
                "old.puente-backup.node.zip",
                "unnamed/file")) {
            put(node, name);
        }
        Path zip = node.resolve("now.zip");
        NodeFiles.write(NodeConfiguration.load(node), zip);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
        Path restored = base.resolve("restored");
        NodeFiles.read(zip, restored);
        assertThat(files(restored)).isEqualTo(kept);
        for (String name : kept) {
            assertThat(restored.resolve(name)).hasSameBinaryContentAs(node.resolve(name));
        }
    }
}
