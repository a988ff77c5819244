package puente.gateway.ocds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A release with its members, empty where they are absent or of another form than the standard's. */
record OcdsRelease(Map<String, Object> members) {
    String text(String member) {
        return text(members, member);
    }

    Map<String, Object> object(String member) {
        return object(members, member);
    }

    List<Map<String, Object>> objects(String member) {
        return objects(members, member);
    }

    static String text(Map<String, Object> of, String member) {
        Object value = of.getOrDefault(member, "");
        return value instanceof String text
                ? text.strip()
                : value instanceof BigDecimal number ? number.toPlainString() : "";
    }

    static Map<String, Object> object(Map<String, Object> of, String member) {
        return of.get(member) instanceof Map<?, ?> map ? plain(map) : Map.of();
    }

    static List<Map<String, Object>> objects(Map<String, Object> of, String member) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (of.get(member) instanceof List<?> list) {
            for (Object each : list) {
                objects.add(each instanceof Map<?, ?> map ? plain(map) : Map.of());
            }
        }
        return objects;
    }

    private static Map<String, Object> plain(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((name, value) -> plain.put(String.valueOf(name), value));
        return plain;
    }

    /**
     * A text in the release's language, and under the name with a language behind it in others. Puente writes a text that is in others alone under the plain name
     * too, as the standard wants one there; it is not one in the release's language.
     */
    List<Map<String, String>> texts(Map<String, Object> of, String member, String language) {
        List<Map<String, String>> texts = new ArrayList<>();
        for (String name : of.keySet()) {
            if (name.matches(member + "_[a-z]{2,3}") && !text(of, name).isEmpty()) {
                texts.add(Map.of("language", name.substring(member.length() + 1), "text", text(of, name)));
            }
        }
        String plain = text(of, member);
        boolean isBorrowed =
                members.containsKey("puente") && texts.stream().anyMatch(each -> plain.equals(each.get("text")));
        if (!plain.isEmpty() && !isBorrowed) {
            texts.addFirst(Map.of("language", language, "text", plain));
        }
        return texts;
    }

    /** The day of a date-time. */
    static String day(Map<String, Object> of, String member) {
        String text = text(of, member);
        return text.matches("\\d{4}-\\d{2}-\\d{2}T.*") ? text.substring(0, text.indexOf('T')) : text;
    }

    static String money(Map<String, Object> of) {
        Map<String, Object> value = object(of, "value");
        return value.get("amount") instanceof BigDecimal amount
                ? amount.toPlainString() + " " + text(value, "currency")
                : "";
    }

    /** An organisation's name: here, or where parties are listed. */
    String named(Map<String, Object> reference) {
        String name = text(reference, "name");
        return name.isEmpty()
                ? objects("parties").stream()
                        .filter(each -> text(each, "id").equals(text(reference, "id")))
                        .map(each -> text(each, "name"))
                        .findFirst()
                        .orElse("")
                : name;
    }
}
