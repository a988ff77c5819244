package puente.gateway.misp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import puente.gateway.RecordIds;
import puente.record.Agency;
import puente.record.Field;
import puente.record.Handling;
import puente.record.JsonPointers;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.Shape;
import puente.record.StrictJson;

/**
 * Records as MISP events, and back.
 *
 * <p>A record is an object {@code puente-<kind>} with an attribute for each value of each field, under the field's name as MISP writes
 * names ({@code person-birth-date}). Values stay in the kind's normal form; one with members is written as canonical JSON. The object's
 * identifier is the record's id. Going out, an event holds one object.
 *
 * <p>Coming in, an event may state several records, all under the handling that its tags say ({@link MispMarkings#derive}). It
 * states them whole or not at all: an event that says anything which a record has no place for (an attribute outside such an
 * object, another template's object, a galaxy, a report) states none, and stays an event.
 */
public final class MispRecords {
    private static final String PREFIX = "puente-";
    private static final String ATTRIBUTE = "Attribute";
    private static final String RELATION = "object_relation";
    private static final String AGENCY = "record-agency";
    private static final String SOURCE = "record-source";
    private static final String SYNTHETIC = "record-synthetic";
    private static final String VERSION = "record-version";
    private static final String RECORDED_AT = "recorded-at";
    private static final Set<String> OWN = Set.of(AGENCY, SOURCE, SYNTHETIC, VERSION, RECORDED_AT);
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");
    private static final Pattern HYPHEN = Pattern.compile("-([a-z])");

    /** What an event, an object and an attribute may say that a record's form, tags or source hold. */
    private static final Set<String> EVENT = Set.of(
            "uuid",
            "info",
            "date",
            "timestamp",
            "distribution",
            "threat_level_id",
            "analysis",
            "Tag",
            "Object",
            "Orgc");

    private static final Set<String> OBJECT = Set.of(
            "uuid",
            "id",
            "event_id",
            "name",
            "meta-category",
            "description",
            "template_uuid",
            "template_version",
            "timestamp",
            "distribution",
            ATTRIBUTE);
    private static final Set<String> ATTRIBUTES = Set.of(
            "uuid",
            "id",
            "event_id",
            "object_id",
            "type",
            "category",
            "value",
            RELATION,
            "to_ids",
            "disable_correlation",
            "timestamp",
            "distribution");

    private MispRecords() {}

    // ------------------------------------------------------------------------------------------------ out

    /**
     * A record as an event, without what only a server says of it.
     *
     * @throws ProblemException never: tags carry every handling
     */
    public static Map<String, Object> event(Record record) {
        Kind kind = Kinds.standard().kind(record.kind());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("uuid", record.id().toString());
        event.put("info", kind.label().en() + ": " + name(kind, record));
        event.put(
                "date",
                record.recordedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        event.put("timestamp", seconds(record.recordedAt()));
        event.put("distribution", MispMarkings.distribution(record.handling()));
        event.put("threat_level_id", "4");
        event.put("analysis", "2");
        event.put("Orgc", organisation(record.agency()));
        event.put("Tag", tags(record.handling()));
        event.put(ATTRIBUTE, List.of());
        event.put("Object", List.of(object(kind, record)));
        return event;
    }

    /** Tags as events show them. */
    private static List<Object> tags(Handling handling) {
        return MispMarkings.tags(handling).stream()
                .map(tag -> (Object) Map.of("name", tag))
                .toList();
    }

    /** An agency as a MISP organisation. */
    public static Map<String, Object> organisation(Agency agency) {
        return Map.of(
                "name",
                agency.code(),
                "uuid",
                derived("organisation", agency.code()).toString());
    }

    private static Map<String, Object> object(Kind kind, Record record) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("uuid", record.id().toString());
        object.put("name", PREFIX + kind.name());
        object.put("meta-category", "misc");
        object.put("description", kind.label().en());
        object.put("template_uuid", derived("template", kind.name()).toString());
        object.put("template_version", "1");
        object.put("timestamp", seconds(record.recordedAt()));
        object.put("distribution", "5");
        List<Object> attributes = new ArrayList<>();
        for (Field field : kind.fields()) {
            Object value = record.fields().get(field.name());
            List<?> values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
            values.forEach(
                    each -> add(attributes, record, kebab(field.name()), MispEvent.value(Map.of("value", each))));
        }
        add(attributes, record, AGENCY, record.agency().code());
        add(attributes, record, SOURCE, record.provenance().source());
        add(attributes, record, SYNTHETIC, String.valueOf(record.provenance().synthetic()));
        add(attributes, record, VERSION, String.valueOf(record.version()));
        add(attributes, record, RECORDED_AT, record.recordedAt().toString());
        object.put(ATTRIBUTE, attributes);
        return object;
    }

