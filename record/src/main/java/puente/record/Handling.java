package puente.record;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done with a record. Travels with it everywhere; no format that cannot carry it may carry the record.
 *
 * @param tlp the TLP 2.0 label
 * @param codes Europol handling codes; empty means H0, no restriction beyond the law
 * @param purposes the purposes for which the record may be used; empty permits none
 * @param audience the parties and agencies that may hold it; empty permits none but the originator
 * @param originatorConsent whether onward use needs the originating agency's consent, case by case
 * @param retainUntil the last day on which any holder may keep it
 * @param grading how far it can be believed (4×4)
 */
public record Handling(
        Tlp tlp,
        Set<HandlingCode> codes,
        Set<String> purposes,
        Set<Agency> audience,
        boolean originatorConsent,
        Optional<LocalDate> retainUntil,
        Grading grading) {

    /** TLP 2.0 (FIRST), from open to closed; the order is the algebra's. */
    public enum Tlp {
        CLEAR,
        GREEN,
        AMBER,
        AMBER_STRICT,
        RED
    }

    /** Europol handling codes. */
    public enum HandlingCode {
        /** May be used to prevent and combat crime. */
        H0,
        /** Not to be used as evidence in court without the originator's permission. */
        H1,
        /** Not to be passed on without the originator's permission. */
        H2,
        /** Other restrictions, stated with the record. */
        H3
    }

    /** Europol 4×4: reliability of the source (A best, X unknown) and credibility of the information (1 best, 4 unknown). */
    public record Grading(Reliability source, int information) {
        /** Whether the source is doubtless (A), mostly reliable (B), mostly unreliable (C), or unknown (X). */
        public enum Reliability {
            A,
            B,
            C,
            X
        }
    }

    public Handling {
        codes = Set.copyOf(codes);
        purposes = Set.copyOf(purposes);
        audience = Set.copyOf(audience);
    }
}
