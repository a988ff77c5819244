package puente.record;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
        out.ascii("{\"agency\":");
        out.string(record.agency().code());
        out.ascii(",\"fields\":");
        out.value(record.fields(), 1);
        out.ascii(",\"handling\":");
        out.value(record.handling().toJson(), 1);
        out.ascii(",\"id\":\"");
        out.ascii(record.id().toString());
        out.ascii("\",\"kind\":");
        out.string(record.kind());
        out.ascii(",\"provenance\":{\"source\":");
        out.string(record.provenance().source());
        out.ascii(
                record.provenance().synthetic()
                        ? ",\"synthetic\":true},\"recordedAt\":\""
                        : ",\"synthetic\":false},\"recordedAt\":\"");
        out.ascii(format(record.recordedAt()));
        out.ascii("\",\"version\":");
        out.ascii(Integer.toString(record.version()));
        out.ascii("}");
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
        try {
            UUID id = UUID.fromString(text);
            // fromString forgives missing zeros and upper case; one record has one written form.
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.of("record.record.id", "/id", "value", JsonPointers.escape(text)));
        }
        throw new ProblemException(Problem.of("record.record.id", "/id", "value", JsonPointers.escape(text)));
    }

    private static Instant instant(String text) {
        try {
            if (text.length() == INSTANT_LENGTH) {
                Instant instant = Instant.parse(text);
                if (format(instant).equals(text)) {
                    return instant;
                }
            }
        } catch (DateTimeException malformed) {
            throw new ProblemException(Problem.of("record.record.time", "/recordedAt", "value", text));
        }
        throw new ProblemException(Problem.of("record.record.time", "/recordedAt", "value", JsonPointers.escape(text)));
    }

    /** ISO 8601 in UTC with exactly three decimals of the second. */
    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 23, time.getNano() / 1_000_000);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Writes a number's digits so that they end before {@code end}. */
    private static void digits(byte[] text, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
