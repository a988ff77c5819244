package puente.bench;

import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import java.util.Arrays;
import puente.agreement.AgreementWorkload;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;

/**
 * What a decision with its reasons costs, beside Cedar's Java library, its policies parsed and cached, on the same clauses and
 * questions in the same run. Each question is decided once in a round; two rounds in a row never ask the same one twice.
 */
final class AgreementBench implements Bench {
    private static final String CEDAR = "cedar-java 4.10.0, policies cached";
    private static final int QUESTIONS = 20_000;
    private static final int DECISIONS = 200_000;

    /** Few, because a question under 10,000 clauses takes Cedar a tenth of a second. */
    private static final int CEDAR_QUESTIONS = 60;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public String measures() {
        return "%,d decisions with their reasons, over %,d different questions".formatted(DECISIONS, QUESTIONS);
    }

    @Override
    public void run(Report report) throws CacheException, AuthException {
        measure(report, "100 clauses", AgreementWorkload.dense(100, QUESTIONS), Bar.atMost(5));
        measure(report, "10,000 clauses, spread", AgreementWorkload.spread(10_000, QUESTIONS), Bar.atMost(20));
        measure(report, "10,000 clauses, dense", AgreementWorkload.dense(10_000, QUESTIONS), Bar.atMost(20));
    }

    private static void measure(Report report, String what, AgreementWorkload workload, Bar bar)
            throws CacheException, AuthException {
        long[] ours = decide(workload);
        double clauses = 0;
        for (int at = 0; at < QUESTIONS; at++) {
            clauses += workload.decide(at);
        }
        double[] cedar = cedar(workload);
        report.figure("p50, " + what, micros(ours, 0.50), "µs", bar, peer(cedar, 0.50));
        report.figure("p99, " + what, micros(ours, 0.99), "µs");
        report.figure("deciding clauses, " + what, clauses / QUESTIONS, "a question");
    }

    /** Nanoseconds of each decision, sorted, after as many to warm up. */
    private static long[] decide(AgreementWorkload workload) {
        long[] nanos = new long[DECISIONS];
        for (int at = 0; at < 2 * DECISIONS; at++) {
            long start = System.nanoTime();
            workload.decide(at % QUESTIONS);
            nanos[at % DECISIONS] = System.nanoTime() - start;
        }
        if (workload.reasonsRead() == 0) {
            throw new IllegalStateException("no clause ever decided: the workload measures nothing");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) (sorted.length * quantile)] / 1e3;
    }

    /** Microseconds of Cedar's decisions, sorted, after as many to warm up. */
    private static double[] cedar(AgreementWorkload workload) throws CacheException, AuthException {
        AgreementWorkload.Cedar cedar = workload.cedar(CEDAR_QUESTIONS);
        double[] micros = new double[CEDAR_QUESTIONS];
        for (int at = 0; at < 2 * CEDAR_QUESTIONS; at++) {
            int question = at % CEDAR_QUESTIONS;
            long start = System.nanoTime();
            boolean permitted = cedar.permits(question);
            micros[question] = (System.nanoTime() - start) / 1e3;
            if (permitted != workload.permits(question)) {
                throw new IllegalStateException("Cedar decides question " + question + " otherwise");
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static Peer peer(double[] sorted, double quantile) {
        return new Peer(CEDAR, sorted[(int) (sorted.length * quantile)]);
    }
}
