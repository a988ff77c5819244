package puente.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.StoredPayload;

/**
 * What stands beside a run of entries, as it travels. One item an entry, in order:
 *
 * <pre>
 *  none     | 0x00 |
 *  present  | 0x01 | length (uint32, big-endian) | payload |
 *  gone     | 0x02 | index of the entry that ended it (uint64, big-endian) |
 * </pre>
 */
public final class PayloadBundle {
    private static final byte NONE = 0;
    private static final byte PRESENT = 1;
    private static final byte GONE = 2;

    private PayloadBundle() {}

    /** The bytes of a run of items. */
    public static byte[] encode(List<StoredPayload> items) {
        int size = 0;
        for (StoredPayload item : items) {
            size += switch (item) {
                case StoredPayload.None none -> 1;
                case StoredPayload.Present present -> 1 + Integer.BYTES + present.bytes().length;
                case StoredPayload.Gone gone -> 1 + Long.BYTES;
            };
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (StoredPayload item : items) {
            switch (item) {
                case StoredPayload.None none -> out.put(NONE);
                case StoredPayload.Present present ->
                    out.put(PRESENT).putInt(present.bytes().length).put(present.bytes());
                case StoredPayload.Gone gone -> out.put(GONE).putLong(gone.endedBy());
            }
        }
        return out.array();
    }

    /**
     * The items of a run.
     *
     * @param countMax how many were asked for; at least one and at most so many must be there, to the last byte
     * @throws ProblemException {@code exchange.payload.bundle} with the byte
     */
    public static List<StoredPayload> decode(byte[] bytes, int countMax) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<StoredPayload> items = new ArrayList<>(Math.min(countMax, bytes.length));
        while (in.hasRemaining()) {
            int at = in.position();
            if (items.size() == countMax) {
                throw malformed(at);
            }
            items.add(item(in, at));
        }
        if (items.isEmpty()) {
            throw malformed(0);
        }
        return items;
    }

    private static StoredPayload item(ByteBuffer in, int at) {
        switch (in.get()) {
            case NONE -> {
                return new StoredPayload.None();
            }
            case PRESENT -> {
                int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
                if (length < 0 || length > Payload.BYTES_MAX || length > in.remaining()) {
                    throw malformed(at);
                }
                byte[] payload = new byte[length];
                in.get(payload);
                return new StoredPayload.Present(payload);
            }
            case GONE -> {
                long endedBy = in.remaining() < Long.BYTES ? -1 : in.getLong();
                if (endedBy < 0) {
                    throw malformed(at);
                }
                return new StoredPayload.Gone(endedBy);
            }
            default -> throw malformed(at);
        }
    }

    private static ProblemException malformed(int at) {
        return new ProblemException(Problem.of("exchange.payload.bundle", "byte " + at));
    }
}
