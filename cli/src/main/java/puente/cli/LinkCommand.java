package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.match.cluster.SubjectNames;
import puente.match.link.Ageing;
import puente.match.link.Estimate;
import puente.match.link.Evaluation;
import puente.match.link.LinkReport;
import puente.match.link.Linker;
import puente.match.link.MatchFiles;
import puente.match.link.Population;
import puente.match.link.PopulationFile;
import puente.match.link.Rate;
import puente.match.link.ScoredPairs;
import puente.match.model.Model;
import puente.match.table.Column;
import puente.match.table.ColumnsYaml;
import puente.match.table.Recogniser;
import puente.match.table.Role;
import puente.match.table.Table;
import puente.match.table.Tables;
import puente.record.Problem;
import puente.record.ProblemException;

/** {@code puente link}: which rows of one or two files are one subject; needs no node. */
@Command(name = "link")
final class LinkCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", arity = "1..2", descriptionKey = "FILE")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "FILE")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--clusters", paramLabel = "FILE")
    private Optional<Path> clusters = Optional.empty();

    @Option(names = "--before", paramLabel = "FILE")
    private Optional<Path> before = Optional.empty();

    @Option(names = "--changes", paramLabel = "FILE")
    private Optional<Path> changes = Optional.empty();

    @Option(names = "--keep", paramLabel = "FILE")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--add-to", paramLabel = "FILE")
    private Optional<Path> addTo = Optional.empty();

    @Option(names = "--file", paramLabel = "1|2")
    private int file;

    @Option(names = "--report", paramLabel = "FILE")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--truth", paramLabel = "COLUMN")
    private String truth = "";

    @Option(names = "--threshold", paramLabel = "P")
    private double threshold = 0.5;

    @Option(names = "--columns", paramLabel = "FILE")
    private Optional<Path> columns = Optional.empty();

    @Option(names = "--threads", paramLabel = "N")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    LinkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!(threshold > 0 && threshold < 1)) {
            throw new ProblemException(Problem.of("match.link.threshold", "--threshold", "value", threshold));
        }
        if (file < 0 || file > 2 || file > 0 && addTo.isEmpty()) {
            throw new ProblemException(Problem.of("cli.link.file", "--file"));
        }
        if (addTo.isPresent()) {
            return added(addTo.get());
        }
        Table understood = table();
        Column answer = answer(understood);
        // The known answer is never compared, whatever the column looks like.
        Map<String, String> known = before.isEmpty() ? Map.of() : MatchFiles.readSubjects(before.get());
        Table table = truth.isEmpty() ? understood : understood.withRoles(Map.of(truth, Role.TRUTH));
        table.notes().forEach(console::problem);
        if (!json) {
            console.say("cli.link.columns", "columns", understood(table));
        }
        Linker.Result result;
        try (ProgressBar bar =
                console.progress(console.text("cli.link.scoring"), table.rows(), console.text("cli.link.rows"))) {
            result = new Linker(table, Math.max(1, threads)).run(bar::at);
        }
        Optional<Evaluation> measured =
                truth.isEmpty() ? Optional.empty() : Optional.of(Evaluation.of(result, answer, threshold));
        if (out.isPresent()) {
            MatchFiles.pairs(result, threshold, out.get());
        }
        if (before.isPresent() || changes.isPresent()) {
            followed(result, known);
        } else if (clusters.isPresent()) {
            MatchFiles.subjects(result, clusters.get());
        }
        if (report.isPresent()) {
            Files.writeString(report.get(), LinkReport.html(result, names(), threshold, truth, measured));
        }
        if (keep.isPresent()) {
            PopulationFile.write(Population.of(result, known), keep.get());
        }
        tell(result, measured);
        return Exit.DONE;
    }

    /** Rows added to what an earlier run kept; the file then holds them too. */
    private int added(Path kept) throws IOException {
        boolean full = files.size() > 1
                || before.isPresent()
                || report.isPresent()
                || columns.isPresent()
                || keep.isPresent()
                || !truth.isEmpty();
        if (full) {
            throw new ProblemException(Problem.of("cli.link.only-added", "--add-to"));
        }
        Population population = PopulationFile.read(kept);
        Table more = read(files.get(0));
        more.notes().forEach(console::problem);
        Population.Addition addition = switch (file) {
            case 1 -> population.add(more, Population.Side.FIRST);
            case 2 -> population.add(more, Population.Side.SECOND);
            default -> population.add(more);
        };
        ScoredPairs pairs = addition.pairs();
        if (out.isPresent()) {
            MatchFiles.pairs(pairs, population, threshold, out.get());
        }
        if (clusters.isPresent()) {
            MatchFiles.subjects(population.count(), population::name, population::subject, clusters.get());
        }
        if (changes.isPresent()) {
            MatchFiles.changes(addition.changes(), changes.get());
        }
        PopulationFile.write(population, kept);
        long matches = IntStream.range(0, pairs.size())
                .filter(at -> Model.probability(pairs.bits(at)) >= threshold)
                .count();
        if (json) {
            Map<String, Object> account = new LinkedHashMap<>();
            account.put("rows", population.count());
            account.put("added", more.rows());
            account.put("compared", addition.compared());
            account.put("matches", matches);
            account.put("changes", addition.changes().size());
            account.put("ageing", ageing(population.ageing()));
            console.json(account);
        } else {
            console.say(
                    "cli.link.added",
                    "added",
                    Console.number(more.rows()),
                    "rows",
                    Console.number(population.count()),
                    "matches",
                    Console.number(matches),
                    "threshold",
                    threshold,
                    "changes",
                    Console.number(addition.changes().size()));
            for (Ageing.Change change : population.ageing().shifted()) {
                console.say(
                        "cli.link.aged",
                        "column",
                        change.column(),
                        "index",
                        String.format(Locale.ROOT, "%.2f", change.index()),
                        "unseen",
                        share(change.unseen()),
                        "expected",
                        share(change.expected()));
            }
        }
        return Exit.DONE;
    }

    private static Map<String, Object> ageing(Ageing ageing) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("rows", ageing.rows());
        account.put("renew", !ageing.shifted().isEmpty());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Ageing.Change change : ageing.columns()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("column", change.column());
            line.put("index", change.index());
            line.put("unseen", change.unseen());
            line.put("expected", change.expected());
            columns.add(line);
        }
        account.put("columns", columns);
        return account;
    }

    /** Subjects under the names they had in an earlier run, and what changed since. */
    private void followed(Linker.Result result, Map<String, String> known) throws IOException {
        SubjectNames names =
                SubjectNames.of(result.subjects().subjectOf(), result.table().names(), known);
        if (clusters.isPresent()) {
            MatchFiles.subjects(result, names::nameOf, clusters.get());
        }
        if (changes.isPresent()) {
            MatchFiles.changes(names.changes(), changes.get());
        }
    }

    private Table table() throws IOException {
        Table read = read(files.get(0));
        Table both = files.size() == 1 ? read : Tables.stack(read, read(files.get(1)));
        Table recognised = Recogniser.recognise(both);
        return columns.isEmpty() ? recognised : recognised.withRoles(ColumnsYaml.read(columns.get(), recognised));
    }

    private Table read(Path file) throws IOException {
        try (ProgressBar bar = console.progress(console.text("cli.link.reading"), 0, console.text("cli.link.rows"))) {
            return Tables.read(file, bar::at);
        }
    }

    private Column answer(Table table) {
        return table.columns().stream()
                .filter(column -> column.name().equals(truth))
                .findFirst()
                .or(() -> truth.isEmpty() ? table.columns().stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "match.link.no-truth",
                        "--truth",
                        "column",
                        truth,
                        "columns",
                        table.columns().stream().map(Column::name).collect(Collectors.joining(", ")))));
    }

    private String names() {
        return files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
    }

    private static String understood(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.role().written())
                .collect(Collectors.joining(" · "));
    }

    private void tell(Linker.Result result, Optional<Evaluation> measured) {
        Estimate estimate = Estimate.of(result, threshold);
        long subjects = result.subjects().count();
        if (json) {
            console.json(account(result, estimate, subjects, measured));
            return;
        }
        console.say(
                "cli.link.done",
                "matches",
                Console.number(estimate.matches()),
                "threshold",
                threshold,
                "subjects",
                Console.number(subjects),
                "compared",
                Console.number(result.pairs().compared()),
                "rows",
                Console.number(result.table().rows()));
        console.say("cli.link.estimated", "precision", share(estimate.precision()), "recall", share(estimate.recall()));
        measured.ifPresent(this::tell);
    }

    private void tell(Evaluation measured) {
        console.say(
                "cli.link.measured",
                "f1",
                share(measured.pairs().f1()),
                "precision",
                share(measured.pairs().precision().share()),
                "recall",
                share(measured.pairs().recall().share()),
                "clusters",
                share(measured.clusters().f1()),
                "calibration",
                share(measured.calibrationError()));
        for (Evaluation.Finding finding : measured.findings()) {
            console.say(
                    "cli.link.finding." + finding.measure(),
                    "by",
                    console.text("match.report." + finding.group().by()),
                    "group",
                    console.text("match.report." + finding.group().name()),
                    "share",
                    share(finding.rate().share()),
                    "best",
                    console.text("match.report." + finding.best().name()),
                    "bestShare",
                    share(finding.bestRate().share()));
        }
    }

    private Map<String, Object> account(
            Linker.Result result, Estimate estimate, long subjects, Optional<Evaluation> measured) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("rows", result.table().rows());
        Map<String, String> roles = new LinkedHashMap<>();
        for (Column column : result.table().columns()) {
            roles.put(column.name(), column.role().written());
        }
        account.put("columns", roles);
        account.put("compared", result.pairs().compared());
        account.put("matches", estimate.matches());
        account.put("subjects", subjects);
        account.put("estimatedPrecision", estimate.precision());
        account.put("estimatedRecall", estimate.recall());
        measured.ifPresent(evaluation -> {
            account.put("precision", evaluation.pairs().precision().share());
            account.put("recall", evaluation.pairs().recall().share());
            account.put("f1", evaluation.pairs().f1());
            account.put("subjectsF1", evaluation.clusters().f1());
            account.put("calibrationError", evaluation.calibrationError());
            account.put(
                    "groups",
                    evaluation.groups().stream().map(LinkCommand::group).toList());
        });
        return account;
    }

    private static Map<String, Object> group(Evaluation.Group group) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("by", group.by());
        line.put("group", group.name());
        line.put("truePairs", group.recall().of());
        line.put("recall", interval(group.recall()));
        line.put("falseMatches", interval(group.falseMatches()));
        return line;
    }

    /** Low end, share and high end; nothing where nothing was counted. */
    private static List<Double> interval(Rate rate) {
        return rate.of() == 0 ? List.of() : List.of(rate.low(), rate.share(), rate.high());
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
