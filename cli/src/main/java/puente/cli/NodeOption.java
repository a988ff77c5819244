package puente.cli;

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

    NodeApi open(Console console) {
        return new NodeApi(NodeApi.address(node), console.language(), agency);
    }
}
