package puente.node;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import puente.gateway.misp.MispEvent;
import puente.gateway.misp.MispMarkings;
import puente.gateway.misp.MispReader;
import puente.gateway.misp.MispRecords;
import puente.record.Agency;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Cursor;
import puente.store.Disclosure;
import puente.store.MispEventStore;
import puente.store.Page;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * What a node shows as MISP events: those that programs added, and every other record, own and received, as an event with one object.
 * Statistical observations, programmes and what belongs to them are no events.
 *
 * <p>A record is shown for the purpose of the address, as {@link Exports} lets it leave: an own one for a purpose of its own, a foreign
 * one as the agreement permits and with a receipt to its originator. A filter looks at what would be shown, before and after, so
 * that nobody learns from a search what is kept from them. Events are numbered apart: added ones even, records odd.
 */
final class MispEvents {
    /** Most records that one search looks at. */
    static final int LOOKED_AT_MAX = 20_000;

    private static final int PAGE = 500;
    /** Kinds that are about figures, money and what agencies ask each other, and no events. */
    private static final Set<String> NO_EVENTS = Set.of(
            "observation",
            "programme",
            "fund-line",
            "contract",
            "delivery",
            "evaluation-registration",
            "request",
            "request-answer",
            "tip");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final MispEventStore events;
    private final RecordStore records;
    private final ChannelStore store;
    private final Channels channels;
    private final Exports exports;

    MispEvents(
            NodeConfiguration configuration,
            InstantSource clock,
            MispEventStore events,
            RecordStore records,
            ChannelStore store,
            Channels channels,
            Exports exports) {
        this.configuration = configuration;
        this.clock = clock;
        this.events = events;
        this.records = records;
        this.store = store;
        this.channels = channels;
        this.exports = exports;
    }

    /** What an address names: an event that was added, or a record. */
    sealed interface Named {
        /** It was added here. */
        record Added(MispEventStore.Row row) implements Named {}

        /** It is a record. */
        record Stated(StoredRecord stored) implements Named {}
    }

    /** What a number or an identifier names, for a purpose. */
    Optional<Named> find(String name, String purpose) {
        return added(name)
                .filter(row -> isFor(row, purpose))
                .<Named>map(Named.Added::new)
                .or(() -> record(name, purpose).map(Named.Stated::new));
    }

    /** An event that was added, whatever it is for. */
    Optional<MispEventStore.Row> added(String name) {
        if (NUMBER.matcher(name).matches()) {
            long number = Long.parseLong(name);
            return number % 2 == 0 ? events.find(number / 2) : Optional.empty();
        }
        return uuid(name).flatMap(events::find);
    }

    private Optional<StoredRecord> record(String name, String purpose) {
        Optional<UUID> id = NUMBER.matcher(name).matches()
                ? Optional.of(Long.parseLong(name))
                        .filter(number -> number % 2 == 1)
                        .flatMap(number -> records.at(number / 2, Optional.of(purpose)))
                        .map(stored -> stored.record().id())
                : uuid(name);
        return id.flatMap(each -> records.find(each, Optional.of(purpose)))
                .filter(stored -> !NO_EVENTS.contains(stored.record().kind()));
    }

