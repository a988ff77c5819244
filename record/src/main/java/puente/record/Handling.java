package puente.record;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done with a record. Travels with it everywhere; no format that cannot carry it may carry the record.
 *
 * <p>Handlings form a semilattice under {@link #combine}, the stricter of two: commutative, associative, idempotent. The
 * constructor brings equal meanings to equal values ({@code H0} beside nothing is nothing; an agency beside its own party
 * is the party), without which those laws would not hold.
 *
 * @param tlp the TLP 2.0 label
 * @param codes Europol handling codes other than H0; empty means H0, no restriction beyond the law
 * @param purposes the purposes for which the record may be used; empty permits none
 * @param audience the parties and agencies that may hold it; empty permits none but the originator
 * @param originatorConsent whether onward use needs the originating agency's consent, case by case
 * @param retainUntil the last day on which any holder may keep it; empty where no limit is set
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
        RED;

        /** As FIRST writes it, without the {@code TLP:} before it: {@code AMBER+STRICT}. */
        public String label() {
            return this == AMBER_STRICT ? "AMBER+STRICT" : name();
        }
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

        /** The less believable of two, taken apart. */
        public Grading combine(Grading other) {
            return new Grading(
                    source.compareTo(other.source) >= 0 ? source : other.source,
                    Math.max(information, other.information));
        }

        /** {@code B2}. */
        @Override
        public String toString() {
            return source.name() + information;
        }
    }

    public Handling {
        codes = Set.copyOf(codes);
        purposes = Set.copyOf(purposes);
        audience = Set.copyOf(audience);
    }

    /** The stricter of two: what is permitted only if both permit it. */
    public Handling combine(Handling other) {
        Set<HandlingCode> bothCodes = EnumSet.noneOf(HandlingCode.class);
        bothCodes.addAll(codes);
        bothCodes.addAll(other.codes);
        Set<String> bothPurposes = new HashSet<>(purposes);
        bothPurposes.retainAll(other.purposes);
        return new Handling(
                tlp.compareTo(other.tlp) >= 0 ? tlp : other.tlp,
                bothCodes,
                bothPurposes,
                audience,
                originatorConsent || other.originatorConsent,
                retainUntil,
                grading.combine(other.grading));
    }

    /** Whether everything that this permits, {@code other} permits too. */
    public boolean isAtLeastAsStrictAs(Handling other) {
        return combine(other).equals(this);
    }

    /** The JSON form, as a tree: see {@code docs/protocol}. Arrays are sorted. */
    public Map<String, Object> toJson() {
        throw new UnsupportedOperationException();
    }

    /**
     * From the JSON form, strictly.
     *
     * @throws ProblemException {@code record.handling.*} with JSON pointers within the handling
     */
    public static Handling ofJson(Map<String, ?> json) {
        throw new UnsupportedOperationException(json.toString());
    }

    /** In words, for a person. */
    public String show(Language language) {
        return language.tag().toUpperCase(Locale.ROOT);
    }
}
