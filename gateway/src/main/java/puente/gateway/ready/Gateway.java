package puente.gateway.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import puente.gateway.FileShape;
import puente.gateway.ImportSummary;
import puente.gateway.Importer;
import puente.gateway.Indicators;
import puente.gateway.Limits;
import puente.gateway.Mapping;
import puente.gateway.Mappings;
import puente.gateway.Outcome;
import puente.gateway.RowReader;
import puente.gateway.Source;
import puente.gateway.csv.CsvRows;
import puente.gateway.ftm.FtmImport;
import puente.gateway.iati.IatiImport;
import puente.gateway.jsonl.JsonRows;
import puente.gateway.jsonl.RecordLines;
import puente.gateway.ocds.OcdsImport;
import puente.record.Agency;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.RecordCodec;

/** Everything of this room, wired: what the node and the command call. Immutable; safe for use by many threads. */
public final class Gateway {
    /** Mappings that ship with Puente, in {@code puente/gateway/mappings}. */
    private static final List<String> BUNDLED = List.of(
            "us-cbp-drug-seizures",
            "us-cbp-amo-drug-seizures",
            "us-cbp-encounters-state",
            "us-cbp-usbp-monthly",
            "us-cbp-crossings-tx",
            "us-cbp-crossing-points",
            "us-cdc-overdose-deaths",
            "us-dea-laboratory-reports",
            "us-foreign-assistance-mexico",
            "mx-sesnsp-victims",
            "mx-conapo-population",
            "mx-inegi-states",
            "mx-inegi-municipalities");

    private static final Map<FileShape.Format, RowReader> READERS =
            Map.of(FileShape.Format.CSV, new CsvRows(), FileShape.Format.JSONL, new JsonRows());

    private final Mappings mappings;
    private final Importer importer;
    private final RecordLines recordLines;
    private final Limits limits;

    private Gateway(Mappings mappings, Limits limits) {
        this.mappings = mappings;
        this.limits = limits;
        this.importer = new Importer(READERS, limits);
        this.recordLines = new RecordLines(RecordCodec.standard(), limits);
    }

    /** The standard kinds, indicators and limits, and the mappings that ship with Puente. */
    public static Gateway standard() {
        return of(BUNDLED.stream().map(Gateway::bundled).toList(), Limits.STANDARD);
    }

    /** Other mappings or other limits. */
    public static Gateway of(List<Mapping> mappings, Limits limits) {
        return new Gateway(new Mappings(mappings, READERS, limits), limits);
    }

    private static Mapping bundled(String name) {
        try (InputStream in = Mapping.class.getResourceAsStream("mappings/" + name + ".yaml")) {
            if (in == null) {
                throw new AssertionError("the mapping " + name + " belongs to this module");
            }
            return Mapping.parse(name + ".yaml", in.readAllBytes(), Kinds.standard(), Indicators.standard());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundled mapping " + name + " cannot be read", unreadable);
        }
    }

    public Mappings mappings() {
        return mappings;
    }

    /** Reading and writing of records as JSON Lines. */
    public RecordLines recordLines() {
        return recordLines;
    }

    /**
     * Imports a file: records where its name ends in {@code .jsonl} or {@code .ndjson} (also with {@code .gz}) and no
     * mapping is named, otherwise through the mapping named or, where none is, the one the file was made for.
     *
     * @param mapping a mapping's id
     * @param recordedAt when the agency makes the statements that a mapping produces; records keep their own
     * @throws ProblemException {@code gateway.file.*}, {@code gateway.mapping.*}: nothing was handed on
     */
    public ImportSummary run(
            Source source, Optional<String> mapping, Instant recordedAt, Consumer<? super Outcome> sink) {
        if (mapping.isEmpty() && source.name().matches("(?s).*\\.(jsonl|ndjson)(\\.gz)?")) {
            return recordLines.run(source, sink);
        }
        return run(source, mapping.map(this::named).orElseGet(() -> mappings.choose(source)), recordedAt, sink);
    }

    /**
     * Imports a file as {@link #run(Source, Optional, Instant, Consumer)} does, and formats in which nothing says whose statement it is, so that it is the importing
     * agency's: FollowTheMoney entities, IATI activities and OCDS releases. Each is meant where its name is the mapping's, or where no mapping is named and the file's name
     * ends in {@code .ftm.json}, {@code .ftm.jsonl}, {@code .ftm.ndjson}, {@code .xml} or {@code .ocds.json} (also with {@code .gz}).
     *
     * @param agency who imports
     * @param published what whoever imports says of published money beside the file
     * @throws ProblemException {@code gateway.file.*}, {@code gateway.mapping.*}: nothing was handed on
     */
    public ImportSummary run(
            Source source,
            Optional<String> mapping,
            Instant recordedAt,
            Agency agency,
            Published published,
            Consumer<? super Outcome> sink) {
        return switch (mapping.orElseGet(() -> format(source.name()))) {
            case FtmImport.MAPPING ->
                recordLines.run(source, FtmImport.MAPPING, new FtmImport(agency, recordedAt)::read, sink);
            case IatiImport.MAPPING -> IatiImport.run(source, agency, recordedAt, published.indicator(), limits, sink);
            case OcdsImport.MAPPING -> OcdsImport.run(source, agency, recordedAt, published.programme(), limits, sink);
            default -> run(source, mapping, recordedAt, sink);
        };
    }

    /**
     * What the formats of published money do not say and whoever imports them must.
     *
     * @param indicator which the activities of IATI mean to move
     * @param programme the record to which contracts of OCDS belong
     */
    public record Published(Optional<String> indicator, Optional<UUID> programme) {
        /** Nothing. */
        public static final Published UNSAID = new Published(Optional.empty(), Optional.empty());
    }

    private static String format(String name) {
        return name.matches("(?s).*\\.ftm\\.(json|jsonl|ndjson)(\\.gz)?")
                ? FtmImport.MAPPING
                : name.matches("(?s).*\\.xml(\\.gz)?")
                        ? IatiImport.MAPPING
                        : name.matches("(?s).*\\.ocds\\.json(\\.gz)?") ? OcdsImport.MAPPING : "";
    }

    /** Imports a file through a mapping. */
    public ImportSummary run(Source source, Mapping mapping, Instant recordedAt, Consumer<? super Outcome> sink) {
        return importer.run(source, mapping, recordedAt, sink);
    }

    private Mapping named(String id) {
        return mappings.find(id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "gateway.mapping.unknown",
                        "",
                        "mapping",
                        id,
                        "mappings",
                        mappings.all().stream().map(Mapping::id).sorted().collect(Collectors.joining(", ")))));
    }
}
