package puente.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running node a command speaks to, and for whom. */
final class NodeOption {
    @Option(
            names = "--node",
            paramLabel = "URL",
            defaultValue = "${env:PUENTE_NODE:-http://localhost:8471}",
            descriptionKey = "node")
    private String node = "http://localhost:8471";

    @Option(names = "--agency", paramLabel = "PARTY/AGENCY", descriptionKey = "agency")
    private String agency = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:PUENTE_TOKEN_FILE}",
            descriptionKey = "token-file")
    private Optional<Path> tokenFile = Optional.empty();

    NodeApi open(Console console) {
        NodeApi api = new NodeApi(NodeApi.address(node), console.language(), agency);
        return tokenFile.map(file -> api.with(TokenFile.read(file))).orElse(api);
    }
}
