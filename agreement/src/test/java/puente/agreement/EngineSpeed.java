package puente.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures by hand what a decision costs: {@code java -cp <test class path> puente.agreement.EngineSpeed}. The figures that
 * count are measured beside their peer in the bench room.
 */
final class EngineSpeed {
    private static final int ROUNDS = 200_000;

    private EngineSpeed() {}

    public static void main(String[] arguments) {
        for (int clauses : new int[] {100, 1_000, 10_000}) {
            RandomAgreements random = new RandomAgreements(clauses);
            long before = System.nanoTime();
            Agreement agreement = random.agreement(clauses);
            long loaded = System.nanoTime();
            Engine engine = Engine.of(agreement);
            long compiled = System.nanoTime();
            List<Question> questions = new ArrayList<>();
            for (int at = 0; at < 2_000; at++) {
                questions.add(random.question(agreement));
            }
            long[] nanos = new long[ROUNDS];
            long deciding = 0;
            int permitted = 0;
            for (int round = 0; round < 2 * ROUNDS; round++) {
                Question question = questions.get(round % questions.size());
                long start = System.nanoTime();
                Decision decision = engine.decide(question);
                nanos[round % ROUNDS] = System.nanoTime() - start;
                deciding += decision.clauses().size();
                permitted += decision instanceof Decision.Permitted ? 1 : 0;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "%,d clauses: load %d ms, engine %d ms, p50 %.2f us, p90 %.2f us, p99 %.2f us, permitted %.0f %%, deciding clauses %.1f%n",
                    clauses,
                    (loaded - before) / 1_000_000,
                    (compiled - loaded) / 1_000_000,
                    nanos[ROUNDS / 2] / 1e3,
                    nanos[ROUNDS * 9 / 10] / 1e3,
                    nanos[ROUNDS / 100 * 99] / 1e3,
                    50.0 * permitted / ROUNDS,
                    0.5 * deciding / ROUNDS);
        }
    }
}
