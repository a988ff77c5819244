package puente.match.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import puente.match.block.Candidates;
import puente.match.block.Plan;
import puente.match.block.Planner;
import puente.match.cluster.Link;
import puente.match.cluster.Subjects;
import puente.match.field.Fields;
import puente.match.model.Estimation;
import puente.match.model.Histogram;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.table.Table;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Links a table whose columns are known: plans what to compare, learns from a pilot which values stand for one another, estimates the
 * model, scores, and groups rows into subjects. The same table gives the same answer, bit by bit, on any number of threads.
 */
public final class Linker {
    /** How many random pairs say what chance looks like. */
    static final int RANDOM_PAIRS = 400_000;

    /** The same for the pilot, which only has to tell likely from unlikely. */
    static final int PILOT_RANDOM_PAIRS = 100_000;

    /** Pairs below this weight, about one in 128, are not kept. */
    static final double KEPT_BITS = -7;

    /** How many candidates estimation looks at; beyond, an even sample of rows. */
    static final double ESTIMATION_PAIRS = 1.5e6;

    /** How likely a pair must be for its values to be learned from. */
    static final double LEARNED_FROM = 0.9;

    private final Table table;
    private final int threads;
    private final double allPairs;

    /** @param threads how many threads compare */
    public Linker(Table table, int threads) {
        this.table = table;
        this.threads = threads;
        double count = table.rows();
        double second = table.secondStart();
        allPairs = table.two() ? second * (count - second) : count * (count - 1) / 2;
    }

    /** The comparisons that are allowed for so many rows. */
    public static double budget(int rows) {
        return Math.min(100.0 * rows, 5e6 + 15.0 * rows);
    }

    /**
     * What came out.
     *
     * @param learnedFrom the likely pairs from which values were learned that stand for one another
     * @param scored pairs by their own weight alone
     * @param pairs the same with what third rows add
     * @param allPairs how many pairs there are
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(
            Table table,
            Rows rows,
            Plan plan,
            Model model,
            Certainties certainties,
            Candidates candidates,
            long[] learnedFrom,
            ScoredPairs scored,
            ScoredPairs pairs,
            Subjects subjects,
            double allPairs) {}

    /** Links. */
    public Result run() {
        return run(Progress.NONE);
    }

    /** Links, telling how far it has come. */
    public Result run(Progress progress) {
        int count = table.rows();
        Fields fields = Fields.of(table);
        if (fields.list().isEmpty()) {
            throw new ProblemException(Problem.of("match.link.nothing-to-compare", ""));
        }
        Pilot pilot = new Pilot(fields);
        Plan early = Planner.plan(fields.pieces(), pilot.sample, count, table.secondStart(), budget(count), pilot);
        Fields learned = fields.learning(pilot.likely);
        Plan plan = early.over(fields.pieces(), learned.pieces());
        Rows rows = rows(learned, plan);
        Scorer scorer = new Scorer(rows, threads);
        Candidates candidates = Candidates.of(plan.rules(), rows.order(), table.secondStart());
        int step = (int) Math.max(1, Math.round(plan.comparisons() / ESTIMATION_PAIRS));
        Histogram met = scorer.candidates(candidates, step);
        Model model = Estimation.estimate(
                rows.fields().slots(),
                met,
                scorer.random((int) Math.min(RANDOM_PAIRS, 2 * allPairs), table.secondStart()),
                allPairs,
                0.5 * count);
        return result(rows, plan, model, candidates, pilot.likely, progress);
    }

    /**
     * Links this linker's table as another was linked: by its rules, its model and what it learned of values. Nothing is estimated. The same rows, in any
     * order, give the same pairs, weights and subjects; the rows that the model was estimated from give again what they gave.
     *
     * @param earlier the table of which has the same columns
     */
    public Result runAs(Result earlier) {
        Fields known = earlier.rows.fields();
        Fields fields = known.over(table);
        Plan plan = earlier.plan.over(known.pieces(), fields.pieces());
        Rows rows = rows(fields, plan);
        Candidates candidates = Candidates.of(plan.rules(), rows.order(), table.secondStart());
        return result(rows, plan, earlier.model, candidates, earlier.learnedFrom, Progress.NONE);
    }

    private Rows rows(Fields fields, Plan plan) {
        int[] order = Candidates.order(plan, table.rows(), table.secondStart());
        return new Rows(fields, order, table.signs(table.names()));
    }

    private Result result(
            Rows rows, Plan plan, Model model, Candidates candidates, long[] learnedFrom, Progress progress) {
        Certainties certainties = new Certainties(table);
        ScoredPairs scored = new Scorer(rows, threads).score(candidates, model, certainties, KEPT_BITS, progress);
        Subjects.Order order = order(rows, table.names());
        Subjects subjects = Subjects.of(rows.count(), links(scored), new WeighedRows(rows, model, certainties), order);
        return new Result(
                table,
                rows,
                plan,
                model,
                certainties,
                candidates,
                learnedFrom,
                scored,
                Transitivity.of(scored, subjects.subjectOf(), Transitivity.Sought.of(table), order),
                subjects,
                allPairs);
    }

    /** An order of rows that does not depend on where they stand: by sign, and by name where two have one sign. */
    static Subjects.Order order(Rows rows, IntFunction<String> names) {
        return (a, b) -> {
            int bySign = Integer.compare(rows.sign(a), rows.sign(b));
            return bySign != 0 || a == b ? bySign : names.apply(a).compareTo(names.apply(b));
        };
    }

    private static List<Link> links(ScoredPairs pairs) {
        List<Link> links = new ArrayList<>();
        for (int at = 0; at < pairs.size(); at++) {
            if (pairs.bits(at) > 0) {
                links.add(new Link(pairs.left(at), pairs.right(at), pairs.bits(at)));
            }
        }
        return links;
    }

    /** Judges the pilot's pairs by a model of their own, and keeps those that are likely enough to learn from. */
    private final class Pilot implements Planner.Judge {
        private final int[] sample = Planner.sample(table.rows());
        private final Rows rows;
        private long[] likely = {};

        Pilot(Fields fields) {
            rows = new Rows(fields, sample);
        }

        @Override
        public double[] probabilities(long[] met) {
            Scorer scorer = new Scorer(rows, threads);
            double share = Math.pow(sample.length / (double) table.rows(), 2);
            Scorer.Patterns patterns = scorer.patterns(met);
            Histogram random = scorer.random(
                    (int) Math.min(PILOT_RANDOM_PAIRS, 2 * allPairs), Planner.secondStart(sample, table.secondStart()));
            Model model = Estimation.roughly(
                    rows.fields().slots(), patterns.histogram(), random, allPairs * share, 0.5 * table.rows() * share);
            double[] ofPattern = Estimation.matching(model, patterns.histogram());
            double[] probabilities = IntStream.of(patterns.patternOf())
                    .mapToDouble(pattern -> ofPattern[pattern])
                    .toArray();
            likely = IntStream.range(0, met.length)
                    .filter(at -> probabilities[at] > LEARNED_FROM)
                    .mapToLong(at -> (long) sample[(int) (met[at] >>> 32)] << 32 | sample[(int) met[at]])
                    .toArray();
            return probabilities;
        }
    }
}
