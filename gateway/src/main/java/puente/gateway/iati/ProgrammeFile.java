package puente.gateway.iati;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.Programme;
import puente.measure.fund.Programme.Organisation;
import puente.measure.fund.Programme.Share;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Programmes as somebody declares them, in YAML, for money that comes from books which describe none. What IATI demands must be there; nothing
 * is made up.
 *
 * <pre>{@code
 * - identifier: US-GOV-11-MEX
 *   reporting: {identifier: US-GOV-11, type: "10", name: {en: Department of State, es: Departamento de Estado}}
 *   title: {en: Assistance to Mexico, es: Asistencia a México}
 *   description: {en: All accounts., es: Todas las cuentas.}
 *   participants:
 *     - {role: funding, identifier: US-GOV-11, type: "10", name: {en: Department of State, es: Departamento de Estado}}
 *   status: implementation
 *   dates: {actual-start: 2007-10-01}
 *   countries: [{code: MX}]
 *   sectors: [{vocabulary: "1", code: "15210"}]
 *   lines: {book: us, recipient: MEX}
 * }</pre>
 */
public final class ProgrammeFile {
    /** Most bytes of a file. */
    public static final int BYTES_MAX = 4 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final String name;

    private ProgrammeFile(String name) {
        this.name = name;
    }

    /** Reads a file whole or refuses it at the first member that is missing, unknown or malformed. */
    public static List<Programme> read(String name, byte[] yaml) {
        if (yaml.length > BYTES_MAX) {
            throw new ProblemException(Problem.of("gateway.iati.long", name, "most", BYTES_MAX >> 20));
        }
        ProgrammeFile file = new ProgrammeFile(name);
        try {
            JsonNode root = YAML.readTree(yaml);
            List<Programme> programmes = new ArrayList<>();
            for (JsonNode each : file.list(root, "/")) {
                programmes.add(file.programme(each, "/" + programmes.size()));
            }
            if (programmes.isEmpty()) {
                throw new ProblemException(Problem.of("gateway.iati.no-programme", name));
            }
            return programmes;
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problem.of(
                    "gateway.iati.yaml",
                    name,
                    "reason",
                    String.valueOf(malformed.getOriginalMessage())
                            .lines()
                            .findFirst()
                            .orElse("")));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("bytes in memory can be read", impossible);
        }
    }

    private Programme programme(JsonNode node, String at) {
        only(
                node,
                at,
                "identifier",
                "reporting",
                "title",
                "description",
                "participants",
                "status",
                "dates",
                "countries",
                "sectors",
                "lines");
        List<Programme.Participant> participants = new ArrayList<>();
        for (JsonNode each : list(node.path("participants"), at + "/participants")) {
            String place = at + "/participants/" + participants.size();
            only(each, place, "role", "identifier", "type", "name");
            participants.add(new Programme.Participant(
                    choice(Programme.Role.class, each, "role", place), organisation(each, place)));
        }
        JsonNode reporting = node.path("reporting");
        only(reporting, at + "/reporting", "identifier", "type", "name");
        JsonNode dates = node.path("dates");
        only(dates, at + "/dates", "planned-start", "actual-start", "planned-end", "actual-end");
        if (participants.isEmpty() || dates.isEmpty()) {
            throw refusal(at + (participants.isEmpty() ? "/participants" : "/dates"), "");
        }
        JsonNode lines = node.path("lines");
        only(lines, at + "/lines", "book", "activity", "recipient");
        return new Programme(
                need(node, "identifier", at),
                new Organisation(
                        need(reporting, "identifier", at + "/reporting"),
                        need(reporting, "type", at + "/reporting"),
                        both(reporting.path("name"), at + "/reporting/name")),
                both(node.path("title"), at + "/title"),
                both(node.path("description"), at + "/description"),
                participants,
                choice(Programme.Status.class, node, "status", at),
                new Programme.Dates(
                        date(dates, "planned-start", at),
                        date(dates, "actual-start", at),
                        date(dates, "planned-end", at),
                        date(dates, "actual-end", at)),
                shares(node.path("countries"), at + "/countries"),
                shares(node.path("sectors"), at + "/sectors"),
                new Programme.Selection(text(lines, "book"), text(lines, "activity"), text(lines, "recipient")));
    }

    private Organisation organisation(JsonNode node, String at) {
        return new Organisation(text(node, "identifier"), text(node, "type"), both(node.path("name"), at + "/name"));
    }

    private List<Share> shares(JsonNode node, String at) {
        List<Share> shares = new ArrayList<>();
        for (JsonNode each : list(node, at)) {
            String place = at + "/" + shares.size();
            only(each, place, "vocabulary", "code", "percent");
            String percent = text(each, "percent");
            if (!percent.matches("(\\d{1,3}(\\.\\d{1,6})?)?")) {
                throw refusal(place + "/percent", percent);
            }
            shares.add(new Share(
                    text(each, "vocabulary"),
                    need(each, "code", place),
                    percent.isEmpty() ? null : new BigDecimal(percent)));
        }
        return shares;
    }

    private JsonNode list(JsonNode node, String at) {
        if (!node.isArray()) {
            throw refusal(at, "");
        }
        return node;
    }

    private void only(JsonNode node, String at, String... known) {
        if (!node.isObject()) {
            throw refusal(at, "");
        }
        Set<String> names = Set.of(known);
        node.fieldNames().forEachRemaining(member -> {
            if (!names.contains(member)) {
                throw refusal(at + "/" + member, member);
            }
        });
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("").strip();
    }

    private String need(JsonNode node, String member, String at) {
        String text = text(node, member);
        if (text.isEmpty()) {
            throw refusal(at + "/" + member, "");
        }
        return text;
    }

    private Map<String, String> both(JsonNode node, String at) {
        only(node, at, "en", "es");
        return Map.of("en", need(node, "en", at), "es", need(node, "es", at));
    }

    private @Nullable LocalDate date(JsonNode node, String member, String at) {
        String text = text(node, member);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw refusal(at + "/dates/" + member, text);
        }
    }

    private <T extends Enum<T>> T choice(Class<T> type, JsonNode node, String member, String at) {
        String text = need(node, member, at);
        for (T each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw refusal(at + "/" + member, text);
    }

    private ProblemException refusal(String member, String value) {
        return new ProblemException(
                Problem.of("gateway.iati.member", name + ":" + member, "member", member, "value", value));
    }
}
