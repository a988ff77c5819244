package puente.record.type;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import puente.record.Problem;
import puente.record.ProblemException;

/** Reads the members of a composed value, and builds its normal form. */
final class Members {
    private final Map<?, ?> input;

    /** Refuses what is not a map, and members not in {@code allowed}. */
    Members(Object input, Set<String> allowed) {
        if (!(input instanceof Map<?, ?> map)) {
            throw Texts.refuse("record.value.not-composed", "members", String.join(", ", allowed));
        }
        for (Object name : map.keySet()) {
            if (!(name instanceof String text) || !allowed.contains(text)) {
                throw new ProblemException(Problem.of(
                        "record.value.unknown-member",
                        "/" + puente.record.JsonPointers.escape(String.valueOf(name)),
                        "member",
                        name == null ? "null" : name,
                        "members",
                        String.join(", ", allowed)));
            }
        }
        this.input = map;
    }

    /** A member parsed, with problems placed at it; null where it is absent. */
    <T> @Nullable T get(String name, Function<Object, T> parse) {
        Object value = input.get(name);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (ProblemException refused) {
            throw refused.within("/" + name);
        }
    }

    /** A member parsed; {@code record.value.missing-member} where it is absent. */
    <T> T need(String name, Function<Object, T> parse) {
        T value = get(name, parse);
        if (value == null) {
            throw new ProblemException(Problem.of("record.value.missing-member", "", "member", name));
        }
        return value;
    }

    /** The normal form: the members that are there, in name order, unmodifiable. */
    static Map<String, Object> normal(@Nullable Object... namesAndValues) {
        Map<String, Object> members = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            Object name = namesAndValues[at];
            Object value = namesAndValues[at + 1];
            if (name != null && value != null) {
                members.put(name.toString(), value);
            }
        }
        return Collections.unmodifiableMap(members);
    }

    /** A member of a normal form that is there by the type's law. */
    static String text(Object value, String name) {
        return optional(value, name, "");
    }

    /** A member of a normal form, or {@code otherwise}. */
    static String optional(Object value, String name, String otherwise) {
        Object member = value instanceof Map<?, ?> map ? map.get(name) : null;
        return member == null ? otherwise : member.toString();
    }
}
