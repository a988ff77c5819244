package puente.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import puente.agreement.Agreement;
import puente.agreement.AgreementRegister;
import puente.agreement.Party;
import puente.node.signin.Account;
import puente.node.signin.Role;
import puente.record.Agency;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * Somebody whom a demonstration lets one be, without a password: all roles of the node's first agency, and in its other agencies
 * those that work with records.
 */
record NamedRole(String id, Agency agency, Role role, Map<Language, String> name) {
    private static final List<Role> OF_EVERY_AGENCY = List.of(Role.ANALYST, Role.SUPERVISOR);

    /** The choices of a node; none unless it is a demonstration. */
    static List<NamedRole> of(NodeConfiguration configuration, AgreementRegister register) {
        List<NamedRole> roles = new ArrayList<>();
        if (configuration.signIn().demonstration()) {
            Optional<Agreement> agreement = register.chain().stream().reduce((earlier, later) -> later);
            for (Agency agency : configuration.agencies()) {
                boolean first = agency.equals(configuration.agency());
                Stream<Role> offered = first ? Stream.of(Role.values()) : OF_EVERY_AGENCY.stream();
                offered.forEach(role -> roles.add(of(agency, role, agreement)));
            }
        }
        return List.copyOf(roles);
    }

    private static NamedRole of(Agency agency, Role role, Optional<Agreement> agreement) {
        Map<Language, String> names = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            names.put(
                    language,
                    Catalogue.standard().text("node.role." + role.code(), language) + ", "
                            + label(agency, agreement, language));
        }
        return new NamedRole(agency.code().replace('/', '.') + "." + role.code(), agency, role, names);
    }

    private static String label(Agency agency, Optional<Agreement> agreement, Language language) {
        return agreement
                .map(each -> each.parties().get(agency.party()))
                .map(Party::agencies)
                .map(agencies -> agencies.get(agency))
                .map(member -> member.label().in(language))
                .orElse(agency.code());
    }

    Account account(NodeConfiguration configuration) {
        return new Account(
                "demonstration#" + id,
                name.getOrDefault(configuration.language(), id),
                agency,
                role,
                role.code(),
                Account.DEMONSTRATION);
    }

    Map<String, Object> show() {
        Map<String, Object> names = new LinkedHashMap<>();
        name.forEach((language, text) -> names.put(language.tag(), text));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("agency", agency.code());
        shown.put("role", role.code());
        shown.put("name", names);
        return shown;
    }
}
