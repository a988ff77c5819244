package puente.gateway.stix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import puente.record.JsonPointers;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What makes a JSON object a STIX 2.1 object: the common properties of section 3, the required ones of each type of sections 4 to 7,
 * and nothing about what it means. Types and properties that are not known here are accepted as the standard has it: they are
 * somebody's extension.
 */
final class StixRules {
    static final String SPEC_VERSION = "2.1";

    private static final Pattern PROPERTY = Pattern.compile("[a-z0-9_]{3,250}|id");
    private static final Pattern DEFINED_EXTENSION = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*-ext");
    private static final String MARKING = "marking-definition";
    private static final long CONFIDENCE_MAX = 100;
    private static final int PROBLEMS_MAX = 20;

    /** Required properties by type; {@code a|b} is one of several, {@code a+b} several together. */
    private static final Map<String, List<String>> DOMAIN = Map.ofEntries(
            Map.entry("attack-pattern", List.of("name")),
            Map.entry("campaign", List.of("name")),
            Map.entry("course-of-action", List.of("name")),
            Map.entry("grouping", List.of("context", "object_refs")),
            Map.entry("identity", List.of("name")),
            Map.entry("incident", List.of("name")),
            Map.entry("indicator", List.of("pattern", "pattern_type", "valid_from")),
            Map.entry("infrastructure", List.of("name")),
            Map.entry("intrusion-set", List.of("name")),
            Map.entry("location", List.of("region|country|latitude+longitude")),
            Map.entry("malware", List.of("is_family")),
            Map.entry("malware-analysis", List.of("product", "result|analysis_sco_refs")),
            Map.entry("note", List.of("content", "object_refs")),
            Map.entry(
                    "observed-data",
                    List.of("first_observed", "last_observed", "number_observed", "objects|object_refs")),
            Map.entry("opinion", List.of("opinion", "object_refs")),
            Map.entry("report", List.of("name", "published", "object_refs")),
            Map.entry("threat-actor", List.of("name")),
            Map.entry("tool", List.of("name")),
            Map.entry("vulnerability", List.of("name")),
            Map.entry("relationship", List.of("relationship_type", "source_ref", "target_ref")),
            Map.entry("sighting", List.of("sighting_of_ref")),
            Map.entry("language-content", List.of("object_ref", "contents")),
            Map.entry(
                    "extension-definition", List.of("name", "schema", "version", "extension_types", "created_by_ref")));

    private static final Map<String, List<String>> OBSERVABLES = Map.ofEntries(
            Map.entry("artifact", List.of("payload_bin|url+hashes")),
            Map.entry("autonomous-system", List.of("number")),
            Map.entry("directory", List.of("path")),
            Map.entry("domain-name", List.of("value")),
            Map.entry("email-addr", List.of("value")),
            Map.entry("email-message", List.of("is_multipart")),
            Map.entry("file", List.of("hashes|name")),
            Map.entry("ipv4-addr", List.of("value")),
            Map.entry("ipv6-addr", List.of("value")),
            Map.entry("mac-addr", List.of("value")),
            Map.entry("mutex", List.of("name")),
            Map.entry("network-traffic", List.of("protocols")),
            Map.entry("process", List.of()),
            Map.entry("software", List.of("name")),
            Map.entry("url", List.of("value")),
            Map.entry("user-account", List.of()),
            Map.entry("windows-registry-key", List.of()),
            Map.entry("x509-certificate", List.of()));

    private static final Set<String> TIMES = Set.of(
            "created",
            "modified",
            "valid_from",
            "valid_until",
            "first_seen",
            "last_seen",
            "first_observed",
            "last_observed",
            "published");

    private final Map<String, Object> members;
    private final List<Problem> problems = new ArrayList<>();

    private StixRules(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * A value as a STIX object.
     *
     * @throws ProblemException {@code gateway.stix.*} with JSON pointers within the object
     */
    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    static StixObject check(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ProblemException(Problem.of("gateway.stix.not-an-object", ""));
        }
        StixRules rules = new StixRules((Map<String, Object>) map);
        StixObject object = rules.object();
        if (!rules.problems.isEmpty()) {
            throw new ProblemException(rules.problems.subList(0, Math.min(PROBLEMS_MAX, rules.problems.size())));
        }
        int size = object.canonical().length;
        if (size > StixReader.OBJECT_BYTES_MAX) {
            throw new ProblemException(
                    Problem.of("gateway.stix.too-large", "", "size", size, "maximum", StixReader.OBJECT_BYTES_MAX));
        }
        return object;
    }

    private StixObject object() {
        String type = text("type").orElse("");
        String id = text("id").orElse("");
        if (!StixIds.isType(type) || type.equals("bundle") || type.equals("action")) {
            refuse("gateway.stix.type", "/type", type);
        }
        if (!StixIds.isId(id) || !StixIds.type(id).equals(type)) {
            refuse("gateway.stix.id", "/id", id);
        }
        boolean observable = isObservable(type);
        Object stated = members.get("spec_version");
        if (stated == null ? !observable : !SPEC_VERSION.equals(stated)) {
            refuse("gateway.stix.spec-version", "/spec_version", stated);
        }
        for (Map.Entry<String, Object> each : members.entrySet()) {
            property(each.getKey(), each.getValue());
        }
        if (!observable) {
            require("created");
            if (!type.equals(MARKING)) {
                require("modified");
            }
        }
        DOMAIN.getOrDefault(type, OBSERVABLES.getOrDefault(type, List.of())).forEach(this::require);
        if (type.equals(MARKING)) {
            require("definition_type+definition|extensions");
        }
        common();
        Optional<String> created = text("created").flatMap(StixTime::normal);
        Optional<String> modified = text("modified").flatMap(StixTime::normal);
        order("created", created, "modified", modified, false);
        order("valid_from", time("valid_from"), "valid_until", time("valid_until"), true);
        return new StixObject(id, type, modified.or(() -> created), members);
    }

