package puente.node.signin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/** What a provider's claims mean here: agency, role, officer and strength. Who has none, or more than one, is refused. */
final class Claims {
    /** Longest list of values looked at. */
    static final int VALUES_MAX = 1_000;

    private final ProviderSettings settings;
    private final Collection<Agency> known;

    /** @param known the agencies that may act through this node */
    Claims(ProviderSettings settings, Collection<Agency> known) {
        this.settings = settings;
        this.known = known;
    }

    Account account(String subject, Map<String, Object> claims) {
        TreeSet<Role> roles = new TreeSet<>();
        for (String value : values(claims, settings.roleClaim())) {
            Optional<Role> role = settings.roles().isEmpty()
                    ? Role.of(value)
                    : Optional.ofNullable(settings.roles().get(value));
            role.ifPresent(roles::add);
        }
        TreeSet<String> agencies = new TreeSet<>();
        for (String value : values(claims, settings.agencyClaim())) {
            Optional<Agency> agency = settings.agencies().isEmpty()
                    ? known.stream().filter(each -> each.code().equals(value)).findFirst()
                    : Optional.ofNullable(settings.agencies().get(value));
            agency.filter(known::contains).ifPresent(each -> agencies.add(each.code()));
        }
        Role role = one(roles, settings.roleClaim());
        String agency = one(agencies, settings.agencyClaim());
        List<String> officer = values(claims, settings.officerClaim());
        if (officer.isEmpty()) {
            throw unclear(settings.officerClaim(), 0);
        }
        List<String> name = values(claims, "name");
        return new Account(
                settings.issuer() + "#" + subject,
                name.isEmpty() ? officer.getFirst() : name.getFirst(),
                new Agency(agency),
                role,
                officer.getFirst(),
                strength(claims));
    }

    private String strength(Map<String, Object> claims) {
        boolean proven = values(claims, "acr").stream().anyMatch(settings.multiFactor()::contains)
                || values(claims, "amr").stream().anyMatch(settings.multiFactor()::contains);
        return proven ? Account.MULTI_FACTOR : Account.SINGLE_FACTOR;
    }

    private static <T> T one(TreeSet<T> found, String claim) {
        if (found.size() != 1) {
            throw unclear(claim, found.size());
        }
        return found.first();
    }

    private static ProblemException unclear(String claim, int found) {
        return new ProblemException(Problem.of("node.sign-in.claim", claim, "claim", claim, "found", found));
    }

    /** The texts that a claim holds, one or a list; empty where there is none. */
    static List<String> values(Map<String, Object> claims, String name) {
        Object at = claims.get(name);
        if (at == null && name.indexOf('.') > 0) {
            at = claims;
            for (String part : name.split("\\.")) {
                at = at instanceof Map<?, ?> map ? map.get(part) : null;
            }
        }
        return texts(at);
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> text.isBlank() ? List.of() : List.of(text);
            case Collection<?> many ->
                many.stream()
                        .limit(VALUES_MAX)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }
}
