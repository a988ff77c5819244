package puente.gateway.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import puente.gateway.ImportSummary;
import puente.gateway.Outcome;
import puente.gateway.Source;
import puente.record.Record;

/**
 * The public files: small invented excerpts with the same headers and the same traps, always; and the real ones from the
 * folder of shared data, where that is present.
 */
final class PublicFiles {
    static final Instant AT = Instant.parse("2026-11-21T18:00:00Z");
    private static final Path DATA = Path.of(System.getProperty("puente.shared", "absent"), "data");

    private PublicFiles() {}

    /** Where a claim about public files is checked. */
    enum Origin {
        EXCERPT,
        REAL;

        Source file(String folder, String name) {
            return this == REAL ? Source.ofFile(DATA.resolve(folder).resolve(name)) : excerpt(name);
        }

        <T> T expects(T real, T excerpt) {
            return this == REAL ? real : excerpt;
        }
    }

    static List<Origin> origins() {
        return Files.isDirectory(DATA.resolve("cbp_drug_seizures"))
                ? List.of(Origin.EXCERPT, Origin.REAL)
                : List.of(Origin.EXCERPT);
    }

    static Source excerpt(String name) {
        try (InputStream in = Source.class.getResourceAsStream("excerpt/" + name)) {
            return Source.ofBytes(name, in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Everything that came of an import through the mapping that was chosen for the file. */
    record Result(ImportSummary summary, List<Outcome> outcomes) {
        List<Record> records() {
            return outcomes.stream()
                    .filter(Outcome.Imported.class::isInstance)
                    .flatMap(outcome -> ((Outcome.Imported) outcome).records().stream())
                    .toList();
        }
    }

    static Result run(Source source) {
        return run(Gateway.standard(), source, Optional.empty());
    }

    static Result run(Gateway gateway, Source source, Optional<String> mapping) {
        List<Outcome> outcomes = new ArrayList<>();
        return new Result(gateway.run(source, mapping, AT, outcomes::add), outcomes);
    }
}
