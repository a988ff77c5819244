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
     * A question about a kind rather than a record: may such records be disclosed, read or asked for at all? It is asked of
     * an imagined record with no fields, handled openly for this purpose. Whoever discloses, grants, matches or exports does
     * so with a record of its own; whoever reads or requests does so with one of the other agency.
     *
     * @param other who would receive or be asked; for {@link Action#READ} whose record it would be, the reader being the actor
     */
    public static Question aboutKind(
            Action action, Agency actor, Agency other, String kind, String purpose, Context context) {
        Agency originator = switch (action) {
            case DISCLOSE, GRANT, MATCH, EXPORT, OPERATE -> actor;
            case READ, REQUEST, RESHARE -> other;
        };
        Agency recipient = action == Action.READ ? actor : other;
        Handling open = new Handling(
                Handling.Tlp.CLEAR,
                Set.of(),
                Set.of(purpose),
                Set.copyOf(List.of(actor, other)),
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.X, 4));
        Record imagined = new Record(
                ANY_RECORD,
                1,
                kind,
                originator,
                Instant.EPOCH,
                open,
                new Provenance("question about a kind", false),
                Map.of());
        return new Question(action, actor, recipient, imagined, purpose, context);
    }

    /** The agency that {@link #aboutKind} was asked with beside the actor. */
    Agency other() {
        return action == Action.READ ? record.agency() : recipient;
    }

    /** Where the record flows from: its originator when it is read, the actor in every other act. */
    public Agency from() {
        return action == Action.READ ? record.agency() : actor;
    }
}
