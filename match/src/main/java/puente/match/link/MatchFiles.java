package puente.match.link;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import puente.match.cluster.SubjectNames;
import puente.match.model.Model;
import puente.match.table.Column;
import puente.match.table.ParquetWriter;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;
import puente.record.Problem;
import puente.record.ProblemException;

/** Writes what a linkage found: pairs as {@code left_id,right_id,probability,weight}, subjects as {@code id,subject}. */
public final class MatchFiles {
    private MatchFiles() {}

    /** Writes the pairs of at least {@code threshold}; returns how many. */
    public static long pairs(Linker.Result result, double threshold, Path path) throws IOException {
        return pairs(result.pairs(), result.table().names(), row -> false, threshold, path);
    }

    /** The same of an addition's pairs; of two files, the first one's rows stand left. */
    public static long pairs(ScoredPairs pairs, Population population, double threshold, Path path) throws IOException {
        return pairs(pairs, population::name, population::ofSecond, threshold, path);
    }

    /** @param turned of pairs' earlier rows, those that stand right */
    private static long pairs(
            ScoredPairs pairs, IntFunction<String> names, IntPredicate turned, double threshold, Path path)
            throws IOException {
        if (parquet(path)) {
            return parquetPairs(pairs, names, turned, threshold, path);
        }
        boolean json = json(path);
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            if (!json) {
                out.write("left_id,right_id,probability,weight\n");
            }
            for (int at = 0; at < pairs.size(); at++) {
                double probability = Model.probability(pairs.bits(at));
                if (probability >= threshold) {
                    String left = names.apply(left(pairs, at, turned));
                    String right = names.apply(right(pairs, at, turned));
                    out.write(
                            json
                                    ? String.format(
                                            Locale.ROOT,
                                            "{\"left_id\":%s,\"right_id\":%s,\"probability\":%.6f,\"weight\":%.4f}%n",
                                            quoted(left),
                                            quoted(right),
                                            probability,
                                            pairs.bits(at))
                                    : cell(left)
                                            + ','
                                            + cell(right)
                                            + String.format(Locale.ROOT, ",%.6f,%.4f\n", probability, pairs.bits(at)));
                    written++;
                }
            }
        }
        return written;
    }

    /** Writes for each row the subject it belongs to, named by the subject's first row; returns how many subjects there are. */
    public static long subjects(Linker.Result result, Path path) throws IOException {
        return subjects(result, result.table().names(), path);
    }

    /**
     * Writes for each row the subject it belongs to; returns how many subjects there are.
     *
     * @param subjectNames the name of the subject whose first row is given
     */
    public static long subjects(Linker.Result result, IntFunction<String> subjectNames, Path path) throws IOException {
        int[] subjectOf = result.subjects().subjectOf();
        return subjects(subjectOf.length, result.table().names(), row -> subjectNames.apply(subjectOf[row]), path);
    }

    /**
     * Writes for each of {@code rows} rows the subject it belongs to; returns how many subjects there are.
     *
     * @param subjectOf the name of a row's subject
     */
    public static long subjects(int rows, IntFunction<String> names, IntFunction<String> subjectOf, Path path)
            throws IOException {
        boolean json = json(path);
        Set<String> subjects = new HashSet<>();
        if (parquet(path)) {
            try (ParquetWriter out = new ParquetWriter(path, List.of("id", "subject"), 2)) {
                for (int row = 0; row < rows; row++) {
                    out.row(List.of(names.apply(row), subjectOf.apply(row)));
                    subjects.add(subjectOf.apply(row));
                }
            }
            return subjects.size();
        }
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            if (!json) {
                out.write("id,subject\n");
            }
            for (int row = 0; row < rows; row++) {
                String id = names.apply(row);
                String subject = subjectOf.apply(row);
                out.write(
                        json
                                ? "{\"id\":" + quoted(id) + ",\"subject\":" + quoted(subject) + "}\n"
                                : cell(id) + ',' + cell(subject) + '\n');
                subjects.add(subject);
            }
        }
        return subjects.size();
    }

    /** Reads what {@link #subjects} wrote: for each row's name its subject's. @throws ProblemException where the two columns are not there */
    public static Map<String, String> readSubjects(Path path) throws IOException {
        Table table = Tables.read(path, RowProgress.NONE);
        Column id = column(table, "id", path);
        Column subject = column(table, "subject", path);
        Map<String, String> subjects = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            subjects.put(id.text(row), subject.text(row));
        }
        return subjects;
    }

    private static Column column(Table table, String name, Path path) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.of("match.link.no-subjects", String.valueOf(path.getFileName()), "column", name)));
    }

    /** Writes what changed since an earlier run, one JSON object a line: {@code change}, {@code subject}, and {@code rows}, {@code from} or {@code into}. */
    public static void changes(List<SubjectNames.Change> changes, Path path) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            for (SubjectNames.Change change : changes) {
                out.write(
                        switch (change) {
                            case SubjectNames.Change.Created created ->
                                line("created", created.subject(), "rows", created.rows());
                            case SubjectNames.Change.Joined joined ->
                                line("joined", joined.subject(), "rows", joined.rows());
                            case SubjectNames.Change.Merged merged ->
                                line("merged", merged.subject(), "from", merged.from());
                            case SubjectNames.Change.Split split ->
                                line("split", split.subject(), "into", split.into());
                            case SubjectNames.Change.Ended ended -> line("ended", ended.subject(), "rows", List.of());
                        });
            }
        }
    }

    private static String line(String change, String subject, String what, List<String> names) {
        String all = names.stream().map(MatchFiles::quoted).collect(Collectors.joining(","));
        return "{\"change\":\"" + change + "\",\"subject\":" + quoted(subject) + ",\"" + what + "\":[" + all + "]}\n";
    }

    private static int left(ScoredPairs pairs, int at, IntPredicate turned) {
        return turned.test(pairs.left(at)) ? pairs.right(at) : pairs.left(at);
    }

    private static int right(ScoredPairs pairs, int at, IntPredicate turned) {
        return turned.test(pairs.left(at)) ? pairs.left(at) : pairs.right(at);
    }

    private static long parquetPairs(
            ScoredPairs pairs, IntFunction<String> names, IntPredicate turned, double threshold, Path path)
            throws IOException {
        long written = 0;
        try (ParquetWriter out = new ParquetWriter(path, List.of("left_id", "right_id", "probability", "weight"), 2)) {
            for (int at = 0; at < pairs.size(); at++) {
                double probability = Model.probability(pairs.bits(at));
                if (probability >= threshold) {
                    List<String> ids =
                            List.of(names.apply(left(pairs, at, turned)), names.apply(right(pairs, at, turned)));
                    out.row(ids, probability, pairs.bits(at));
                    written++;
                }
            }
        }
        return written;
    }

    private static boolean parquet(Path path) {
        return String.valueOf(path.getFileName()).matches("(?i).*\\.(parquet|pq)");
    }

    private static boolean json(Path path) {
        return String.valueOf(path.getFileName()).matches("(?i).*\\.(jsonl|ndjson|json)");
    }

    private static String cell(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char now = text.charAt(at);
            if (now == '"' || now == '\\') {
                out.append('\\').append(now);
            } else if (now < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) now));
            } else {
                out.append(now);
            }
        }
        return out.append('"').toString();
    }
}
