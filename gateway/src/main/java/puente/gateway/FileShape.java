package puente.gateway;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import puente.record.Bilingual;

/**
 * What a mapping expects of a file before any row is read.
 *
 * @param format how rows and cells are written
 * @param names globs of the names such files are published under; empty where any name will do
 * @param delimiter between cells, for CSV
 * @param columns for CSV the header, exactly and in order; for JSON Lines the top-level members an object may have
 * @param unused columns that no expression reads, each with why
 */
public record FileShape(
        Format format, List<String> names, char delimiter, List<String> columns, Map<String, Bilingual> unused) {

    /** How rows and cells are written. */
    public enum Format {
        /** RFC 4180 with a header; the delimiter may differ. */
        CSV,
        /** One JSON object a line. */
        JSONL
    }

    public FileShape {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
        unused = Map.copyOf(unused);
    }

    /** Whether a file of this name is published under one of the names. */
    public boolean isNamedLike(String fileName) {
        Path name = Path.of(fileName.replace('\0', ' ')).getFileName();
        return name != null
                && names.stream()
                        .anyMatch(glob -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + glob)
                                .matches(name));
    }
}
