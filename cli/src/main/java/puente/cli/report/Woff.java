package puente.cli.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A font of the Web Open Font Format as the plain font that it packs: W3C WOFF File Format 1.0. The page's own font comes in this form, and PDF
 * takes fonts unpacked. Its table of ligatures is left out.
 */
final class Woff {
    private static final int SIGNATURE = 0x774F4646;
    private static final int HEADER = 44;
    private static final int ENTRY = 20;
    private static final int SFNT_HEADER = 12;
    private static final int SFNT_ENTRY = 16;

    /** {@code GSUB}: ligatures, in which a PDF says no letters; whoever hears or searches it would miss them. */
    private static final int SUBSTITUTIONS = 0x47535542;

    /** The largest font that is unpacked. */
    static final int BYTES_MAX = 4 << 20;

    private Woff() {}

    /**
     * Unpacks a font.
     *
     * @throws IOException where this is none, or is larger than {@value #BYTES_MAX} bytes
     */
    static byte[] unpack(byte[] woff) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(woff);
        if (woff.length < HEADER || in.getInt(0) != SIGNATURE) {
            throw new IOException("not a WOFF font");
        }
        int tables = Short.toUnsignedInt(in.getShort(12));
        int size = in.getInt(16);
        if (size < SFNT_HEADER + tables * SFNT_ENTRY || size > BYTES_MAX || woff.length < HEADER + tables * ENTRY) {
            throw new IOException("a WOFF font of " + size + " bytes, at most " + BYTES_MAX);
        }
        List<Integer> entries = new ArrayList<>();
        for (int table = 0; table < tables; table++) {
            int entry = HEADER + table * ENTRY;
            if (in.getInt(entry) != SUBSTITUTIONS) {
                entries.add(entry);
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        int kept = entries.size();
        int power = Integer.highestOneBit(Math.max(1, kept));
        out.putInt(in.getInt(4)).putShort((short) kept);
        out.putShort((short) (power * SFNT_ENTRY)).putShort((short) Integer.numberOfTrailingZeros(power));
        out.putShort((short) ((kept - power) * SFNT_ENTRY));
        int at = SFNT_HEADER + kept * SFNT_ENTRY;
        for (int table = 0; table < kept; table++) {
            int entry = entries.get(table);
            byte[] bytes = table(woff, in.getInt(entry + 4), in.getInt(entry + 8), in.getInt(entry + 12));
            if (at + bytes.length > size) {
                throw new IOException("a WOFF font whose tables are larger than it says");
            }
            out.position(SFNT_HEADER + table * SFNT_ENTRY);
            out.putInt(in.getInt(entry))
                    .putInt(in.getInt(entry + 16))
                    .putInt(at)
                    .putInt(bytes.length);
            out.position(at).put(bytes);
            at += (bytes.length + 3) & ~3;
        }
        return out.array();
    }

    private static byte[] table(byte[] woff, int offset, int packed, int size) throws IOException {
        if (offset < 0 || packed < 0 || size < packed || size > BYTES_MAX || (long) offset + packed > woff.length) {
            throw new IOException("a WOFF table that lies outside its font");
        }
        byte[] bytes = new byte[size];
        if (packed == size) {
            System.arraycopy(woff, offset, bytes, 0, size);
            return bytes;
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(woff, offset, packed);
            if (inflater.inflate(bytes) != size) {
                throw new IOException("a WOFF table that is shorter than it says");
            }
        } catch (DataFormatException broken) {
            throw new IOException("a WOFF table that cannot be unpacked", broken);
        }
        return bytes;
    }
}
