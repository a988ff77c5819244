package puente.gateway.misp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import puente.record.CanonicalJson;

/**
 * A MISP event, whole: what is not known here is kept like everything else, but what only a server says of it (its number, whose server
 * it is, whether it is published) is not its maker's and left out.
 *
 * @param members everything its maker says
 */
public record MispEvent(Map<String, Object> members) {
    /** What a server adds and a client sends back with an edit. */
    private static final List<String> SERVERS = List.of(
            "id",
            "org_id",
            "orgc_id",
            "Org",
            "RelatedEvent",
            "attribute_count",
            "event_creator_email",
            "locked",
            "proposal_email_lock",
            "published",
            "publish_timestamp",
            "sighting_timestamp");

    public MispEvent {
        Map<String, Object> kept = new TreeMap<>(members);
        SERVERS.forEach(kept::remove);
        members = Collections.unmodifiableMap(kept);
    }

    /** What it is about; never blank. */
    public String info() {
        return String.valueOf(members.get("info"));
    }

    /** Its own identifier, where it has one. */
    public Optional<UUID> uuid() {
        return text(members, "uuid").map(UUID::fromString);
    }

    /** The names of the tags on the whole event. */
    public List<String> tags() {
        return tags(members);
    }

    static List<String> tags(Map<String, Object> part) {
        return parts(part, "Tag").stream()
                .map(tag -> String.valueOf(tag.get("name")))
                .toList();
    }

    /** Its objects. */
    public List<Map<String, Object>> objects() {
        return parts(members, "Object");
    }

    /** Its attributes that belong to no object. */
    public List<Map<String, Object>> attributes() {
        return parts(members, "Attribute");
    }

    /** The same with an identifier for the event and each of its objects and attributes that has none. */
    public MispEvent identified(Supplier<UUID> fresh) {
        Map<String, Object> event = identified(members, fresh);
        event.put(
                "Attribute",
                attributes().stream().map(each -> identified(each, fresh)).toList());
        List<Object> objects = new ArrayList<>();
        for (Map<String, Object> object : objects()) {
            Map<String, Object> named = identified(object, fresh);
            named.put(
                    "Attribute",
                    parts(object, "Attribute").stream()
                            .map(each -> identified(each, fresh))
                            .toList());
            objects.add(named);
        }
        event.put("Object", objects);
        return new MispEvent(event);
    }

    private static Map<String, Object> identified(Map<String, Object> part, Supplier<UUID> fresh) {
        Map<String, Object> named = new TreeMap<>(part);
        if (text(part, "uuid").isEmpty()) {
            named.put("uuid", fresh.get().toString());
        }
        return named;
    }

    /** Every value of its attributes, those of objects too, as text. */
    public List<String> values() {
        return all(members).stream().map(MispEvent::value).distinct().toList();
    }

    /** Every attribute of an event as shown, those of objects too. */
    public static List<Map<String, Object>> all(Map<String, Object> event) {
        List<Map<String, Object>> all = new ArrayList<>(parts(event, "Attribute"));
        parts(event, "Object").forEach(object -> all.addAll(parts(object, "Attribute")));
        return all;
    }

    /** An attribute's value as text. */
    public static String value(Map<String, Object> attribute) {
        Object value = attribute.get("value");
        return value instanceof String text ? text : value == null ? "" : text(value);
    }

    /** A value of JSON as text. */
    static String text(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }

    /** As canonical JSON. */
    public byte[] canonical() {
        return CanonicalJson.write(members);
    }

    /** A member that is text; a text without characters is none. */
    static Optional<String> text(Map<String, Object> part, String name) {
        return part.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // MispReader lets nothing else through
    static List<Map<String, Object>> parts(Map<String, Object> part, String name) {
        return part.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
