package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import puente.gateway.misp.MispEvent;

/**
 * What a search of MISP events asks for ({@code events/restSearch}). Everything given must hold. A parameter that is not known here is
 * refused: to leave a filter out would answer more than was asked.
 *
 * @param metadata whether the events' contents are left out of the answer
 */
record MispFilter(
        Map<String, Terms> terms,
        Optional<Boolean> published,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        long since,
        long until,
        boolean metadata,
        Optional<Integer> limit,
        int page) {
    /** Most events of an answer. */
    static final int RESULTS_MAX = 1_000;

    /** Most terms of one parameter. */
    static final int TERMS_MAX = 200;

    /** Longest term, in characters. */
    static final int TERM_LENGTH_MAX = 1_000;

    private static final List<String> TERMS = List.of(
            "value",
            "type",
            "category",
            "tags",
            "event_tags",
            "org",
            "eventinfo",
            "eventid",
            "uuid",
            "searchall",
            "quickFilter");

    /** What changes nothing about which events are found, nor about what we show of them. */
    private static final List<String> HARMLESS = List.of("withAttachments", "sgReferenceOnly");

    /** What PyMISP always sends; it may ask for none of it. */
    private static final List<String> UNSUPPORTED = List.of(
            "enforceWarninglist",
            "includeEventUuid",
            "includeEventTags",
            "includeContext",
            "includeSightings",
            "includeCorrelations",
            "includeDecayScore",
            "excludeDecayed",
            "headerless");

    private static final int DAY_LENGTH = 10;

    /**
     * Words that a text may be, letters' case aside; {@code %} stands for any characters.
     *
     * @param any one of these, where there are any
     * @param all each of these
     * @param none and none of these
     */
    record Terms(List<String> any, List<String> all, List<String> none) {
        boolean match(List<String> texts) {
            return (any.isEmpty() || any.stream().anyMatch(term -> isAmong(term, texts)))
                    && all.stream().allMatch(term -> isAmong(term, texts))
                    && none.stream().noneMatch(term -> isAmong(term, texts));
        }

        private static boolean isAmong(String term, List<String> texts) {
            return texts.stream().anyMatch(text -> matches(term, text.toLowerCase(Locale.ROOT)));
        }
    }

    /** Whether a text is as a pattern in lower case says; takes time by the text's length alone. */
    static boolean matches(String pattern, String text) {
        int wild = pattern.indexOf('%');
        if (wild < 0) {
            return text.equals(pattern);
        }
        if (!text.startsWith(pattern.substring(0, wild))) {
            return false;
        }
        int at = wild;
        int begin = wild + 1;
        for (int next = pattern.indexOf('%', begin); next >= 0; next = pattern.indexOf('%', begin)) {
            String part = pattern.substring(begin, next);
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
            begin = next + 1;
        }
        String last = pattern.substring(begin);
        return text.length() - at >= last.length() && text.endsWith(last);
    }

    static MispFilter parse(RequestObject request) {
        Map<String, Terms> terms = new LinkedHashMap<>();
        for (String name : TERMS) {
            request.member(name).ifPresent(value -> terms.put(name, terms(request, name, value)));
        }
        if (!request.text("returnFormat").orElse("json").equals("json")) {
            request.refuse("returnFormat", "json");
        }
        HARMLESS.forEach(request::member);
        for (String name : UNSUPPORTED) {
            if (flag(request, name).orElse(false)) {
                request.refuse(name, "0");
            }
        }
        Optional<Integer> limit = number(request, "limit", RESULTS_MAX);
        Optional<Integer> page = number(request, "page", Integer.MAX_VALUE / RESULTS_MAX);
        if (page.isPresent() && limit.isEmpty()) {
            request.refuse("limit", "1 … " + RESULTS_MAX);
        }
        long[] range = range(request, "timestamp");
        MispFilter filter = new MispFilter(
                terms,
                flag(request, "published"),
                day(request, "from"),
                day(request, "to"),
                range[0],
                range[1],
                flag(request, "metadata").orElse(false),
                limit,
                page.orElse(1));
        request.finish();
        return filter;
    }

    private static Terms terms(RequestObject request, String name, JsonNode value) {
        List<String> any = new ArrayList<>();
        List<String> all = new ArrayList<>();
        List<String> none = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(part -> {
                switch (part.getKey()) {
                    case "OR" -> collect(request, name, part.getValue(), any, none);
                    case "AND" -> collect(request, name, part.getValue(), all, none);
                    case "NOT" -> collect(request, name, part.getValue(), none, none);
                    default -> request.refuse(name, "OR, AND, NOT");
                }
            });
        } else {
            collect(request, name, value, any, none);
        }
        if (any.size() + all.size() + none.size() > TERMS_MAX) {
            request.refuse(name, "≤ " + TERMS_MAX);
        }
        return new Terms(List.copyOf(any), List.copyOf(all), List.copyOf(none));
    }

    /** One value or a list of them; one that begins with an exclamation mark must not occur. */
    private static void collect(
            RequestObject request, String name, JsonNode value, List<String> wanted, List<String> unwanted) {
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            String term = each.isValueNode() ? each.asText().strip().toLowerCase(Locale.ROOT) : "";
            if (term.isEmpty() || term.length() > TERM_LENGTH_MAX) {
                request.refuse(name, "\"…\", [\"…\"], {\"OR\": …, \"AND\": …, \"NOT\": …}");
            } else if (term.startsWith("!") && term.length() > 1) {
                unwanted.add(term.substring(1));
            } else {
                wanted.add(term);
            }
        }
    }

    private static Optional<Boolean> flag(RequestObject request, String name) {
        return request.member(name).flatMap(value -> switch (value.asText()) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> {
                request.refuse(name, "true, false, 1, 0");
                yield Optional.<Boolean>empty();
            }
        });
    }

    private static Optional<Integer> number(RequestObject request, String name, int most) {
        return request.member(name).flatMap(value -> {
            String text = value.asText();
            if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
                return Optional.of(Integer.parseInt(text));
            }
            request.refuse(name, "1 … " + most);
            return Optional.<Integer>empty();
        });
    }

    /** A day, or the day of an instant in seconds. */
    private static Optional<LocalDate> day(RequestObject request, String name) {
        return request.member(name).flatMap(value -> {
            String text = value.asText();
            try {
                return Optional.of(
                        text.matches("[0-9]{1,11}([.][0-9]{1,9})?")
                                ? Instant.ofEpochSecond((long) Double.parseDouble(text))
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                : LocalDate.parse(text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text));
            } catch (DateTimeException malformed) {
                request.refuse(name, "2026-11-21");
                return Optional.<LocalDate>empty();
            }
        });
    }

    /** An instant in seconds from which, or two between which, an event was changed last. */
    private static long[] range(RequestObject request, String name) {
        long[] range = {Long.MIN_VALUE, Long.MAX_VALUE};
        request.member(name).ifPresent(value -> {
            List<JsonNode> ends = new ArrayList<>();
            (value.isArray() ? value : List.of(value)).forEach(ends::add);
            for (int at = 0; at < ends.size(); at++) {
                String text = ends.get(at).asText();
                if (ends.size() > 2 || !text.matches("[0-9]{1,11}([.][0-9]{1,9})?")) {
                    request.refuse(name, "1763762400, [1763762400, 1763848800]");
                    return;
                }
                range[at] = (long) Double.parseDouble(text);
            }
        });
        return range;
    }

    /** How many matches come before the page that is asked for. */
    int skipped() {
        return limit.map(each -> each * (page - 1)).orElse(0);
    }

    /**
     * Whether an event, as it would be shown, is among those asked for.
     *
     * @param isPublished looked at last, and only where it matters
     */
    boolean matches(Map<String, Object> event, BooleanSupplier isPublished) {
        return terms.entrySet().stream().allMatch(each -> each.getValue().match(texts(each.getKey(), event)))
                && isIn(event)
                && (published.isEmpty() || published.get() == isPublished.getAsBoolean());
    }

    private boolean isIn(Map<String, Object> event) {
        LocalDate day = LocalDate.parse(String.valueOf(event.get("date")));
        long changed = Long.parseLong(String.valueOf(event.get("timestamp")));
        return from.filter(day::isBefore).isEmpty()
                && to.filter(day::isAfter).isEmpty()
                && changed >= since
                && changed <= until;
    }

    private static List<String> texts(String name, Map<String, Object> event) {
        return switch (name) {
            case "value" -> all(event, "value");
            case "type" -> all(event, "type");
            case "category" -> all(event, "category");
            case "tags", "event_tags" -> tags(event);
            case "org" -> List.of(text(event.get("Orgc"), "name"), text(event.get("Orgc"), "uuid"));
            case "eventinfo" -> List.of(text(event, "info"));
            case "eventid" -> List.of(text(event, "id"), text(event, "uuid"));
            case "uuid" -> identifiers(event);
            default -> {
                List<String> everything = new ArrayList<>(all(event, "value"));
                everything.addAll(all(event, "comment"));
                everything.addAll(tags(event));
                everything.add(text(event, "info"));
                everything.add(text(event.get("Orgc"), "name"));
                yield everything;
            }
        };
    }

    private static List<String> identifiers(Map<String, Object> event) {
        List<String> identifiers = new ArrayList<>(all(event, "uuid"));
        identifiers.add(text(event, "uuid"));
        if (event.get("Object") instanceof List<?> objects) {
            objects.forEach(object -> identifiers.add(text(object, "uuid")));
        }
        return identifiers;
    }

    private static List<String> all(Map<String, Object> event, String member) {
        return MispEvent.all(event).stream()
                .map(each -> member.equals("value") ? MispEvent.value(each) : text(each, member))
                .toList();
    }

    private static List<String> tags(Map<String, Object> event) {
        return event.get("Tag") instanceof List<?> tags
                ? tags.stream().map(tag -> text(tag, "name")).toList()
                : List.of();
    }

    private static String text(@org.jspecify.annotations.Nullable Object part, String member) {
        return part instanceof Map<?, ?> map && map.get(member) instanceof String text ? text : "";
    }
}
