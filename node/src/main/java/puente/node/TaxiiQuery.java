package puente.node;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.gateway.stix.StixTime;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.StixEntry;
import puente.store.StixQuery;

/**
 * What a TAXII client asks of a collection (TAXII 2.1, sections 3.4 and 3.5): {@code added_after}, {@code limit}, {@code next},
 * {@code match[id|type|version|spec_version]}.
 *
 * @param none whether nothing can match: only other versions of STIX were asked for
 */
record TaxiiQuery(
        StixEntry.Place after,
        List<String> ids,
        List<String> types,
        StixQuery.Versions versions,
        int limit,
        boolean none) {
    /** How many objects a page holds where nothing is said. */
    static final int LIMIT_STANDARD = 100;

    /** Most values of one {@code match} parameter. */
    static final int VALUES_MAX = 200;

    private static final Set<String> PARAMETERS = Set.of(
            "added_after",
            "limit",
            "next",
            "match[id]",
            "match[type]",
            "match[version]",
            "match[spec_version]",
            "lang");
    private static final Pattern NEXT = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");
    private static final long MICROSECONDS = 1_000_000;

    static TaxiiQuery of(Context request) {
        for (String name : request.queryParamMap().keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw refused(name, String.join(", ", new java.util.TreeSet<>(PARAMETERS)));
            }
        }
        List<String> specifications = values(request, "match[spec_version]");
        return new TaxiiQuery(
                after(request),
                values(request, "match[id]"),
                values(request, "match[type]"),
                versions(values(request, "match[version]")),
                limit(request),
                !specifications.isEmpty() && !specifications.contains("2.1"));
    }

    /** The same for one object. */
    TaxiiQuery about(String id) {
        return new TaxiiQuery(after, List.of(id), List.of(), versions, limit, none);
    }

    TaxiiQuery allVersions() {
        return new TaxiiQuery(after, ids, types, StixQuery.Versions.ALL, limit, none);
    }

    /** One more than the page holds, to know whether another follows. */
    StixQuery in(String collection, boolean content) {
        return new StixQuery(collection, after, ids, types, versions, limit + 1, content);
    }

    /** Where the next page begins, opaque to clients. */
    static String next(StixEntry.Place last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.added()) + "-" + last.sequence();
    }

    private static StixEntry.Place after(Context request) {
        String next = request.queryParam("next");
        if (next != null) {
            Matcher place = NEXT.matcher(next);
            if (!place.matches()) {
                throw refused("next", "next");
            }
            long added = Long.parseLong(place.group(1));
            return new StixEntry.Place(
                    Instant.ofEpochSecond(added / MICROSECONDS, added % MICROSECONDS * 1_000),
                    Long.parseLong(place.group(2)));
        }
        String addedAfter = request.queryParam("added_after");
        return addedAfter == null
                ? StixEntry.Place.BEGINNING
                : StixEntry.Place.after(StixTime.instant(addedAfter)
                        .map(each -> each.truncatedTo(ChronoUnit.MICROS))
                        .orElseThrow(() -> refused("added_after", "2026-11-21T18:10:43.123456Z")));
    }

    private static int limit(Context request) {
        String limit = request.queryParam("limit");
        if (limit == null) {
            return LIMIT_STANDARD;
        }
        if (!limit.matches("[0-9]{1,18}") || Long.parseLong(limit) < 1) {
            throw refused("limit", "1 … " + (StixQuery.LIMIT_MAX - 1));
        }
        return (int) Math.min(Long.parseLong(limit), StixQuery.LIMIT_MAX - 1);
    }

    private static StixQuery.Versions versions(List<String> asked) {
        if (asked.isEmpty()) {
            return StixQuery.Versions.LATEST;
        }
        List<String> named = new ArrayList<>();
        for (String each : asked) {
            if (!Set.of("first", "last", "all").contains(each)) {
                named.add(StixTime.normal(each)
                        .orElseThrow(() -> refused("match[version]", "first, last, all, 2026-11-21T18:10:43.123Z")));
            }
        }
        return new StixQuery.Versions(asked.contains("all"), asked.contains("first"), asked.contains("last"), named);
    }

    private static List<String> values(Context request, String name) {
        String text = Optional.ofNullable(request.queryParam(name)).orElse("");
        List<String> values = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (values.size() > VALUES_MAX || text.indexOf('\0') >= 0) {
            throw refused(name, "≤ " + VALUES_MAX);
        }
        return values;
    }

    private static ProblemException refused(String name, String expected) {
        return new ProblemException(
                Problem.of("node.taxii.parameter", "?" + shorten(name), "name", shorten(name), "expected", expected));
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
