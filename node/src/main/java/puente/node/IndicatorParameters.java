package puente.node;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which figures of an indicator a request is about, read in one way for those who signed in and for everybody.
 *
 * @param dimensions the parts asked for, by name
 * @param by what to tell apart, {@code area} among it
 * @param asOf the figures as they stood then
 */
record IndicatorParameters(
        Optional<String> indicator,
        Optional<String> area,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Map<String, String> dimensions,
        Set<String> by,
        Optional<Instant> asOf) {

    static IndicatorParameters of(QueryParameters parameters) {
        Map<String, String> dimensions = dimensions(parameters, "dimension");
        return new IndicatorParameters(
                parameters.text("indicator"),
                parameters.text("area"),
                parameters.date("from", false),
                parameters.date("to", true),
                dimensions,
                new TreeSet<>(parameters.texts("by")),
                parameters.time("asOf"));
    }

    /** The parts that must hold, of a parameter that may be repeated. */
    static Map<String, String> dimensions(QueryParameters parameters, String name) {
        Map<String, String> dimensions = new TreeMap<>();
        for (String each : parameters.texts(name)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                parameters.refuse(name, "name=value");
            } else {
                dimensions.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return dimensions;
    }

    boolean byArea() {
        return by.contains("area");
    }

    /** What to tell apart besides the area, in order. */
    List<String> byDimensions() {
        return by.stream().filter(each -> !each.equals("area")).toList();
    }
}
