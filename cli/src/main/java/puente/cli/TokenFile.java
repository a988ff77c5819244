package puente.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import puente.record.Problem;
import puente.record.ProblemException;

/** A token is read from a file: on the command line itself, every user of the machine could read it. */
final class TokenFile {
    private TokenFile() {}

    /** The file's first line. */
    static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).orElse("");
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ProblemException(Problem.of(
                    "cli.node.token-file", file.toString(), "file", file, "reason", String.valueOf(unreadable)));
        }
    }
}
