package puente.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import puente.record.Agency;
import puente.record.Language;

/**
 * What a new node is told once, by {@code puente init}. Everything can be changed in {@code puente.yaml} later, except the
 * name: channels are called after it.
 *
 * @param name the node's name in channels, {@code a-z 0-9 -}, beginning with a letter, at most 32 characters
 * @param party the signatory it works for
 * @param agencies the agencies of that party that may act through it, at least one; the first acts when a request does not say
 * @param language for start-up messages
 * @param httpPort the API's port on this machine, 0 for any free one
 * @param exchangePort the port partner nodes are served on, 0 for any free one
 * @param exchangeUrl the address partners reach it at; default {@code https://localhost:<exchangePort>}
 * @param demonstration whether whoever is on this machine may use it without signing in
 */
public record Setup(
        String name,
        String party,
        List<Agency> agencies,
        Language language,
        int httpPort,
        int exchangePort,
        Optional<URI> exchangeUrl,
        boolean demonstration) {
    public Setup {
        agencies = List.copyOf(agencies);
    }

    /** A node that nobody uses without a credential. */
    public Setup(
            String name,
            String party,
            List<Agency> agencies,
            Language language,
            int httpPort,
            int exchangePort,
            Optional<URI> exchangeUrl) {
        this(name, party, agencies, language, httpPort, exchangePort, exchangeUrl, false);
    }

    /** The same node as a demonstration. */
    public Setup asDemonstration() {
        return new Setup(name, party, agencies, language, httpPort, exchangePort, exchangeUrl, true);
    }

    /** A node on this machine under the standard ports. */
    public static Setup of(String name, String party, List<Agency> agencies) {
        return new Setup(
                name,
                party,
                agencies,
                Language.EN,
                NodeConfiguration.HTTP_PORT,
                NodeConfiguration.EXCHANGE_PORT,
                Optional.empty());
    }

    /** The configuration file of such a node. */
    String yaml() {
        StringBuilder text = new StringBuilder();
        text.append("# Puente node. Every key and its default: docs/operations.md. Unknown keys are refused.\n");
        line(text, "node", name);
        line(text, "party", party);
        text.append("agencies:\n");
        agencies.forEach(agency -> text.append("  - \"").append(agency).append("\"\n"));
        line(text, "language", language.tag());
        text.append("http:\n");
        line(text, "  port", String.valueOf(httpPort));
        text.append("exchange:\n");
        line(text, "  port", String.valueOf(exchangePort));
        exchangeUrl.ifPresent(url -> line(text, "  url", url.toString()));
        if (demonstration) {
            text.append("signIn:\n");
            line(text, "  demonstration", "yes");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key)
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
    }
}
