package puente.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import puente.ledger.Hash;
import puente.ledger.SignedNote;
import puente.ledger.WitnessStorage;

/** What a witness last cosigned, compared and replaced in one statement. Safe for many threads and processes. */
public final class PostgresWitnessStorage implements WitnessStorage {
    private final Database database;

    public PostgresWitnessStorage(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Cosigned> latest(String origin) throws IOException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select size, root, note from witnessed where origin = ?")) {
            statement.setString(1, origin);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Cosigned(
                                row.getLong(1), Hash.of(row.getBytes(2)), SignedNote.parse(row.getBytes(3))))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IOException("what was cosigned for " + origin + " cannot be read", failure);
        }
    }

    @Override
    public boolean replace(String origin, Optional<Cosigned> expected, Cosigned next) throws IOException {
        String sql = expected.isEmpty()
                ? "insert into witnessed (size, root, note, origin) values (?, ?, ?, ?) on conflict do nothing"
                : "update witnessed set size = ?, root = ?, note = ? where origin = ? and size = ? and root = ?";
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, next.size());
            statement.setBytes(2, next.root().bytes());
            statement.setBytes(3, next.note().encode());
            statement.setString(4, origin);
            if (expected.isPresent()) {
                statement.setLong(5, expected.get().size());
                statement.setBytes(6, expected.get().root().bytes());
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException unknown) {
            throw new IOException("it is unknown whether a cosignature for " + origin + " was kept", unknown);
        }
    }
}
