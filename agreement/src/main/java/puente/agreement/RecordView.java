package puente.agreement;

import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Record;

/** A record's fields and its own members as one map, as conditions see it, without copying the fields. One thread. */
final class RecordView extends AbstractMap<String, Object> {
    private static final List<String> OWN =
            List.of("kind", "agency", "party", "version", "recordedAt", "synthetic", "handling");

    private final Record record;
    private final Map<String, Object> handling;

    RecordView(Record record) {
        this.record = record;
        this.handling = new HandlingView(record.handling());
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (!(key instanceof String name)) {
            return null;
        }
        return switch (name) {
            case "kind" -> record.kind();
            case "agency" -> record.agency().code();
            case "party" -> record.agency().party();
            case "version" -> (long) record.version();
            case "recordedAt" -> record.recordedAt();
            case "synthetic" -> record.provenance().synthetic();
            case "handling" -> handling;
            default -> record.fields().get(name);
        };
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return entries(this, OWN, record.fields());
    }

    private static Set<Entry<String, Object>> entries(
            Map<String, Object> view, List<String> own, Map<String, Object> others) {
        Map<String, Object> whole = new HashMap<>(others);
        for (String name : own) {
            Object value = view.get(name);
            if (value != null) {
                whole.put(name, value);
            }
        }
        return whole.entrySet();
    }

    /** A handling, each member made when it is asked for. */
    private static final class HandlingView extends AbstractMap<String, Object> {
        private static final List<String> OWN =
                List.of("tlp", "codes", "purposes", "audience", "originatorConsent", "grading", "retainUntil");

        private final Handling handling;

        HandlingView(Handling handling) {
            this.handling = handling;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            if (!(key instanceof String name)) {
                return null;
            }
            return switch (name) {
                case "tlp" -> handling.tlp().label();
                case "codes" ->
                    handling.codes().stream().map(Enum::name).sorted().toList();
                // Sorted by the constructor.
                case "purposes" -> List.copyOf(handling.purposes());
                case "audience" ->
                    handling.audience().stream().map(Agency::code).sorted().toList();
                case "originatorConsent" -> handling.originatorConsent();
                case "grading" -> handling.grading().toString();
                case "retainUntil" ->
                    handling.retainUntil().map(LocalDate::toString).orElse(null);
                default -> null;
            };
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return entries(this, OWN, Map.of());
        }
    }
}
