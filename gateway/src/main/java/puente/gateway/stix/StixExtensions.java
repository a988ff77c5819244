package puente.gateway.stix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Kind;
import puente.record.Kinds;

/**
 * What Puente adds to STIX, published as the standard asks (section 7.3): an extension definition for each kind of record and one for
 * handling, with JSON Schemas that every node serves under {@code /taxii2/extensions/}. Identifiers and contents are the same at
 * every node.
 */
public final class StixExtensions {
    /** When the definitions were first published, which is when they say they were created. */
    static final String PUBLISHED = "2026-11-21T00:00:00.000Z";

    private static final String HANDLING_NAME = "handling";

    /** The extension of marking definitions that carries handling. */
    public static final String HANDLING = id(HANDLING_NAME);

    /** Kinds that STIX has an object for, extended; all others are new objects. */
    private static final Map<String, String> STANDARD_TYPES =
            Map.of("person", "identity", "organization", "identity", "incident", "incident");

    private static final String PUENTE = StixIds.derived("identity", Map.of("system", "puente"));
    private static final Set<String> SCHEMAS = schemas();

    private StixExtensions() {}

    private static Set<String> schemas() {
        TreeMap<String, Boolean> names = new TreeMap<>();
        names.put(HANDLING_NAME + ".json", true);
        Kinds.standard().all().forEach(kind -> names.put(kind.name() + ".json", true));
        return java.util.Collections.unmodifiableSet(names.keySet());
    }

    private static String id(String name) {
        return StixIds.derived("extension-definition", Map.of("extension", name));
    }

    /** The extension that carries records of a kind. */
    public static String of(String kind) {
        return id(kind);
    }

    /** The STIX type that records of a kind have. */
    public static String type(String kind) {
        return STANDARD_TYPES.getOrDefault(kind, "puente-" + kind);
    }

    /** Whether records of a kind are objects that STIX does not have itself. */
    static boolean isNew(String kind) {
        return !STANDARD_TYPES.containsKey(kind);
    }

    /** The identifier of an agency's identity. */
    public static String agencyId(Agency agency) {
        return StixIds.derived("identity", Map.of("agency", agency.code()));
    }

    /** An agency as a STIX identity; it is its own maker. */
    public static Map<String, Object> agency(Agency agency) {
        Map<String, Object> identity = identity(agencyId(agency), agency.code(), "organization");
        identity.put("sectors", List.of("government"));
        return identity;
    }

    private static Map<String, Object> identity(String id, String name, String identityClass) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("type", "identity");
        identity.put("spec_version", StixRules.SPEC_VERSION);
        identity.put("id", id);
        identity.put("created_by_ref", id);
        identity.put("created", PUBLISHED);
        identity.put("modified", PUBLISHED);
        identity.put("name", name);
        identity.put("identity_class", identityClass);
        identity.put("object_marking_refs", List.of(StixMarkings.tlpId(puente.record.Handling.Tlp.CLEAR)));
        return identity;
    }

    /** The extension definition of handling and the identity that made all of them. */
    static List<Map<String, Object>> common() {
        return List.of(
                identity(PUENTE, "Puente", "system"),
                definition(
                        HANDLING_NAME,
                        "Puente handling",
                        "What may be done with an object: TLP 2.0 label, Europol handling codes, purposes, audience,"
                                + " originator's consent, last day of retention, 4x4 grading.",
                        "property-extension"));
    }

    /** The extension definition of a kind. */
    static Map<String, Object> definition(Kind kind) {
        return definition(
                kind.name(),
                "Puente " + kind.name(),
                kind.label().en() + " · " + kind.label().es() + ": a statement by one agency.",
                isNew(kind.name()) ? "new-sdo" : "property-extension");
    }

    private static Map<String, Object> definition(String name, String title, String description, String extensionType) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("type", "extension-definition");
        definition.put("spec_version", StixRules.SPEC_VERSION);
        definition.put("id", id(name));
        definition.put("created_by_ref", PUENTE);
        definition.put("created", PUBLISHED);
        definition.put("modified", PUBLISHED);
        definition.put("name", title);
        definition.put("description", description);
        definition.put(
                "schema",
                "JSON Schema 2020-12, urn:puente:stix:" + name + ", served at /taxii2/extensions/" + name
                        + ".json by every node that serves these objects");
        definition.put("version", "1.0.0");
        definition.put("extension_types", List.of(extensionType));
        definition.put("object_marking_refs", List.of(StixMarkings.tlpId(puente.record.Handling.Tlp.CLEAR)));
        return definition;
    }

    /** Everything that objects of these kinds refer to and that is the same for all: definitions, and who made them. */
    public static Stream<Map<String, Object>> definitions() {
        return Stream.concat(common().stream(), Kinds.standard().all().stream().map(StixExtensions::definition));
    }

    /** The names of the published schemas: {@code handling.json}, {@code firearm.json} … */
    public static Set<String> schemaNames() {
        return SCHEMAS;
    }

    /** A published schema. */
    public static Optional<byte[]> schema(String name) {
        if (!SCHEMAS.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = StixExtensions.class.getResourceAsStream("schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("schema/" + name + " is missing from this build");
            }
            return Optional.of(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("schema/" + name + " cannot be read", unreadable);
        }
    }
}
