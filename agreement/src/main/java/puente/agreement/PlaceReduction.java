package puente.agreement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.record.Field;
import puente.record.Shape;

/** Makes places coarser. A place is a map of {@code area}, {@code name}, {@code lat}, {@code lon}; an area alone is a code. */
final class PlaceReduction {
    private static final double TENTHS = 10.0;

    private PlaceReduction() {}

    /** Whether a field holds places or areas: found by how a store finds it, or by the members of its type. */
    static boolean isPlace(Field field) {
        return field.indexed() == Field.Indexed.PLACE
                || field.type().shape() == Shape.MAP
                        && (field.type().members().containsKey("area")
                                || field.type().members().containsKey("lat"));
    }

    static Object reduce(Object value, PlacePrecision precision) {
        return switch (value) {
            case List<?> list ->
                list.stream().map(each -> reduce(each, precision)).toList();
            case Map<?, ?> place -> place(place, precision);
            case String area -> area(area, precision);
            default -> value;
        };
    }

    static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> place && place.isEmpty();
    }

    private static Map<String, Object> place(Map<?, ?> place, PlacePrecision precision) {
        Map<String, Object> reduced = new TreeMap<>();
        if (place.get("area") instanceof String area) {
            reduced.put("area", area(area, precision));
        }
        if (precision == PlacePrecision.TENTH_DEGREE) {
            for (String axis : new String[] {"lat", "lon"}) {
                if (place.get(axis) instanceof Double degrees) {
                    // Adding zero turns −0.0 into 0.0, which canonical JSON writes the same way everywhere.
                    reduced.put(axis, Math.round(degrees * TENTHS) / TENTHS + 0.0);
                }
            }
        }
        return reduced;
    }

    private static String area(String area, PlacePrecision precision) {
        return switch (precision) {
            case TENTH_DEGREE, AREA -> area;
            case STATE -> upTo(area, '/');
            case COUNTRY -> upTo(upTo(area, '/'), '-');
        };
    }

    private static String upTo(String area, char end) {
        int at = area.indexOf(end);
        return at < 0 ? area : area.substring(0, at);
    }
}
