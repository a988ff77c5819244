package puente.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Provenance;
import puente.record.Record;

/**
 * May this agency do this?
 *
 * <p>A clause's {@code from} is compared with {@link #from()}, its {@code to} with {@link #recipient()}: a record flows
 * from its originator to its reader, and in every other act from who acts to who receives.
 *
 * @param action what it wants to do
 * @param actor the agency that acts
 * @param recipient who would receive, read, be matched with, or be asked; for {@link Action#READ} the actor itself
 * @param record the record in question
 * @param purpose why
 * @param context the circumstances
 */
public record Question(Action action, Agency actor, Agency recipient, Record record, String purpose, Context context) {

    /** The id of the record that stands for a whole kind in {@link #aboutKind}. */
    public static final UUID ANY_RECORD = new UUID(0, 0);

    /**
     * A question about a kind rather than a record, for {@link Action#REQUEST} and {@link Action#MATCH}: may such records
     * be asked for at all? It is asked of an imagined record of the recipient, with no fields, handled openly for this
     * purpose.
     */
    public static Question aboutKind(
            Action action, Agency actor, Agency recipient, String kind, String purpose, Context context) {
        Handling open = new Handling(
                Handling.Tlp.CLEAR,
                Set.of(),
                Set.of(purpose),
                Set.copyOf(List.of(actor, recipient)),
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.X, 4));
        Record imagined = new Record(
                ANY_RECORD,
                1,
                kind,
                recipient,
                Instant.EPOCH,
                open,
                new Provenance("question about a kind", false),
                Map.of());
        return new Question(action, actor, recipient, imagined, purpose, context);
    }

    /** Where the record flows from: its originator when it is read, the actor in every other act. */
    public Agency from() {
        return action == Action.READ ? record.agency() : actor;
    }
}
