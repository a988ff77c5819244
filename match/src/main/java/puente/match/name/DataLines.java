package puente.match.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The data files beside this class: lines {@code head: words}, comments from {@code #}. */
final class DataLines {
    /** One line: what stands before the first colon, and after it. */
    record Line(String head, String words) {}

    private DataLines() {}

    static List<Line> of(String file) {
        return texts(file).stream()
                .map(line -> {
                    int colon = line.indexOf(": ");
                    if (colon < 0) {
                        throw new IllegalStateException(file + ": a line without a colon: " + line);
                    }
                    return new Line(line.substring(0, colon), line.substring(colon + 2));
                })
                .toList();
    }

    static List<String> texts(String file) {
        try (InputStream in = Objects.requireNonNull(DataLines.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }
}
