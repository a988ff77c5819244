package puente.node.signin;

import static puente.node.signin.Role.ADMINISTRATOR;
import static puente.node.signin.Role.ANALYST;
import static puente.node.signin.Role.AUDITOR;
import static puente.node.signin.Role.LEGAL_OFFICER;
import static puente.node.signin.Role.OVERSIGHT;
import static puente.node.signin.Role.PROGRAMME_MANAGER;
import static puente.node.signin.Role.SUPERVISOR;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node offers, and which roles it is for: the table that everything else goes by. Who is not listed may not. The agreement
 * in force may narrow it (clauses about {@code operate}) and never widens it.
 *
 * <p>The {@link #code()} is what sessions list under {@code may}, what a token's scopes are called, and what clauses know as
 * {@code context.function}.
 */
public enum Function {
    /** Find and read records, their evidence, proofs and disclosures. What the agreement says of each comes on top. */
    RECORDS_READ(true, EnumSet.complementOf(EnumSet.of(PROGRAMME_MANAGER))),
    /** Make records and add evidence. */
    RECORDS_WRITE(true, EnumSet.of(ANALYST, SUPERVISOR)),
    /** See which records may be about one subject, and what people decided. What the agreement says of each record comes on top. */
    SUBJECTS_READ(true, EnumSet.of(ANALYST, SUPERVISOR, LEGAL_OFFICER, AUDITOR, OVERSIGHT)),
    /** Decide who is who. For people only. */
    SUBJECTS_DECIDE(false, EnumSet.of(ANALYST, SUPERVISOR)),
    /** Propose disclosures and corrections. */
    DISCLOSURES(true, EnumSet.of(ANALYST, SUPERVISOR, LEGAL_OFFICER)),
    /** Withdraw what was disclosed. */
    WITHDRAWALS(false, EnumSet.of(SUPERVISOR, LEGAL_OFFICER)),
    /** Approve, consent to, or refuse what waits for a person. For people only. */
    APPROVALS(false, EnumSet.of(SUPERVISOR, LEGAL_OFFICER)),
    /** See what waits for a person. */
    APPROVALS_READ(true, EnumSet.of(ANALYST, SUPERVISOR, LEGAL_OFFICER, AUDITOR, OVERSIGHT)),
    /** Take records out in a file. */
    EXPORTS(true, EnumSet.of(ANALYST, SUPERVISOR, AUDITOR)),
    /** Bring files in, and see what was quarantined. */
    IMPORTS(true, EnumSet.of(ADMINISTRATOR)),
    /** Read indicators. */
    INDICATORS_READ(true, EnumSet.allOf(Role.class)),
    /** Read programmes, their money, deliveries and registrations, and evaluate what was registered. */
    PROGRAMMES_READ(true, EnumSet.allOf(Role.class)),
    /** Record programmes and deliveries, and register evaluations beforehand. For people only. */
    PROGRAMMES_WRITE(false, EnumSet.of(PROGRAMME_MANAGER)),
    /** See requests to and from the other party, and where they stand. */
    REQUESTS_READ(true, EnumSet.of(ANALYST, SUPERVISOR, LEGAL_OFFICER, AUDITOR, OVERSIGHT)),
    /** Put requests to the other party, and answer its requests. For people only. */
    REQUESTS_WRITE(false, EnumSet.of(ANALYST, SUPERVISOR, LEGAL_OFFICER)),
    /** Read the agreement and try a decision. */
    AGREEMENT_READ(true, EnumSet.allOf(Role.class)),
    /** Propose and sign agreements. For people only. */
    AGREEMENT_WRITE(false, EnumSet.of(LEGAL_OFFICER)),
    /** Read recorded decisions. */
    DECISIONS_READ(true, EnumSet.of(SUPERVISOR, LEGAL_OFFICER, AUDITOR, OVERSIGHT)),
    /** Read the state of channels, their logs and keys. */
    CHANNELS_READ(true, EnumSet.allOf(Role.class)),
    /** Resume a channel that stopped, and change its key. For people only. */
    CHANNELS_MANAGE(false, EnumSet.of(ADMINISTRATOR)),
    /** Read the journal. */
    JOURNAL_READ(true, EnumSet.of(AUDITOR, OVERSIGHT)),
    /** Make, list and revoke the credentials of programs. For people only. */
    TOKENS(false, EnumSet.of(ADMINISTRATOR)),
    /** Read measurements of the node itself. */
    METRICS(true, EnumSet.of(ADMINISTRATOR));

    private static final Map<String, Function> BY_CODE = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(Function::code, java.util.function.Function.identity()));

    private final boolean forPrograms;
    private final Set<Role> roles;

    Function(boolean forPrograms, Set<Role> roles) {
        this.forPrograms = forPrograms;
        this.roles = Set.copyOf(roles);
    }

    /** {@code records.read} and the like. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The function of that {@link #code()}, if there is one. */
    public static Optional<Function> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Whether a program may have it as a scope: what asks for a person's judgement is for persons. */
    public boolean isForPrograms() {
        return forPrograms;
    }

    /** The roles it is for. */
    public Set<Role> roles() {
        return roles;
    }
}
