package puente.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Statements with their parameters set by type: instants, arrays and optional numbers included. */
final class Sql {
    private Sql() {}

    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        set(statement, parameters);
        return statement;
    }

    static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int at = 0; at < parameters.length; at++) {
            switch (parameters[at]) {
                case Instant instant -> statement.setObject(at + 1, DisclosureTable.sql(instant));
                case Array array -> statement.setArray(at + 1, array);
                case UUID[] ids -> statement.setArray(at + 1, array(statement, "uuid", ids));
                case Long[] numbers -> statement.setArray(at + 1, array(statement, "bigint", numbers));
                case Optional<?> optional when optional.isEmpty() -> statement.setNull(at + 1, Types.BIGINT);
                case Optional<?> optional -> statement.setObject(at + 1, optional.get());
                default -> statement.setObject(at + 1, parameters[at]);
            }
        }
    }

    static Array array(PreparedStatement statement, String type, Object[] values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values);
    }
}
