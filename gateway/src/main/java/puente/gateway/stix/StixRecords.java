package puente.gateway.stix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
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

/**
 * Records as STIX objects, and back without loss.
 *
 * <p>Persons and organizations are {@code identity}, incidents are {@code incident}, both with what STIX cannot say in a property
 * extension; every other kind is a new object ({@code puente-firearm}) with its fields at the top. STIX's own {@code sighting} needs
 * an object that was seen; ours may have none, so it is a new object too. Field names are written as STIX writes names; values stay
 * in the kind's normal form. References stay record ids, since an identifier would need the kind of what is referred to.
 */
public final class StixRecords {
    private static final String RECORD_ID = "record_id";
    private static final String RECORD_VERSION = "record_version";
    private static final String RECORDED_AT = "recorded_at";
    private static final String AGENCY = "agency";
    private static final String SOURCE = "source";
    private static final String SYNTHETIC = "synthetic";
    private static final Set<String> OWN = Set.of(RECORD_ID, RECORD_VERSION, RECORDED_AT, AGENCY, SOURCE, SYNTHETIC);
    private static final int NAME_MAX = 300;

    private StixRecords() {}

    /** The identifier of a record's object: the same for all its versions, at every node. */
    public static String id(Record record) {
        return StixIds.derived(
                StixExtensions.type(record.kind()),
                Map.of("agency", record.agency().code(), "record", record.id().toString()));
    }

    /**
     * When a version was made, as STIX orders versions: its own time, but later than the first version's by at least its number.
     *
     * @param created when the first version was made
     */
    public static Instant modified(Record record, Instant created) {
        Instant least = created.plusMillis(record.version() - 1L);
        return record.recordedAt().isBefore(least) ? least : record.recordedAt();
    }

    /**
     * A record as a STIX object, marked.
     *
     * @param created when the first version was made
     */
    public static Map<String, Object> object(Record record, Instant created) {
        Kind kind = Kinds.standard().kind(record.kind());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", StixExtensions.type(record.kind()));
        object.put("spec_version", StixRules.SPEC_VERSION);
        object.put("id", id(record));
        object.put("created_by_ref", StixExtensions.agencyId(record.agency()));
        object.put("created", StixTime.milliseconds(created));
        object.put("modified", StixTime.milliseconds(modified(record, created)));
        object.put("name", name(kind, record));
        if (kind.name().equals("person")) {
            object.put("identity_class", "individual");
        } else if (kind.name().equals("organization")) {
            object.put("identity_class", "organization");
        }
        object.put("object_marking_refs", StixMarkings.refs(record.agency(), record.handling()));
        Map<String, Object> said = new TreeMap<>();
        said.put(RECORD_ID, record.id().toString());
        said.put(RECORD_VERSION, (long) record.version());
        said.put(RECORDED_AT, StixTime.milliseconds(record.recordedAt()));
        said.put(AGENCY, record.agency().code());
        said.put(SOURCE, record.provenance().source());
        said.put(SYNTHETIC, record.provenance().synthetic());
        record.fields().forEach((name, value) -> said.put(Names.snake(name), renamed(value, Names::snake)));
        Map<String, Object> extension = new TreeMap<>();
        if (StixExtensions.isNew(kind.name())) {
            extension.put("extension_type", "new-sdo");
            object.putAll(said);
        } else {
            extension.put("extension_type", "property-extension");
            extension.putAll(said);
        }
        object.put("extensions", Map.of(StixExtensions.of(kind.name()), extension));
        return object;
    }

    /** What a record's object refers to and no other object need bring: its agency, and its two markings. */
    public static List<Map<String, Object>> support(Record record) {
        return List.of(
                StixExtensions.agency(record.agency()),
                StixMarkings.tlp(record.handling().tlp()),
                StixMarkings.handling(record.agency(), record.handling()));
    }

    private static String name(Kind kind, Record record) {
        List<String> parts = new ArrayList<>();
        for (Field field : kind.fields()) {
            Object value = record.fields().get(field.name());
            if (parts.size() < 2 && value != null && !field.repeated() && names(field)) {
                parts.add(field.type().show(value, Language.EN));
            }
        }
        String name = parts.isEmpty() ? kind.name() + " " + record.id() : String.join(", ", parts);
        return name.length() <= NAME_MAX ? name : name.substring(0, name.offsetByCodePoints(0, NAME_MAX / 2));
    }

    private static boolean names(Field field) {
        return field.required() || field.name().endsWith("Name") || field.name().endsWith("Identification");
    }

