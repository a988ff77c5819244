package puente.match.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import puente.match.block.Meetings;
import puente.match.block.Plan;
import puente.match.cluster.Link;
import puente.match.cluster.SubjectNames;
import puente.match.cluster.Subjects;
import puente.match.field.Field.Piece;
import puente.match.field.Fields;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.table.Role;
import puente.match.table.Table;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Rows that have been linked, to which others are added.
 *
 * <p><b>The problem.</b> A register grows by a few rows an hour. Linking all of it again costs minutes, moves every probability a little because the model
 * is estimated anew, and renames subjects. What is wanted is the answer of a full run for the price of the new rows.
 *
 * <p><b>What holds.</b> A linkage fixes a model: the rules with their caps, the weights, how rare each value is, which values stand for one another. Under
 * that model, what rows give is a function of the set of rows alone. So after any additions, in any order and in tables of any size:
 * {@link #pairs} are those of {@link Linker#runAs} over all rows together, weight by weight, and {@link #subjectOf} groups the rows as it does. What depends on
 * the order is only what subjects are <em>called</em>: a name stays with what it named (see {@link SubjectNames}), and what happened is told as events.
 *
 * <p><b>How.</b> A new row is written with the numbers of the known values ({@link puente.match.field.Field#over}), meets the rows that share a key
 * ({@link Meetings}), is compared with them, and the pairs are kept. Then only the connected pieces that its pairs touch are grouped again, from nothing, as
 * {@link Subjects} would. Three things would make the answer depend on the order, and each is taken out: a group of a rule that grows past its cap takes back
 * the pairs that it alone brought; a pair's rows are compared in the order of their signs, not of their coming; ties between merges are broken by the
 * same order.
 *
 * <p><b>What it does not do.</b> The model ages: values that were rare become frequent, which {@link #ageing} tells and nothing here mends. Names that come
 * later count as rare as one met once. A full run then, with the names of subjects carried over ({@code --before}), is the remedy. Rows are not taken out, and a row whose
 * name is known is refused: a correction is a full run.
 *
 * <p><b>Two files</b> that were linked with each other take rows too, each for one of them, and only pairs across are sought. Rows are numbered as they come, so that
 * one of the first file may stand behind those of the second.
 *
 * <p><b>Failure.</b> A refused table leaves everything as it was. For one thread at a time.
 */
public final class Population {
    private final Model model;
    private final Plan plan;
    private final long[] learnedFrom;
    private final Table table;
    private final Rows rows;
    private final List<Piece> pieces;
    private final Certainties certainties;
    private final Meetings meetings;
    private final KeptLinks links;
    private final WeighedRows weighed;
    private final IntFunction<String> firstNames;
    private final Subjects.Order order;
    private final List<Table> added = new ArrayList<>();
    /** The rows of the second of two files. */
    private final BitSet second = new BitSet();

    private final Transitivity.Sought sought;
    private final List<String> addedNames = new ArrayList<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Set<String> usedNames = new HashSet<>();
    private @Nullable String[] subjects;
    private long compared;

    /**
     * What adding rows brought.
     *
     * @param firstRow the number of the first new row; the others follow
     * @param pairs the new rows' pairs, with what third rows add, in order of the later row and then of the earlier one
     * @param changes what happened to subjects, in order of name
     * @param compared how many pairs were compared
     */
    public record Addition(int firstRow, ScoredPairs pairs, List<SubjectNames.Change> changes, long compared) {
        public Addition {
            changes = List.copyOf(changes);
        }
    }

    private Population(
            Table table,
            Rows rows,
            Plan plan,
            Model model,
            Certainties certainties,
            long[] learnedFrom,
            ScoredPairs scored) {
        this.table = table;
        this.rows = rows;
        this.plan = plan;
        this.model = model;
        this.certainties = certainties;
        this.learnedFrom = learnedFrom;
        pieces = rows.fields().pieces();
        meetings = new Meetings(plan, pieces, rows.count());
        links = new KeptLinks(scored, rows.count());
        weighed = new WeighedRows(rows, model, certainties);
        firstNames = table.names();
        order = Linker.order(rows, this::name);
        for (int row = 0; row < rows.count(); row++) {
            if (rowOf.put(firstNames.apply(row), row) != null) {
                throw new ProblemException(Problem.of("match.link.known-id", "", "id", firstNames.apply(row)));
            }
        }
        subjects = new String[rows.count()];
        second.set(table.secondStart(), table.rows());
        sought = table.two() ? (a, b) -> second.get(a) != second.get(b) : (a, b) -> true;
    }

    /**
     * The rows of a finished linkage; it is not to be used otherwise any more.
     *
     * @throws ProblemException where two rows have one name
     */
    public static Population of(Linker.Result base) {
        return of(base, Map.of());
    }

    /** The same, where subjects had names in an earlier run: for each row's name its subject's, as {@link SubjectNames} takes them. */
    public static Population of(Linker.Result base, Map<String, String> before) {
        Population population = new Population(
                base.table(),
                base.rows(),
                base.plan(),
                base.model(),
                base.certainties(),
                base.learnedFrom(),
                base.scored());
        int[] subjectOf = base.subjects().subjectOf();
        if (before.isEmpty()) {
            String[] least = new String[subjectOf.length];
            for (int row = 0; row < subjectOf.length; row++) {
                String name = population.name(row);
                String other = least[subjectOf[row]];
                least[subjectOf[row]] = other == null || name.compareTo(other) < 0 ? name : other;
            }
            Arrays.setAll(population.subjects, row -> least[subjectOf[row]]);
        } else {
            SubjectNames names = SubjectNames.of(subjectOf, population::name, before);
            Arrays.setAll(population.subjects, row -> names.nameOf(subjectOf[row]));
        }
        population.usedNames.addAll(before.values());
        population.usedNames.addAll(Arrays.asList(population.subjects));
        return population;
    }

    /** What {@link PopulationFile} kept. */
    static Population kept(
            Table table,
            Rows rows,
            Plan plan,
            Model model,
            long[] learnedFrom,
            Table added,
            BitSet ofSecond,
            ScoredPairs links) {
        Population population = new Population(table, rows, plan, model, new Certainties(table), learnedFrom, links);
        if (added.rows() > 0) {
            List<Piece> over = population.take(added, ofSecond::get);
            for (int row = 0; row < added.rows(); row++) {
                population.meetings.add(over, row, NOBODY);
            }
        }
        population.subjects = new String[population.count()];
        return population;
    }

    /** Gives rows that were kept the subjects that they had. */
    void name(List<String> subjectOf, Collection<String> used) {
        Arrays.setAll(subjects, subjectOf::get);
        usedNames.addAll(used);
    }

    private static final Meetings.Listener NOBODY = new Meetings.Listener() {
        @Override
        public void meets(int other) {}

        @Override
        public void closed(int[] members) {}
    };

    /** Of two files linked with each other, the one that rows belong to. */
    public enum Side {
        FIRST,
        SECOND
    }

    /**
     * Adds rows to one linked file. Columns are those of the first table, by name; of others nothing is taken, and one that is missing is unknown.
     *
     * @throws ProblemException where a row has a name that is known, or two files were linked; nothing is added then
     */
    public Addition add(Table more) {
        if (table.two()) {
            throw new ProblemException(Problem.of("match.link.which-file", ""));
        }
        return add(more, row -> false);
    }

    /**
     * The same to one of two files that were linked with each other.
     *
     * @throws ProblemException where a row has a name that is known, or only one file was linked; nothing is added then
     */
    public Addition add(Table more, Side side) {
        if (!table.two()) {
            throw new ProblemException(Problem.of("match.link.one-file", ""));
        }
        return add(more, row -> side == Side.SECOND);
    }

    private Addition add(Table more, IntPredicate ofSecond) {
        int first = rows.count();
        List<Piece> over = take(more.like(table), ofSecond);
        long before = compared;
        Set<Integer> touched = new TreeSet<>();
        for (int row = 0; row < more.rows(); row++) {
            touched.add(first + row);
            Met met = new Met(first + row);
            meetings.add(over, row, met);
            open(met.closed, touched);
        }
        List<Integer> universe = new ArrayList<>();
        List<SubjectNames.Change> changes = regroup(touched, universe);
        return new Addition(first, pairsOf(first, universe), changes, compared - before);
    }

    /** Takes rows in, before they meet any; gives the pieces of fields that hold them. */
    private List<Piece> take(Table more, IntPredicate ofSecond) {
        int first = rows.count();
        int[] next = {first - second.cardinality(), second.cardinality()};
        IntFunction<String> own = more.names();
        boolean named = more.first(Role.ID).isPresent();
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < more.rows(); row++) {
            int number = ++next[ofSecond.test(row) ? 1 : 0];
            String name = named ? own.apply(row) : ofSecond.test(row) ? "b" + number : Integer.toString(number);
            if (rowOf.containsKey(name) || !seen.add(name)) {
                throw new ProblemException(Problem.of("match.link.known-id", "", "id", name));
            }
            names.add(name);
        }
        Fields fields = rows.fields().over(more);
        rows.add(fields, more.signs(names::get));
        certainties.add(more);
        for (int row = 0; row < names.size(); row++) {
            rowOf.put(names.get(row), first + row);
            second.set(first + row, ofSecond.test(row));
        }
        addedNames.addAll(names);
        added.add(more);
        return fields.pieces();
    }

    /** Weighs what a new row meets, and remembers the groups that grew past their caps. */
    private final class Met implements Meetings.Listener {
        private final int row;
        private final List<int[]> closed = new ArrayList<>();

        Met(int row) {
            this.row = row;
        }

        @Override
        public void meets(int other) {
            if (!sought.is(row, other)) {
                return;
            }
            compared++;
            double bits = weighed.own(row, other);
            if (bits >= Linker.KEPT_BITS && !certainties.forbid(row, other)) {
                links.add(row, other, (float) bits);
            }
        }

        @Override
        public void closed(int[] members) {
            closed.add(members);
        }
    }

    /**
     * Groups the connected pieces of some rows anew.
     *
     * @param universe takes the rows of those pieces
     */
    private List<SubjectNames.Change> regroup(Set<Integer> touched, List<Integer> universe) {
        Set<Integer> done = new HashSet<>();
        List<int[]> components = new ArrayList<>();
        for (int row : touched) {
            if (!done.contains(row)) {
                int[] component = component(row, done);
                components.add(component);
                Arrays.stream(component).forEach(universe::add);
            }
        }
        if (rows.count() > subjects.length) {
            subjects = Arrays.copyOf(subjects, rows.count() + (rows.count() >> 3));
        }
        int[] groups = new int[universe.size()];
        int from = 0;
        for (int[] component : components) {
            int[] own = group(component);
            for (int at = 0; at < own.length; at++) {
                groups[from + at] = from + own[at];
            }
            from += own.length;
        }
        Map<String, String> before = new HashMap<>();
        for (int row : universe) {
            String subject = subjects[row];
            if (subject != null) {
                before.put(name(row), subject);
            }
        }
        SubjectNames names = SubjectNames.of(groups, at -> name(universe.get(at)), before, usedNames);
        for (int at = 0; at < groups.length; at++) {
            subjects[universe.get(at)] = names.nameOf(groups[at]);
        }
        return names.changes();
    }

    /** The rows that positive links connect with a row, in order of their numbers. */
    private int[] component(int row, Set<Integer> done) {
        TreeSet<Integer> found = new TreeSet<>();
        List<Integer> open = new ArrayList<>(List.of(row));
        done.add(row);
        while (!open.isEmpty()) {
            int at = open.removeLast();
            found.add(at);
            links.of(at, link -> {
                int other = links.other(link, at);
                if (links.bits(link) > 0 && done.add(other)) {
                    open.add(other);
                }
            });
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For each row of a connected piece the place of its group's first row. */
    private int[] group(int[] component) {
        List<Link> inside = new ArrayList<>();
        for (int at = 0; at < component.length; at++) {
            int row = component[at];
            links.of(row, link -> {
                if (links.bits(link) > 0 && links.left(link) == row) {
                    int left = Arrays.binarySearch(component, row);
                    int right = Arrays.binarySearch(component, links.right(link));
                    inside.add(new Link(left, right, links.bits(link)));
                }
            });
        }
        return Subjects.of(
                        component.length,
                        inside,
                        (a, b) -> weighed.bits(component[a], component[b]),
                        (a, b) -> order.compare(component[a], component[b]))
                .subjectOf();
    }

    /** Takes back the pairs that only groups brought together which have grown past their caps. */
    private void open(List<int[]> closed, Set<Integer> touched) {
        for (int[] members : closed) {
            Set<Integer> group = new HashSet<>();
            Arrays.stream(members).forEach(group::add);
            List<Integer> lost = new ArrayList<>();
            for (int row : members) {
                links.of(row, link -> {
                    boolean inside = links.left(link) == row && group.contains(links.right(link));
                    if (inside && !meetings.meet(row, links.right(link))) {
                        lost.add(link);
                    }
                });
            }
            for (int link : lost) {
                links.remove(link);
                touched.add(links.left(link));
                touched.add(links.right(link));
            }
        }
    }

    /** The pairs in which a row from {@code first} on takes part, with what third rows add. */
    private ScoredPairs pairsOf(int first, List<Integer> universe) {
        int[] near = universe.stream().mapToInt(Integer::intValue).sorted().toArray();
        ScoredPairs own = new ScoredPairs();
        ScoredPairs local = new ScoredPairs();
        Map<String, Integer> groups = new HashMap<>();
        int[] subjectOf = new int[near.length];
        for (int at = 0; at < near.length; at++) {
            int row = near[at];
            int place = at;
            subjectOf[at] = groups.computeIfAbsent(subject(row), none -> place);
            links.of(row, link -> {
                int other = Arrays.binarySearch(near, links.other(link, row));
                if (other >= 0 && links.right(link) == row) {
                    local.add(other, place, links.bits(link));
                } else if (other < 0 && row >= first) {
                    own.add(links.left(link), links.right(link), links.bits(link));
                }
            });
        }
        ScoredPairs through = Transitivity.of(
                local, subjectOf, (a, b) -> sought.is(near[a], near[b]), (a, b) -> order.compare(near[a], near[b]));
        for (int at = 0; at < through.size(); at++) {
            if (near[through.right(at)] >= first) {
                own.add(near[through.left(at)], near[through.right(at)], through.bits(at));
            }
        }
        return own.sorted(rows.count());
    }

    /** How many rows there are. */
    public int count() {
        return rows.count();
    }

    /** The name of a row. */
    public String name(int row) {
        int first = table.rows();
        return row < first ? firstNames.apply(row) : addedNames.get(row - first);
    }

    /** The name of the subject that a row belongs to. */
    public String subject(int row) {
        String subject = subjects[row];
        if (subject == null) {
            throw new IllegalArgumentException("row " + row + " is not here");
        }
        return subject;
    }

    /** For each row its subject, named by the subject's first row. */
    public int[] subjectOf() {
        Map<String, Integer> firsts = new HashMap<>();
        int[] subjectOf = new int[count()];
        for (int row = 0; row < subjectOf.length; row++) {
            int own = row;
            subjectOf[row] = firsts.computeIfAbsent(subject(row), none -> own);
        }
        return subjectOf;
    }

    /** All pairs that are kept, with what third rows add: what a full run under the same model gives. */
    public ScoredPairs pairs() {
        return Transitivity.of(links.all(count()), subjectOf(), sought, order);
    }

    /** Whether the rows that were added still look like those that the model was learned from. */
    public Ageing ageing() {
        return Ageing.of(table, added);
    }

    /** The first table, whose columns every row has. */
    public Table table() {
        return table;
    }

    /** The rows that were added, as one table. */
    Table added() {
        return added.isEmpty() ? table.slice(0, 0) : Table.joined(added);
    }

    /** Whether a row is of the second of two files. */
    public boolean ofSecond(int row) {
        return second.get(row);
    }

    Model model() {
        return model;
    }

    Plan plan() {
        return plan;
    }

    List<Piece> pieces() {
        return pieces;
    }

    long[] learnedFrom() {
        return learnedFrom;
    }

    ScoredPairs links() {
        return links.all(count());
    }

    Collection<String> usedNames() {
        return usedNames;
    }
}
