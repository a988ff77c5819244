package puente.record;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

        public Grading {
            if (information < 1 || information > 4) {
                throw new ProblemException(
                        Problem.of("record.handling.grading", "/grading", "value", source.name() + information));
            }
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

    /** The most purposes, and the most parties and agencies, one handling may name. */
    public static final int MAXIMUM_MEMBERS = 64;

    public Handling {
        codes = restrictions(codes);
        purposes = sorted(purposes);
        audience = sorted(withoutMembersOfNamedParties(audience));
        for (String purpose : purposes) {
            if (!Forms.isPurpose(purpose)) {
                throw new ProblemException(
                        Problem.of("record.handling.purpose", "/purposes", "value", JsonPointers.escape(purpose)));
            }
        }
        if (purposes.size() > MAXIMUM_MEMBERS || audience.size() > MAXIMUM_MEMBERS) {
            throw new ProblemException(Problem.of(
                    "record.handling.too-many",
                    purposes.size() > MAXIMUM_MEMBERS ? "/purposes" : "/audience",
                    "maximum",
                    MAXIMUM_MEMBERS));
        }
    }

    /** An unmodifiable copy in order; most handlings name none or one. */
    private static <T extends Comparable<? super T>> Set<T> sorted(Collection<T> values) {
        return switch (values.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(values.iterator().next());
            default -> Collections.unmodifiableSet(new TreeSet<>(values));
        };
    }

    private static Set<HandlingCode> restrictions(Set<HandlingCode> codes) {
        if (!codes.contains(HandlingCode.H0)) {
            return sorted(codes);
        }
        Set<HandlingCode> others = new TreeSet<>(codes);
        others.remove(HandlingCode.H0);
        return sorted(others);
    }

    private static Set<Agency> withoutMembersOfNamedParties(Set<Agency> audience) {
        Set<Agency> kept = audience;
        for (Agency each : audience) {
            if (each.code().indexOf('/') >= 0 && audience.contains(new Agency(each.party()))) {
                kept = kept == audience ? new TreeSet<>(audience) : kept;
                kept.remove(each);
            }
        }
        return kept;
    }

    /**
     * The stricter of two: permits exactly what both permit. An agency is in both audiences where each names it or its
     * party.
     */
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
                intersection(audience, other.audience),
                originatorConsent || other.originatorConsent,
                earlier(retainUntil, other.retainUntil),
                grading.combine(other.grading));
    }

    private static Set<Agency> intersection(Set<Agency> one, Set<Agency> two) {
        Set<Agency> both = new HashSet<>();
        one.stream().filter(agency -> includes(two, agency)).forEach(both::add);
        two.stream().filter(agency -> includes(one, agency)).forEach(both::add);
        return both;
    }

    private static boolean includes(Set<Agency> audience, Agency agency) {
        return audience.contains(agency) || audience.contains(new Agency(agency.party()));
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> one, Optional<LocalDate> two) {
        if (one.isEmpty()) {
            return two;
        }
        return two.isEmpty() || one.get().isBefore(two.get()) ? one : two;
    }

    /** Whether everybody may see what is handled so: {@code TLP:CLEAR}, no handling code, no originator's consent, no last day. */
    public boolean isOpen() {
        return tlp == Tlp.CLEAR && codes.isEmpty() && !originatorConsent && retainUntil.isEmpty();
    }

    /** Whether the audience includes an agency, by itself or by its party. */
    public boolean isFor(Agency agency) {
        return includes(audience, agency);
    }

    /** Whether everything that this permits, {@code other} permits too. */
    public boolean isAtLeastAsStrictAs(Handling other) {
        return combine(other).equals(this);
    }

    /**
     * The JSON form, arrays sorted, {@code retainUntil} absent where no limit is set:
     *
     * <pre>{@code
     * {"audience":["us"],"codes":["H1"],"grading":"B2","originatorConsent":false,
     *  "purposes":["arms-trafficking"],"retainUntil":"2027-01-01","tlp":"AMBER+STRICT"}
     * }</pre>
     */
    public Map<String, Object> toJson() {
        return HandlingForms.toJson(this);
    }

    /**
     * From the JSON form, strictly: every member but {@code retainUntil} must be there, and no other may be.
     *
     * @throws ProblemException {@code record.handling.*} with JSON pointers within the handling
     */
    public static Handling ofJson(Map<String, ?> json) {
        return HandlingForms.ofJson(json);
    }

    /** In words, for a person: a line for each thing it says. */
    public String show(Language language) {
        return HandlingForms.show(this, language);
    }
}
