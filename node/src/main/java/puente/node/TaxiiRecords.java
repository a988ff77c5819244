package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import puente.gateway.stix.StixExtensions;
import puente.gateway.stix.StixRecords;
import puente.gateway.stix.StixTime;
import puente.record.CanonicalJson;
import puente.record.Record;
import puente.store.StixEntry;
import puente.store.StixObjectStore;
import puente.store.StixObjectStore.Incoming;
import puente.store.StixObjectStore.Listing;

/**
 * Puts the node's records into the collections of their purposes, own and received alike, with the identities, markings and extension
 * definitions that they refer to. Only places are kept, no content; whether an account may have a record is decided when it asks.
 */
final class TaxiiRecords {
    /** How many records one step lists. */
    static final int BATCH = 5_000;

    /** How long after a record is stored it may take until it is listed. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int REMEMBERED_MAX = 100_000;

    private final StixObjectStore objects;
    private final InstantSource clock;

    private final BooleanSupplier wanted;

    /** What needs no supporting objects any more: collections, and handlings of agencies in them. */
    private final Set<List<Object>> supported = new HashSet<>();

    /** @param wanted whether anybody might read by TAXII */
    TaxiiRecords(StixObjectStore objects, BooleanSupplier wanted, InstantSource clock) {
        this.objects = objects;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Lists what was stored since the last step; a node that nobody could read by TAXII lists nothing and pays nothing. */
    synchronized Duration step() {
        if (!wanted.getAsBoolean()) {
            return PAUSE;
        }
        boolean done = false;
        try {
            int found = objects.list(BATCH, clock.instant(), this::listed, TaxiiRecords::version);
            done = true;
            return found < BATCH ? PAUSE : Duration.ZERO;
        } finally {
            if (!done) {
                supported.clear();
            }
        }
    }

    /** An instant as a version in normal form. */
    static String version(Instant instant) {
        return StixTime.normal(StixTime.microseconds(instant)).orElseThrow();
    }

    private StixObjectStore.Listed listed(StixEntry.Statement statement) {
        Record record = statement.record().record();
        Instant modified = StixRecords.modified(record, statement.created());
        String type = StixExtensions.type(record.kind());
        List<Listing> listings = new ArrayList<>();
        Map<String, List<Incoming>> support = new LinkedHashMap<>();
        for (String purpose : record.handling().purposes()) {
            String collection = TaxiiCollection.records(purpose);
            listings.add(new Listing(collection, StixRecords.id(record), type, version(modified), statement.created()));
            List<Incoming> missing = new ArrayList<>();
            if (isNew(collection)) {
                StixExtensions.definitions().map(TaxiiRecords::incoming).forEach(missing::add);
            }
            if (isNew(collection, record.agency(), record.handling())) {
                StixRecords.support(record).stream().map(TaxiiRecords::incoming).forEach(missing::add);
            }
            if (!missing.isEmpty()) {
                support.put(collection, missing);
            }
        }
        return new StixObjectStore.Listed(listings, support);
    }

    private boolean isNew(Object... what) {
        if (supported.size() >= REMEMBERED_MAX) {
            supported.clear();
        }
        return supported.add(List.of(what));
    }

    private static Incoming incoming(Map<String, Object> object) {
        Object stated = object.getOrDefault("modified", object.get("created"));
        Optional<String> version = StixTime.normal(String.valueOf(stated));
        return new Incoming(
                String.valueOf(object.get("id")),
                String.valueOf(object.get("type")),
                version,
                CanonicalJson.write(object));
    }
}
