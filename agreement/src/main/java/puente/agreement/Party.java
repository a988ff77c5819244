package puente.agreement;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import puente.record.Agency;
import puente.record.Bilingual;

/**
 * A sovereign signatory.
 *
 * @param name its code: {@code mx}
 * @param label its name
 * @param agencies its agencies, by code
 */
public record Party(String name, Bilingual label, SortedMap<Agency, Member> agencies) {
    public Party {
        agencies = Collections.unmodifiableSortedMap(new TreeMap<>(agencies));
    }
}
