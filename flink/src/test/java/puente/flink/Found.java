package puente.flink;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import puente.match.link.Linker;
import puente.match.link.ScoredPairs;
import puente.match.table.Table;

/** What a job wrote, held against what one process found. */
final class Found {
    private final Table table;
    private final Map<String, Integer> rowOf = new HashMap<>();

    /** @param table whose rows are meant; their names are plain, without commas or quotes */
    Found(Table table) {
        this.table = table;
        var names = table.names();
        for (int row = 0; row < table.rows(); row++) {
            rowOf.put(names.apply(row), row);
        }
    }

    /**
     * How results differ.
     *
     * @param pairs how many there are in one process
     * @param differing how many pairs only one of them has, or with another weight, be it by the last bit
     * @param subjects how many there are in one process
     * @param regrouped how many rows stand in a subject of another name
     */
    record Difference(int pairs, int differing, int subjects, int regrouped) {}

    Difference against(Linker.Result result, Path folder) throws IOException {
        Map<Long, Float> expected = new HashMap<>();
        ScoredPairs pairs = result.pairs();
        for (int at = 0; at < pairs.size(); at++) {
            expected.put(key(pairs.left(at), pairs.right(at)), pairs.bits(at));
        }
        int[] differing = {0};
        lines(folder, "pairs", line -> {
            Float bits = expected.remove(key(rowOf.get(line[0]), rowOf.get(line[1])));
            boolean same =
                    bits != null && Float.floatToIntBits(bits) == Float.floatToIntBits(Float.parseFloat(line[3]));
            differing[0] += same ? 0 : 1;
        });
        String[] least = new String[table.rows()];
        int[] subjectOf = result.subjects().subjectOf();
        var names = table.names();
        for (int row = 0; row < subjectOf.length; row++) {
            String name = names.apply(row);
            String known = least[subjectOf[row]];
            least[subjectOf[row]] = known == null || name.compareTo(known) < 0 ? name : known;
        }
        int[] agreeing = {0};
        boolean[] seen = new boolean[table.rows()];
        lines(folder, "subjects", line -> {
            int row = rowOf.get(line[0]);
            agreeing[0] += !seen[row] && line[1].equals(least[subjectOf[row]]) ? 1 : 0;
            seen[row] = true;
        });
        return new Difference(
                pairs.size(), differing[0] + expected.size(), result.subjects().count(), table.rows() - agreeing[0]);
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    @FunctionalInterface
    private interface Line {
        void take(String[] cells);
    }

    private static void lines(Path folder, String name, Line line) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches(name + "-\\d+\\.csv"))
                    .toList();
        }
        for (Path file : files) {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                in.readLine();
                for (String read = in.readLine(); read != null; read = in.readLine()) {
                    line.take(read.split(",", -1));
                }
            }
        }
    }

    /** Parts a file of rows into {@code count} files of one folder, each with the header. */
    static void part(Path all, Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = Files.readAllLines(all);
        int each = (lines.size() - 1 + count - 1) / count;
        for (int part = 0; part < count; part++) {
            List<String> own = lines.subList(1 + part * each, Math.min(lines.size(), 1 + (part + 1) * each));
            Files.writeString(
                    folder.resolve("rows-" + part + ".csv"),
                    lines.get(0) + "\n" + String.join("\n", own) + (own.isEmpty() ? "" : "\n"));
        }
    }
}
