package puente.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.match.name.NameComparator;
import puente.match.name.NameComparison;
import puente.match.name.NameComparison.Category;
import puente.record.Problem;
import puente.record.ProblemException;

/** {@code puente names}: compares two names and says why, or scores a file of pairs. */
@Command(name = "names")
final class NamesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "NAME", arity = "0..2", descriptionKey = "NAME")
    private List<String> names = List.of();

    @Option(names = "--pairs", paramLabel = "FILE")
    private @Nullable Path pairs;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    @Option(names = "--category", paramLabel = "person|company")
    private String category = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    NamesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Category chosen = Category.of(category);
        if (!category.isEmpty() && chosen == Category.UNKNOWN) {
            throw new ProblemException(Problem.of("cli.names.category", "", "value", category));
        }
        if (pairs != null && names.isEmpty()) {
            return score(pairs, chosen);
        }
        if (pairs != null || names.size() != 2) {
            throw new ProblemException(Problem.of("cli.names.two", ""));
        }
        NameComparison found = new NameComparator().compare(names.get(0), names.get(1), chosen);
        if (json) {
            console.json(json(found));
        } else {
            explain(found);
        }
        return found.isMatch() ? Exit.DONE : Exit.FINDINGS;
    }

    private void explain(NameComparison found) {
        console.say(
                found.isMatch() ? "cli.names.match" : "cli.names.no-match",
                "score",
                score(found.score()),
                "decision",
                score(NameComparison.DECISION));
        console.say(found.category() == Category.PERSON ? "cli.names.persons" : "cli.names.companies");
        found.explain(console.language()).forEach(line -> console.line("  " + line));
    }

    private static String score(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private Map<String, Object> json(NameComparison found) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("left", found.left());
        line.put("right", found.right());
        line.put("category", found.category().name().toLowerCase(Locale.ROOT));
        line.put("score", Double.valueOf(score(found.score())));
        line.put("match", found.isMatch());
        line.put("reasons", found.explain(console.language()));
        return line;
    }

    private int score(Path file, Category chosen) throws IOException {
        NamePairs read = NamePairs.read(file);
        NameComparator comparator = new NameComparator();
        Tally tally = new Tally();
        Path target = out;
        if (target == null) {
            if (json) {
                score(read, chosen, comparator, tally, null);
            } else {
                PrintWriter writer = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
                score(read, chosen, comparator, tally, writer);
                writer.flush();
            }
        } else {
            try (Writer writer = Files.newBufferedWriter(target)) {
                score(read, chosen, comparator, tally, writer);
            }
        }
        report(tally, target != null);
        return Exit.DONE;
    }

    /** @param writer null where each pair goes to the console as JSON */
    private void score(NamePairs read, Category chosen, NameComparator comparator, Tally tally, @Nullable Writer writer)
            throws IOException {
        if (writer != null) {
            writer.write("left,right,category,score,match" + (read.isLabelled() ? ",label" : "") + "\n");
        }
        for (NamePairs.Pair pair : read.pairs()) {
            Category told = pair.category() == Category.UNKNOWN ? chosen : pair.category();
            NameComparison found = comparator.compare(pair.left(), pair.right(), told);
            Boolean label = pair.label();
            tally.add(found.isMatch(), label);
            if (writer == null) {
                Map<String, Object> line = json(found);
                if (label != null) {
                    line.put("label", label);
                }
                console.json(line);
            } else {
                writer.write(NamePairs.cell(found.left()) + "," + NamePairs.cell(found.right()) + ","
                        + found.category().name().toLowerCase(Locale.ROOT) + "," + score(found.score()) + ","
                        + found.isMatch() + (read.isLabelled() ? "," + (label == null ? "" : label) : "") + "\n");
            }
        }
    }

    /** Figures go beside the pairs: to the answer where those are in a file, otherwise to where progress goes. */
    private void report(Tally tally, boolean toAnswer) {
        if (json) {
            console.json(tally.json());
            return;
        }
        String text = console.text("cli.names.scored", "pairs", tally.pairs, "matches", tally.matches);
        if (tally.labelled > 0) {
            text += " "
                    + console.text(
                            "cli.names.measured",
                            "labelled",
                            tally.labelled,
                            "precision",
                            score(tally.precision()),
                            "recall",
                            score(tally.recall()),
                            "f1",
                            score(tally.f1()));
        }
        (toAnswer ? console.out() : console.err()).println(text);
    }

    /** What was decided, and against the labels, how well. */
    private static final class Tally {
        private int pairs;
        private int matches;
        private int labelled;
        private int right;
        private int wrong;
        private int missed;

        private void add(boolean match, @Nullable Boolean label) {
            pairs++;
            matches += match ? 1 : 0;
            if (label != null) {
                labelled++;
                right += match && label ? 1 : 0;
                wrong += match && !label ? 1 : 0;
                missed += !match && label ? 1 : 0;
            }
        }

        private double precision() {
            return right + wrong == 0 ? 0 : (double) right / (right + wrong);
        }

        private double recall() {
            return right + missed == 0 ? 0 : (double) right / (right + missed);
        }

        private double f1() {
            return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missed);
        }

        private Map<String, Object> json() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("pairs", pairs);
            line.put("matches", matches);
            if (labelled > 0) {
                line.put("labelled", labelled);
                line.put("precision", precision());
                line.put("recall", recall());
                line.put("f1", f1());
            }
            return line;
        }
    }
}