    private static Optional<UUID> uuid(String name) {
        try {
            return Optional.of(UUID.fromString(name))
                    .filter(each -> each.toString().equals(name));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean isFor(MispEventStore.Row row, String purpose) {
        return MispMarkings.permit(read(row).tags(), purpose, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** An event as it was added. */
    static MispEvent read(MispEventStore.Row row) {
        return MispReader.event(row.body(), row.body().length);
    }

    // ------------------------------------------------------------------------------------------------ showing

    /** What leaves of it; empty where it may not. */
    Optional<Map<String, Object>> show(Named named, Agency reader, String purpose) {
        return switch (named) {
            case Named.Added added -> Optional.of(show(added.row()));
            case Named.Stated stated ->
                RecordRoutes.join(exports.leavingFor(stated.stored(), reader, purpose))
                        .map(record -> show(record, stated.stored().sequence()));
        };
    }

    /** An event that was added, with what this node says of it. */
    Map<String, Object> show(MispEventStore.Row row) {
        return said(content(row), isPublished(row.records()));
    }

    private static Map<String, Object> content(MispEventStore.Row row) {
        MispEvent event = read(row);
        Map<String, Object> shown = new LinkedHashMap<>(event.members());
        shown.putIfAbsent("Attribute", List.of());
        shown.putIfAbsent("Object", List.of());
        shown.putIfAbsent("Tag", List.of());
        shown.putIfAbsent("Orgc", MispRecords.organisation(new Agency(row.agency())));
        shown.putIfAbsent(
                "date", LocalDate.ofInstant(row.changed(), ZoneOffset.UTC).toString());
        shown.put("timestamp", MispRecords.seconds(row.changed()));
        shown.put("id", String.valueOf(row.id() * 2));
        return shown;
    }

    private Map<String, Object> show(Record record, long sequence) {
        return said(content(record, sequence), isPublished(record));
    }

    private static Map<String, Object> content(Record record, long sequence) {
        Map<String, Object> event = MispRecords.event(record);
        event.put("id", String.valueOf(sequence * 2 + 1));
        return event;
    }

    private boolean isPublished(Record record) {
        return !configuration.agencies().contains(record.agency()) || isPublished(List.of(record.id()));
    }

    private Map<String, Object> said(Map<String, Object> event, boolean published) {
        event.put("Org", MispRecords.organisation(configuration.agency()));
        event.put("published", published);
        event.put("attribute_count", String.valueOf(MispEvent.all(event).size()));
        return event;
    }

    /** Whether the newest version of every one of these records stands in a channel. */
    boolean isPublished(List<UUID> ids) {
        if (ids.isEmpty()) {
            return false;
        }
        Map<UUID, Integer> standing = new TreeMap<>();
        standing(ids).forEach(each -> standing.merge(each.record(), each.version(), Math::max));
        List<StoredRecord> own = records.own(ids);
        return own.size() == ids.size()
                && own.stream()
                        .map(StoredRecord::record)
                        .allMatch(each -> standing.getOrDefault(each.id(), 0) == each.version());
    }

    /** What of these records stands in the channels that this node writes. */
    List<Disclosure> standing(List<UUID> ids) {
        List<Disclosure> standing = new ArrayList<>();
        for (ChannelId channel : channels.outgoing()) {
            standing.addAll(store.activeDisclosures(channel, ids));
        }
        return standing;
    }

    // ------------------------------------------------------------------------------------------------ searching

    /**
     * What a search found.
     *
     * @param withheld how many matched and may not leave
     */
    record Found(List<Map<String, Object>> events, int withheld) {}

    /**
     * The events of one page of a search: added ones first, newest first; then records by kind, newest first.
     *
     * @throws ProblemException {@code node.misp.too-many} where more match than one answer holds, or more must be looked at
     */
    Found search(MispFilter filter, Agency reader, String purpose) {
        List<Named> matching = new ArrayList<>();
        int wanted = filter.limit().orElse(MispFilter.RESULTS_MAX + 1);
        Predicate<Named> enough = new Predicate<>() {
            private int skip = filter.skipped();

            @Override
            public boolean test(Named named) {
                if (skip > 0) {
                    skip--;
                } else {
                    matching.add(named);
                }
                return matching.size() >= wanted;
            }
        };
        if (!searchAdded(filter, purpose, enough)) {
            searchRecords(filter, purpose, enough);
        }
        if (matching.size() > MispFilter.RESULTS_MAX) {
            throw tooMany(MispFilter.RESULTS_MAX);
        }
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Named each : matching) {
            show(each, reader, purpose)
                    .filter(event -> filter.matches(event, () -> Boolean.TRUE.equals(event.get("published"))))
                    .ifPresent(shown::add);
        }
        return new Found(shown, matching.size() - shown.size());
    }

    private static ProblemException tooMany(int most) {
        return new ProblemException(Problem.of("node.misp.too-many", "/limit", "maximum", most));
    }

    private boolean searchAdded(MispFilter filter, String purpose, Predicate<Named> enough) {
        long before = Long.MAX_VALUE;
        for (List<MispEventStore.Row> page = events.page(before, PAGE);
                !page.isEmpty();
                page = events.page(before, PAGE)) {
            for (MispEventStore.Row row : page) {
                before = row.id();
                if (isFor(row, purpose)
                        && filter.matches(content(row), () -> isPublished(row.records()))
                        && enough.test(new Named.Added(row))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void searchRecords(MispFilter filter, String purpose, Predicate<Named> enough) {
        int lookedAt = 0;
        for (Kind kind : Kinds.standard().all()) {
            Optional<Cursor> next = Optional.empty();
            boolean more = !NO_EVENTS.contains(kind.name());
            while (more) {
                RecordQuery.Builder query =
                        RecordQuery.builder().kind(kind.name()).purpose(purpose).limit(PAGE);
                Page page = records.search(next.map(query::cursor).orElse(query).build());
                Set<UUID> stated = events.stated(
                        page.records().stream().map(each -> each.record().id()).toList());
                for (StoredRecord stored : page.records()) {
                    if (++lookedAt > LOOKED_AT_MAX) {
                        throw tooMany(LOOKED_AT_MAX);
                    }
                    if (isCandidate(stored, stated, purpose)
                            && filter.matches(
                                    content(stored.record(), stored.sequence()), () -> isPublished(stored.record()))
                            && enough.test(new Named.Stated(stored))) {
                        return;
                    }
                }
                next = page.next();
                more = next.isPresent();
            }
        }
    }

    private static boolean isCandidate(StoredRecord stored, Set<UUID> stated, String purpose) {
        return stored.record().handling().purposes().contains(purpose)
                && !(stored.origin() instanceof puente.store.Origin.Own
                        && stated.contains(stored.record().id()));
    }
}
