package puente.gateway.stix;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.record.CanonicalJson;

/**
 * Any STIX 2.1 object, whole: what is not known here is kept like everything else.
 *
 * @param id its identifier, as its maker wrote it
 * @param type its type
 * @param version the normal form ({@link StixTime#normal}) of {@code modified}, or of {@code created} where it has no
 *     versions; empty for observables that have neither
 * @param members everything it says
 */
public record StixObject(String id, String type, Optional<String> version, Map<String, Object> members) {
    public StixObject {
        members = Collections.unmodifiableMap(members);
    }

    /** The object as canonical JSON: equal in meaning to what came, and equal byte for byte to any other spelling of it. */
    public byte[] canonical() {
        return CanonicalJson.write(members);
    }

    /** The identifiers of the markings on the whole object. */
    public List<String> markings() {
        return members.get("object_marking_refs") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** One of its extensions. */
    public Optional<Map<String, Object>> extension(String definition) {
        return Maps.map(members, "extensions").flatMap(all -> Maps.map(all, definition));
    }
}