    private boolean isObservable(String type) {
        if (OBSERVABLES.containsKey(type)) {
            return true;
        }
        if (DOMAIN.containsKey(type) || type.equals(MARKING)) {
            return false;
        }
        return members.get("extensions") instanceof Map<?, ?> extensions
                && extensions.values().stream()
                        .anyMatch(each -> each instanceof Map<?, ?> map && "new-sco".equals(map.get("extension_type")));
    }

    private void property(String name, Object value) {
        String position = "/" + JsonPointers.escape(name);
        if (!PROPERTY.matcher(name).matches()) {
            refuse("gateway.stix.property", position, name);
        }
        if (isEmpty(value)) {
            refuse("gateway.stix.empty", position, name);
        }
        if (name.endsWith("_ref") && !(value instanceof String id && StixIds.isId(id))) {
            refuse("gateway.stix.reference", position, value);
        }
        if (name.endsWith("_refs")) {
            if (!(value instanceof List<?> list)
                    || !list.stream().allMatch(each -> each instanceof String id && StixIds.isId(id))) {
                refuse("gateway.stix.reference", position, value);
            }
        }
        if (TIMES.contains(name)
                && !(value instanceof String text && StixTime.normal(text).isPresent())) {
            refuse("gateway.stix.timestamp", position, value);
        }
    }

    /** An empty list stands for nothing and must be left out (section 2.7), however deep it stands. */
    private static boolean isEmpty(Object value) {
        return switch (value) {
            case List<?> list -> list.isEmpty() || list.stream().anyMatch(StixRules::isEmpty);
            case Map<?, ?> map -> map.values().stream().anyMatch(StixRules::isEmpty);
            default -> false;
        };
    }

    private void common() {
        is("revoked", Boolean.class);
        is("lang", String.class);
        Object confidence = members.get("confidence");
        if (confidence != null && !(confidence instanceof Long number && number >= 0 && number <= CONFIDENCE_MAX)) {
            refuse("gateway.stix.value", "/confidence", confidence);
        }
        each("labels", label -> label instanceof String);
        each(
                "external_references",
                reference -> reference instanceof Map<?, ?> map && map.get("source_name") instanceof String);
        each("object_marking_refs", id -> id instanceof String text && text.startsWith(MARKING + "--"));
        each(
                "granular_markings",
                marking -> marking instanceof Map<?, ?> map
                        && map.get("selectors") instanceof List<?> selectors
                        && selectors.stream().allMatch(String.class::isInstance)
                        && (map.get("lang") instanceof String
                                || map.get("marking_ref") instanceof String id
                                        && StixIds.isId(id)
                                        && id.startsWith(MARKING + "--")));
        text("created_by_ref")
                .filter(id -> !id.startsWith("identity--"))
                .ifPresent(id -> refuse("gateway.stix.reference", "/created_by_ref", id));
        Object extensions = members.get("extensions");
        if (extensions instanceof Map<?, ?> map) {
            map.forEach((name, value) -> extension(String.valueOf(name), value));
        }
        if (extensions != null && !(extensions instanceof Map<?, ?> map && !map.isEmpty())) {
            refuse("gateway.stix.value", "/extensions", extensions);
        }
    }

    private void extension(String name, Object value) {
        boolean defined = name.startsWith("extension-definition--") && StixIds.isId(name);
        boolean ours = defined && value instanceof Map<?, ?> map && map.get("extension_type") instanceof String;
        boolean standard = DEFINED_EXTENSION.matcher(name).matches() && value instanceof Map<?, ?>;
        if (!ours && !standard) {
            refuse("gateway.stix.extension", "/extensions/" + JsonPointers.escape(name), name);
        }
    }

    private void require(String alternatives) {
        for (String one : alternatives.split("\\|", -1)) {
            if (List.of(one.split("\\+", -1)).stream().allMatch(members::containsKey)) {
                return;
            }
        }
        problems.add(Problem.of(
                "gateway.stix.missing",
                "",
                "property",
                alternatives.replace("|", " | ").replace("+", " + ")));
    }

    private void is(String name, Class<?> type) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            refuse("gateway.stix.value", "/" + name, value);
        }
    }

    private void each(String name, java.util.function.Predicate<Object> fits) {
        Object value = members.get(name);
        if (value != null
                && !(value instanceof Collection<?> list && list.stream().allMatch(fits))) {
            refuse("gateway.stix.value", "/" + name, value);
        }
    }

    private Optional<String> time(String name) {
        return text(name).flatMap(StixTime::normal);
    }

    private void order(String first, Optional<String> from, String second, Optional<String> to, boolean strictly) {
        if (from.isPresent() && to.isPresent()) {
            int order = from.get().compareTo(to.get());
            if (order > 0 || strictly && order == 0) {
                problems.add(Problem.of("gateway.stix.order", "/" + second, "earlier", first, "later", second));
            }
        }
    }

    private Optional<String> text(String name) {
        return Maps.text(members, name);
    }

    private void refuse(String code, String position, @Nullable Object value) {
        problems.add(Problem.of(code, position, "value", JsonPointers.escape(String.valueOf(value))));
    }
}
