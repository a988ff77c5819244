package puente.exchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand seeds in the full suite; {@code -Dpuente.simulation.seeds=200} in a hurry; {@code -Dpuente.simulation.seed=S}
 * replays one.
 */
class SimulationTest {
    /** Seeds of the full suite. */
    private static final long SEEDS = Long.getLong("puente.simulation.seeds", 10_000);

    private record Failure(long seed, Throwable why) {}

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void whateverFailsAndWhenever_bothEndsAgreeAfterwards() {
        Long one = Long.getLong("puente.simulation.seed");
        if (one != null) {
            Simulation.ofSeed(one).run();
            return;
        }
        long began = System.nanoTime();
        ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            if (failures.size() < 3) {
                run(seed, failures);
            }
        });
        if (!failures.isEmpty()) {
            fail(report(failures), failures.peek().why());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.getLogger(SimulationTest.class.getName())
                .log(System.Logger.Level.INFO, "{0} seeds in {1} s", SEEDS, Math.round(seconds));
        assertThat(SEEDS).isPositive();
    }

    private static void run(long seed, ConcurrentLinkedQueue<Failure> failures) {
        try {
            Simulation.ofSeed(seed).run();
        } catch (AssertionError | IllegalStateException | IllegalArgumentException | NullPointerException wrong) {
            failures.add(new Failure(seed, wrong));
        }
    }

    private static String report(Iterable<Failure> failures) {
        StringBuilder report = new StringBuilder("both ends do not agree:\n");
        for (Failure each : failures) {
            report.append("  ")
                    .append(each.why())
                    .append("\n    replay: mvn -pl exchange -am test -Dtest=SimulationTest")
                    .append(" -Dsurefire.failIfNoSpecifiedTests=false -Dpuente.simulation.seed=")
                    .append(each.seed())
                    .append('\n');
        }
        return report.toString();
    }
}
