package puente.gateway.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import puente.gateway.ImportSummary;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Outcome.Fault;
import puente.gateway.Source;
import puente.gateway.TextInput;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * Records, one a line, in the canonical form that {@link RecordCodec} writes: the format in which handling travels whole.
 * Reading is strict: a line that is not a complete record in normal form is quarantined, with its position as
 * {@code file:line:/json/pointer}.
 */
public final class RecordLines {
    /** What {@link ImportSummary#mapping()} says where no mapping was needed. */
    public static final String NO_MAPPING = "records";

    private final RecordCodec codec;
    private final Limits limits;

    /** Lines of the codec's kinds. */
    public RecordLines(RecordCodec codec, Limits limits) {
        this.codec = codec;
        this.limits = limits;
    }

    /** A version of a record. */
    private record Version(UUID id, int version) {}

    /**
     * Reads a file of records; first through, for what refuses it whole, then line by line.
     *
     * @throws ProblemException {@code gateway.file.*}
     */
    public ImportSummary run(Source source, Consumer<? super Outcome> sink) {
        return run(source, NO_MAPPING, codec::parse, sink);
    }

    /**
     * Reads a file of other people's objects, one a line, in the same way.
     *
     * @param mapping what the account calls it
     * @param reader makes a record of a line, or refuses it
     * @throws ProblemException {@code gateway.file.*}
     */
    public ImportSummary run(
            Source source, String mapping, Function<byte[], Record> reader, Consumer<? super Outcome> sink) {
        check(source);
        try (TextInput input = TextInput.open(source, limits)) {
            Lines lines = new Lines(source.name(), input.bytes(), limits);
            Set<Version> seen = new HashSet<>();
            long row = 0;
            long quarantined = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (Lines.isBlank(line.get())) {
                    continue;
                }
                row++;
                try {
                    Record record = reader.apply(line.get());
                    if (!seen.add(new Version(record.id(), record.version()))) {
                        throw new ProblemException(Problem.of(
                                "gateway.line.duplicate-record", "/id", "file", source.name(), "id", record.id()));
                    }
                    sink.accept(new Outcome.Imported(row, List.of(record)));
                } catch (ProblemException refused) {
                    quarantined++;
                    sink.accept(new Outcome.Quarantined(
                            source.name(), row, lines.number(), faults(source.name(), lines.number(), refused)));
                }
            }
            return new ImportSummary(
                    source.name(),
                    mapping,
                    input.digest(),
                    row,
                    row - quarantined,
                    0,
                    quarantined,
                    row - quarantined,
                    Map.of());
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), 0, unreadable);
        }
    }

    private void check(Source source) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try (TextInput input = TextInput.open(source, limits)) {
            Lines lines = new Lines(source.name(), input.bytes(), limits);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                JsonRows.checkText(lines, decoder, line.get());
            }
            if (lines.number() > limits.rows()) {
                throw lines.refusal("gateway.file.too-many-rows", "limit", limits.rows());
            }
            if (lines.number() == 0) {
                throw lines.refusal("gateway.file.empty");
            }
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), 0, unreadable);
        }
    }

    private static List<Fault> faults(String file, long line, ProblemException refused) {
        return refused.problems().stream()
                .map(problem -> new Fault(
                        problem.position(),
                        "",
                        new Problem(problem.code(), file + ":" + line + ":" + problem.position(), problem.arguments())))
                .toList();
    }

    /** Writes records, one a line, each with its handling, provenance and all it states; returns how many. */
    public long write(Stream<Record> records, OutputStream out) throws IOException {
        long count = 0;
        for (Record record : (Iterable<Record>) records::iterator) {
            out.write(codec.canonical(record));
            out.write('\n');
            count++;
        }
        return count;
    }
}
