package puente.agreement;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.record.Agency;
import puente.record.Bilingual;

/**
 * An agency of a party as the agreement names it, with the facts about it that the parties sign.
 *
 * @param agency its code
 * @param label its name
 * @param facts what the parties attest of it as a whole
 * @param units what they attest of single units; a question that names a unit is decided on the unit's vetting
 */
public record Member(Agency agency, Bilingual label, Facts facts, SortedMap<String, Facts> units) {

    /**
     * Facts about an agency or unit.
     *
     * @param vettedUntil the last day (UTC) on which its vetting is valid; empty where it was never vetted
     * @param assurances assurances given, by code: {@code no-death-penalty}
     */
    public record Facts(Optional<LocalDate> vettedUntil, SortedSet<String> assurances) {
        /** Nothing attested. */
        public static final Facts NONE = new Facts(Optional.empty(), new TreeSet<>());

        public Facts {
            assurances = Collections.unmodifiableSortedSet(new TreeSet<>(assurances));
        }
    }

    public Member {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    }
}
