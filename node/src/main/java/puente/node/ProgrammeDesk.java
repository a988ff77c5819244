package puente.node;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Engine;
import puente.gateway.ocds.OcdsReleases;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * Where whoever answers for a programme works: makes the records of one and discloses them to the partner. They are open between the parties, and to
 * everybody where that is said, for statistics and audit.
 */
final class ProgrammeDesk extends Desk {
    private final Programmes programmes;

    ProgrammeDesk(Means means, Programmes programmes) {
        super(means, Programmes.PURPOSE);
        this.programmes = programmes;
    }

    /**
     * A record of one of {@link Programmes#KINDS} as it would be made: not yet kept.
     *
     * @param open whether everybody may see it
     */
    Record draft(String kind, Map<String, Object> fields, boolean synthetic, boolean open, Acting acting) {
        Map<String, Object> normal = RecordJson.fields(kind, fields);
        requireHeld(normal, Programmes.PROGRAMME, "node.programme.unknown");
        requireHeld(normal, Programmes.CONTRACT, "node.programme.no-contract");
        if (kind.equals(Programmes.CONTRACT)
                && !OcdsReleases.isProcess(Programmes.text(normal, "processIdentification"))) {
            throw new ProblemException(Problem.of(
                    "node.programme.ocid",
                    "/fields/processIdentification",
                    "value",
                    Programmes.text(normal, "processIdentification")));
        }
        return made(kind, normal, handling(now(), open), synthetic, acting);
    }

    /** What belongs to a record of another kind names it in the field of that kind's name. */
    private void requireHeld(Map<String, Object> fields, String kind, String code) {
        if (fields.get(kind) instanceof String id && !programmes.holds(UUID.fromString(id), kind)) {
            throw new ProblemException(Problem.of(code, "/fields/" + kind, "record", id));
        }
    }

    private Handling handling(Instant now, boolean open) {
        Set<String> parties = new TreeSet<>(Set.of(means.configuration().party()));
        means.agreements()
                .register()
                .inForce(now)
                .map(Engine::agreement)
                .ifPresent(agreement -> parties.addAll(agreement.parties().keySet()));
        Set<Agency> audience = new LinkedHashSet<>();
        parties.forEach(party -> audience.add(new Agency(party)));
        return new Handling(
                open ? Handling.Tlp.CLEAR : Handling.Tlp.GREEN,
                Set.of(),
                Set.of("audit", Programmes.PURPOSE),
                audience,
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.A, 1));
    }
}
