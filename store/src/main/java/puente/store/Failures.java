package puente.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import puente.record.Problem;
import puente.record.ProblemException;

/** What went wrong underneath, as a problem that says what to do. */
final class Failures {
    private Failures() {}

    /** A file or folder could not be read or written. */
    static ProblemException file(Path path, IOException failure) {
        String said = String.valueOf(failure.getMessage());
        return with(
                failure,
                said.contains("No space left on device")
                        ? Problem.of("store.disk.full", path.toString(), "folder", path)
                        : failure instanceof AccessDeniedException || said.contains("Read-only file system")
                                ? Problem.of("store.folder.not-writable", path.toString(), "folder", path)
                                : Problem.of("store.file.failed", path.toString(), "reason", said));
    }

    /** As {@link #file(Path, IOException)}, from within a callback. */
    static ProblemException file(Path path, UncheckedIOException failure) {
        return file(path, failure.getCause() instanceof IOException cause ? cause : new IOException(failure));
    }

    /** The database could not be reached or opened. */
    static ProblemException connect(DatabaseAddress address, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String url = address.jdbcUrl();
        Problem problem = switch (state) {
            case "28P01", "28000" ->
                Problem.of("store.database.password", "store.url", "url", url, "user", address.user());
            case "3D000" -> Problem.of("store.database.missing", "store.url", "url", url);
            case "53300" -> Problem.of("store.database.connections", "store.url", "url", url);
            case "57P03" -> Problem.of("store.database.starting", "store.url", "url", url);
            default ->
                state.startsWith("08")
                        ? Problem.of("store.database.unreachable", "store.url", "url", url)
                        : statement(failure);
        };
        return with(failure, problem);
    }

    /** A statement failed for a reason that a person can mend, or one that needs the server's own words. */
    static ProblemException sql(SQLException failure) {
        return with(failure, statement(failure));
    }

    private static Problem statement(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return Problem.of("store.database.busy", "", "seconds", Database.CONNECT_MAX.toSeconds());
        }
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "53100" -> Problem.of("store.disk.full", "", "folder", "PostgreSQL");
            case "42501" -> Problem.of("store.database.privilege", "", "reason", primary(failure));
            case "23505" -> Problem.of("store.record.version-exists", "", "reason", detail(failure));
            case "57P01", "57P02" -> Problem.of("store.database.stopped", "");
            default ->
                Problem.of(
                        state.startsWith("08") ? "store.database.lost" : "store.database.failed",
                        "",
                        "state",
                        state,
                        "reason",
                        primary(failure));
        };
    }

    /** What the server said, without the row it said it about: messages are logged, rows must not be. */
    private static String primary(SQLException failure) {
        return message(failure)
                .map(ServerErrorMessage::getMessage)
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private static String detail(SQLException failure) {
        return message(failure).map(ServerErrorMessage::getDetail).orElseGet(() -> primary(failure));
    }

    private static Optional<ServerErrorMessage> message(SQLException failure) {
        return failure instanceof PSQLException server
                ? Optional.ofNullable(server.getServerErrorMessage())
                : Optional.empty();
    }

    /** What the embedded server's log says about why it did not start. */
    static Problem start(Path folder, int port, String log) {
        String said = log.toLowerCase(Locale.ROOT);
        if (said.contains("address already in use")) {
            return Problem.of("store.port.taken", "store.port", "port", port);
        }
        if (said.contains("no space left on device")) {
            return Problem.of("store.disk.full", folder.toString(), "folder", folder);
        }
        if (said.contains("permission denied") || said.contains("read-only file system")) {
            return Problem.of("store.folder.not-writable", folder.toString(), "folder", folder);
        }
        if (said.contains("incompatible with server")) {
            return Problem.of(
                    "store.embedded.version", folder.toString(), "expected", PostgresBinaries.MAJOR, "found", "?");
        }
        if (said.contains("unshare") || said.contains("cannot be run as root")) {
            return Problem.of("store.embedded.root", folder.toString());
        }
        String last = log.strip();
        int fatal = Math.max(last.lastIndexOf("FATAL:"), last.lastIndexOf("PANIC:"));
        String reason = fatal >= 0 ? last.substring(fatal).lines().findFirst().orElse("") : lastLine(last);
        return Problem.of("store.embedded.failed", folder.toString(), "reason", reason, "folder", folder);
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static ProblemException with(Exception cause, Problem problem) {
        ProblemException exception = new ProblemException(problem);
        exception.initCause(cause);
        return exception;
    }
}
