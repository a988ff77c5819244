package puente.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import puente.node.outbound.OutboundAddress;
import puente.node.signin.ProviderSettings;
import puente.node.signin.Role;
import puente.record.Agency;
import puente.record.Problem;

/** Reads {@code signIn} of {@code puente.yaml}: who may use the API, and what a provider's claims mean here. */
final class SignInReader {
    private static final int IDLE_MINUTES_MAX = 24 * 60;
    private static final int HOURS_MAX = 24 * 7;

    /** What providers commonly say of a sign-in with more than one factor (RFC 8176 and its kin). */
    private static final List<String> MULTI_FACTOR = List.of("mfa", "otp", "hwk", "swk", "sc", "fido", "2", "gold");

    private final StrictYaml section;
    private final Path folder;
    private final List<Agency> agencies;
    private final NodeConfiguration.Http http;

    SignInReader(StrictYaml section, Path folder, List<Agency> agencies, NodeConfiguration.Http http) {
        this.section = section;
        this.folder = folder;
        this.agencies = agencies;
        this.http = http;
    }

    NodeConfiguration.SignIn read() {
        NodeConfiguration.SignIn standard = NodeConfiguration.SignIn.STANDARD;
        boolean demonstration = section.flag("demonstration");
        long idle = section.number("idleMinutes", standard.idle().toMinutes(), 1, IDLE_MINUTES_MAX);
        long hours = section.number("hours", standard.longest().toHours(), 1, HOURS_MAX);
        Optional<ProviderSettings> provider = section.section("oidc").map(this::provider);
        if (demonstration && provider.isPresent()) {
            refuse(section, "demonstration", "oidc, demonstration: 1");
        }
        return new NodeConfiguration.SignIn(demonstration, Duration.ofMinutes(idle), Duration.ofHours(hours), provider);
    }

    private ProviderSettings provider(StrictYaml oidc) {
        List<String> proofs = oidc.list("multiFactor");
        return new ProviderSettings(
                issuer(oidc),
                oidc.required("clientId"),
                oidc.text("clientSecretFile").map(file -> folder.resolve(file).normalize()),
                returnTo(),
                oidc.text("agencyClaim").orElse("puente_agency"),
                meanings(oidc, "agencies", this::agency),
                oidc.text("roleClaim").orElse("puente_role"),
                meanings(oidc, "roles", Role::of),
                oidc.text("officerClaim").orElse("preferred_username"),
                Set.copyOf(proofs.isEmpty() ? MULTI_FACTOR : proofs));
    }

    /** The API's own address, and the one path that the provider may send browsers back to. */
    private URI returnTo() {
        String own = http.url()
                .map(URI::toString)
                .orElse((http.tls().isPresent() ? "https" : "http") + "://localhost:" + http.port());
        return URI.create((own.endsWith("/") ? own.substring(0, own.length() - 1) : own) + SessionRoutes.RETURN);
    }

    private static URI issuer(StrictYaml oidc) {
        String text = oidc.required("issuer");
        try {
            URI issuer = new URI(text);
            if (text.isEmpty() || OutboundAddress.isAllowed(issuer, true)) {
                return issuer;
            }
        } catch (URISyntaxException malformed) {
            // Said below, together with other addresses that are no https URL.
        }
        refuse(oidc, "issuer", "https://…");
        return URI.create("https://invalid.invalid");
    }

    private Optional<Agency> agency(String code) {
        return agencies.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** A list of {@code claim's value=meaning here}. */
    private static <T> Map<String, T> meanings(StrictYaml oidc, String key, Function<String, Optional<T>> meaning) {
        Map<String, T> meanings = new LinkedHashMap<>();
        for (String line : oidc.list(key)) {
            int equals = line.lastIndexOf('=');
            Optional<T> meant = equals <= 0
                    ? Optional.empty()
                    : meaning.apply(line.substring(equals + 1).strip());
            if (meant.isPresent()) {
                meanings.put(line.substring(0, equals).strip(), meant.get());
            } else {
                refuse(oidc, key, "[value=meaning]");
            }
        }
        return meanings;
    }

    private static void refuse(StrictYaml section, String key, String expected) {
        section.problem(
                Problem.of("node.configuration.value", section.position(key), "key", key, "expected", expected));
    }
}
