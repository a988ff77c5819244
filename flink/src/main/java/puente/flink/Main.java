package puente.flink;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code flink run puente-flink.jar --model FILE --rows FOLDER --out FOLDER}: the job. Without a cluster around it, it makes one inside its own process.
 *
 * <p>Writes {@code pairs-N.csv} and {@code subjects-N.csv}, and tells what was done in one sentence.
 */
public final class Main {
    private static final double THRESHOLD = 0.5;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Language language = Locale.getDefault().getLanguage().equals("es") ? Language.ES : Language.EN;
        try {
            run(arguments, language, System.out);
        } catch (ProblemException refused) {
            for (Problem problem : refused.problems()) {
                System.err.println(Catalogue.standard().message(problem, language));
                System.err.println(Catalogue.standard().remedy(problem, language));
            }
            throw refused;
        }
    }

    static void run(String[] arguments, Language language, PrintStream out) throws Exception {
        LinkJob.Settings settings = settings(arguments);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(LinkJob.configuration());
        LinkJob.build(environment, settings);
        JobExecutionResult result = environment.execute("puente link");
        Map<String, Object> counts = new TreeMap<>(result.getAllAccumulatorResults());
        out.println(Catalogue.standard()
                .text(
                        "match.flink.done",
                        language,
                        "rows",
                        counts.getOrDefault(Account.ROWS, 0),
                        "matches",
                        counts.getOrDefault(Account.MATCHES, 0),
                        "compared",
                        counts.getOrDefault(Account.COMPARED, 0),
                        "skipped",
                        counts.getOrDefault(Account.SKIPPED, 0),
                        "threshold",
                        settings.threshold(),
                        "folder",
                        settings.out()));
    }

    /** @throws ProblemException where they are not those that the class comment shows */
    static LinkJob.Settings settings(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            options.put(arguments[at], arguments[at + 1]);
        }
        Optional<Double> threshold = threshold(options.remove("--threshold"));
        String model = options.remove("--model");
        String rows = options.remove("--rows");
        String out = options.remove("--out");
        if (arguments.length % 2 != 0
                || !options.isEmpty()
                || model == null
                || rows == null
                || out == null
                || threshold.isEmpty()) {
            throw new ProblemException(Problem.of("match.flink.usage", ""));
        }
        return new LinkJob.Settings(Path.of(model), Path.of(rows), Path.of(out), threshold.get());
    }

    private static Optional<Double> threshold(@Nullable String text) {
        if (text == null) {
            return Optional.of(THRESHOLD);
        }
        return text.matches("0(\\.\\d+)?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
