package puente.node;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import puente.exchange.Leaf;

/** What the entries of whole bundles of a channel's log say, counted: what happened, and of disclosures the kinds, purposes and deciding clauses. */
final class EntryCounts {
    /** What can happen, in the order in which it is told. */
    static final List<String> TYPES =
            List.of("disclosed", "corrected", "withdrawn", "expired", "purged", "used", "rotated");

    private final Map<String, Long> types =
            new TreeMap<>(TYPES.stream().collect(Collectors.toMap(type -> type, type -> 0L)));
    private final Map<String, Long> kinds = new TreeMap<>();
    private final Map<String, Long> purposes = new TreeMap<>();
    private final Map<String, Long> clauses = new TreeMap<>();
    private long entries;

    /**
     * The counts that everybody may see.
     *
     * @param entries how many entries were counted, which everybody knows
     * @param types what happened; what is not in it is below {@value SmallCounts#LEAST} or held back, and so with the others
     */
    record Shown(
            long entries,
            Map<String, Long> types,
            Map<String, Long> kinds,
            Map<String, Long> purposes,
            Map<String, Long> clauses) {
        Shown {
            types = Map.copyOf(types);
            kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
            purposes = Collections.unmodifiableMap(new TreeMap<>(purposes));
            clauses = Collections.unmodifiableMap(new TreeMap<>(clauses));
        }

        /** Of several spans without a common entry, what each shows, added: it tells nothing that they do not. */
        static Shown together(List<Shown> spans) {
            return new Shown(
                    spans.stream().mapToLong(Shown::entries).sum(),
                    SmallCounts.together(spans.stream().map(Shown::types).toList()),
                    SmallCounts.together(spans.stream().map(Shown::kinds).toList()),
                    SmallCounts.together(spans.stream().map(Shown::purposes).toList()),
                    SmallCounts.together(spans.stream().map(Shown::clauses).toList()));
        }
    }

    void add(List<Leaf> bundle) {
        bundle.forEach(this::add);
    }

    private void add(Leaf leaf) {
        entries++;
        leaf.header().clauses().forEach(clause -> clauses.merge(clause, 1L, Long::sum));
        types.merge(
                switch (leaf) {
                    case Leaf.Disclosed disclosed -> {
                        kinds.merge(disclosed.kind(), 1L, Long::sum);
                        purposes.merge(disclosed.purpose(), 1L, Long::sum);
                        yield disclosed.correction() ? "corrected" : "disclosed";
                    }
                    case Leaf.Withdrawn ignored -> "withdrawn";
                    case Leaf.Expired ignored -> "expired";
                    case Leaf.Purged ignored -> "purged";
                    case Leaf.Used ignored -> "used";
                    case Leaf.Rotated ignored -> "rotated";
                },
                1L,
                Long::sum);
    }

    Shown shown() {
        long disclosures = kinds.values().stream().mapToLong(Long::longValue).sum();
        return new Shown(
                entries,
                SmallCounts.ofWhole(types, entries),
                SmallCounts.ofWhole(kinds, disclosures),
                SmallCounts.ofWhole(purposes, disclosures),
                SmallCounts.overlapping(clauses));
    }
}
