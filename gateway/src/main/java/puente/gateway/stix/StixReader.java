package puente.gateway.stix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.StrictJson;

/**
 * STIX from outside: a TAXII envelope, a bundle, or one object. JSON is read strictly (RFC 7493: no duplicate names, no null, exact
 * numbers, at most {@value CanonicalJson#MAXIMUM_DEPTH} levels); each object is judged by itself with {@link StixRules}, so that one
 * bad object refuses no other.
 */
public final class StixReader {
    /** Most objects of one envelope. */
    public static final int OBJECTS_MAX = 10_000;

    /** Largest single object, in bytes of canonical JSON. */
    public static final int OBJECT_BYTES_MAX = 1 << 20;

    /** What became of one object of an envelope. */
    public sealed interface Outcome {
        /** It is a STIX object. */
        record Read(StixObject object) implements Outcome {}

        /**
         * It is none.
         *
         * @param id its identifier, so far as it has one; empty otherwise
         * @param version as it stands, or empty
         */
        record Refused(String id, String version, List<Problem> problems) implements Outcome {}
    }

    private StixReader() {}

    /**
     * The objects of an envelope ({@code {"objects": […]}}, TAXII 2.1 section 3.7) or of a bundle, in their order.
     *
     * @throws ProblemException {@code record.json.*} where it is not JSON that two readers would read alike; {@code
     *     gateway.stix.envelope} where it is no envelope; {@code gateway.stix.too-many}
     */
    public static List<Outcome> envelope(byte[] json, int bytesMax) {
        if (!(StrictJson.parse(json, bytesMax) instanceof Map<?, ?> root)
                || !(root.get("objects") instanceof List<?> objects)) {
            throw new ProblemException(Problem.of("gateway.stix.envelope", "/objects"));
        }
        if (objects.size() > OBJECTS_MAX) {
            throw new ProblemException(
                    Problem.of("gateway.stix.too-many", "/objects", "count", objects.size(), "maximum", OBJECTS_MAX));
        }
        List<Outcome> outcomes = new ArrayList<>(objects.size());
        for (int at = 0; at < objects.size(); at++) {
            outcomes.add(outcome(objects.get(at), "/objects/" + at));
        }
        return outcomes;
    }

    private static Outcome outcome(Object value, String position) {
        try {
            return new Outcome.Read(StixRules.check(value));
        } catch (ProblemException refused) {
            String id = value instanceof Map<?, ?> map && map.get("id") instanceof String text ? text : "";
            String version = value instanceof Map<?, ?> map && map.get("modified") instanceof String text ? text : "";
            return new Outcome.Refused(id, version, refused.within(position).problems());
        }
    }

    /**
     * One object.
     *
     * @throws ProblemException {@code record.json.*}, {@code gateway.stix.*}
     */
    public static StixObject object(byte[] json) {
        return StixRules.check(StrictJson.parse(json, OBJECT_BYTES_MAX));
    }
}
