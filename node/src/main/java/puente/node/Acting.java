package puente.node;

import io.javalin.http.Context;
import java.util.Optional;
import puente.node.signin.Account;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Who acts: every act is by an agency, never by "the system". Who signed in, or showed a token, acts for the agency that goes with
 * it; only the node's owner states it, by the {@code Puente-Agency} and {@code Puente-Officer} headers.
 *
 * @param agency an agency of this node's party that its configuration lists
 * @param officer the officer's name or number within it; needed where two persons must approve. A program has none
 */
record Acting(Agency agency, Optional<String> officer) {
    static final String AGENCY_HEADER = "Puente-Agency";
    static final String OFFICER_HEADER = "Puente-Officer";

    /** Who acts in a request that the {@link Gate} let through. */
    static Acting of(Context request, NodeConfiguration configuration) {
        return switch (Caller.current()) {
            case Caller.Nobody nobody -> throw new ProblemException(Problem.of("node.sign-in.required", ""));
            case Caller.Owner owner -> stated(request, configuration);
            case Caller.Person person ->
                known(
                        request,
                        configuration,
                        person.session().agency(),
                        Optional.of(person.session().officer()));
            case Caller.Program program ->
                known(request, configuration, program.client().agency(), Optional.empty());
        };
    }

    private static Acting stated(Context request, NodeConfiguration configuration) {
        String stated = request.header(AGENCY_HEADER);
        Agency agency = stated == null ? configuration.agency() : new Agency(stated.strip());
        String officer = request.header(OFFICER_HEADER);
        if (officer != null && !Account.OFFICER.matcher(officer.strip()).matches()) {
            throw new ProblemException(Problem.of("node.officer.malformed", OFFICER_HEADER));
        }
        return of(agency, Optional.ofNullable(officer).map(String::strip), configuration);
    }

    /** Headers may repeat who it is, never change it. */
    private static Acting known(
            Context request, NodeConfiguration configuration, String agency, Optional<String> officer) {
        String statedAgency = request.header(AGENCY_HEADER);
        if (statedAgency != null && !statedAgency.strip().equals(agency)) {
            throw new ProblemException(Problem.of("node.agency.other", AGENCY_HEADER, "agency", agency));
        }
        String statedOfficer = request.header(OFFICER_HEADER);
        if (statedOfficer != null && !officer.equals(Optional.of(statedOfficer.strip()))) {
            throw new ProblemException(Problem.of("node.officer.other", OFFICER_HEADER));
        }
        return of(new Agency(agency), officer, configuration);
    }

    private static Acting of(Agency agency, Optional<String> officer, NodeConfiguration configuration) {
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
        return new Acting(agency, officer);
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

    /** Whether who acts may state the approvals and consent of others: an owner may, for the demonstration's and scripts' sake. */
    static boolean statesForOthers() {
        return Caller.current() instanceof Caller.Owner;
    }
}
