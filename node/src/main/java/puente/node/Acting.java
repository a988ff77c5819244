package puente.node;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Who acts: every act is by an agency, never by "the system". As long as there is no sign-in this is stated, not proved, by
 * the {@code Puente-Agency} and {@code Puente-Officer} headers, and the journal records it.
 *
 * @param agency an agency of this node's party that its configuration lists
 * @param officer the officer's name or number within it; needed where two persons must approve
 */
record Acting(Agency agency, Optional<String> officer) {
    static final String AGENCY_HEADER = "Puente-Agency";
    static final String OFFICER_HEADER = "Puente-Officer";

    /** What an officer may be called: no blanks at the ends, no control characters, 1 to 64 characters. */
    private static final Pattern OFFICER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

    static Acting of(Context request, NodeConfiguration configuration) {
        String stated = request.header(AGENCY_HEADER);
        Agency agency = stated == null ? configuration.agency() : new Agency(stated.strip());
        if (!configuration.agencies().contains(agency)) {
            throw new ProblemException(Problem.of(
                    "node.agency.foreign",
                    AGENCY_HEADER,
                    "agency",
                    agency,
                    "node",
                    configuration.name(),
                    "known",
                    configuration.agencies()));
        }
        String officer = request.header(OFFICER_HEADER);
        if (officer != null && !OFFICER.matcher(officer.strip()).matches()) {
            throw new ProblemException(Problem.of("node.officer.malformed", OFFICER_HEADER));
        }
        return new Acting(agency, Optional.ofNullable(officer).map(String::strip));
    }

    /** The acting officer as leaves and approvals name them; the agency alone where none is stated. */
    String officerOrAgency() {
        return officer.map(name -> agency + "#" + name).orElse(agency.code());
    }

    /** The officer as journal and approvals name them, {@code agency#officer}. */
    String requiredOfficer() {
        return agency + "#"
                + officer.orElseThrow(() -> new ProblemException(Problem.of("node.officer.missing", OFFICER_HEADER)));
    }
}
