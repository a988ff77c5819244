package puente.agreement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/** The JSON of a {@link RecordedDecision}. The record in it is written and read by {@link RecordCodec}. */
final class RecordedDecisionJson {
    private static final int LIST_MAX = AgreementReader.CLAUSES_MAX;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private RecordedDecisionJson() {}

    static byte[] write(RecordedDecision decision, RecordCodec codec) {
        Question question = decision.question();
        Map<String, Object> context = new TreeMap<>();
        context.put("approvals", List.copyOf(new TreeSet<>(question.context().approvals())));
        context.put("now", question.context().now().toString());
        context.put("originatorConsent", question.context().originatorConsent());
        context.put("unit", question.context().unit());
        // Only where it is known: decisions recorded before roles were, and those of partners, stay as they are.
        if (!question.context().standing().role().isEmpty()) {
            context.put("role", question.context().standing().role());
            context.put("strength", question.context().standing().strength());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try {
            member(out, "{\"agreement\":", decision.agreement().hex());
            member(out, ",\"clauses\":", decision.clauses());
            member(out, ",\"permitted\":", decision.permitted());
            member(out, ",\"question\":{\"action\":", question.action().code());
            member(out, ",\"actor\":", question.actor().code());
            member(out, ",\"context\":", context);
            if (aboutKind(question)) {
                member(out, ",\"kind\":", question.record().kind());
            }
            member(out, ",\"purpose\":", question.purpose());
            Agency recipient = aboutKind(question) ? question.other() : question.recipient();
            member(out, ",\"recipient\":", recipient.code());
            if (!aboutKind(question)) {
                out.write(",\"record\":".getBytes(StandardCharsets.US_ASCII));
                out.write(codec.canonical(question.record()));
            }
            member(out, "},\"reason\":", decision.reason());
        } catch (IOException impossible) {
            throw new AssertionError("memory does not fail to be written", impossible);
        }
        out.write('}');
        return out.toByteArray();
    }

    /** Such a question has no record of its own, only a kind. */
    private static boolean aboutKind(Question question) {
        return question.record().id().equals(Question.ANY_RECORD);
    }

    private static void member(ByteArrayOutputStream out, String before, Object value) throws IOException {
        out.write(before.getBytes(StandardCharsets.US_ASCII));
        out.write(CanonicalJson.write(value));
    }

    static RecordedDecision parse(byte[] json, RecordCodec codec) {
        if (json.length > RecordedDecision.BYTES_MAX) {
            throw problem("agreement.recorded.too-large", "", "most", RecordedDecision.BYTES_MAX);
        }
        JsonNode root;
        try {
            root = STRICT.readTree(json);
        } catch (JsonProcessingException malformed) {
            long at = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getByteOffset();
            throw problem("agreement.recorded.malformed", "", "offset", at);
        } catch (IOException impossible) {
            throw new AssertionError("memory does not fail to be read", impossible);
        }
        members(root, "", Set.of("agreement", "clauses", "permitted", "question", "reason"));
        boolean permitted = flag(root, "", "permitted");
        String reason = text(root, "", "reason");
        if (permitted != reason.isEmpty()) {
            throw problem("agreement.recorded.contradiction", "/reason");
        }
        return new RecordedDecision(
                question(root.get("question"), codec),
                new AgreementHash(text(root, "", "agreement")),
                permitted,
                texts(root, "", "clauses"),
                reason);
    }

    private static Question question(JsonNode node, RecordCodec codec) {
        String at = "/question";
        boolean aboutKind = node.has("kind");
        members(node, at, Set.of("action", "actor", "context", "purpose", "recipient", aboutKind ? "kind" : "record"));
        String written = text(node, at, "action");
        Action action = Action.of(written)
                .orElseThrow(() -> problem(
                        "agreement.recorded.unknown-action", at + "/action", "value", YamlMapping.clip(written)));
        Agency actor = agency(node, at, "actor");
        Agency recipient = agency(node, at, "recipient");
        String purpose = text(node, at, "purpose");
        Context context = context(node.get("context"));
        return aboutKind
                ? Question.aboutKind(action, actor, recipient, text(node, at, "kind"), purpose, context)
                : new Question(action, actor, recipient, record(node, at, codec), purpose, context);
    }

    private static Record record(JsonNode node, String at, RecordCodec codec) {
        try {
            return codec.parse(STRICT.writeValueAsBytes(node.get("record")));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("what was read as JSON can be written as JSON", impossible);
        } catch (ProblemException faulty) {
            throw faulty.within(at + "/record");
        }
    }

    private static Context context(JsonNode node) {
        String at = "/question/context";
        boolean standing = node.has("role");
        members(
                node,
                at,
                standing
                        ? Set.of("approvals", "now", "originatorConsent", "role", "strength", "unit")
                        : Set.of("approvals", "now", "originatorConsent", "unit"));
        List<String> approvals = texts(node, at, "approvals");
        Set<String> distinct = new LinkedHashSet<>(approvals);
        if (distinct.size() != approvals.size()) {
            throw problem("agreement.recorded.repeated", at + "/approvals");
        }
        try {
            return new Context(
                    Instant.parse(text(node, at, "now")),
                    distinct,
                    flag(node, at, "originatorConsent"),
                    text(node, at, "unit"),
                    standing ? new Standing(text(node, at, "role"), text(node, at, "strength"), "") : Standing.UNKNOWN);
        } catch (DateTimeParseException malformed) {
            throw problem("agreement.recorded.type", at + "/now");
        }
    }

    private static Agency agency(JsonNode node, String at, String name) {
        try {
            return new Agency(text(node, at, name));
        } catch (ProblemException malformed) {
            throw malformed.within(at + "/" + name);
        }
    }

    private static void members(JsonNode node, String at, Set<String> names) {
        if (!node.isObject()) {
            throw problem("agreement.recorded.type", at);
        }
        for (String name : new TreeSet<>(names)) {
            if (!node.has(name)) {
                throw problem("agreement.recorded.missing", at + "/" + name);
            }
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw problem("agreement.recorded.unknown", at + "/" + YamlMapping.clip(name));
            }
        });
    }

    private static String text(JsonNode node, String at, String name) {
        JsonNode value = node.get(name);
        if (!value.isTextual()) {
            throw problem("agreement.recorded.type", at + "/" + name);
        }
        return value.textValue();
    }

    private static boolean flag(JsonNode node, String at, String name) {
        JsonNode value = node.get(name);
        if (!value.isBoolean()) {
            throw problem("agreement.recorded.type", at + "/" + name);
        }
        return value.booleanValue();
    }

    private static List<String> texts(JsonNode node, String at, String name) {
        JsonNode value = node.get(name);
        if (!value.isArray() || value.size() > LIST_MAX) {
            throw problem("agreement.recorded.type", at + "/" + name);
        }
        List<String> found = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw problem("agreement.recorded.type", at + "/" + name + "/" + found.size());
            }
            found.add(each.textValue());
        }
        return found;
    }

    private static ProblemException problem(String code, String position, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, position, namesAndValues));
    }
}
