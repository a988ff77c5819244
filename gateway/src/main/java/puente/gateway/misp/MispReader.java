package puente.gateway.misp;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import puente.record.JsonPointers;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.StrictJson;

/**
 * MISP events from outside, in the core format (MISP core format, sections 2.2 to 2.7): with or without {@code {"Event": …}} around
 * them. JSON is read strictly (RFC 7493); an event that is not one is refused whole, with a pointer to each fault.
 */
public final class MispReader {
    /** Most attributes of an event, those of its objects too. */
    public static final int ATTRIBUTES_MAX = 10_000;

    /** Most objects of an event. */
    public static final int OBJECTS_MAX = 1_000;

    /** Most tags of an event, and of each of its parts. */
    public static final int TAGS_MAX = 200;

    /** Longest name of a tag, in characters. */
    public static final int TAG_LENGTH_MAX = 255;

    /** Longest title of an event, in characters. */
    public static final int INFO_LENGTH_MAX = 10_000;

    private static final int PROBLEMS_MAX = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9|_.-]{0,99}");

    private final List<Problem> problems = new ArrayList<>();
    private int attributes;

    private MispReader() {}

    /**
     * One event.
     *
     * @throws ProblemException {@code record.json.*} where it is not JSON that two readers would read alike; {@code
     *     gateway.misp.*} where it is no event
     */
    public static MispEvent event(byte[] json, int bytesMax) {
        if (!(StrictJson.parse(json, bytesMax) instanceof Map<?, ?> root)) {
            throw new ProblemException(Problem.of("gateway.misp.not-an-event", ""));
        }
        boolean wrapped = root.get("Event") instanceof Map<?, ?>;
        if (wrapped && root.size() > 1) {
            throw new ProblemException(Problem.of("gateway.misp.not-an-event", ""));
        }
        return event(wrapped ? root.get("Event") : root, wrapped ? "/Event" : "");
    }

    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    private static MispEvent event(@Nullable Object value, String at) {
        MispReader reader = new MispReader();
        Map<String, Object> event = value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        reader.event(event, at);
        if (!reader.problems.isEmpty()) {
            throw new ProblemException(reader.problems.subList(0, Math.min(PROBLEMS_MAX, reader.problems.size())));
        }
        return new MispEvent(event);
    }

    private void event(Map<String, Object> event, String at) {
        if (!(event.get("info") instanceof String info) || info.isBlank() || info.length() > INFO_LENGTH_MAX) {
            refuse("gateway.misp.missing", at + "/info", "info");
        }
        identifier(event, at);
        if (event.get("date") instanceof Object date && !isDay(date)) {
            refuse("gateway.misp.value", at + "/date", date);
        }
        for (String number : List.of("distribution", "threat_level_id", "analysis")) {
            number(event, number, at);
        }
        tags(event, at);
        each(event, "Attribute", at, ATTRIBUTES_MAX, this::attribute);
        each(event, "Object", at, OBJECTS_MAX, this::object);
        if (attributes > ATTRIBUTES_MAX) {
            problems.add(Problem.of("gateway.misp.too-many", at, "count", attributes, "maximum", ATTRIBUTES_MAX));
        }
    }

    private void object(Map<String, Object> object, String at) {
        if (!(object.get("name") instanceof String name) || !NAME.matcher(name).matches()) {
            refuse("gateway.misp.missing", at + "/name", "name");
        }
        identifier(object, at);
        number(object, "distribution", at);
        tags(object, at);
        each(object, "Attribute", at, ATTRIBUTES_MAX, this::attribute);
    }

    private void attribute(Map<String, Object> attribute, String at) {
        attributes++;
        if (!(attribute.get("type") instanceof String type)
                || !NAME.matcher(type).matches()) {
            refuse("gateway.misp.missing", at + "/type", "type");
        }
        Object value = attribute.get("value");
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            refuse("gateway.misp.missing", at + "/value", "value");
        }
        identifier(attribute, at);
        number(attribute, "distribution", at);
        tags(attribute, at);
    }

    private void tags(Map<String, Object> part, String at) {
        each(part, "Tag", at, TAGS_MAX, (tag, position) -> {
            if (!(tag.get("name") instanceof String name) || name.isBlank() || name.length() > TAG_LENGTH_MAX) {
                refuse("gateway.misp.missing", position + "/name", "name");
            }
        });
    }

    /** What is done with a part and its position. */
    private interface Check {
        void of(Map<String, Object> part, String position);
    }

    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    private void each(Map<String, Object> part, String name, String at, int most, Check check) {
        Object value = part.get(name);
        if (value == null) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            refuse("gateway.misp.value", at + "/" + name, value);
            return;
        }
        if (list.size() > most) {
            problems.add(Problem.of("gateway.misp.too-many", at + "/" + name, "count", list.size(), "maximum", most));
            return;
        }
        for (int number = 0; number < list.size(); number++) {
            String position = at + "/" + name + "/" + number;
            if (list.get(number) instanceof Map<?, ?> map) {
                check.of((Map<String, Object>) map, position);
            } else {
                refuse("gateway.misp.value", position, list.get(number));
            }
        }
    }

    private void identifier(Map<String, Object> part, String at) {
        Object stated = part.get("uuid");
        if (stated != null && !(stated instanceof String text && (text.isEmpty() || isUuid(text)))) {
            refuse("gateway.misp.value", at + "/uuid", stated);
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isDay(Object value) {
        try {
            return value instanceof String text && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    /** MISP writes small numbers as numbers and as texts. */
    private void number(Map<String, Object> part, String name, String at) {
        Object value = part.get(name);
        boolean fits = value == null
                || value instanceof Long number && number >= 0 && number <= 9
                || value instanceof String text && text.matches("[0-9]?");
        if (!fits) {
            refuse("gateway.misp.value", at + "/" + name, value);
        }
    }

    private void refuse(String code, String position, @Nullable Object value) {
        problems.add(Problem.of(code, position, "value", JsonPointers.escape(String.valueOf(value))));
    }
}
