package puente.match.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.record.Problem;

/** Faults of a file as they are met: the first few of each sort in full, the others counted, so that a bad file stays readable. */
final class Faults {
    private final List<Problem> told = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(Problem problem) {
        int count = counts.merge(problem.code(), 1, Integer::sum);
        if (count <= Table.NOTES_MAX) {
            told.add(problem);
        }
    }

    int count(String code) {
        return counts.getOrDefault(code, 0);
    }

    /** What was told, then one line for each sort of which there were more. */
    List<Problem> problems(String file) {
        List<Problem> all = new ArrayList<>(told);
        counts.forEach((code, count) -> {
            if (count > Table.NOTES_MAX) {
                all.add(Problem.of("match.table.more", file, "count", count - Table.NOTES_MAX, "fault", code));
            }
        });
        return all;
    }
}
