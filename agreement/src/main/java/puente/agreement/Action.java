package puente.agreement;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an agency wants to do with a record. */
public enum Action {
    /** Put a record of one's own party into a channel. */
    DISCLOSE,
    /** Look at a record, for a stated purpose. The reader is both actor and recipient. */
    READ,
    /** Pass another party's record on. */
    RESHARE,
    /** Take a record out of Puente in a file or a foreign format. */
    EXPORT,
    /** Use a record's keys in private matching with the recipient. */
    MATCH,
    /** Ask the recipient for records of a kind. */
    REQUEST,
    /** Answer a request with a record. */
    GRANT,
    /** Use a function of one's own node; {@link Standing#function()} says which. Clauses about it speak of no record. */
    OPERATE;

    /**
     * Acts that are decided at one node and never again at the other: only their clauses may speak of the role in which an
     * officer acts, for a partner does not learn it.
     */
    static final Set<Action> AT_HOME = Set.of(READ, EXPORT, OPERATE);

    private static final Map<String, Action> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Action::code, each -> each));

    /** The name as clauses and leaves write it: {@code disclose}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that {@link #code()}, if there is one. */
    public static Optional<Action> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
