package puente.store;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Backup of everything a node holds into one file, and restore into an empty node.
 *
 * <p><b>The file</b> is a zip that any tool opens, readable by its owner only:
 *
 * <pre>
 * table/NAME       PostgreSQL binary COPY of the table
 * evidence/SHA256  the file
 * manifest         text, last: format, schema version, instant; a line each part: name, rows or bytes, SHA-256; SHA-256 of the lines before
 * </pre>
 *
 * <p><b>Consistency.</b> All tables are read in one REPEATABLE READ transaction: the backup is the node at one instant, while it
 * works on. Evidence files never change once complete. Memory is a few buffers, whatever the size.
 *
 * <p><b>Restore</b> first checks every byte of the file against the manifest and only then writes, in one transaction: all of it
 * or nothing. Refused: a damaged file, a newer schema, a node that holds anything. Open record and channel stores after it, not
 * before: they keep the database's secrets.
 *
 * <p><b>What was forgotten stays forgotten.</b> A backup is older than some purges. The salted digests of all purges stand in the
 * table {@code purged} and, outside the database, in the list that {@link PurgeList#write} keeps beside the backups. Restore
 * deletes what the list names before anything can be read. Where that list is lost too: received records are withdrawn again
 * by their channel, whose cursor is restored with them and meets the withdrawal once more; own records come back, and their
 * retention date ends them.
 *
 * <p><b>Channels this node writes</b> stand still after a restore, with the fault {@code store.channel.restored}, unless they are empty:
 * what was appended after the backup is known to the partner and not to us, and signing over it would be a fork. People compare
 * the sizes and resume.
 */
public final class Backup {
    /** Name of the ending that {@link #prune} looks for. */
    public static final String SUFFIX = ".puente-backup";

    /**
     * Tables that no backup holds: {@code remains} describes files, not contents; sessions, sign-ins under way and the tokens of
     * programs would come back as they were, those that have been ended or revoked since among them.
     */
    static final Set<String> LEFT_OUT = Set.of("remains", "session", "sign_in", "client");

    /** Every other table but Flyway's own. */
    static final List<String> TABLES = List.of(
            "secret",
            "origin",
            "record",
            "observation",
            "observation_past",
            "purged",
            "log",
            "tile",
            "witnessed",
            "quarantine",
            "decision",
            "channel",
            "channel_key",
            "disclosure",
            "onward",
            "payload",
            "ending",
            "usage",
            "awaited",
            "pending",
            "evidence_of",
            "evidence_held",
            "evidence_own",
            "stix_object",
            "stix_status",
            "read_wish",
            "misp_event",
            "match_key",
            "match_pair",
            "subject_member",
            "subject_decision",
            "kept_proof");

    /** The fault with which channels this node writes stand still after a restore. */
    private static final String RESTORED = "store.channel.restored";

    private static final String MANIFEST = "manifest";
    private static final int BUFFER_BYTES = 1 << 17;

    /**
     * What a backup holds.
     *
     * @param taken when
     * @param schema the schema's version
     * @param rows in all tables
     * @param files of evidence
     * @param bytes of the archive
     */
    public record Summary(Instant taken, int schema, long rows, long files, long bytes) {}

    private final Database database;
    private final FolderEvidenceStore evidence;

    public Backup(Database database, FolderEvidenceStore evidence) {
        this.database = database;
        this.evidence = evidence;
    }

    // ── backup

    /**
     * Writes a backup; the file appears under its name only when it is whole and on disk.
     *
     * @throws ProblemException {@code store.backup.exists}, {@code store.disk.full}, {@code store.folder.not-writable}
     */
    public Summary write(Path file, Instant now) {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target)) {
                throw new ProblemException(Problem.of("store.backup.exists", target.toString(), "file", target));
            }
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            BackupManifest manifest = database.transaction(
                    Connection.TRANSACTION_REPEATABLE_READ, connection -> archive(connection, fresh, now));
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return summary(manifest, target);
        } catch (FileAlreadyExistsException another) {
            throw new ProblemException(Problem.of("store.backup.exists", target.toString(), "file", target));
        } catch (IOException failure) {
            throw Failures.file(target, failure);
        } catch (UncheckedIOException failure) {
            throw Failures.file(target, failure);
        }
    }

    private BackupManifest archive(Connection connection, Path fresh, Instant now) throws SQLException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER_BYTES))) {
            zip.setLevel(1);
            List<BackupManifest.Part> parts = new ArrayList<>();
            for (String table : TABLES) {
                parts.add(part(
                        zip,
                        "table/" + table,
                        out -> connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyOut("copy " + table + " to stdout (format binary)", out)));
            }
            for (String sha256 : evidence.all()) {
                Optional<InputStream> content = evidence.open(sha256, 0);
                if (content.isPresent()) {
                    try (InputStream in = content.get()) {
                        parts.add(part(zip, "evidence/" + sha256, in::transferTo));
                    }
                }
            }
            BackupManifest manifest = new BackupManifest(schema(connection), now, parts);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.encode());
            zip.closeEntry();
            return manifest;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @FunctionalInterface
    private interface Source {
        /** Writes a part's bytes; returns how much it counted: rows of a table, bytes of a file. */
        long to(OutputStream out) throws IOException, SQLException;
    }

    private static BackupManifest.Part part(ZipOutputStream zip, String name, Source source)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = PurgeDigest.sha256();
        // The driver closes what it copies to; the archive goes on.
        OutputStream kept = new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
        long count = source.to(new DigestOutputStream(kept, digest));
        zip.closeEntry();
        return new BackupManifest.Part(name, count, PurgeDigest.hex(digest.digest()));
    }

    private static int schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select max(version::int) from flyway_schema_history where success and version is not null")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Summary summary(BackupManifest manifest, Path file) throws IOException {
        long rows = manifest.parts().stream()
                .filter(part -> part.name().startsWith("table/"))
                .mapToLong(BackupManifest.Part::count)
                .sum();
        long files = manifest.parts().stream()
                .filter(part -> part.name().startsWith("evidence/"))
                .count();
        return new Summary(manifest.taken(), manifest.schema(), rows, files, Files.size(file));
    }

    // ── verify and restore

    /**
     * Checks every byte of a backup against its manifest.
     *
     * @throws ProblemException {@code store.backup.unreadable}, {@code store.backup.checksum}
     */
    public static Summary verify(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return summary(verified(zip, file), file);
        } catch (ZipException damaged) {
            throw unreadable(file, String.valueOf(damaged.getMessage()));
        } catch (IOException failure) {
            throw Failures.file(file, failure);
        }
    }

    private static BackupManifest verified(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null || entry.getSize() > BackupManifest.BYTES_MAX) {
            throw unreadable(file, MANIFEST);
        }
        BackupManifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = BackupManifest.parse(in.readAllBytes());
        }
        if (zip.size() != manifest.parts().size() + 1) {
            throw unreadable(file, zip.size() + " / " + (manifest.parts().size() + 1));
        }
        for (BackupManifest.Part part : manifest.parts()) {
            ZipEntry found = zip.getEntry(part.name());
            if (found == null) {
                throw unreadable(file, part.name());
            }
            MessageDigest digest = PurgeDigest.sha256();
            try (InputStream in = zip.getInputStream(found)) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
            String sha256 = PurgeDigest.hex(digest.digest());
            if (!sha256.equals(part.sha256())) {
                throw new ProblemException(
                        Problem.of("store.backup.checksum", part.name(), "found", sha256, "expected", part.sha256()));
            }
        }
        return manifest;
    }

    private static ProblemException unreadable(Path file, String reason) {
        return new ProblemException(Problem.of("store.backup.unreadable", file.toString(), "reason", reason));
    }

    /**
     * Restores a backup into this node, which must be empty.
     *
     * @param purges the newest {@link PurgeList}, where there is one
     * @throws ProblemException {@code store.backup.*}
     */
    public Summary restore(Path file, Optional<Path> purges) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupManifest manifest = verified(zip, file);
            Optional<PurgeList> list =
                    purges.isPresent() ? Optional.of(PurgeList.read(purges.get())) : Optional.empty();
            restoreEvidence(zip);
            database.transaction(connection -> {
                int schema = schema(connection);
                if (manifest.schema() > schema) {
                    throw new ProblemException(Problem.of(
                            "store.backup.newer", file.toString(), "found", manifest.schema(), "expected", schema));
                }
                requireEmpty(connection);
                for (BackupManifest.Part part : manifest.parts()) {
                    if (part.name().startsWith("table/")) {
                        restoreTable(connection, zip, part);
                    }
                }
                // An approval is good for one reading, and that reading may have been after the backup.
                Sql.update(connection, "delete from read_wish where approved_by is not null");
                advanceSequences(connection);
                if (list.isPresent()) {
                    list.get().apply(connection);
                }
                Sql.update(connection, """
                        update channel c set fault_code = ?, fault_entry = l.size, fault_arguments = '{}',
                               fault_at = now(), fault_evidence = ''
                        from log l where l.id = c.log and not c.incoming and l.size > 0 and c.fault_code is null
                        """, RESTORED);
                return true;
            });
            database.jdbi().useHandle(handle -> handle.execute("analyze"));
            return summary(manifest, file);
        } catch (ZipException damaged) {
            throw unreadable(file, String.valueOf(damaged.getMessage()));
        } catch (IOException failure) {
            throw Failures.file(file, failure);
        } catch (UncheckedIOException failure) {
            throw Failures.file(file, failure);
        }
    }

    private static void requireEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                // A node that was opened and never used has drawn secrets and named its journal; nothing more.
                String unused = switch (table) {
                    case "secret" -> " where false";
                    case "log" -> " where size > 0";
                    default -> "";
                };
                try (ResultSet row = statement.executeQuery("select exists (select 1 from " + table + unused + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        throw new ProblemException(Problem.of("store.backup.not-empty", "", "table", table));
                    }
                }
            }
            statement.execute("delete from secret");
            statement.execute("delete from log");
        }
    }

    private static void restoreTable(Connection connection, ZipFile zip, BackupManifest.Part part) throws SQLException {
        String table = part.name().substring("table/".length());
        if (!TABLES.contains(table)) {
            throw new ProblemException(Problem.of("store.backup.unreadable", part.name(), "reason", part.name()));
        }
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)");
        try (InputStream in = zip.getInputStream(zip.getEntry(part.name()))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copy.writeToCopy(buffer, 0, read);
            }
            copy.endCopy();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void advanceSequences(Connection connection) throws SQLException {
        for (String column : new String[] {
            "origin.id",
            "log.id",
            "quarantine.id",
            "decision.id",
            "pending.seq",
            "stix_object.seq",
            "misp_event.id",
            "subject_decision.id",
            "record.seq"
        }) {
            String table = column.substring(0, column.indexOf('.'));
            String name = column.substring(column.indexOf('.') + 1);
            String sequence = table.equals("record")
                    ? "'record_sequence'"
                    : "pg_get_serial_sequence('" + table + "', '" + name + "')";
            try (PreparedStatement statement = connection.prepareStatement("select setval(" + sequence
                            + ", greatest((select max(" + name + ") from " + table + "), 1), "
                            + "exists (select 1 from " + table + "))");
                    ResultSet row = statement.executeQuery()) {
                row.next();
            }
        }
    }

    private void restoreEvidence(ZipFile zip) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().startsWith("evidence/")) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String held = evidence.add(in).sha256();
                    if (!entry.getName().equals("evidence/" + held)) {
                        throw new ProblemException(Problem.of(
                                "store.backup.checksum", entry.getName(), "found", held, "expected", entry.getName()));
                    }
                }
            }
        }
    }

    // ── the window

    /**
     * Deletes backups that are older than the window within which a purge must be complete.
     *
     * @return what was deleted
     */
    public static List<Path> prune(Path folder, Duration window, Instant now) {
        List<Path> deleted = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(window))) {
                    Files.delete(file);
                    deleted.add(file);
                }
            }
        } catch (IOException failure) {
            throw Failures.file(folder, failure);
        }
        return deleted;
    }
}
