package puente.gateway.ftm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import puente.gateway.RecordIds;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.JsonPointers;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.StrictJson;

/**
 * FollowTheMoney entities as records of the agency that imports them. The format says nothing of how an entity may be used, so a record
 * made of one permits nothing until an officer says more: TLP:AMBER+STRICT, no purposes, no audience, not graded. An entity that bears
 * our {@code puente} member keeps the handling stated there, if it is the importing agency's own, and refers to the record it was made
 * from; it does not become that record's next version, for it says less. Whatever has no field of its
 * own stands in the description, word for word: nothing is dropped.
 */
public final class FtmImport {
    /** What an account of an import calls it. */
    public static final String MAPPING = "ftm";

    /** The longest line, in bytes. */
    public static final int LINE_BYTES_MAX = 1 << 18;

    /** The most properties of an entity, and the most values of one. */
    public static final int MEMBERS_MAX = 256;

    /** How a record is handled whose source says nothing: nobody else may have it, and it may be used for nothing. */
    public static final Handling CLOSED = new Handling(
            Handling.Tlp.AMBER_STRICT,
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            Optional.empty(),
            new Handling.Grading(Handling.Grading.Reliability.X, 4));

    private static final int ID_MAX = 255;

    private final Agency agency;
    private final Instant now;
    private final RecordIds ids = new RecordIds();

    /**
     * Reads for one import; not safe for use by several threads.
     *
     * @param agency who imports, and so states what is read
     * @param now when it does
     */
    public FtmImport(Agency agency, Instant now) {
        this.agency = agency;
        this.now = now;
    }

    /**
     * The record that a line states.
     *
     * @throws ProblemException {@code gateway.ftm.*}, {@code record.*}
     */
    public Record read(byte[] line) {
        if (!(StrictJson.parse(line, LINE_BYTES_MAX) instanceof Map<?, ?> entity)) {
            throw refused("gateway.ftm.entity", "", "member", "");
        }
        // datasets, caption, first_seen, target and the like describe a tool's own holdings, not the subject.
        String id = text(entity, "id");
        String schema = text(entity, "schema");
        Values values = new Values(entity.get("properties"));
        Kind kind = Kinds.standard().kind(kind(schema));
        Map<String, Object> raw = new LinkedHashMap<>(
                switch (kind.name()) {
                    case "person" -> FtmFields.person(values);
                    case "vehicle" -> FtmFields.vehicle(values);
                    default -> FtmFields.organization(values, schema);
                });
        boolean synthetic = values.all("keywords").contains(FtmExport.SYNTHETIC);
        String description = kind.name().equals("vehicle") ? "itemDescriptionText" : kind.name() + "DescriptionText";
        String source = source(id, values);
        values.rest().ifPresent(rest -> raw.put(description, Map.of("language", "und", "text", rest)));
        Handling handling = CLOSED;
        if (entity.get(FtmExport.CONTEXT) instanceof Map<?, ?> context) {
            handling = handling(context);
            raw.put("relatedRecord", List.of(original(context)));
            source = context.get("source") instanceof String stated && !stated.isBlank() ? stated : source;
        }
        UUID record = ids.id(agency.code(), MAPPING, kind.name(), List.of(id));
        return new Record(
                record, 1, kind.name(), agency, now, handling, new Provenance(source, synthetic), kind.normalise(raw));
    }

    private static String kind(String schema) {
        return switch (schema) {
            case "Person" -> "person";
            case "Company", "Organization", "PublicBody" -> "organization";
            case "Vehicle" -> "vehicle";
            default -> throw refused("gateway.ftm.schema", "/schema", "schema", schema);
        };
    }

    private static String text(Map<?, ?> entity, String member) {
        if (entity.get(member) instanceof String text && !text.isBlank() && text.length() <= ID_MAX) {
            return text;
        }
        throw refused("gateway.ftm.entity", "/" + member, "member", member);
    }

    private static String source(String id, Values values) {
        String source = "FollowTheMoney " + id
                + values.take("publisher").stream().map(each -> ", " + each).collect(Collectors.joining())
                + values.take("sourceUrl").stream().map(each -> ", " + each).collect(Collectors.joining());
        return source.length() <= Provenance.MAXIMUM_SOURCE
                ? source
                : source.substring(0, source.offsetByCodePoints(0, Provenance.MAXIMUM_SOURCE / 2));
    }

    private Handling handling(Map<?, ?> context) {
        if (!agency.code().equals(context.get("agency"))) {
            throw refused("gateway.ftm.agency", "/puente/agency", "agency", String.valueOf(context.get("agency")));
        }
        if (!(context.get("handling") instanceof Map<?, ?> handling)) {
            throw refused("gateway.ftm.entity", "/puente/handling", "member", "puente");
        }
        Map<String, Object> members = new TreeMap<>();
        handling.forEach((name, value) -> members.put(String.valueOf(name), value));
        try {
            return Handling.ofJson(members);
        } catch (ProblemException malformed) {
            throw malformed.within("/puente/handling");
        }
    }

    private static String original(Map<?, ?> context) {
        if (context.get("record") instanceof String text) {
            return text;
        }
        throw refused("gateway.ftm.entity", "/puente/record", "member", "puente");
    }

    private static ProblemException refused(String code, String position, String name, String value) {
        String shown = value.length() > 60 ? value.substring(0, value.offsetByCodePoints(0, 30)) + "…" : value;
        return new ProblemException(Problem.of(code, position, name, JsonPointers.escape(shown)));
    }

    /** The values of an entity's properties, each taken once; what nobody took is the rest. */
    static final class Values {
        private final Map<String, List<String>> left = new TreeMap<>();

        private Values(@org.jspecify.annotations.Nullable Object properties) {
            if (!(properties instanceof Map<?, ?> map) || map.size() > MEMBERS_MAX) {
                throw refused("gateway.ftm.entity", "/properties", "member", "properties");
            }
            map.forEach((name, values) -> {
                List<String> texts = new ArrayList<>();
                for (Object value : values instanceof List<?> list ? list : List.of(values)) {
                    if (!(value instanceof String text) || texts.size() == MEMBERS_MAX) {
                        String member = String.valueOf(name);
                        throw refused(
                                "gateway.ftm.property",
                                "/properties/" + JsonPointers.escape(member),
                                "property",
                                member);
                    }
                    if (!text.isBlank()) {
                        texts.add(text);
                    }
                }
                left.put(String.valueOf(name), texts);
            });
        }

        List<String> all(String property) {
            return left.getOrDefault(property, List.of());
        }

        List<String> take(String property) {
            List<String> values = left.remove(property);
            return values == null ? List.of() : values;
        }

        /** The first value; others stay. */
        Optional<String> first(String property) {
            List<String> values = left.getOrDefault(property, List.of());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            left.put(property, values.subList(1, values.size()));
            return Optional.of(values.getFirst());
        }

        /** Gives back what was taken and found no field. */
        void leave(String property, String value) {
            List<String> values = new ArrayList<>(left.getOrDefault(property, List.of()));
            values.add(value);
            left.put(property, values);
        }

        /** Everything nobody took: descriptions as they are, the rest by the property's name. */
        Optional<String> rest() {
            List<String> lines = new ArrayList<>();
            for (String property : List.of("description", "summary", "notes")) {
                lines.addAll(take(property));
            }
            left.forEach((property, values) -> {
                boolean said = property.equals("modifiedAt")
                        || property.equals("keywords") && values.equals(List.of(FtmExport.SYNTHETIC));
                if (!values.isEmpty() && !said) {
                    lines.add(property + ": " + String.join("; ", values));
                }
            });
            return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
        }
    }
}
