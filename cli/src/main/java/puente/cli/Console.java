package puente.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;

/**
 * Where a command's words go: answers to {@code out}, problems and progress to {@code err}, all from the catalogue in the reader's
 * language. Safe for use by several threads, since each line is one write.
 */
public final class Console {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final PrintStream out;
    private final PrintStream err;
    private final Language language;
    private final boolean terminal;

    /** @param terminal whether a person watches {@code err}: a progress bar then redraws itself in place */
    public Console(PrintStream out, PrintStream err, Language language, boolean terminal) {
        this.out = out;
        this.err = err;
        this.language = language;
        this.terminal = terminal;
    }

    public Language language() {
        return language;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** A text of the catalogue in the reader's language, its placeholders filled from alternating names and values. */
    public String text(String code, Object... namesAndValues) {
        return Catalogue.standard().text(code, language, namesAndValues);
    }

    /** The same with arguments by name. */
    public String text(String code, Map<String, String> arguments) {
        return Catalogue.standard().text(code, language, arguments);
    }

    /** Prints a text of the catalogue as one line of the answer. */
    public void say(String code, Object... namesAndValues) {
        out.println(text(code, namesAndValues));
    }

    /** Prints a line that is data (an identifier, a table row, an address), the same in both languages. */
    public void line(String data) {
        out.println(data);
    }

    /** Prints one JSON object on one line. */
    public void json(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Prints what is wrong (code, position, reason) and what to do next. */
    public void problem(Problem problem) {
        Catalogue catalogue = Catalogue.standard();
        problem(
                problem.code(),
                problem.position(),
                catalogue.message(problem, language),
                catalogue.remedy(problem, language));
    }

    /** The same for a problem that a node has already put into words. */
    public void problem(String code, String position, String message, String remedy) {
        StringBuilder text = new StringBuilder("puente: ");
        if (!position.isEmpty()) {
            text.append(position).append(": ");
        }
        text.append(message).append(" [").append(code).append(']');
        if (!remedy.isEmpty()) {
            text.append(System.lineSeparator()).append("  ").append(remedy);
        }
        err.println(text);
    }

    /** Prints every problem of a refusal. */
    public void problems(List<Problem> problems) {
        problems.forEach(this::problem);
    }

    /** A progress bar on {@code err}; close it to leave the line finished. */
    public ProgressBar progress(String label, long total, String unit) {
        return new ProgressBar(err, terminal, label, total, unit);
    }

    /** A whole number with its thousands grouped as both countries write it: {@code 1,643,679}. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
