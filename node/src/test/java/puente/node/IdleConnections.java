package puente.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that opens connections, says how many stand, and holds them until its input ends: each has its own files. */
final class IdleConnections {
    private IdleConnections() {}

    public static void main(String[] arguments) throws Exception {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        List<SocketChannel> held = new ArrayList<>();
        for (int each = 0; each < Integer.parseInt(arguments[1]); each++) {
            held.add(SocketChannel.open(server));
        }
        System.out.println(held.size());
        System.out.flush();
        while (System.in.read() >= 0) {
            continue;
        }
        for (SocketChannel each : held) {
            each.close();
        }
    }
}
