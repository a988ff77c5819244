package puente.agreement;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import puente.record.Bilingual;
import puente.record.Kinds;

/**
 * The versioned set of clauses between parties: a document that a lawyer and the engine both read.
 *
 * @param id what the document is called: {@code demonstration}; the same for all its versions
 * @param version 1, 2, 3 …
 * @param title its title
 * @param preamble its opening words
 * @param parties the signatories, by code
 * @param purposes the purposes it knows, by name
 * @param effective the first day (UTC) on which it is in force
 * @param supersedes the hash of the agreement it replaces; empty for a first one
 * @param witnesses the witness policy for channels under it (C2SP tlog-policy text); empty asks for none
 * @param nextReview when the parties review it
 * @param clauses in order of id
 * @param kinds the kinds its clauses were checked against
 */
public record Agreement(
        String id,
        int version,
        Bilingual title,
        Bilingual preamble,
        SortedMap<String, Party> parties,
        SortedMap<String, Purpose> purposes,
        LocalDate effective,
        Optional<AgreementHash> supersedes,
        String witnesses,
        LocalDate nextReview,
        List<Clause> clauses,
        Kinds kinds) {

    /**
     * Reads {@code agreement.yaml} and {@code clauses/*.yaml}, and checks everything there is to check.
     *
     * @throws puente.record.ProblemException with all problems at once, each at its {@code file:line:field}
     */
    public static Agreement load(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /** What is signed, and what stamps every disclosure. */
    public AgreementHash hash() {
        throw new UnsupportedOperationException();
    }
}
