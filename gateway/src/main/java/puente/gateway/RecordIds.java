package puente.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Record ids from natural keys: UUID version 8 (RFC 9562, section 5.8) over SHA-256 of what the statement is about, every
 * part with its type and length before it, so that no two keys run into each other. One instance a thread.
 */
public final class RecordIds {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(4);

    /** For one thread. */
    public RecordIds() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }

    /**
     * The id of one agency's statement, read through one mapping, about one natural key.
     *
     * @param series what the mapping makes of the key; statements of two series have two ids
     * @param key texts, lists and maps of these, or other values by their text
     */
    public UUID id(String agency, String mapping, String series, List<Object> key) {
        feed(agency);
        feed(mapping);
        feed(series);
        feed(key);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private void feed(Object value) {
        switch (value) {
            case List<?> list -> {
                head('l', list.size());
                list.forEach(this::feed);
            }
            case Map<?, ?> map -> {
                head('m', map.size());
                new TreeMap<>(map).forEach((name, each) -> {
                    feed(name);
                    feed(each);
                });
            }
            default -> {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                head('s', text.length);
                digest.update(text);
            }
        }
    }

    private void head(char type, int length) {
        digest.update((byte) type);
        digest.update(number.putInt(0, length).array());
    }
}
