package puente.gateway;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.Catalogue;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;

/**
 * One import of a published document whose parts become records: keeps the account, in which every part is a row that is imported, left out under a name, or
 * refused, and gives records what published ones have. Used by one thread.
 */
public final class PublishedImport {
    private final Source source;
    private final Agency importer;
    private final Instant now;
    private final Limits limits;
    private final Consumer<? super Outcome> sink;
    private final Map<Bilingual, Long> skipped = new HashMap<>();
    private long rows;
    private long imported;
    private long left;
    private long quarantined;

    /** An import that has not begun. */
    public PublishedImport(Source source, Agency importer, Instant now, Limits limits, Consumer<? super Outcome> sink) {
        this.source = source;
        this.importer = importer;
        this.now = now;
        this.limits = limits;
        this.sink = sink;
    }

    /** Whose statement a part is: whose the document says, or whoever imports it. */
    public Agency agency(String stated) {
        return stated.isEmpty() ? importer : new Agency(stated);
    }

    /**
     * A record of something that everybody may read: TLP:CLEAR, for statistics and audit, for the parties of the importer and of the statement, not graded.
     *
     * @param said where it comes from, cut to what a provenance holds
     * @param raw its fields as the document has them
     * @throws ProblemException {@code record.*} where they are not what the kind asks for
     */
    public Record record(UUID id, String kind, Agency agency, String said, boolean synthetic, Map<String, Object> raw) {
        Set<Agency> audience = new TreeSet<>(Comparator.comparing(Agency::code));
        audience.add(new Agency(importer.party()));
        audience.add(new Agency(agency.party()));
        return new Record(
                id,
                1,
                kind,
                agency,
                now,
                new Handling(
                        Handling.Tlp.CLEAR,
                        Set.of(),
                        Set.of("audit", "statistics"),
                        audience,
                        false,
                        Optional.empty(),
                        new Handling.Grading(Handling.Grading.Reliability.X, 4)),
                new Provenance(said.substring(0, Math.min(said.length(), Provenance.MAXIMUM_SOURCE)), synthetic),
                Kinds.standard().kind(kind).normalise(raw));
    }

    private void row() {
        rows++;
        if (rows > limits.rows()) {
            throw tooMany();
        }
    }

    /** More parts than are read. */
    public ProblemException tooMany() {
        return new ProblemException(
                Problem.of("gateway.file.too-many-rows", source.name(), "file", source.name(), "limit", limits.rows()));
    }

    /** A part that is a record. */
    public void hand(Record record) {
        row();
        imported++;
        sink.accept(new Outcome.Imported(rows, List.of(record)));
    }

    /** A part that no record has a place for. */
    public void leave(String code, Object... namesAndValues) {
        row();
        left++;
        Bilingual reason = new Bilingual(
                Catalogue.standard().text(code, Language.EN, namesAndValues),
                Catalogue.standard().text(code, Language.ES, namesAndValues));
        skipped.merge(reason, 1L, Long::sum);
        sink.accept(new Outcome.Skipped(rows, reason));
    }

    /**
     * A part that is refused.
     *
     * @param path where in the document it stands beside its line; empty where the line says enough
     */
    public void refuse(long line, String path, List<Problem> problems) {
        row();
        quarantined++;
        sink.accept(new Outcome.Quarantined(
                source.name(),
                rows,
                line,
                problems.stream()
                        .map(problem -> new Outcome.Fault(
                                path + problem.position(),
                                "",
                                placed(problem, source.name() + ":" + line + ":" + path)))
                        .toList()));
    }

    private Problem placed(Problem problem, String place) {
        String position =
                problem.position().startsWith(source.name()) ? problem.position() : place + problem.position();
        return new Problem(problem.code(), position, problem.arguments());
    }

    /** A second reading that came to other bytes than the first. */
    public void requireSame(String first, String second) {
        if (!first.equals(second)) {
            throw new ProblemException(Problem.of("gateway.file.changed", source.name(), "file", source.name()));
        }
    }

    /** The account. */
    public ImportSummary summary(String mapping, String sha256) {
        return new ImportSummary(source.name(), mapping, sha256, rows, imported, left, quarantined, imported, skipped);
    }
}
