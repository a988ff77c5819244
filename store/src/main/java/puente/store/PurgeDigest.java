package puente.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What remains of a purged record: SHA-256 under a salt of this database over its origin, id and version. Enough to refuse its
 * return from a backup, and nothing else.
 */
final class PurgeDigest {
    private static final int SALT_BYTES = 32;
    private static final int ALL_VERSIONS = 0;

    private final byte[] salt;

    PurgeDigest(byte[] salt) {
        this.salt = salt.clone();
    }

    static PurgeDigest of(Connection connection) throws SQLException {
        byte[] drawn = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(drawn);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into secret (name, value) values ('purged', ?) on conflict do nothing")) {
            insert.setBytes(1, drawn);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("select value from secret where name = 'purged'");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new PurgeDigest(row.getBytes(1));
        }
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] record(Origin origin, UUID id) {
        return version(origin, id, ALL_VERSIONS);
    }

    byte[] version(Origin origin, UUID id, int version) {
        String channel = switch (origin) {
            case Origin.Own own -> "";
            case Origin.Received received -> received.channel();
        };
        MessageDigest digest = sha256();
        digest.update(salt);
        digest.update(ByteBuffer.allocate(20)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(version)
                .array());
        return digest.digest(channel.getBytes(StandardCharsets.UTF_8));
    }

    void remember(Connection connection, Collection<byte[]> digests) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into purged (digest) values (?) on conflict do nothing")) {
            for (byte[] digest : digests) {
                insert.setBytes(1, digest);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
