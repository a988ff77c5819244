package puente.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;

/** What a node holds, invented: observations, sightings rich in text, and sightings received from the other party. */
final class Holdings {
    static final int AREAS = 18;
    static final int PATROLS = 5_000;
    static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);
    static final int DAYS = 1_800;

    private static final ChannelId CHANNEL = new ChannelId("us", "mx");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Holdings() {}

    static String area(long number) {
        return "MX-SIN/%03d".formatted(1 + number % AREAS);
    }

    static String plate(long number) {
        return "MX-SIN:VX" + (10_000_000 + number);
    }

    /** Observation {@code number}: about 590 bytes of canonical JSON. */
    static Record observation(long number) {
        return RecordCodec.standard()
                .parse(Observations.line("bench.indicator-" + number % 50, number)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Sighting {@code number}: about 900 bytes, with a place, a day, a plate that no other has, and two sentences. */
    static Record sighting(long number, String agency, String purpose) {
        Map<String, Object> place = Map.of(
                "area", area(number), "lat", 23.0 + number % 2_003 / 1_000.0, "lon", -106.0 - number % 1_777 / 777.0);
        Map<String, Object> raw = new TreeMap<>(Map.of(
                "activityDate",
                FIRST_DAY.plusDays(number * 7 % DAYS).toString(),
                "sightingLocation",
                place,
                "sightingCategory",
                "vehicle",
                "sightingSource",
                "officer",
                "conveyanceRegistrationPlateIdentification",
                Map.of("plate", plate(number).substring(7), "issuer", "MX-SIN"),
                "activityDescriptionText",
                "Camioneta blanca con dos ocupantes que circulaba con rumbo a Culiacán por la carretera federal, vista por la"
                        + " patrulla P" + number % PATROLS
                        + "; se dio aviso a la guardia y se perdió de vista al anochecer."));
        return new Record(
                new UUID(0x0194e3a07b1c7000L + (number << 16), number ^ 0x8000_0000_0000_0000L),
                1,
                "sighting",
                new Agency(agency),
                AT,
                new Handling(
                        Handling.Tlp.AMBER,
                        Set.of(),
                        Set.of(purpose),
                        Set.of(new Agency("us"), new Agency("mx")),
                        false,
                        Optional.empty(),
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("invented for a benchmark", true),
                Kinds.standard().kind("sighting").normalise(raw));
    }

    /** Takes sightings in as a channel does; returns the channel's edge after it. */
    static TreeEdge receive(ChannelStore store, TreeEdge edge, List<Record> records) {
        store.open(CHANNEL, ChannelState.Role.INCOMING, "bench-key");
        List<byte[]> entries = new ArrayList<>();
        List<ChannelStore.Arrival> arrivals = new ArrayList<>();
        for (Record each : records) {
            long entry = edge.size() + entries.size();
            byte[] bytes = ("bench entry " + entry).getBytes(StandardCharsets.US_ASCII);
            entries.add(bytes);
            arrivals.add(new ChannelStore.Arrival(
                    new Disclosure(
                            CHANNEL,
                            entry,
                            each.id(),
                            each.version(),
                            each.kind(),
                            each.agency().code(),
                            each.agency().code(),
                            "mx/fgr",
                            each.handling().purposes().iterator().next(),
                            AT,
                            Optional.empty(),
                            true,
                            List.of(),
                            Optional.empty()),
                    each,
                    RecordCodec.standard().canonical(each),
                    bytes));
        }
        TreeUpdate tree = edge.append(entries);
        boolean taken = store.receive(new ChannelStore.Reception(
                CHANNEL,
                tree,
                ("bench checkpoint " + tree.newSize()).getBytes(StandardCharsets.US_ASCII),
                arrivals,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
        if (!taken) {
            throw new IllegalStateException("the channel refused the batch at " + edge.size());
        }
        return tree.edge();
    }
}
