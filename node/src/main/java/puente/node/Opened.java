package puente.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a node opened, closed in the opposite order, whether its start came to an end or not; one failure stops no other. */
final class Opened {
    private final Deque<Closing> opened = new ArrayDeque<>();

    /** Something that ends without a checked exception. */
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    synchronized void add(Closing resource) {
        opened.push(resource);
    }

    synchronized void close() {
        if (opened.isEmpty()) {
            return;
        }
        try {
            opened.pop().close();
        } finally {
            close();
        }
    }
}
