package puente.node;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which a TLS handshake or the head of a request arrives too slowly ("slow loris"): a byte now and then keeps
 * a connection from being idle, and would hold it for ever. A connection between two requests may be idle as configured; bodies have
 * bounds of their own ({@link RequestBody}).
 *
 * <p>It looks at all connections several times within {@link #HEAD_MAX}. A head has begun where no request is being answered and bytes
 * came since the last was. HTTP/2 is left to Jetty, whose frames have limits: it is spoken over TLS only.
 */
final class TrickleGuard extends AbstractLifeCycle {
    /** Longest time from the first byte of a head, or of a connection, to the last of the head or handshake. */
    static final Duration HEAD_MAX = Duration.ofSeconds(20);

    private static final int LOOKS = 4;
    private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

    private final ServerConnector connector;
    private final Duration headMax;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    /**
     * What was seen of a connection.
     *
     * @param answering whether a request was being answered
     * @param bytes that had come when the last request was over
     * @param begun when more came, by the clock; 0 where none has
     */
    private record Seen(long requests, boolean answering, long bytes, long begun) {}

    TrickleGuard(ServerConnector connector, Duration headMax) {
        this.connector = connector;
        this.headMax = headMax;
    }

    @Override
    protected void doStart() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofVirtual().name("trickle-guard").start(() -> watch(stop));
    }

    @Override
    protected void doStop() {
        stopped.countDown();
    }

    private void watch(CountDownLatch stop) {
        Map<EndPoint, Seen> before = new IdentityHashMap<>();
        try {
            while (!stop.await(headMax.toMillis() / LOOKS, TimeUnit.MILLISECONDS)) {
                before = look(before);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<EndPoint, Seen> look(Map<EndPoint, Seen> before) {
        Map<EndPoint, Seen> now = new IdentityHashMap<>();
        for (EndPoint each : connector.getConnectedEndPoints()) {
            Connection connection = each.getConnection();
            if (connection instanceof SslConnection tls) {
                if (tls.getSSLEngine().getSession().getCipherSuite().equals(NO_CIPHER)) {
                    endWhereOver(each, tls.getCreatedTimeStamp());
                    continue;
                }
                connection = tls.getSslEndPoint().getConnection();
            }
            if (connection instanceof ConnectionMetaData http && http.getHttpVersion() != HttpVersion.HTTP_2) {
                Seen seen = seen(connection, before.get(each));
                if (seen.begun() == 0 || !endWhereOver(each, seen.begun())) {
                    now.put(each, seen);
                }
            }
        }
        return now;
    }

    private static Seen seen(Connection connection, @Nullable Seen before) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        boolean answering = requests > connection.getMessagesOut();
        if (before == null || before.answering() || answering || before.requests() != requests) {
            return new Seen(requests, answering, requests == 0 ? 0 : bytes, 0);
        }
        boolean isHead = bytes > before.bytes();
        long begun = before.begun() == 0 ? System.currentTimeMillis() : before.begun();
        return new Seen(requests, false, before.bytes(), isHead ? begun : 0);
    }

    private boolean endWhereOver(EndPoint connection, long begun) {
        boolean over = System.currentTimeMillis() - begun > headMax.toMillis();
        if (over) {
            connection.close();
        }
        return over;
    }
}
