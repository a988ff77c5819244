package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs that may use the API. What proves them is stored as a digest: a copy of this table opens nothing. A revoked one stays
 * in the list, for who looks back. Safe for use by many threads.
 */
public final class ClientStore {
    private static final String COLUMNS =
            "id, name, proof, digest, agency, scopes, made_by, made, until, used, revoked";

    private final Database database;

    /**
     * A program.
     *
     * @param id what lists and the journal call it
     * @param proof {@code token} or {@code certificate}
     * @param digest SHA-256 of the token's text or of the certificate, in hexadecimal
     * @param agency for whom it acts
     * @param scopes what it may use
     * @param madeBy who made it
     * @param until when it ends
     * @param used when it was last used, give or take what the caller chooses not to write
     */
    public record Client(
            String id,
            String name,
            String proof,
            String digest,
            String agency,
            List<String> scopes,
            String madeBy,
            Instant made,
            Instant until,
            Optional<Instant> used,
            Optional<Instant> revoked) {
        public Client {
            scopes = List.copyOf(scopes);
        }
    }

    public ClientStore(Database database) {
        this.database = database;
    }

    /** Keeps a new one; returns false where its digest is known already. */
    public boolean add(Client client) {
        return database.transaction(connection -> {
                    try (PreparedStatement insert = connection.prepareStatement("""
                            insert into client (id, name, proof, digest, agency, scopes, made_by, made, until)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (digest) do nothing
                            """)) {
                        Sql.set(
                                insert,
                                client.id(),
                                client.name(),
                                client.proof(),
                                client.digest(),
                                client.agency(),
                                Sql.array(insert, "text", client.scopes().toArray()),
                                client.madeBy(),
                                client.made(),
                                client.until());
                        return insert.executeUpdate();
                    }
                })
                > 0;
    }

    /** All, newest first. */
    public List<Client> all() {
        return database.transaction(
                connection -> read(connection, "select " + COLUMNS + " from client order by made desc, id"));
    }

    /** The one that such a digest proves, revoked or not. */
    public Optional<Client> find(String digest) {
        return database.transaction(
                connection -> read(connection, "select " + COLUMNS + " from client where digest = ?", digest).stream()
                        .findFirst());
    }

    /** Notes that it was used. */
    public void used(String id, Instant at) {
        database.transaction(connection -> Sql.update(connection, "update client set used = ? where id = ?", at, id));
    }

    /** Revokes it; returns whether there was one to revoke. */
    public boolean revoke(String id, Instant at) {
        return database.transaction(connection -> Sql.update(
                        connection, "update client set revoked = ? where id = ? and revoked is null", at, id))
                > 0;
    }

    private static List<Client> read(Connection connection, String sql, Object... parameters) throws SQLException {
        List<Client> found = new ArrayList<>();
        try (PreparedStatement select = Sql.prepare(connection, sql, parameters);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Client(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        List.of((String[]) row.getArray(6).getArray()),
                        row.getString(7),
                        DisclosureTable.instant(row, 8),
                        DisclosureTable.instant(row, 9),
                        optional(row, 10),
                        optional(row, 11)));
            }
        }
        return found;
    }

    private static Optional<Instant> optional(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? Optional.empty() : Optional.of(DisclosureTable.instant(row, column));
    }
}
