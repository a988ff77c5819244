package puente.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** Turns {@code puente.yaml} into a {@link NodeConfiguration}, noting every problem before it refuses. */
final class ConfigurationReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int LONG_POLL_SECONDS_MAX = 300;
    private static final int IDLE_SECONDS_MAX = 3600;
    private static final int CONNECTIONS_MAX = 100_000;

    private final StrictYaml yaml;
    private final Path folder;

    private ConfigurationReader(StrictYaml yaml, Path folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    static NodeConfiguration read(String text, Path folder) {
        return new ConfigurationReader(StrictYaml.read(NodeConfiguration.FILE, text), folder).read();
    }

    private NodeConfiguration read() {
        String name = yaml.required("node");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            refuse(yaml, "node", "a-z 0-9 -");
        }
        String party = yaml.text("party").orElse(name);
        List<Agency> agencies = agencies(party);
        Agency agency = yaml.text("agency")
                .flatMap(this::agency)
                .orElse(agencies.isEmpty() ? new Agency("none") : agencies.getFirst());
        if (!agencies.isEmpty() && !agencies.contains(agency)) {
            refuse(yaml, "agency", agencies.toString());
        }
        Language language = language();
        NodeConfiguration.Http http = http();
        NodeConfiguration.SignIn signIn = yaml.section("signIn")
                .map(section -> new SignInReader(section, folder, agencies, http).read())
                .orElse(NodeConfiguration.SignIn.STANDARD);
        NodeConfiguration.Exchange exchange = exchange();
        Path data = path(yaml, "data", "data");
        Optional<NodeConfiguration.Store> store = yaml.section("store").map(this::store);
        Path partners = path(yaml, "partners", "partners");
        Path agreement = path(yaml, "agreement", "agreement");
        Optional<StrictYaml> witness = yaml.section("witness");
        Optional<Path> policy =
                witness.flatMap(section -> section.text("policy").map(ignored -> path(section, "policy", "")));
        NodeConfiguration.Limits limits =
                yaml.section("limits").map(this::limits).orElse(NodeConfiguration.Limits.STANDARD);
        yaml.finish();
        return new NodeConfiguration(
                folder,
                name,
                party,
                agencies,
                agency,
                language,
                http,
                signIn,
                exchange,
                data,
                store,
                partners,
                agreement,
                new NodeConfiguration.Witness(policy),
                limits);
    }

    private List<Agency> agencies(String party) {
        List<Agency> agencies = new ArrayList<>();
        for (String code : yaml.list("agencies")) {
            Optional<Agency> agency = agency(code);
            if (agency.isPresent() && !agency.get().party().equals(party)) {
                refuse(yaml, "agencies", party + "/…");
            }
            agency.ifPresent(agencies::add);
        }
        if (agencies.isEmpty()) {
            yaml.problem(Problem.of("node.configuration.missing", yaml.position("agencies"), "key", "agencies"));
        }
        return List.copyOf(agencies);
    }

    private Optional<Agency> agency(String code) {
        try {
            return Optional.of(new Agency(code));
        } catch (ProblemException malformed) {
            refuse(yaml, "agencies", "party/agency");
            return Optional.empty();
        }
    }

    private Language language() {
        String tag = yaml.text("language").orElse("en");
        if (!tag.equals("es") && !tag.equals("en")) {
            refuse(yaml, "language", "es, en");
        }
        return Language.of(tag);
    }

    private NodeConfiguration.Http http() {
        Optional<StrictYaml> section = yaml.section("http");
        return new NodeConfiguration.Http(
                section.flatMap(each -> each.text("address")).orElse("127.0.0.1"),
                section.map(each -> port(each, NodeConfiguration.HTTP_PORT)).orElse(NodeConfiguration.HTTP_PORT),
                section.flatMap(each -> each.section("tls")).map(this::tls),
                section.flatMap(each -> each.text("url").map(url -> httpsUrl(each, url))));
    }

    private NodeConfiguration.Tls tls(StrictYaml section) {
        return new NodeConfiguration.Tls(
                path(section, "certificate", section.required("certificate")),
                path(section, "key", section.required("key")),
                section.flag("clientCertificates"));
    }

    private NodeConfiguration.Exchange exchange() {
        Optional<StrictYaml> section = yaml.section("exchange");
        int port = section.map(each -> port(each, NodeConfiguration.EXCHANGE_PORT))
                .orElse(NodeConfiguration.EXCHANGE_PORT);
        String url = section.flatMap(each -> each.text("url")).orElse("https://localhost:" + port);
        return new NodeConfiguration.Exchange(
                section.flatMap(each -> each.text("address")).orElse("127.0.0.1"),
                port,
                httpsUrl(section.orElse(yaml), url));
    }

    private URI httpsUrl(StrictYaml section, String text) {
        try {
            URI url = new URI(text);
            if ("https".equals(url.getScheme()) && url.getHost() != null && url.getRawQuery() == null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Said below, together with other addresses that are no https URL.
        }
        refuse(section, "url", "https://host:port");
        return URI.create("https://invalid.invalid");
    }

    private static int port(StrictYaml section, int standard) {
        return (int) section.number("port", standard, 0, 65_535);
    }

    private NodeConfiguration.Store store(StrictYaml section) {
        String url = section.required("url");
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            refuse(section, "url", "jdbc:postgresql://host:port/database");
        }
        return new NodeConfiguration.Store(
                url, section.required("user"), path(section, "passwordFile", section.required("passwordFile")));
    }

    private NodeConfiguration.Limits limits(StrictYaml section) {
        NodeConfiguration.Limits standard = NodeConfiguration.Limits.STANDARD;
        return new NodeConfiguration.Limits(
                (int) section.number("requestBytes", standard.requestBytes(), 1024, 64 << 20),
                section.number("importBytes", standard.importBytes(), 1024, 1L << 40),
                (int) section.number("longPollSeconds", standard.longPollSeconds(), 1, LONG_POLL_SECONDS_MAX),
                (int) section.number("idleSeconds", standard.idleSeconds(), 1, IDLE_SECONDS_MAX),
                (int) section.number("connections", standard.connections(), 8, CONNECTIONS_MAX));
    }

    private Path path(StrictYaml section, String key, String standard) {
        String text = section.text(key).orElse(standard);
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException malformed) {
            refuse(section, key, "path");
            return folder;
        }
    }

    private static void refuse(StrictYaml section, String key, String expected) {
        section.problem(
                Problem.of("node.configuration.value", section.position(key), "key", key, "expected", expected));
    }
}
