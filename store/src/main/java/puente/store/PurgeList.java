package puente.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The salted digests of everything a node ever purged, as a file outside its database: what keeps a restored backup from bringing
 * it back. Write it after each purge, beside the backups; it tells nothing to who finds it.
 *
 * <pre>
 * puente-purges 1
 * salt &lt;64 hexadecimal digits&gt;
 * &lt;64 hexadecimal digits&gt; a purged record or version, a line each
 * </pre>
 */
public final class PurgeList {
    private static final String FORMAT = "puente-purges 1";
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}");

    private final PurgeDigest salted;
    private final Set<String> digests;

    private PurgeList(PurgeDigest salted, Set<String> digests) {
        this.salted = salted;
        this.digests = digests;
    }

    /** Writes the list of a database; a file of that name is replaced in one step. */
    public static void write(Database database, Path file) {
        StringBuilder text = new StringBuilder(FORMAT + "\n");
        database.transaction(connection -> {
            text.append("salt ")
                    .append(PurgeDigest.hex(PurgeDigest.of(connection).salt()))
                    .append('\n');
            try (PreparedStatement statement =
                            connection.prepareStatement("select encode(digest, 'hex') from purged order by 1");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    text.append(row.getString(1)).append('\n');
                }
            }
            return true;
        });
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw Failures.file(target, failure);
        }
    }

    /**
     * Reads a list.
     *
     * @throws ProblemException {@code store.backup.unreadable}
     */
    static PurgeList read(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
        if (lines.size() < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).matches("salt [0-9a-f]{64}")) {
            throw malformed(file, 1);
        }
        Set<String> digests = new HashSet<>();
        for (int at = 2; at < lines.size(); at++) {
            if (!LINE.matcher(lines.get(at)).matches()) {
                throw malformed(file, at + 1);
            }
            digests.add(lines.get(at));
        }
        byte[] salt = HexFormat.of().parseHex(lines.get(1).substring("salt ".length()));
        return new PurgeList(new PurgeDigest(salt), digests);
    }

    private static ProblemException malformed(Path file, int line) {
        return new ProblemException(
                Problem.of("store.backup.unreadable", file + ":" + line, "reason", file.getFileName() + ":" + line));
    }

    /** Deletes every restored record that the list names, with the payloads through which it came or went. */
    void apply(Connection connection) throws SQLException {
        Map<Short, Origin> origins = new LinkedHashMap<>();
        origins.put((short) 0, Origin.OWN);
        try (PreparedStatement statement = connection.prepareStatement("select id, channel from origin");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                origins.put(row.getShort(1), new Origin.Received(row.getString(2)));
            }
        }
        for (Map.Entry<Short, Origin> origin : origins.entrySet()) {
            List<RecordTable.Version> named = named(connection, origin.getKey(), origin.getValue());
            if (!named.isEmpty()) {
                delete(connection, origin.getKey(), origin.getValue(), named);
            }
        }
        salted.remember(
                connection, digests.stream().map(HexFormat.of()::parseHex).toList());
    }

    private List<RecordTable.Version> named(Connection connection, short originId, Origin origin) throws SQLException {
        List<RecordTable.Version> named = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select id, version from record where origin = ?")) {
            statement.setFetchSize(10_000);
            statement.setShort(1, originId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    int version = row.getInt(2);
                    if (digests.contains(PurgeDigest.hex(salted.record(origin, id)))
                            || digests.contains(PurgeDigest.hex(salted.version(origin, id, version)))) {
                        named.add(new RecordTable.Version(id, version));
                    }
                }
            }
        }
        return named;
    }

    private static void delete(Connection connection, short originId, Origin origin, List<RecordTable.Version> versions)
            throws SQLException {
        Array ids = connection.createArrayOf(
                "uuid", versions.stream().map(RecordTable.Version::id).toArray());
        Array numbers = connection.createArrayOf(
                "integer", versions.stream().map(RecordTable.Version::version).toArray());
        for (String table : new String[] {"observation", "observation_past", "record"}) {
            try (PreparedStatement statement = connection.prepareStatement("delete from " + table + """
                     r using unnest(?::uuid[], ?::integer[]) as gone (id, version)
                    where r.id = gone.id and r.version = gone.version and r.origin = ?
                    """)) {
                statement.setArray(1, ids);
                statement.setArray(2, numbers);
                statement.setShort(3, originId);
                statement.executeUpdate();
            }
        }
        DecisionStore.purgeVersions(connection, origin, versions);
        MispEventStore.purge(
                connection,
                origin,
                versions.stream().map(RecordTable.Version::id).toList());
        SubjectRows.purgeVersions(
                connection,
                originId,
                versions.stream().map(RecordTable.Version::id).toList());
        String channels = switch (origin) {
            case Origin.Own own -> "not d.incoming";
            case Origin.Received received -> "d.log = (select log from channel where sender || '/' || receiver = ?)";
        };
        try (PreparedStatement statement = connection.prepareStatement("""
                update disclosure d set payload = null
                from unnest(?::uuid[], ?::integer[]) as gone (id, version)
                where d.record = gone.id and d.version = gone.version and\s""" + channels)) {
            statement.setArray(1, ids);
            statement.setArray(2, numbers);
            if (origin instanceof Origin.Received received) {
                statement.setString(3, received.channel());
            }
            statement.executeUpdate();
        }
        RecordTable.remains(connection, "record", "observation", "observation_past", "disclosure");
    }
}
