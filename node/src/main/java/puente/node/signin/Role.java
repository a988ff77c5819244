package puente.node.signin;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.record.Codes;

/** In which role a person acts for their agency. A person has one at a time. */
public enum Role {
    /** Records, finds, reads and proposes. */
    ANALYST,
    /** Does what an analyst does, approves, and ends what was disclosed. */
    SUPERVISOR,
    /** Answers for the agreement, and may approve and withdraw. */
    LEGAL_OFFICER,
    /** Checks, within the party, that what was done was permitted. */
    AUDITOR,
    /** Checks from outside the agencies: a court, an ombudsman, a parliament. */
    OVERSIGHT,
    /** Runs the node: imports, keys, credentials of programs. Reads nobody's records. */
    ADMINISTRATOR,
    /** Answers for funded work: records programmes and what they delivered, and registers beforehand how they will be judged. */
    PROGRAMME_MANAGER;

    private static final Map<String, Role> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Role::code, Function.identity()));

    /** The name as clauses, sessions and the journal write it: {@code legal-officer}. */
    public String code() {
        return Codes.of(this);
    }

    /** The role of that {@link #code()}, if there is one. */
    public static Optional<Role> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
