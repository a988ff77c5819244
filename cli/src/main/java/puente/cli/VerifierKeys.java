package puente.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import puente.ledger.LedgerException;
import puente.ledger.NoteVerifier;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** Verifier keys as people give them: a vkey itself, or a file or an address that holds one a line. */
public final class VerifierKeys {
    /** Largest file of keys that is read, in bytes. */
    static final int FILE_BYTES_MAX = 1 << 20;

    private VerifierKeys() {}

    /** Every key that these arguments name; refused where one of them is, or holds, none. */
    public static List<NoteVerifier> of(List<String> arguments, Language language)
            throws IOException, InterruptedException {
        List<NoteVerifier> keys = new ArrayList<>();
        for (String argument : arguments) {
            int before = keys.size();
            if (argument.startsWith("http://") || argument.startsWith("https://")) {
                URI address = URI.create(argument);
                try (NodeApi api = new NodeApi(address.resolve("/"), language, "")) {
                    lines(argument, api.get(address.toString()).text(), keys);
                }
            } else if (isFile(argument)) {
                lines(argument, text(Path.of(argument)), keys);
            } else {
                keys.add(parse(argument, "--key"));
            }
            if (keys.size() == before) {
                throw new ProblemException(Problem.of("cli.key.none", "--key", "file", argument));
            }
        }
        return keys;
    }

    private static boolean isFile(String argument) {
        try {
            return Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new ProblemException(
                    Problem.of("cli.key.size", file.toString(), "file", file, "limit", FILE_BYTES_MAX));
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException binary) {
            throw new ProblemException(Problem.of("cli.key.none", "--key", "file", file));
        }
    }

    /** One vkey a line; empty lines and lines that begin with {@code #} are passed over. */
    private static void lines(String where, String text, List<NoteVerifier> keys) {
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(parse(line.strip(), where + ":" + number));
            }
        }
    }

    private static NoteVerifier parse(String vkey, String position) {
        try {
            return NoteVerifier.parse(vkey);
        } catch (LedgerException malformed) {
            throw new ProblemException(new Problem(malformed.code(), position, malformed.arguments()));
        }
    }
}
