package puente.gateway.stix;

import java.util.Map;
import java.util.Optional;

/** Members of JSON objects that strict JSON has read: all names are texts. */
final class Maps {
    private Maps() {}

    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    static Optional<Map<String, Object>> map(Map<String, ?> within, String name) {
        return within.get(name) instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }

    static Optional<String> text(Map<String, ?> within, String name) {
        return within.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
