package puente.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import puente.record.Problem;
import puente.record.ProblemException;

/** The mappings at hand; picks the one that a file was made for. Immutable. */
public final class Mappings {
    private final List<Mapping> mappings;
    private final Map<FileShape.Format, RowReader> readers;
    private final Limits limits;

    /** These mappings, over these formats. */
    public Mappings(Collection<Mapping> mappings, Map<FileShape.Format, RowReader> readers, Limits limits) {
        this.mappings = List.copyOf(mappings);
        this.readers = Map.copyOf(readers);
        this.limits = limits;
    }

    public List<Mapping> all() {
        return mappings;
    }

    /** A mapping by its id. */
    public Optional<Mapping> find(String id) {
        return mappings.stream().filter(mapping -> mapping.id().equals(id)).findFirst();
    }

    /**
     * The mapping for a file, by its header first and its name second: two files with one header are told apart by name, and
     * a name alone is never enough.
     *
     * @throws ProblemException {@code gateway.mapping.none}, {@code gateway.mapping.ambiguous}; and where the name is known
     *     but the header is not, what is wrong with the header
     */
    public Mapping choose(Source source) {
        List<Mapping> recognised =
                mappings.stream().filter(mapping -> recognises(mapping, source)).toList();
        List<Mapping> named = recognised.stream()
                .filter(mapping -> mapping.file().isNamedLike(source.name()))
                .toList();
        List<Mapping> best = named.isEmpty() ? recognised : named;
        if (best.size() == 1) {
            return best.getFirst();
        }
        if (best.isEmpty()) {
            mappings.stream()
                    .filter(mapping -> mapping.file().isNamedLike(source.name()))
                    .findFirst()
                    .ifPresent(mapping -> reader(mapping).check(source, mapping.file(), limits));
            throw refusal("gateway.mapping.none", source, mappings);
        }
        throw refusal("gateway.mapping.ambiguous", source, best);
    }

    private boolean recognises(Mapping mapping, Source source) {
        return reader(mapping).recognises(source, mapping.file(), limits);
    }

    private RowReader reader(Mapping mapping) {
        RowReader reader = readers.get(mapping.file().format());
        if (reader == null) {
            throw new IllegalStateException(
                    "no reader is wired for " + mapping.file().format());
        }
        return reader;
    }

    private static ProblemException refusal(String code, Source source, List<Mapping> among) {
        return new ProblemException(Problem.of(
                code,
                source.name(),
                "file",
                source.name(),
                "mappings",
                among.stream().map(Mapping::id).sorted().collect(Collectors.joining(", "))));
    }
}
