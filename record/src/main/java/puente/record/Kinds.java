package puente.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds a node knows, by name. Immutable. */
public final class Kinds {
    private static final Kinds STANDARD = new Kinds(List.of());

    private final Map<String, Kind> kinds = new TreeMap<>();

    /** A set of kinds; names are unique. */
    public Kinds(Collection<Kind> kinds) {
        for (Kind kind : kinds) {
            if (this.kinds.put(kind.name(), kind) != null) {
                throw new IllegalArgumentException("kind '" + kind.name() + "' stands twice");
            }
        }
    }

    /** The ten kinds that every node knows. */
    public static Kinds standard() {
        return STANDARD;
    }

    /**
     * A kind by name.
     *
     * @throws ProblemException {@code record.kind.unknown}
     */
    public Kind kind(String name) {
        return find(name)
                .orElseThrow(() -> new ProblemException(Problem.of("record.kind.unknown", "/kind", "kind", name)));
    }

    /** A kind by name, where there is one. */
    public Optional<Kind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    /** All, in order of their names. */
    public Collection<Kind> all() {
        return java.util.Collections.unmodifiableCollection(kinds.values());
    }
}
