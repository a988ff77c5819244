package puente.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import puente.agreement.Action;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.Disclosure.Evidence;

/**
 * Leaves as canonical JSON, and back, strictly: there is exactly one byte form of each leaf, and a parser that accepts any
 * other would let two nodes disagree on what was signed. So a parsed leaf is written again and must come out byte for byte,
 * unless {@link DisclosedForm}, which can read no other form, has read it: almost every leaf is a disclosure.
 */
public final class LeafCodec {
    /** Bytes of the largest leaf: what an entry of a C2SP bundle can hold. */
    public static final int BYTES_MAX = 65_535;

    /** Deciding clauses in one leaf, at most. */
    public static final int CLAUSES_MAX = 64;

    /** Files of one disclosure, at most. */
    public static final int EVIDENCE_MAX = 64;

    /** Officers who approved one disclosure, at most. */
    public static final int APPROVALS_MAX = 16;

    /** The largest entry index that JSON can carry exactly. */
    public static final long ENTRY_MAX = 1L << 53;

    /** Characters of any text in a leaf, at most. */
    static final int TEXT_MAX = 4096;

    private static final int DEPTH_MAX = 6;

    private static final Set<Action> ACTIONS = Set.of(Action.DISCLOSE, Action.RESHARE);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_MAX)
                    .maxNumberLength(20)
                    .maxNameLength(64)
                    .build())
            .build();

    private LeafCodec() {}

    /** The canonical bytes; {@code exchange.leaf.size} where they would be too many. */
    public static byte[] encode(Leaf leaf) {
        byte[] bytes = leaf instanceof Leaf.Disclosed disclosed
                ? DisclosedForm.write(disclosed)
                : CanonicalJson.write(json(leaf));
        if (bytes.length > BYTES_MAX) {
            throw new ProblemException(Problem.of("exchange.leaf.size", "", "size", bytes.length, "limit", BYTES_MAX));
        }
        return bytes;
    }

    private static Map<String, Object> json(Leaf leaf) {
        Map<String, Object> json = new TreeMap<>();
        Leaf.Header header = leaf.header();
        json.put("at", LeafMembers.instant(header.at()));
        json.put("actor", header.actor().code());
        json.put("agreement", header.agreement().hex());
        json.put("clauses", header.clauses());
        switch (leaf) {
            case Leaf.Disclosed disclosed -> throw new AssertionError("a disclosure has a form of its own");
            case Leaf.Withdrawn withdrawn -> {
                json.put("type", "withdraw");
                json.put("record", withdrawn.record().toString());
            }
            case Leaf.Expired expired -> {
                json.put("type", "expire");
                json.put("record", expired.record().toString());
                json.put("version", (long) expired.version());
            }
            case Leaf.Purged purged -> {
                json.put("type", "receipt");
                json.put("receipt", "purged");
                json.put("entry", purged.entry());
            }
            case Leaf.Used used -> {
                json.put("type", "receipt");
                json.put("receipt", "used");
                json.put("record", used.record().toString());
                json.put("version", (long) used.version());
                json.put("purpose", used.purpose());
            }
            case Leaf.Rotated rotated -> {
                json.put("type", "rotate");
                json.put("key", rotated.vkey());
            }
        }
        return json;
    }

    /**
     * A leaf from its bytes.
     *
     * @throws ProblemException {@code exchange.leaf.*}, {@code record.*} or {@code agreement.*} with a JSON pointer
     */
    public static Leaf parse(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new ProblemException(Problem.of("exchange.leaf.size", "", "size", bytes.length, "limit", BYTES_MAX));
        }
        Leaf.Disclosed disclosure = DisclosedForm.read(bytes);
        if (disclosure != null) {
            return disclosure;
        }
        LeafMembers members = new LeafMembers(tree(bytes));
        Leaf leaf = leaf(members);
        members.nothingElse();
        if (!Arrays.equals(bytes, encode(leaf))) {
            throw new ProblemException(Problem.of("exchange.leaf.not-canonical", ""));
        }
        return leaf;
    }

    private static Leaf leaf(LeafMembers in) {
        Leaf.Header header = in.header(CLAUSES_MAX);
        String type = in.text("type");
        return switch (type) {
            case "disclose" -> disclosed(in, header, false);
            case "correct" -> disclosed(in, header, true);
            case "withdraw" -> new Leaf.Withdrawn(header, in.uuid("record"));
            case "expire" -> new Leaf.Expired(header, in.uuid("record"), in.version("version"));
            case "receipt" ->
                switch (in.text("receipt")) {
                    case "purged" -> new Leaf.Purged(header, in.whole("entry", 0, ENTRY_MAX));
                    case "used" -> new Leaf.Used(header, in.uuid("record"), in.version("version"), in.name("purpose"));
                    default -> throw LeafMembers.wrong("receipt");
                };
            case "rotate" -> new Leaf.Rotated(header, in.text("key"));
            default -> throw LeafMembers.wrong("type");
        };
    }

    static Action action(String code) {
        return Action.of(code).filter(ACTIONS::contains).orElseThrow(() -> LeafMembers.wrong("action"));
    }

    private static Leaf.Disclosed disclosed(LeafMembers in, Leaf.Header header, boolean correction) {
        Action action = action(in.text("action"));
        return new Leaf.Disclosed(
                header,
                correction,
                action,
                in.uuid("record"),
                in.version("version"),
                in.name("kind"),
                in.agency("agency"),
                in.agency("recipient"),
                in.name("purpose"),
                in.optionalText("unit"),
                in.texts("approvals", APPROVALS_MAX),
                in.optionalTrue("originatorConsent"),
                in.truth("useReceipt"),
                in.handling("handling"),
                in.evidence("evidence", EVIDENCE_MAX).stream()
                        .map(file -> new Evidence(file.sha256(), file.length()))
                        .toList(),
                in.digest("payload"),
                (int) in.whole("length", Payload.SALT_BYTES + 1, Payload.BYTES_MAX));
    }

    private static Map<String, Object> tree(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(Problem.of("exchange.leaf.json", "byte 0"));
            }
            Map<String, Object> tree = object(json);
            if (json.nextToken() != null) {
                throw new ProblemException(Problem.of(
                        "exchange.leaf.json", "byte " + json.currentLocation().getByteOffset()));
            }
            return tree;
        } catch (JsonParseException malformed) {
            throw new ProblemException(Problem.of(
                    "exchange.leaf.json", "byte " + malformed.getLocation().getByteOffset()));
        } catch (com.fasterxml.jackson.core.JacksonException limit) {
            throw new ProblemException(Problem.of("exchange.leaf.json", ""));
        } catch (java.io.CharConversionException encoding) {
            throw new ProblemException(Problem.of("exchange.leaf.json", ""));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            default ->
                throw new ProblemException(Problem.of(
                        "exchange.leaf.json",
                        "byte " + json.currentTokenLocation().getByteOffset()));
        };
    }
}