    private static void add(List<Object> attributes, Record record, String relation, String value) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put(
                "uuid", derived(record.id() + " " + attributes.size(), relation).toString());
        attribute.put("type", "text");
        attribute.put("category", "Other");
        attribute.put(RELATION, relation);
        attribute.put("value", value);
        attribute.put("to_ids", false);
        attribute.put("disable_correlation", false);
        attribute.put("distribution", "5");
        attribute.put("timestamp", seconds(record.recordedAt()));
        attributes.add(attribute);
    }

    private static UUID derived(String series, String name) {
        return new RecordIds().id("puente", "misp", series, List.of(name));
    }

    /** An instant as MISP writes it. */
    public static String seconds(Instant instant) {
        return String.valueOf(instant.getEpochSecond());
    }

    private static String name(Kind kind, Record record) {
        for (Field field : kind.fields()) {
            Object value = record.fields().get(field.name());
            if (value != null && !field.repeated() && field.type().shape() != Shape.BOOL) {
                String shown = field.type().show(value, Language.EN);
                return shown.length() <= 200 ? shown : shown.substring(0, shown.offsetByCodePoints(0, 100)) + "…";
            }
        }
        return record.id().toString();
    }

    private static String kebab(String name) {
        return CAPITAL.matcher(name).replaceAll(found -> "-" + found.group(1).toLowerCase(Locale.ROOT));
    }

    private static String camel(String relation) {
        return HYPHEN.matcher(relation).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    // ------------------------------------------------------------------------------------------------ in

    /**
     * The records that an event states.
     *
     * @param agency for whom the event was added: whose statements they are
     * @param held the newest version that this node holds of its own records
     * @return a version for each object: the one held where the event says nothing new, otherwise the next
     * @throws ProblemException where the event does not say how to handle it, or says what a record cannot: with the pointer to it
     */
    public static List<Record> records(
            MispEvent event, Agency agency, Instant now, Function<UUID, Optional<Record>> held) {
        Handling handling = MispMarkings.derive(event);
        requireOnly(event.members(), EVENT, "");
        Object maker = event.members().get("Orgc");
        if (maker instanceof Map<?, ?> map && !agency.code().equals(map.get("name"))) {
            throw new ProblemException(Problem.of("gateway.misp.agency", "/Orgc/name", "agency", agency));
        }
        List<Map<String, Object>> objects = event.objects();
        if (objects.isEmpty()) {
            throw new ProblemException(Problem.of("gateway.misp.no-record", "/Object"));
        }
        List<Record> records = new ArrayList<>();
        for (int at = 0; at < objects.size(); at++) {
            records.add(record(event, objects.get(at), "/Object/" + at, handling, agency, now, held));
        }
        return records;
    }

    private static Record record(
            MispEvent event,
            Map<String, Object> object,
            String at,
            Handling handling,
            Agency agency,
            Instant now,
            Function<UUID, Optional<Record>> held) {
        requireOnly(object, OBJECT, at);
        String name = MispEvent.text(object, "name").orElse("");
        Kind kind = Optional.of(name)
                .filter(each -> each.startsWith(PREFIX))
                .flatMap(each -> Kinds.standard().find(each.substring(PREFIX.length())))
                .orElseThrow(() -> content(at, name));
        UUID id = MispEvent.text(object, "uuid")
                .map(UUID::fromString)
                .orElseThrow(
                        () -> new ProblemException(Problem.of("gateway.misp.missing", at + "/uuid", "value", "uuid")));
        Map<String, Object> raw = new TreeMap<>();
        Map<String, String> own = new TreeMap<>();
        List<Map<String, Object>> attributes = MispEvent.parts(object, ATTRIBUTE);
        for (int number = 0; number < attributes.size(); number++) {
            attribute(kind, attributes.get(number), at + "/" + ATTRIBUTE + "/" + number, raw, own);
        }
        if (own.containsKey(AGENCY) && !agency.code().equals(own.get(AGENCY))) {
            throw new ProblemException(Problem.of("gateway.misp.agency", at, "agency", agency));
        }
        Map<String, Object> fields;
        try {
            fields = kind.normalise(raw);
        } catch (ProblemException wrong) {
            throw wrong.within(at);
        }
        Provenance provenance = new Provenance(
                Optional.ofNullable(own.get(SOURCE)).orElseGet(() -> source(event)),
                Boolean.parseBoolean(own.get(SYNTHETIC)));
        Optional<Record> before = held.apply(id);
        return before.filter(each -> each.kind().equals(kind.name())
                        && each.agency().equals(agency)
                        && each.handling().equals(handling)
                        && each.provenance().equals(provenance)
                        && each.fields().equals(fields))
                .orElseGet(() -> next(id, kind, before, agency, now, handling, provenance, fields));
    }

    private static Record next(
            UUID id,
            Kind kind,
            Optional<Record> before,
            Agency agency,
            Instant now,
            Handling handling,
            Provenance provenance,
            Map<String, Object> fields) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        if (before.filter(each ->
                        !each.kind().equals(kind.name()) || !each.agency().equals(agency))
                .isPresent()) {
            throw new ProblemException(Problem.of("gateway.misp.agency", "/Object", "agency", agency));
        }
        return new Record(
                id,
                before.map(each -> each.version() + 1).orElse(1),
                kind.name(),
                agency,
                before.map(Record::recordedAt).filter(each -> each.isAfter(at)).orElse(at),
                handling,
                provenance,
                fields);
    }

    private static String source(MispEvent event) {
        String source = "MISP event " + event.uuid().map(UUID::toString).orElse("") + ": " + event.info();
        return source.length() <= Provenance.MAXIMUM_SOURCE
                ? source
                : source.substring(0, source.offsetByCodePoints(0, Provenance.MAXIMUM_SOURCE / 2));
    }

    private static void attribute(
            Kind kind, Map<String, Object> attribute, String at, Map<String, Object> raw, Map<String, String> own) {
        requireOnly(attribute, ATTRIBUTES, at);
        String relation = MispEvent.text(attribute, RELATION).orElse("");
        String value = MispEvent.value(attribute);
        if (OWN.contains(relation)) {
            if (own.put(relation, value) != null) {
                throw content(at, relation);
            }
            return;
        }
        Field field = kind.field(camel(relation))
                .filter(each -> kebab(each.name()).equals(relation))
                .orElseThrow(() -> content(at, relation));
        Object parsed = field.type().shape() == Shape.MAP && value.startsWith("{") ? map(value, at) : value;
        if (field.repeated()) {
            List<Object> values = new ArrayList<>();
            if (raw.get(field.name()) instanceof List<?> earlier) {
                values.addAll(earlier);
            }
            values.add(parsed);
            raw.put(field.name(), values);
        } else if (raw.put(field.name(), parsed) != null) {
            throw content(at, relation);
        }
    }

    private static Object map(String value, String at) {
        try {
            byte[] json = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return StrictJson.parse(json, json.length);
        } catch (ProblemException malformed) {
            throw malformed.within(at + "/value");
        }
    }

    /** Refuses what a record has no place for; what says nothing is nothing. */
    private static void requireOnly(Map<String, Object> part, Set<String> known, String at) {
        part.forEach((name, value) -> {
            if (!known.contains(name) && !isNothing(value)) {
                throw content(at + "/" + JsonPointers.escape(name), name);
            }
        });
    }

    private static boolean isNothing(Object value) {
        return switch (value) {
            case String text -> text.isBlank() || text.equals("0");
            case Boolean said -> !said;
            case Long number -> number == 0;
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    private static ProblemException content(String position, String what) {
        return new ProblemException(Problem.of("gateway.misp.content", position, "what", JsonPointers.escape(what)));
    }
}
