package puente.match.table;

import puente.record.Problem;
import puente.record.ProblemException;

/** Unpacks a Snappy block (Google's {@code format_description.txt}). */
final class Snappy {
    private Snappy() {}

    static byte[] unpack(byte[] packed, int length, String file) {
        byte[] out = new byte[length];
        int at = 0;
        int to = 0;
        try {
            while ((packed[at++] & 128) != 0) {
                // The length, which the page header has told already.
            }
            while (at < packed.length) {
                int tag = packed[at++] & 0xff;
                if ((tag & 3) == 0) {
                    int size = tag >>> 2;
                    if (size >= 60) {
                        int bytes = size - 59;
                        size = little(packed, at, bytes);
                        at += bytes;
                    }
                    System.arraycopy(packed, at, out, to, size + 1);
                    at += size + 1;
                    to += size + 1;
                    continue;
                }
                int size = (tag & 3) == 1 ? (tag >>> 2 & 7) + 4 : (tag >>> 2) + 1;
                int bytes = (tag & 3) == 1 ? 1 : (tag & 3) == 2 ? 2 : 4;
                int back = little(packed, at, bytes) | ((tag & 3) == 1 ? (tag >>> 5) << 8 : 0);
                at += bytes;
                if (back <= 0) {
                    throw malformed(file);
                }
                for (int end = to + size; to < end; to++) {
                    out[to] = out[to - back];
                }
            }
        } catch (IndexOutOfBoundsException cut) {
            throw malformed(file);
        }
        if (to != length) {
            throw malformed(file);
        }
        return out;
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int index = 0; index < count; index++) {
            value |= (bytes[at + index] & 0xff) << (8 * index);
        }
        return value;
    }

    private static ProblemException malformed(String file) {
        return new ProblemException(Problem.of("match.table.parquet-malformed", file));
    }
}
