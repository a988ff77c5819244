package puente.record.type;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.FieldType;

/** Field types by the name a kind's YAML gives them: {@code curp}, {@code code(drug)}, {@code integer(0..130)}. */
public final class FieldTypes {
    private static final Pattern NAME = Pattern.compile("([a-z-]{1,40})(?:\\(([a-z0-9.-]{1,60})\\))?");
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,15})\\.\\.(-?\\d{1,15})");
    private static final Pattern LENGTH = Pattern.compile("[1-9]\\d{0,5}");

    /** By name, from the parameter, which is empty where there is none; empty for a parameter that does not fit. */
    private static final Map<String, Function<String, Optional<FieldType>>> TYPES = Map.ofEntries(
            plain(new PersonNameType()),
            plain(new DateType()),
            plain(new InstantType()),
            plain(new AreaType()),
            plain(new PlaceType()),
            plain(new CurpType()),
            plain(new VinType()),
            plain(new PlateType()),
            plain(new FirearmSerialType()),
            plain(new PhoneType()),
            plain(new DocumentType()),
            plain(new MoneyType()),
            plain(new ReferenceType()),
            plain(new EvidenceType()),
            plain(new MarkerType()),
            plain(new IndicatorType()),
            plain(new DimensionType()),
            Map.entry("rfc", FieldTypes::rfc),
            Map.entry("quantity", FieldTypes::quantity),
            Map.entry("code", FieldTypes::code),
            Map.entry("text", FieldTypes::text),
            Map.entry("line", FieldTypes::line),
            Map.entry("integer", FieldTypes::integer));

    private FieldTypes() {}

    /** The type of that name; empty where there is none. */
    public static Optional<FieldType> named(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Function<String, Optional<FieldType>> type = TYPES.get(matcher.group(1));
        return type == null ? Optional.empty() : type.apply(matcher.group(2) == null ? "" : matcher.group(2));
    }

    private static Map.Entry<String, Function<String, Optional<FieldType>>> plain(FieldType type) {
        return Map.entry(type.name(), parameter -> parameter.isEmpty() ? Optional.of(type) : Optional.empty());
    }

    private static Optional<FieldType> rfc(String holder) {
        return switch (holder) {
            case "" -> Optional.of(new RfcType(RfcType.Holder.ANY));
            case "person" -> Optional.of(new RfcType(RfcType.Holder.PERSON));
            case "company" -> Optional.of(new RfcType(RfcType.Holder.COMPANY));
            default -> Optional.empty();
        };
    }

    private static Optional<FieldType> quantity(String dimension) {
        boolean known = dimension.isEmpty()
                || CodeList.named("unit").codes().keySet().stream()
                        .anyMatch(unit -> Quantities.dimension(unit).equals(dimension));
        return known ? Optional.of(new QuantityType(dimension)) : Optional.empty();
    }

    private static Optional<FieldType> code(String list) {
        return list.isEmpty() || list.indexOf('.') >= 0 || !DataFiles.exists("codes/" + list + ".yaml")
                ? Optional.empty()
                : Optional.of(new CodeType(list));
    }

    private static Optional<FieldType> text(String maximum) {
        return length(maximum, TextType.MAXIMUM).map(TextType::new);
    }

    private static Optional<FieldType> line(String maximum) {
        return length(maximum, LineType.MAXIMUM).map(LineType::new);
    }

    private static Optional<Integer> length(String written, int maximum) {
        return Optional.of(written)
                .filter(LENGTH.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(length -> length <= maximum);
    }

    private static Optional<FieldType> integer(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long minimum = Long.parseLong(matcher.group(1));
        long maximum = Long.parseLong(matcher.group(2));
        return minimum > maximum ? Optional.empty() : Optional.of(new IntegerType(minimum, maximum));
    }
}
