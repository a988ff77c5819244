package puente.gateway.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Source;
import puente.gateway.jsonl.RecordLines;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * The bundled incident-level scenario: one story seen from two countries, so that handling, purposes, refusal and withdrawal
 * can be seen without real people. Every person, plate, number and firm in it is invented; every record says so in its
 * provenance, and is marked synthetic.
 */
public final class Scenario {
    static final String INVENTED =
            "Synthetic scenario: every person, number and firm is invented. | Escenario sintético: toda persona, número y empresa es inventada.";
    private static final List<String> FIGURE_AREAS =
            List.of("MX-BCN", "MX-CHH", "MX-SIN", "MX-SON", "MX-TAM", "MX-NLE", "MX-JAL", "MX-GRO");
    /** An agency of the demonstration that signs for all of them. */
    private static final String FIGURES_BY = "mx/sspc";

    private static final String FIGURE_YEAR = "2025";
    private static final Instant FIGURES_AT = Instant.parse("2026-01-31T12:00:00Z");

    private Scenario() {}

    /**
     * One side's records, in the order in which they came to be.
     *
     * @param party {@code mx} or {@code us}
     * @throws ProblemException {@code gateway.scenario.unknown}
     */
    public static List<Record> records(String party) {
        List<Record> records = new ArrayList<>();
        new RecordLines(RecordCodec.standard(), Limits.STANDARD).run(source(party), outcome -> {
            switch (outcome) {
                case Outcome.Imported imported -> records.addAll(imported.records());
                case Outcome.Quarantined quarantined ->
                    throw new AssertionError("the bundled scenario is valid: "
                            + quarantined.faults().stream()
                                    .map(fault -> fault.problem().toString())
                                    .collect(Collectors.joining("; ")));
                case Outcome.Added _, Outcome.Listed _, Outcome.Skipped _ ->
                    throw new AssertionError("lines of records are imported or quarantined");
            }
        });
        return List.copyOf(records);
    }

    /**
     * Observations by which the public pages can be seen to hold small counts back, of indicators that no party publishes yet: invented
     * too, made by a rule, and marked synthetic. One area is searched more often than others, so that the page has something to find.
     *
     * @param party whose they are; only Mexico's indicators are shown so
     */
    public static List<Record> figures(String party) {
        if (!party.equals("mx")) {
            return List.of();
        }
        List<Record> figures = new ArrayList<>();
        for (int at = 0; at < FIGURE_AREAS.size(); at++) {
            String area = FIGURE_AREAS.get(at);
            long passed = 30_000L + 7_000L * (at * 5 % 8);
            long read = 900_000L + 150_000L * (at * 3 % 8);
            long searched = passed * (at == 2 ? 21 : 14) / 1_000;
            long alerted = read * 4 / 100_000;
            figures.add(figure("mx.gn.vehicles-passed", area, passed, "vehicles", Optional.empty()));
            figures.add(figure("mx.sspc.plates-read", area, read, "vehicles", Optional.empty()));
            parts(
                    figures,
                    "mx.gn.vehicle-inspections",
                    area,
                    "inspections",
                    Map.of("outcome=nothing-found", searched - 6 - at, "outcome=found", 6L + at * 5));
            parts(
                    figures,
                    "mx.sspc.watch-alerts",
                    area,
                    "alerts",
                    Map.of("outcome=right-vehicle", alerted / 2, "outcome=wrong-vehicle", alerted / 2 + at));
            parts(
                    figures,
                    "mx.sspc.detentions",
                    area,
                    "detentions",
                    Map.of(
                            "outcome=released",
                            41L + 13 * at,
                            "outcome=charged",
                            77L + 9 * at,
                            "outcome=handed-over",
                            4L + 3 * at));
            parts(
                    figures,
                    "mx.gn.use-of-force",
                    area,
                    "events",
                    Map.of(
                            "force=restraint",
                            33L + 7 * at,
                            "force=less-lethal",
                            8L + 2 * at,
                            "force=firearm",
                            1L + at));
            parts(
                    figures,
                    "mx.cndh.complaints",
                    area,
                    "complaints",
                    Map.of(
                            "outcome=upheld",
                            3L + 2 * at,
                            "outcome=not-upheld",
                            28L + 5 * at,
                            "outcome=open",
                            12L + 4 * at));
        }
        return List.copyOf(figures);
    }

    private static void parts(
            List<Record> figures, String indicator, String area, String unit, Map<String, Long> parts) {
        new TreeMap<>(parts)
                .forEach((part, count) -> figures.add(figure(indicator, area, count, unit, Optional.of(part))));
    }

    private static Record figure(String indicator, String area, long count, String unit, Optional<String> part) {
        Map<String, Object> fields = new TreeMap<>(Map.of(
                "indicator",
                indicator,
                "area",
                area,
                "period",
                FIGURE_YEAR,
                "calendar",
                "calendar",
                "value",
                Map.of("value", Long.toString(count), "unit", unit)));
        part.ifPresent(each -> fields.put("dimensions", List.of(each)));
        String name = "invented " + indicator + ' ' + area + ' ' + FIGURE_YEAR + ' ' + part.orElse("");
        return new Record(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                1,
                "observation",
                new Agency(FIGURES_BY),
                FIGURES_AT,
                new Handling(
                        Handling.Tlp.CLEAR,
                        Set.of(),
                        Set.of("statistics"),
                        Set.of(new Agency("mx"), new Agency("us")),
                        false,
                        Optional.empty(),
                        new Handling.Grading(Handling.Grading.Reliability.X, 4)),
                new Provenance(INVENTED, true),
                fields);
    }

    /** Requests with a clock that a party puts to the other, invented over nine months from a fixed seed. */
    public static List<Record> requests(String party) {
        return InventedRequests.requests(party);
    }

    /** What a party answered to the other's {@link #requests}. */
    public static List<Record> answers(String party) {
        return InventedRequests.answers(party);
    }

    /** What residents reported to a party's line; each tip that ended is there in two versions. */
    public static List<Record> tips(String party) {
        return InventedRequests.tips(party);
    }

    /** One side's file. */
    public static Source source(String party) {
        if (!party.equals("mx") && !party.equals("us")) {
            throw new ProblemException(Problem.of("gateway.scenario.unknown", "", "party", party));
        }
        try (InputStream in = Source.class.getResourceAsStream("scenario/" + party + ".jsonl")) {
            if (in == null) {
                throw new AssertionError("the scenario belongs to this module");
            }
            return Source.ofBytes(party + ".jsonl", in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundled scenario cannot be read", unreadable);
        }
    }
}
