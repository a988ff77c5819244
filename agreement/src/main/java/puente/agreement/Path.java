package puente.agreement;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a condition and members of it: {@code record.handling.tlp}.
 *
 * @param names the variable, then the members; at least one
 */
record Path(List<String> names) {
    Path {
        names = List.copyOf(names);
    }

    /** The value it leads to, or null where anything on the way is absent. */
    @Nullable
    Object in(Circumstances circumstances) {
        Object value = circumstances.variable(names.getFirst());
        for (int at = 1; at < names.size() && value != null; at++) {
            value = value instanceof Map<?, ?> map ? map.get(names.get(at)) : null;
        }
        return value;
    }
}
