package puente.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.Record;

/**
 * What a record's own handling refuses, whatever the clauses say. An agreement can narrow what an originator allowed, never
 * widen it.
 *
 * <ol>
 *   <li>After {@code retainUntil} nothing may be done with a record.
 *   <li>It may be used only for its own purposes.
 *   <li>Only its audience, and its originator, may have it. TLP:RED asks that the recipient be named itself, not only its
 *       party.
 *   <li>Another party's record is passed on by {@link Action#RESHARE}, not as one's own.
 *   <li>Onward (reshare, export, or grant of another agency's record): originator consent and H2 need the originator's consent to
 *       this very act; TLP:RED never goes onward; TLP:AMBER+STRICT stays within the organisation that holds it, and TLP:AMBER
 *       within its party or goes back to the originator's, unless the originator consents (TLP 2.0, FIRST, 2022).
 *   <li>H1: not for a purpose that may end as evidence, without the originator's consent.
 * </ol>
 */
final class HandlingRules {
    private HandlingRules() {}

    /** The first rule that refuses, or null. */
    static @Nullable Problem refuses(Question question, Purpose purpose) {
        Record record = question.record();
        Handling handling = record.handling();
        Agency recipient = question.recipient();
        Agency originator = record.agency();
        LocalDate until = handling.retainUntil().orElse(null);
        if (until != null && until.isBefore(question.context().today())) {
            return Problem.of("agreement.refused.retention-over", "/handling/retainUntil", "date", until);
        }
        if (!handling.purposes().contains(question.purpose())) {
            return Problem.of(
                    "agreement.refused.purpose-not-in-handling", "/handling/purposes", "purpose", purpose.name());
        }
        boolean own = recipient.equals(originator);
        if (!own && !inAudience(handling, recipient)) {
            return Problem.of("agreement.refused.not-in-audience", "/handling/audience", "recipient", recipient);
        }
        if (!own && handling.tlp() == Handling.Tlp.RED && !handling.audience().contains(recipient)) {
            return Problem.of("agreement.refused.tlp-red-unnamed", "/handling/tlp", "recipient", recipient);
        }
        Action action = question.action();
        boolean foreign = !question.actor().party().equals(originator.party());
        if (foreign && (action == Action.DISCLOSE || action == Action.GRANT || action == Action.MATCH)) {
            return Problem.of("agreement.refused.foreign-record", "/agency", "originator", originator);
        }
        boolean consent = question.context().originatorConsent();
        boolean onward = action == Action.RESHARE || action == Action.EXPORT || action == Action.GRANT;
        if (onward && !question.actor().includes(originator)) {
            Problem refusal = onward(question, handling, consent);
            if (refusal != null) {
                return refusal;
            }
        }
        if (purpose.evidence() && !consent && !own && handling.codes().contains(Handling.HandlingCode.H1)) {
            return Problem.of("agreement.refused.h1", "/handling/codes", "purpose", purpose.name());
        }
        return null;
    }

    private static @Nullable Problem onward(Question question, Handling handling, boolean consent) {
        Agency recipient = question.recipient();
        Agency actor = question.actor();
        Agency originator = question.record().agency();
        if (!consent && (handling.originatorConsent() || handling.codes().contains(Handling.HandlingCode.H2))) {
            return Problem.of("agreement.refused.originator-consent", "/handling", "originator", originator);
        }
        boolean stays = switch (handling.tlp()) {
            case CLEAR, GREEN -> true;
            case AMBER ->
                consent
                        || recipient.party().equals(actor.party())
                        || recipient.party().equals(originator.party());
            case AMBER_STRICT -> consent || recipient.equals(actor) || recipient.equals(originator);
            case RED -> recipient.equals(originator);
        };
        return stays
                ? null
                : Problem.of(
                        "agreement.refused.tlp-onward",
                        "/handling/tlp",
                        "tlp",
                        handling.tlp().label());
    }

    private static boolean inAudience(Handling handling, Agency recipient) {
        if (handling.audience().contains(recipient)) {
            return true;
        }
        for (Agency each : handling.audience()) {
            if (each.includes(recipient)) {
                return true;
            }
        }
        return false;
    }
}
