package puente.match.link;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import puente.match.model.Model;
import puente.match.table.ParquetWriter;

/** Writes what a linkage found: pairs as {@code left_id,right_id,probability,weight}, subjects as {@code id,subject}. */
public final class MatchFiles {
    private MatchFiles() {}

    /** Writes the pairs of at least {@code threshold}; returns how many. */
    public static long pairs(Linker.Result result, double threshold, Path path) throws IOException {
        if (parquet(path)) {
            return parquetPairs(result, threshold, path);
        }
        IntFunction<String> names = result.table().names();
        boolean json = json(path);
        long written = 0;
        ScoredPairs pairs = result.pairs();
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            if (!json) {
                out.write("left_id,right_id,probability,weight\n");
            }
            for (int at = 0; at < pairs.size(); at++) {
                double probability = Model.probability(pairs.bits(at));
                if (probability >= threshold) {
                    String left = names.apply(pairs.left(at));
                    String right = names.apply(pairs.right(at));
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
        IntFunction<String> names = result.table().names();
        boolean json = json(path);
        int[] subjectOf = result.subjects().subjectOf();
        if (parquet(path)) {
            try (ParquetWriter out = new ParquetWriter(path, List.of("id", "subject"), 2)) {
                for (int row = 0; row < subjectOf.length; row++) {
                    out.row(List.of(names.apply(row), names.apply(subjectOf[row])));
                }
            }
            return result.subjects().count();
        }
        long subjects = 0;
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            if (!json) {
                out.write("id,subject\n");
            }
            for (int row = 0; row < subjectOf.length; row++) {
                String id = names.apply(row);
                String subject = names.apply(subjectOf[row]);
                out.write(
                        json
                                ? "{\"id\":" + quoted(id) + ",\"subject\":" + quoted(subject) + "}\n"
                                : cell(id) + ',' + cell(subject) + '\n');
                subjects += subjectOf[row] == row ? 1 : 0;
            }
        }
        return subjects;
    }

    private static long parquetPairs(Linker.Result result, double threshold, Path path) throws IOException {
        IntFunction<String> names = result.table().names();
        long written = 0;
        ScoredPairs pairs = result.pairs();
        try (ParquetWriter out = new ParquetWriter(path, List.of("left_id", "right_id", "probability", "weight"), 2)) {
            for (int at = 0; at < pairs.size(); at++) {
                double probability = Model.probability(pairs.bits(at));
                if (probability >= threshold) {
                    List<String> ids = List.of(names.apply(pairs.left(at)), names.apply(pairs.right(at)));
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
