package puente.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A PostgreSQL server of a node's own, in the node's data folder.
 *
 * <p><b>Problem.</b> A node must run where nobody administers a database, and lose nothing it accepted. A server that is
 * a child of the JVM outlives a {@code kill -9} of it; a second start must find that server, not fight it.
 *
 * <p><b>The folder.</b>
 *
 * <pre>
 * lock         held while a node uses the folder
 * password     of the only role, 0600, made at the first start
 * port         chosen at the first start and kept
 * server.log   what PostgreSQL says; statements and rows never appear in it
 * pgdata/      PostgreSQL's own; made as pgdata.new and renamed when complete
 * </pre>
 *
 * <p><b>Invariants.</b> {@code fsync} and {@code synchronous_commit} are on: what a transaction committed survives a power
 * cut. The server listens on the loopback address only and asks for its password (SCRAM). It is started in a session of its
 * own, so that Ctrl-C in a terminal reaches the node, which then stops the server in order, and not the server first.
 * Old write-ahead log is deleted, not renamed for reuse ({@code wal_recycle=off}): what was purged does not linger in files
 * that wait to be overwritten.
 *
 * <p><b>Failure modes.</b> A server that still runs is recognised by {@code postmaster.pid} <em>and</em> by answering on the
 * port with our password and this data folder; one on another port than asked for is stopped and started again. A
 * {@code postmaster.pid} whose process is alive but is not PostgreSQL (the machine restarted and the number was given again)
 * is removed; one whose process is gone is left for PostgreSQL to judge, which also looks for orphaned workers. Each failure to
 * start is a problem of the catalogue that says what to do.
 *
 * <p>PostgreSQL refuses to run as root; then its programs run in a user namespace of their own ({@code unshare -U}).
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "puente";
    static final String DATABASE = "puente";
    /** How long a start, including recovery after a crash, or a stop may take. */
    static final int CONTROL_SECONDS_MAX = 300;

    private static final long LOG_BYTES_MAX = 10L << 20;

    private final Path folder;
    private final PostgresBinaries binaries;
    private final FileChannel lock;
    private final int port;
    private final String password;
    private final boolean reattached;
    private boolean closed;

    private EmbeddedPostgres(
            Path folder, PostgresBinaries binaries, FileChannel lock, int port, String password, boolean reattached) {
        this.folder = folder;
        this.binaries = binaries;
        this.lock = lock;
        this.port = port;
        this.password = password;
        this.reattached = reattached;
    }

    /** As {@link #start(Path, EmbeddedSettings)} with {@link EmbeddedSettings#standard()}. */
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, EmbeddedSettings.standard());
    }

    /**
     * Starts the server of a data folder, which is made if absent, or re-attaches to it if it still runs.
     *
     * @throws ProblemException {@code store.folder.in-use}, {@code store.folder.not-writable}, {@code store.disk.full},
     *     {@code store.port.taken}, {@code store.embedded.version}, {@code store.embedded.root},
     *     {@code store.embedded.unsupported}, {@code store.embedded.failed}
     */
    public static EmbeddedPostgres start(Path dataFolder, EmbeddedSettings settings) {
        Path folder = dataFolder.toAbsolutePath().normalize();
        FileChannel lock = lock(folder);
        boolean started = false;
        try {
            EmbeddedPostgres server = start(folder, settings, lock);
            started = true;
            return server;
        } catch (IOException failure) {
            throw Failures.file(folder, failure);
        } finally {
            if (!started) {
                release(lock);
            }
        }
    }

    private static EmbeddedPostgres start(Path folder, EmbeddedSettings settings, FileChannel lock) throws IOException {
        PostgresBinaries binaries = PostgresBinaries.unpack(settings.binaries());
        Path data = folder.resolve("pgdata");
        String password = password(folder);
        if (Files.exists(data.resolve("PG_VERSION"))) {
            String found = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!found.equals(Integer.toString(PostgresBinaries.MAJOR))) {
                throw new ProblemException(Problem.of(
                        "store.embedded.version",
                        folder.toString(),
                        "found",
                        found,
                        "expected",
                        PostgresBinaries.MAJOR));
            }
        } else {
            initialise(folder, binaries);
        }
        int port = port(folder, settings);
        Optional<Running> running = running(data);
        if (running.isPresent()) {
            EmbeddedPostgres attached =
                    new EmbeddedPostgres(folder, binaries, lock, running.get().port(), password, true);
            if (running.get().port() == port && attached.answers()) {
                return attached;
            }
            attached.control("stop", "-m", "fast");
        }
        EmbeddedPostgres server = new EmbeddedPostgres(folder, binaries, lock, port, password, false);
        server.configure(settings);
        server.launch();
        return server;
    }

    /** Where {@link Database#open} finds it. */
    public DatabaseAddress address() {
        return address(DATABASE);
    }

    /** Another database of the same server. */
    DatabaseAddress address(String database) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
    }

    /** The TCP port on loopback. */
    public int port() {
        return port;
    }

    /** Whether the server was already running. */
    public boolean reattached() {
        return reattached;
    }

    /** The folder that holds the server's files. */
    public Path folder() {
        return folder;
    }

    /** Stops the server: open transactions roll back, everything committed is on disk. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (running(folder.resolve("pgdata")).isPresent()) {
                control("stop", "-m", "fast");
            }
        } catch (IOException failure) {
            throw Failures.file(folder, failure);
        } finally {
            release(lock);
        }
    }

    /** Leaves the server running, as a killed node does, and lets go of the folder; for tests of re-attachment. */
    synchronized void abandon() {
        closed = true;
        release(lock);
    }

    /** Stops the server as a power cut would; for tests whose data nobody wants. */
    synchronized void abort() throws IOException {
        closed = true;
        control("stop", "-m", "immediate");
        release(lock);
    }

    // ── the folder

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                held = channel.tryLock() != null;
            } catch (OverlappingFileLockException sameProcess) {
                held = false;
            }
            if (!held) {
                channel.close();
                throw new ProblemException(Problem.of("store.folder.in-use", folder.toString(), "folder", folder));
            }
            return channel;
        } catch (IOException failure) {
            throw Failures.file(folder, failure);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException failure) {
            System.getLogger("puente.store")
                    .log(System.Logger.Level.WARNING, "the lock could not be released", failure);
        }
    }

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path fresh = folder.resolve("password.new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static int port(Path folder, EmbeddedSettings settings) throws IOException {
        Path file = folder.resolve("port");
        if (settings.port() != 0) {
            Files.writeString(file, Integer.toString(settings.port()));
            return settings.port();
        }
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            try {
                return Integer.parseInt(kept);
            } catch (NumberFormatException damaged) {
                Files.delete(file);
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Integer.toString(free.getLocalPort()));
            return free.getLocalPort();
        }
    }

    private static void initialise(Path folder, PostgresBinaries binaries) throws IOException {
        Path fresh = folder.resolve("pgdata.new");
        if (Files.exists(fresh)) {
            PostgresBinaries.delete(fresh);
        }
        Outcome outcome = run(
                folder,
                binaries.program("initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + folder.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8");
        if (outcome.exit() != 0) {
            throw new ProblemException(Failures.start(folder, 0, outcome.said()));
        }
        Files.writeString(fresh.resolve("postgresql.conf"), "include = 'puente.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, folder.resolve("pgdata"), StandardCopyOption.ATOMIC_MOVE);
    }

    // ── the process

    private record Running(long process, int port) {}

    private record Outcome(int exit, String said) {}

    private static Optional<Running> running(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        long process;
        int port;
        try {
            process = Long.parseLong(lines.getFirst().strip());
            port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
        Optional<ProcessHandle> alive = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        if (alive.isEmpty()) {
            return Optional.empty();
        }
        Path status = Path.of("/proc", Long.toString(process), "comm");
        if (Files.isReadable(status) && !Files.readString(status).strip().equals("postgres")) {
            Files.delete(file);
            return Optional.empty();
        }
        return Optional.of(new Running(process, port));
    }

    private boolean answers() {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            return row.next()
                    && Path.of(row.getString(1))
                            .toRealPath()
                            .equals(folder.resolve("pgdata").toRealPath());
        } catch (SQLException | IOException unavailable) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        DatabaseAddress address = address(database);
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private void configure(EmbeddedSettings settings) throws IOException {
        Files.writeString(folder.resolve("pgdata").resolve("puente.conf"), """
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %d
                max_connections = %d
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = minimal
                max_wal_senders = 0
                wal_recycle = off
                wal_init_zero = off
                min_wal_size = 64MB
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                checkpoint_completion_target = 0.9
                shared_buffers = %dMB
                effective_cache_size = %dMB
                work_mem = 32MB
                maintenance_work_mem = 128MB
                gin_pending_list_limit = 4MB
                random_page_cost = 1.1
                jit = off
                io_method = sync
                max_parallel_workers_per_gather = 0
                autovacuum_naptime = 5min
                autovacuum_vacuum_insert_scale_factor = 0.5
                autovacuum_analyze_scale_factor = 0.5
                log_min_messages = warning
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_checkpoints = off
                log_timezone = 'UTC'
                timezone = 'UTC'
                """.formatted(
                        port,
                        settings.connectionsMax(),
                        settings.sharedBuffersMegabytes(),
                        settings.sharedBuffersMegabytes() * 3));
    }

    private void launch() throws IOException {
        Path log = folder.resolve("server.log");
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(log, folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long before = Files.exists(log) ? Files.size(log) : 0;
        Outcome outcome = control("start", "-l", log.toString());
        if (outcome.exit() != 0) {
            String said = Files.exists(log) ? Files.readString(log) : "";
            String fresh = said.substring((int) Math.min(said.length(), before));
            throw new ProblemException(Failures.start(folder, port, outcome.said() + "\n" + fresh));
        }
        try {
            ensureDatabase();
        } catch (SQLException failure) {
            control("stop", "-m", "fast");
            throw Failures.connect(address(), failure);
        }
    }

    private void ensureDatabase() throws SQLException {
        try (Connection connection = connect(DATABASE)) {
            connection.getSchema();
        } catch (SQLException absent) {
            if (!"3D000".equals(absent.getSQLState())) {
                throw absent;
            }
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    private Outcome control(String action, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("pg_ctl").toString(),
                action,
                "-D",
                folder.resolve("pgdata").toString(),
                "-w",
                "-t",
                Integer.toString(CONTROL_SECONDS_MAX)));
        command.addAll(List.of(more));
        return run(folder, command.toArray(String[]::new));
    }

    private static Outcome run(Path folder, String... command) throws IOException {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(List.of(command));
        Path said = Files.createTempFile(folder, "control", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("LC_ALL", "C");
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            Process process = builder.start();
            if (!process.waitFor(CONTROL_SECONDS_MAX + 10L, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(1, "no answer within " + CONTROL_SECONDS_MAX + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(said));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome(1, "interrupted");
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
