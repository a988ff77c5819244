package puente.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code test} and {@code bench}, which the launcher script runs from the source tree before this command is reached: here they
 * have their help, and say where they live when someone runs the jar alone.
 */
final class LauncherCommands {
    private LauncherCommands() {}

    private static int refer(String command) {
        throw new ProblemException(Problem.of("cli.launcher.only", "", "command", command));
    }

    @Command(name = "test")
    static final class Test implements Callable<Integer> {
        @Mixin
        private Common common = new Common();

        @Parameters(paramLabel = "MAVEN-OPTION", arity = "0..*", descriptionKey = "MAVEN-OPTION")
        private List<String> options = List.of();

        Test(Console console) {
            console.language();
        }

        @Override
        public Integer call() {
            return refer("test");
        }
    }

    @Command(name = "bench")
    static final class Bench implements Callable<Integer> {
        @Mixin
        private Common common = new Common();

        @Option(names = "--json", descriptionKey = "json")
        private boolean json;

        @Parameters(paramLabel = "NAME", arity = "0..*", descriptionKey = "NAME")
        private List<String> names = List.of();

        Bench(Console console) {
            console.language();
        }

        @Override
        public Integer call() {
            return refer("bench");
        }
    }
}
