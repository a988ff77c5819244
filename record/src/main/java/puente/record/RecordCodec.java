package puente.record;

/**
 * A record as canonical JSON (RFC 8785), and back, strictly. Safe for use by many threads.
 *
 * <pre>{@code
 * {"agency":"mx/fgr","fields":{…},"handling":{…},"id":"<uuid>","kind":"person",
 *  "provenance":{"source":"…","synthetic":true},"recordedAt":"2026-11-21T18:10:43.123Z","version":1}
 * }</pre>
 */
public final class RecordCodec {
    /** The largest record, in bytes of JSON; above it {@code record.json.too-large}. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    private static final RecordCodec STANDARD = new RecordCodec(Kinds.standard());

    private final Kinds kinds;

    /** A codec for these kinds. */
    public RecordCodec(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The codec for {@link Kinds#standard()}. */
    public static RecordCodec standard() {
        return STANDARD;
    }

    /** The canonical bytes. The record's fields must be in normal form ({@link Kind#normalise}). */
    public byte[] canonical(Record record) {
        throw new UnsupportedOperationException(record.toString());
    }

    /**
     * A record from its JSON, which need not be canonical, but complete, in normal form, and nothing more.
     *
     * @throws ProblemException for malformed JSON, unknown or duplicate members, unknown kinds and fields, values not in
     *     normal form, trailing data, or too much depth or size; positions are JSON pointers, or byte offsets where the
     *     JSON itself is broken
     */
    public Record parse(byte[] json) {
        throw new UnsupportedOperationException(kinds.all().toString() + json.length);
    }
}
