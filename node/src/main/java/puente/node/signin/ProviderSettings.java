package puente.node.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import puente.record.Agency;

/**
 * The provider that people sign in at, and what its claims mean here. A claim's name may lead into objects with dots:
 * {@code realm_access.roles}.
 *
 * @param issuer exactly as the provider states it; {@code https}, or {@code http} on this machine
 * @param clientId what this node is called there
 * @param secretFile a file whose first line is the client's secret; absent for a public client
 * @param returnTo exactly the address registered there: the node's own, and {@code /auth/callback}
 * @param agencyClaim whose values name the agency
 * @param agencies what each value means; where it is empty, values are agency codes
 * @param roleClaim whose values name the role; those that mean nothing here are passed over
 * @param roles what each value means; where it is empty, values are role codes
 * @param officerClaim what journal and approvals call the person
 * @param multiFactor values of {@code acr} or {@code amr} that prove more than one factor
 */
public record ProviderSettings(
        URI issuer,
        String clientId,
        Optional<Path> secretFile,
        URI returnTo,
        String agencyClaim,
        Map<String, Agency> agencies,
        String roleClaim,
        Map<String, Role> roles,
        String officerClaim,
        Set<String> multiFactor) {
    public ProviderSettings {
        agencies = Map.copyOf(agencies);
        roles = Map.copyOf(roles);
        multiFactor = Set.copyOf(multiFactor);
    }
}
