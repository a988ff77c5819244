package puente.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import puente.record.Language;

/** The entry point of the {@code puente} command. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Language language = Languages.choose(arguments, environment);
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        boolean terminal = System.console() != null && System.console().isTerminal();
        System.exit(run(new Console(out, err, language, terminal), arguments));
    }

    /** Runs one command in this process; the exit code is one of {@link Exit}. */
    public static int run(Console console, String... arguments) {
        CommandLine line = Commands.of(console);
        line.setParameterExceptionHandler(new UsageErrors(console));
        line.setExecutionExceptionHandler(new Failures(console));
        line.setOut(new java.io.PrintWriter(console.out(), true));
        line.setErr(new java.io.PrintWriter(console.err(), true));
        return line.execute(arguments);
    }

    /** The catalogue is full of accents; the terminal's own charset may not be. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
