package puente.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * How much of a channel is under the receiver's cosignature, read from the sender's own database. What measures must not be what
 * is measured: asked of the API every few milliseconds, that question was a good part of all that a node answered.
 */
final class CosignedSize implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement look;

    /** @param node the sending node's folder */
    CosignedSize(Path node, String from, String to) throws IOException {
        Path server = node.resolve("data/postgres");
        String url = "jdbc:postgresql://127.0.0.1:"
                + Files.readString(server.resolve("port")).strip() + "/puente";
        try {
            connection = DriverManager.getConnection(
                    url, "puente", Files.readString(server.resolve("password")).strip());
            look = connection.prepareStatement("select cosigned_size from channel where sender = ? and receiver = ?");
            look.setString(1, from);
            look.setString(2, to);
        } catch (SQLException unreachable) {
            throw new IOException("the database of " + node + " cannot be asked", unreachable);
        }
    }

    private long now() throws IOException {
        try (ResultSet row = look.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IOException("the cosigned size cannot be read", failed);
        }
    }

    /** Looks until so many entries are cosigned; hands over each size when it is first seen. */
    void watch(long target, Duration patience, Duration pause, LongConsumer seen)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long before = -1, size = 0; before < target; before = size) {
            size = now();
            if (size != before) {
                seen.accept(size);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("after " + patience + " only " + size + " of " + target + " are cosigned");
            }
            Thread.sleep(pause);
        }
    }

    /** Looks until so many entries are cosigned. */
    void await(long target, Duration patience) throws IOException, InterruptedException {
        watch(target, patience, Duration.ofMillis(20), size -> {});
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException("the look into the database did not end", failed);
        }
    }
}
