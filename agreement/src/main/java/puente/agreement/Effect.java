package puente.agreement;

import java.util.Locale;

/** What a clause does when it applies. A forbid wins over any permit. */
public enum Effect {
    PERMIT,
    FORBID;

    /** The name as clauses write it: {@code permit} or {@code forbid}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
