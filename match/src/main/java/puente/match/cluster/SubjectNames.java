package puente.match.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Names that subjects keep from one run to the next, and what changed between the two.
 *
 * <p>A subject keeps its name with the most of its rows: of all old subjects and new groups that share rows, the two that share most are one, then the
 * next most, each once; equal ones by name. A group that inherits no name takes that of its first row in order of name, or, where that was ever a subject's name, the
 * same with a number behind it: a name never comes to mean another subject. The same rows and old names give the same names, in any order of either.
 */
public final class SubjectNames {
    private final Map<Integer, String> nameOf;
    private final List<Change> changes;

    private SubjectNames(Map<Integer, String> nameOf, List<Change> changes) {
        this.nameOf = nameOf;
        this.changes = List.copyOf(changes);
    }

    /** What happened to a subject, for whoever follows. Lists are in order of name. */
    public sealed interface Change {
        /** The subject's name; of a split the one that stays, of a merge the one that remains. */
        String subject();

        /** A subject none of whose rows was known. */
        record Created(String subject, List<String> rows) implements Change {}

        /** Rows that were not known were found to be of a known subject. */
        record Joined(String subject, List<String> rows) implements Change {}

        /** Rows of other subjects are now of this one; a subject that is named here may live on with the rest of its rows. */
        record Merged(String subject, List<String> from) implements Change {}

        /** Rows of this subject are now of others. */
        record Split(String subject, List<String> into) implements Change {}

        /** None of the subject's rows is there any more. */
        record Ended(String subject) implements Change {}
    }

    private record Shared(int group, String old, int rows) {}

    /**
     * Names groups.
     *
     * @param subjectOf for each row its group, as {@link Subjects#subjectOf}
     * @param rowNames the rows' own names, each once
     * @param before for each row known before, by its name, its subject's
     */
    public static SubjectNames of(int[] subjectOf, IntFunction<String> rowNames, Map<String, String> before) {
        return of(subjectOf, rowNames, before, new HashSet<>(before.values()));
    }

    /**
     * Names groups among others that are not looked at.
     *
     * @param used every name that a subject ever had; takes those that are given
     */
    public static SubjectNames of(
            int[] subjectOf, IntFunction<String> rowNames, Map<String, String> before, Set<String> used) {
        Map<Integer, TreeMap<String, Integer>> shared = new TreeMap<>();
        Map<Integer, TreeSet<String>> unknown = new TreeMap<>();
        Map<Integer, String> firsts = new TreeMap<>();
        for (int row = 0; row < subjectOf.length; row++) {
            String name = rowNames.apply(row);
            String old = before.get(name);
            firsts.merge(subjectOf[row], name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            if (old == null) {
                unknown.computeIfAbsent(subjectOf[row], none -> new TreeSet<>()).add(name);
            } else {
                shared.computeIfAbsent(subjectOf[row], none -> new TreeMap<>()).merge(old, 1, Integer::sum);
            }
        }
        Map<Integer, String> names = names(firsts, shared, used);
        return new SubjectNames(names, changes(names, shared, unknown, before));
    }

    private static Map<Integer, String> names(
            Map<Integer, String> firsts, Map<Integer, TreeMap<String, Integer>> shared, Set<String> used) {
        List<Shared> all = new ArrayList<>();
        shared.forEach((group, olds) -> olds.forEach((old, rows) -> all.add(new Shared(group, old, rows))));
        all.sort(Comparator.comparingInt((Shared each) -> -each.rows)
                .thenComparing(Shared::old)
                .thenComparing(each -> firsts.getOrDefault(each.group, "")));
        Map<Integer, String> names = new HashMap<>();
        Set<String> kept = new HashSet<>();
        for (Shared each : all) {
            if (!names.containsKey(each.group) && kept.add(each.old)) {
                names.put(each.group, each.old);
            }
        }
        firsts.entrySet().stream()
                .filter(each -> !names.containsKey(each.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .forEach(each -> {
                    String name = each.getValue();
                    for (int number = 2; !used.add(name); number++) {
                        name = each.getValue() + "." + number;
                    }
                    names.put(each.getKey(), name);
                });
        return names;
    }

    private static List<Change> changes(
            Map<Integer, String> names,
            Map<Integer, TreeMap<String, Integer>> shared,
            Map<Integer, TreeSet<String>> unknown,
            Map<String, String> before) {
        Map<String, TreeSet<String>> homes = new TreeMap<>();
        before.values().forEach(old -> homes.computeIfAbsent(old, none -> new TreeSet<>()));
        List<Change> changes = new ArrayList<>();
        names.forEach((group, name) -> {
            TreeMap<String, Integer> olds = shared.getOrDefault(group, new TreeMap<>());
            olds.keySet()
                    .forEach(old -> homes.getOrDefault(old, new TreeSet<>()).add(name));
            List<String> others =
                    olds.keySet().stream().filter(old -> !old.equals(name)).toList();
            List<String> rows = List.copyOf(unknown.getOrDefault(group, new TreeSet<>()));
            if (olds.isEmpty()) {
                changes.add(new Change.Created(name, rows));
            } else {
                if (olds.containsKey(name) && !others.isEmpty()) {
                    changes.add(new Change.Merged(name, others));
                }
                if (!rows.isEmpty()) {
                    changes.add(new Change.Joined(name, rows));
                }
            }
        });
        homes.forEach((old, now) -> {
            List<String> others = now.stream().filter(name -> !name.equals(old)).toList();
            if (now.isEmpty()) {
                changes.add(new Change.Ended(old));
            } else if (now.contains(old) && !others.isEmpty()) {
                changes.add(new Change.Split(old, others));
            }
        });
        changes.sort(Comparator.comparing(Change::subject)
                .thenComparing(change -> change.getClass().getSimpleName()));
        return changes;
    }

    /** The name of a group. @throws IllegalArgumentException for a row that is no group's name in {@link Subjects#subjectOf} */
    public String nameOf(int group) {
        String name = nameOf.get(group);
        if (name == null) {
            throw new IllegalArgumentException("row " + group + " names no group");
        }
        return name;
    }

    /** What changed, by subject. */
    public List<Change> changes() {
        return changes;
    }
}
