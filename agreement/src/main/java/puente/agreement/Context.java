package puente.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The circumstances of a question.
 *
 * @param now when the act would happen; dates in an agreement are days in UTC
 * @param approvals the distinct officers who have approved this act; ids as the node knows them
 * @param originatorConsent whether the originating agency has consented to this very act
 * @param unit the unit of the recipient that would receive, as the agreement names it; empty where no unit is named
 * @param standing in which role the officer acts
 */
public record Context(Instant now, Set<String> approvals, boolean originatorConsent, String unit, Standing standing) {
    public Context {
        approvals = Set.copyOf(approvals);
    }

    /** Circumstances in which nothing is known of who acts but the agency, as at the receiving end of a channel. */
    public Context(Instant now, Set<String> approvals, boolean originatorConsent, String unit) {
        this(now, approvals, originatorConsent, unit, Standing.UNKNOWN);
    }

    /** Nothing but the time: no approval, no consent, no unit. */
    public static Context at(Instant now) {
        return new Context(now, Set.of(), false, "");
    }

    /** The same circumstances, approved by these officers. */
    public Context approvedBy(Set<String> officers) {
        return new Context(now, officers, originatorConsent, unit, standing);
    }

    /** The same circumstances, with the originating agency's consent. */
    public Context withOriginatorConsent() {
        return new Context(now, approvals, true, unit, standing);
    }

    /** The same circumstances, for one unit of the recipient. */
    public Context toUnit(String recipientUnit) {
        return new Context(now, approvals, originatorConsent, recipientUnit, standing);
    }

    /** The same circumstances, for somebody of whom more is known. */
    public Context by(Standing who) {
        return new Context(now, approvals, originatorConsent, unit, who);
    }

    /** The day of {@link #now}, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
