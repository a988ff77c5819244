package puente.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as canonical JSON (RFC 8785), and back, strictly. Safe for use by many threads.
 *
 * <pre>{@code
 * {"agency":"mx/fgr","fields":{…},"handling":{…},"id":"<uuid>","kind":"person",
 *  "provenance":{"source":"…","synthetic":true},"recordedAt":"2026-11-21T18:10:43.123Z","version":1}
 * }</pre>
 *
 * <p>Law: {@code canonical(parse(canonical(r)))} is byte for byte {@code canonical(r)}.
 */
public final class RecordCodec {
    /** The largest record, in bytes of JSON; above it {@code record.json.too-large}. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    private static final RecordCodec STANDARD = new RecordCodec(Kinds.standard());
    private static final Set<String> MEMBERS =
            Set.of("agency", "fields", "handling", "id", "kind", "provenance", "recordedAt", "version");
    private static final Set<String> PROVENANCE = Set.of("source", "synthetic");
    private static final int INSTANT_LENGTH = "2026-11-21T18:10:43.123Z".length();

    // The canonical form, taken apart where values stand; one table for writing and for reading.
    private static final byte[] AGENCY = Forms.ascii("{\"agency\":");
    private static final byte[] FIELDS = Forms.ascii(",\"fields\":");
    private static final byte[] HANDLING = Forms.ascii(",\"handling\":");
    private static final byte[] ID = Forms.ascii(",\"id\":");
    private static final byte[] KIND = Forms.ascii(",\"kind\":");
    private static final byte[] SOURCE = Forms.ascii(",\"provenance\":{\"source\":");
    private static final byte[] SYNTHETIC = Forms.ascii(",\"synthetic\":");
    private static final byte[] RECORDED_AT = Forms.ascii("},\"recordedAt\":");
    private static final byte[] VERSION = Forms.ascii(",\"version\":");
    private static final byte[] END = Forms.ascii("}");

    private final Kinds kinds;

    /** A codec for these kinds. */
    public RecordCodec(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The codec for {@link Kinds#standard()}. */
    public static RecordCodec standard() {
        return STANDARD;
    }

    /**
     * The canonical bytes. The record's fields must be in normal form ({@link Kind#normalise}); they are not checked again.
     *
     * @throws ProblemException {@code record.json.too-large} above {@link #MAXIMUM_BYTES}
     */
    public byte[] canonical(Record record) {
        CanonicalJson out = new CanonicalJson(1024);
        out.ascii(AGENCY);
        out.plain(record.agency().code());
        out.ascii(FIELDS);
        out.value(record.fields(), 1);
        out.ascii(HANDLING);
        out.handling(record.handling());
        out.ascii(ID);
        out.plain(record.id().toString());
        out.ascii(KIND);
        out.string(record.kind());
        out.ascii(SOURCE);
        out.string(record.provenance().source());
        out.ascii(SYNTHETIC);
        out.truth(record.provenance().synthetic());
        out.ascii(RECORDED_AT);
        out.instant(record.recordedAt());
        out.ascii(VERSION);
        out.integer(record.version());
        out.ascii(END);
        byte[] bytes = out.toBytes();
        if (bytes.length > MAXIMUM_BYTES) {
            throw new ProblemException(
                    Problem.of("record.json.too-large", "", "maximum", MAXIMUM_BYTES, "size", bytes.length));
        }
        return bytes;
    }

    /**
     * A record from its JSON, which need not be canonical, but complete, in normal form, and nothing more.
     *
     * @throws ProblemException for malformed JSON, unknown or duplicate members, unknown kinds and fields, values not in
     *     normal form, trailing data, or too much depth or size; positions are JSON pointers, or byte offsets where the
     *     JSON itself is broken
     */
    public Record parse(byte[] json) {
        Record canonical = ifCanonical(json);
        return canonical == null ? parseAny(json) : canonical;
    }

    /**
     * A record with its canonical bytes.
     *
     * @param bytes not to be changed
     */
    public record Written(Record record, byte[] bytes) {}

    /**
     * As {@link #parse}, and the record's canonical bytes: the very array given, where it already was canonical, so that
     * who receives a record and stores it need not write it.
     *
     * @throws ProblemException as {@link #parse}
     */
    public Written parseWritten(byte[] json) {
        Record canonical = ifCanonical(json);
        if (canonical != null) {
            return new Written(canonical, json);
        }
        Record parsed = parseAny(json);
        return new Written(parsed, canonical(parsed));
    }

    /**
     * The record, if these are its canonical bytes; null if they are not, or are none of a record. All that a node stored
     * or sent is canonical, so this is the way almost every record is read; only {@link #parseAny} says what is wrong.
     */
    private @Nullable Record ifCanonical(byte[] json) {
        if (json.length > MAXIMUM_BYTES) {
            return null;
        }
        try {
            PlainJson in = PlainJson.canonical(json);
            in.expect(AGENCY);
            Agency agency = new Agency(in.text());
            in.expect(FIELDS);
            Map<String, Object> fields = in.members(2);
            in.expect(HANDLING);
            Handling handling = in.handling();
            in.expect(ID);
            UUID id = Forms.uuid(in.text());
            in.expect(KIND);
            Kind kind = kinds.find(in.text()).orElse(null);
            in.expect(SOURCE);
            String source = in.text();
            in.expect(SYNTHETIC);
            Provenance provenance = new Provenance(source, in.truth());
            in.expect(RECORDED_AT);
            Instant recordedAt = Forms.instant(in.text());
            in.expect(VERSION);
            long version = in.whole();
            in.expect(END);
            in.end();
            return id == null || kind == null || recordedAt == null || version < 1 || version > Integer.MAX_VALUE
                    ? null
                    : new Record(
                            id,
                            (int) version,
                            kind.name(),
                            agency,
                            recordedAt,
                            handling,
                            provenance,
                            kind.checkNormal(fields));
        } catch (PlainJson.Departure | ProblemException refused) {
            return null;
        }
    }

    private Record parseAny(byte[] json) {
        Map<String, Object> root = members(StrictJson.parse(json, MAXIMUM_BYTES), "", MEMBERS);
        Kind kind = kinds.kind(text(root, "", "kind"));
        Map<String, Object> provenance = members(root.get("provenance"), "/provenance", PROVENANCE);
        return new Record(
                uuid(text(root, "", "id")),
                version(root.get("version")),
                kind.name(),
                agency(text(root, "", "agency")),
                instant(text(root, "", "recordedAt")),
                handling(root.get("handling")),
                new Provenance(
                        text(provenance, "/provenance", "source"),
                        provenance.get("synthetic") instanceof Boolean synthetic
                                ? synthetic
                                : refuse("/provenance/synthetic")),
                fields(kind, root.get("fields")));
    }

    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    private static Map<String, Object> members(@Nullable Object value, String position, @Nullable Set<String> allowed) {
        if (!(value instanceof Map<?, ?> map)) {
            return refuse(position);
        }
        if (allowed != null && !map.keySet().equals(allowed)) {
            List<Problem> problems = new ArrayList<>();
            for (Object name : map.keySet()) {
                if (!allowed.contains(name)) {
                    String member = JsonPointers.escape(name.toString());
                    problems.add(Problem.of("record.record.unknown-member", position + "/" + member, "member", member));
                }
            }
            for (String name : allowed) {
                if (!map.containsKey(name)) {
                    problems.add(Problem.of("record.record.missing-member", position + "/" + name, "member", name));
                }
            }
            throw new ProblemException(problems);
        }
        return (Map<String, Object>) map;
    }

    private static <T> T refuse(String position) {
        throw new ProblemException(Problem.of("record.record.wrong-type", position));
    }

    private static String text(Map<String, Object> map, String within, String name) {
        return map.get(name) instanceof String text ? text : refuse(within + "/" + name);
    }

    private static Map<String, Object> fields(Kind kind, @Nullable Object value) {
        try {
            return kind.checkNormal(members(value, "", null));
        } catch (ProblemException refused) {
            throw refused.within("/fields");
        }
    }

    private static Handling handling(@Nullable Object value) {
        try {
            return Handling.ofJson(members(value, "", null));
        } catch (ProblemException refused) {
            throw refused.within("/handling");
        }
    }

    private static Agency agency(String code) {
        try {
            return new Agency(code);
        } catch (ProblemException refused) {
            throw refused.within("/agency");
        }
    }

    private static int version(@Nullable Object value) {
        if (value instanceof Long version && version >= 1 && version <= Integer.MAX_VALUE) {
            return version.intValue();
        }
        throw new ProblemException(Problem.of("record.record.version", "/version", "value", String.valueOf(value)));
    }

    private static UUID uuid(String text) {
        UUID id = Forms.uuid(text);
        if (id == null) {
            throw new ProblemException(Problem.of("record.record.id", "/id", "value", JsonPointers.escape(text)));
        }
        return id;
    }

    private static Instant instant(String text) {
        Instant instant = Forms.instant(text);
        if (instant == null) {
            String value = text.length() == INSTANT_LENGTH ? text : JsonPointers.escape(text);
            throw new ProblemException(Problem.of("record.record.time", "/recordedAt", "value", value));
        }
        return instant;
    }
}
