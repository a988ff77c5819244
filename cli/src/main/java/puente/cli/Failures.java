package puente.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import puente.ledger.LedgerException;
import puente.record.Catalogue;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Turns whatever ended a command into words and an exit code: refused input is {@value Exit#USAGE}, everything else
 * {@value Exit#FAILED}. People see no stack traces; the log has them.
 */
final class Failures implements IExecutionExceptionHandler {
    private static final System.Logger LOG = System.getLogger("puente.cli");

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) {
        return switch (fault) {
            case ParameterException usage -> new UsageErrors(console).handleParseException(usage, new String[0]);
            case ProblemException refused -> refused(refused);
            case LedgerException refused ->
                refused(new ProblemException(new Problem(refused.code(), refused.position(), refused.arguments())));
            case NodeApi.RefusedException refused -> refused(refused);
            case NodeApi.UnreachableException unreachable ->
                failed(Problem.of("cli.node.unreachable", "", "node", unreachable.node()));
            case UncheckedIOException io ->
                file(io.getCause() == null ? new IOException(io.getMessage()) : io.getCause());
            case IOException io -> file(io);
            case InterruptedException interrupted -> failed(Problem.of("cli.failed.interrupted", ""));
            default -> {
                LOG.log(System.Logger.Level.INFO, "the command failed", fault);
                yield failed(Problem.of("cli.failed.unexpected", "", "fault", describe(fault)));
            }
        };
    }

    private int refused(ProblemException refused) {
        console.problems(refused.problems());
        boolean ours = refused.problems().stream()
                .anyMatch(problem -> Catalogue.standard().status(problem.code()) >= 500);
        return ours ? Exit.FAILED : Exit.USAGE;
    }

    private int refused(NodeApi.RefusedException refused) {
        refused.problems().forEach(each -> console.problem(each.code(), each.position(), each.reason(), each.remedy()));
        if (refused.problems().isEmpty()) {
            console.problem(Problem.of("cli.node.refused", "", "status", refused.status()));
        }
        return refused.status() >= 500 ? Exit.FAILED : Exit.USAGE;
    }

    private int file(IOException io) {
        return switch (io) {
            case NoSuchFileException missing -> {
                console.problem(Problem.of("cli.file.absent", "", "file", missing.getFile()));
                yield Exit.USAGE;
            }
            case FileAlreadyExistsException standing -> {
                console.problem(Problem.of("cli.file.exists", "", "file", standing.getFile()));
                yield Exit.USAGE;
            }
            case AccessDeniedException denied -> {
                console.problem(Problem.of("cli.file.denied", "", "file", denied.getFile()));
                yield Exit.FAILED;
            }
            case FileSystemException other ->
                failed(Problem.of("cli.failed.file", "", "file", other.getFile(), "fault", describe(other)));
            default -> failed(Problem.of("cli.failed.io", "", "fault", describe(io)));
        };
    }

    private int failed(Problem problem) {
        console.problem(problem);
        return Exit.FAILED;
    }

    private static String describe(Exception fault) {
        return fault.getMessage() == null
                ? fault.getClass().getSimpleName()
                : fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }
}
