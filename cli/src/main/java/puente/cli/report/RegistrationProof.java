package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The proof that an evaluation was registered, as the node's API shows it. */
public final class RegistrationProof {
    private RegistrationProof() {}

    /** Names and values for the text {@code cli.measure.report.registered}. */
    public static Object[] arguments(JsonNode registered) {
        return new Object[] {
            "log", registered.path("log").asText(),
            "entry", registered.path("entry").asText(),
            "size", registered.path("size").asText(),
            "root", registered.path("root").asText(),
            "at", registered.path("cosignedAt").asText()
        };
    }
}
