package puente.gateway.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Source;
import puente.gateway.jsonl.RecordLines;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * The bundled incident-level scenario: one story seen from two countries, so that handling, purposes, refusal and withdrawal
 * can be seen without real people. Every person, plate, number and firm in it is invented; every record says so in its
 * provenance, and is marked synthetic.
 */
public final class Scenario {
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
