package puente.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import puente.record.ProblemException;

/**
 * Reads files through mappings.
 *
 * <p>A file is read twice. The first reading looks for what refuses it whole: it is not UTF-8, its header is another, its
 * quoting never ends, something in it is larger than any limit. Nothing is handed on before that has passed. The second
 * reading maps row by row and hands each {@link Outcome} on at once, so that memory does not grow with the file, but for 16
 * bytes a record: the ids seen, by which a natural key that stands twice is found. Immutable; safe for use by many threads.
 */
public final class Importer {
    private final Map<FileShape.Format, RowReader> readers;
    private final Limits limits;

    /** An importer of these formats. */
    public Importer(Map<FileShape.Format, RowReader> readers, Limits limits) {
        this.readers = Map.copyOf(readers);
        this.limits = limits;
    }

    /**
     * Imports a file.
     *
     * @param recordedAt when the agency makes these statements; every record is given it
     * @param sink receives what became of each row, in order. What it throws ends the import. Where the file was changed
     *     between the two readings the import is refused after rows were handed on: store in one transaction, or anew
     * @throws ProblemException {@code gateway.file.*}: the file is refused whole
     */
    public ImportSummary run(Source source, Mapping mapping, Instant recordedAt, Consumer<? super Outcome> sink) {
        RowReader reader = readers.get(mapping.file().format());
        if (reader == null) {
            throw new IllegalStateException(
                    "no reader is wired for " + mapping.file().format());
        }
        RowReader.Facts checked = reader.check(source, mapping.file(), limits);
        RowImport rows = new RowImport(source.name(), mapping, recordedAt, limits, sink);
        if (rows.findsRepetitionsFirst()) {
            reader.read(source, mapping.file(), limits, rows.repetitions());
        }
        RowReader.Facts read = reader.read(source, mapping.file(), limits, rows);
        if (!read.equals(checked)) {
            throw new ProblemException(
                    puente.record.Problem.of("gateway.file.changed", source.name(), "file", source.name()));
        }
        return rows.finish(read);
    }
}
