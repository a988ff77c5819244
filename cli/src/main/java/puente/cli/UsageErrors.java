package puente.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import puente.record.Problem;

/** Says what is wrong with a command line, in the reader's language, and where help is; exit code {@value Exit#USAGE}. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Console console;

    UsageErrors(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName(" ");
        console.problem(
                switch (fault) {
                    case UnmatchedArgumentException unmatched ->
                        Problem.of(
                                "cli.usage.unknown-argument",
                                "",
                                "argument",
                                String.join(" ", unmatched.getUnmatched()),
                                "command",
                                command);
                    case MissingParameterException missing ->
                        Problem.of(
                                missing.getMissing().isEmpty()
                                        ? "cli.usage.missing-command"
                                        : "cli.usage.missing-argument",
                                "",
                                "argument",
                                missing.getMissing().stream()
                                        .map(UsageErrors::name)
                                        .collect(Collectors.joining(", ")),
                                "command",
                                command);
                    default -> other(fault, command);
                });
        return Exit.USAGE;
    }

    private static Problem other(ParameterException fault, String command) {
        ArgSpec argument = fault.getArgSpec();
        if (argument == null) {
            return Problem.of("cli.usage.missing-command", "", "command", command);
        }
        String value = fault.getValue() == null ? "" : fault.getValue();
        return Problem.of("cli.usage.bad-value", "", "argument", name(argument), "value", value, "command", command);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Refuses a bare group of commands ({@code puente agreement}): which of them was meant? */
    static ParameterException noCommand(CommandLine line) {
        return new ParameterException(line, "a command is missing");
    }
}
