package puente.node;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/** A request's query, read name by name; {@link #finish} refuses names that nobody asked for, and values that came twice. */
final class QueryParameters {
    /** Longest value, in characters. */
    static final int VALUE_LENGTH_MAX = 1000;

    /** Most values of a parameter that may be repeated. */
    static final int REPEATED_MAX = 16;

    /** Asked for by every route: the reader's language. */
    private static final String LANGUAGE = "lang";

    private final Map<String, List<String>> values;
    private final Set<String> asked = new java.util.TreeSet<>(Set.of(LANGUAGE));
    private final List<Problem> problems = new ArrayList<>();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
        values.forEach((name, each) -> each.forEach(value -> {
            if (value.length() > VALUE_LENGTH_MAX || value.indexOf('\0') >= 0) {
                refuse(name, "≤ " + VALUE_LENGTH_MAX);
            }
        }));
    }

    static QueryParameters of(Context request) {
        return of(request.queryParamMap());
    }

    static QueryParameters of(Map<String, List<String>> values) {
        return new QueryParameters(new LinkedHashMap<>(values));
    }

    Optional<String> text(String name) {
        asked.add(name);
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            problems.add(Problem.of("node.request.twice", "?" + name, "name", name));
        }
        return given.stream().findFirst().filter(value -> !value.isBlank());
    }

    /** {@code true} or {@code false}, which it is where nothing is said. */
    boolean flag(String name) {
        Optional<String> value = text(name);
        if (value.filter(each -> !each.equals("true") && !each.equals("false")).isPresent()) {
            refuse(name, "true, false");
        }
        return value.filter("true"::equals).isPresent();
    }

    List<String> texts(String name) {
        asked.add(name);
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > REPEATED_MAX) {
            refuse(name, "≤ " + REPEATED_MAX);
            return List.of();
        }
        return given;
    }

    long number(String name, long standard, long least, long most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return standard;
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        refuse(name, least + " … " + most);
        return standard;
    }

    /** A day, or the first or last day of a month or year. */
    Optional<LocalDate> date(String name, boolean last) {
        Optional<String> value = text(name);
        Optional<LocalDate> day = value.flatMap(text -> Days.parse(text, last));
        if (value.isPresent() && day.isEmpty()) {
            refuse(name, "2026, 2026-11, 2026-11-21");
        }
        return day;
    }

    /** An instant; of a day, or of a month or a year, its end. */
    Optional<Instant> time(String name) {
        Optional<String> value = text(name);
        Optional<Instant> time = value.flatMap(text -> Days.parse(text, true)
                .map(day ->
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1))
                .or(() -> instant(text)));
        if (value.isPresent() && time.isEmpty()) {
            refuse(name, "2026-11-21, 2026-11-21T14:05:00Z");
        }
        return time;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    Optional<Agency> agency(String name) {
        Optional<String> value = text(name);
        try {
            return value.map(Agency::new);
        } catch (ProblemException malformed) {
            refuse(name, "party, party/agency");
            return Optional.empty();
        }
    }

    void refuse(String name, String expected) {
        problems.add(Problem.of("node.request.value", "?" + name, "name", name, "expected", expected));
    }

    void finish() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                problems.add(Problem.of(
                        "node.request.unknown", "?" + name, "name", name, "known", String.join(", ", asked)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }
}
