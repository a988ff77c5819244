package puente.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Proofs that records stood in a channel under the receiver's signature, the first of each kept as it was: a log's newest checkpoint moves on,
 * and with it the time that it proves. Kept for what must be shown to have been there early; it outlives the disclosure, as the log does.
 * Safe for use by many threads; each change is durable when its method returns.
 */
public final class ProofStore {
    /**
     * A proof.
     *
     * @param channel the channel's path
     * @param entry the leaf's index
     * @param proof a C2SP tlog-proof with the leaf as its extra data
     */
    public record Row(UUID record, int version, String channel, long entry, byte[] proof) {}

    private final Database database;

    public ProofStore(Database database) {
        this.database = database;
    }

    /** Keeps a proof unless one is kept of that version in that channel. */
    public void keep(Row row) {
        database.transaction(connection ->
                Sql.update(connection, """
                insert into kept_proof (record, version, channel, entry, proof) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, row.record(), row.version(), row.channel(), row.entry(), row.proof()));
    }

    /** The proofs of a record, by version and channel. */
    public List<Row> of(UUID record) {
        return database.look(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                            select record, version, channel, entry, proof from kept_proof
                            where record = ? order by version, channel
                            """)) {
                select.setObject(1, record);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(
                                row.getObject(1, UUID.class),
                                row.getInt(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getBytes(5)));
                    }
                }
            }
            return rows;
        });
    }
}
