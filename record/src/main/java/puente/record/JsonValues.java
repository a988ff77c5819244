package puente.record;

import java.util.List;
import java.util.Map;

/** JSON values as Java objects. */
final class JsonValues {
    private JsonValues() {}

    /** Whether two values are one in JSON, which has a single kind of number: 25 and 25.0 are the same. */
    static boolean equal(Object a, Object b) {
        if (a instanceof String) {
            return a.equals(b);
        }
        if (a instanceof Number one && b instanceof Number two) {
            return one.equals(two) || one.doubleValue() == two.doubleValue();
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> two) {
            if (one.size() != two.size()) {
                return false;
            }
            for (Map.Entry<?, ?> each : one.entrySet()) {
                Object other = two.get(each.getKey());
                if (other == null || !equal(each.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof List<?> one && b instanceof List<?> two) {
            if (one.size() != two.size()) {
                return false;
            }
            for (int at = 0; at < one.size(); at++) {
                if (!equal(one.get(at), two.get(at))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }
}
