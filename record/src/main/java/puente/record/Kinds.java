package puente.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds a node knows, by name. Immutable. */
public final class Kinds {
    private static final Kinds STANDARD = new Kinds(List.of(
                    "person",
                    "organization",
                    "vehicle",
                    "firearm",
                    "seizure",
                    "firearm-recovery",
                    "incident",
                    "sighting",
                    "shipment",
                    "observation",
                    "programme",
                    "fund-line",
                    "contract",
                    "delivery",
                    "evaluation-registration",
                    "request",
                    "request-answer",
                    "tip")
            .stream()
            .map(Kinds::bundled)
            .toList());

    private final Map<String, Kind> kinds = new TreeMap<>();

    /** A set of kinds; names are unique. */
    public Kinds(Collection<Kind> kinds) {
        for (Kind kind : kinds) {
            if (this.kinds.put(kind.name(), kind) != null) {
                throw new IllegalArgumentException("kind '" + kind.name() + "' stands twice");
            }
        }
    }

    private static Kind bundled(String name) {
        String path = "kinds/" + name + ".yaml";
        try (InputStream in = Kinds.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from this build");
            }
            return KindYaml.parse(in.readAllBytes(), path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path + " cannot be read", unreadable);
        }
    }

    /** The kinds that every node knows. */
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
                .orElseThrow(() -> new ProblemException(
                        Problem.of("record.kind.unknown", "/kind", "kind", JsonPointers.escape(name))));
    }

    /** A kind by name, where there is one. */
    public Optional<Kind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    /** All, in order of their names. */
    public Collection<Kind> all() {
        return Collections.unmodifiableCollection(kinds.values());
    }
}