    private static Object renamed(Object value, Function<String, String> rename) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> renamed = new TreeMap<>();
                map.forEach((name, each) -> renamed.put(rename.apply(String.valueOf(name)), renamed(each, rename)));
                yield renamed;
            }
            case List<?> list ->
                list.stream().map(each -> renamed(each, rename)).toList();
            default -> value;
        };
    }

    // ------------------------------------------------------------------------------------------------ back

    /** The kind whose extension an object bears, or that its type stands for; empty where there is none. */
    public static Optional<Kind> kind(StixObject object) {
        for (Kind kind : Kinds.standard().all()) {
            if (object.type().equals(StixExtensions.type(kind.name()))
                    && object.extension(StixExtensions.of(kind.name())).isPresent()) {
                return Optional.of(kind);
            }
        }
        if (!object.type().equals("identity")) {
            return Optional.empty();
        }
        return Maps.text(object.members(), "identity_class").flatMap(identityClass -> switch (identityClass) {
            case "individual" -> Kinds.standard().find("person");
            case "organization", "group" -> Kinds.standard().find("organization");
            default -> Optional.empty();
        });
    }

    /**
     * The record that an object states.
     *
     * @param object of a {@link #kind}
     * @param definitions finds marking definitions by their identifier
     * @param agency whose statement it is where the object bears no extension of ours
     * @param now when it came, which is when such a statement was made
     * @throws ProblemException where its markings do not say how to handle it ({@link StixMarkings#derive}), or its fields are not
     *     the kind's
     */
    public static Record record(
            StixObject object,
            Kind kind,
            Function<String, Optional<StixObject>> definitions,
            Agency agency,
            Instant now) {
        Handling handling = StixMarkings.derive(object, definitions);
        Optional<Map<String, Object>> extension = object.extension(StixExtensions.of(kind.name()));
        if (extension.isEmpty()) {
            return plain(object, kind, handling, agency, now);
        }
        Map<String, Object> said = StixExtensions.isNew(kind.name()) ? object.members() : extension.get();
        Map<String, Object> raw = new TreeMap<>();
        for (Field field : kind.fields()) {
            Object value = said.get(Names.snake(field.name()));
            if (value != null) {
                raw.put(field.name(), renamed(value, Names::camel));
            }
        }
        if (!StixExtensions.isNew(kind.name())) {
            said.keySet().stream()
                    .filter(name -> !OWN.contains(name) && !name.equals("extension_type"))
                    .filter(name -> kind.field(Names.camel(name)).isEmpty())
                    .findFirst()
                    .ifPresent(name -> raw.put(Names.camel(name), ""));
        }
        return new Record(
                uuid(said),
                version(said),
                kind.name(),
                new Agency(text(said, AGENCY)),
                StixTime.instant(text(said, RECORDED_AT)).orElseThrow(() -> refused(RECORDED_AT)),
                handling,
                new Provenance(
                        text(said, SOURCE),
                        said.get(SYNTHETIC) instanceof Boolean synthetic ? synthetic : refuse(SYNTHETIC)),
                kind.normalise(raw));
    }

    /** An identity by somebody who does not know Puente: its name is all that a record of ours could hold. */
    private static Record plain(StixObject object, Kind kind, Handling handling, Agency agency, Instant now) {
        String field = kind.name().equals("person") ? "personName" : "organizationName";
        String source = "STIX " + object.id();
        return new Record(
                StixIds.uuid((agency.code() + " " + object.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                1,
                kind.name(),
                agency,
                now,
                handling,
                new Provenance(
                        source.length() <= Provenance.MAXIMUM_SOURCE
                                ? source
                                : source.substring(0, Provenance.MAXIMUM_SOURCE),
                        false),
                kind.normalise(Map.of(field, text(object.members(), "name"))));
    }

    private static UUID uuid(Map<String, Object> said) {
        String text = text(said, RECORD_ID);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            throw refused(RECORD_ID);
        }
        throw refused(RECORD_ID);
    }

    private static int version(Map<String, Object> said) {
        return said.get(RECORD_VERSION) instanceof Long version && version >= 1 && version <= Integer.MAX_VALUE
                ? version.intValue()
                : refuse(RECORD_VERSION);
    }

    private static String text(Map<String, Object> said, String name) {
        return Maps.text(said, name).orElseThrow(() -> refused(name));
    }

    private static <T> T refuse(String name) {
        throw refused(name);
    }

    private static ProblemException refused(String name) {
        return new ProblemException(
                Problem.of("gateway.stix.record", "/" + JsonPointers.escape(name), "property", name));
    }
}
