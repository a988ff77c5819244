package puente.gateway.niem;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import puente.gateway.niem.NiemValue.Literal;
import puente.gateway.niem.NiemValue.Qualified;
import puente.gateway.niem.NiemValue.Structured;

/** Values of field types as NIEM objects. Each takes a normal form, or nothing. */
final class NiemParts {
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;

    private NiemParts() {}

    /** Where a record is referred to: the statement itself. */
    static String recordUri(Object id) {
        return "urn:uuid:" + id;
    }

    /** Where what a record states something about is referred to. */
    static String subjectUri(Object id) {
        return "urn:uuid:" + id + "#subject";
    }

    static NiemValue record(Object id) {
        return NiemObject.reference("puente:RecordType", recordUri(id));
    }

    static NiemValue literal(Object text) {
        return new Literal(text.toString(), "");
    }

    /** A text with its language, which is left out where nobody stated it. */
    static @Nullable NiemValue text(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> text)) {
            return null;
        }
        String language = member(text, "language");
        return new Literal(member(text, "text"), language.equals("und") ? "" : language);
    }

    /** A date as precise as it is known. */
    static @Nullable Structured date(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String name = switch (value.toString().length()) {
            case YEAR_LENGTH -> "nc:YearDate";
            case MONTH_LENGTH -> "nc:YearMonthDate";
            default -> "nc:Date";
        };
        return new NiemObject().text(name, value).as("nc:DateType");
    }

    static @Nullable Structured location(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> place)) {
            return null;
        }
        NiemObject location = new NiemObject();
        if (place.get("lat") instanceof Double latitude && place.get("lon") instanceof Double longitude) {
            location.value(
                    "nc:Location2DGeospatialCoordinate",
                    new NiemObject()
                            .text("nc:GeographicDatumText", "WGS 84")
                            .value(
                                    "nc:GeographicCoordinateLatitude",
                                    new NiemObject()
                                            .text("nc:LatitudeDegreeValue", decimal(latitude))
                                            .as("nc:LatitudeCoordinateType"))
                            .value(
                                    "nc:GeographicCoordinateLongitude",
                                    new NiemObject()
                                            .text("nc:LongitudeDegreeValue", decimal(longitude))
                                            .as("nc:LongitudeCoordinateType"))
                            .as("nc:Location2DGeospatialCoordinateType"));
        }
        String area = member(place, "area");
        String name = member(place, "name");
        return location.value("nc:LocationIdentification", area.isEmpty() ? null : identification(area, "area"))
                .text("nc:LocationName", name.isEmpty() ? null : name)
                .as("nc:LocationType");
    }

    private static String decimal(double degrees) {
        return BigDecimal.valueOf(degrees).toPlainString();
    }

    static Structured identification(Object id, @Nullable Object category) {
        return new NiemObject()
                .text("nc:IdentificationID", id)
                .text("nc:IdentificationCategoryText", category)
                .as("nc:IdentificationType");
    }

    static @Nullable Structured identification(@Nullable Object id) {
        return id == null ? null : identification(id, null);
    }

    /** A document or a plate: its number, what it is, and the area that issued it. */
    static Structured issued(String number, @Nullable Object category, String issuer) {
        return new NiemObject()
                .text("nc:IdentificationID", number)
                .text("nc:IdentificationCategoryText", category)
                .text("nc:IdentificationIssuerText", issuer.isEmpty() ? null : issuer)
                .as("nc:IdentificationType");
    }

    /** A number that the authorities of one country give. */
    static @Nullable Structured national(@Nullable Object id, String category, String country) {
        return id == null
                ? null
                : new NiemObject()
                        .text("nc:IdentificationID", id)
                        .text("nc:IdentificationCategoryText", category)
                        .value("nc:IdentificationIssuerCountry", country(country))
                        .as("nc:IdentificationType");
    }

    static @Nullable Structured country(@Nullable Object code) {
        return code == null
                ? null
                : new NiemObject()
                        .value(
                                "nc:CountryCode",
                                new Qualified(
                                        "nc:CodeType", code.toString(), Map.of("cli:codeListURI", NiemNames.COUNTRIES)))
                        .as("nc:CountryType");
    }

    static @Nullable Structured measure(String type, @Nullable Object value) {
        return value instanceof Map<?, ?> quantity
                ? new NiemObject()
                        .text("nc:MeasureDecimalValue", member(quantity, "value"))
                        .text("nc:MeasureUnitText", member(quantity, "unit"))
                        .as(type)
                : null;
    }

    static @Nullable NiemValue quantity(@Nullable Object value) {
        return value instanceof Map<?, ?> quantity
                ? new Qualified(
                        "nc:QuantityType",
                        member(quantity, "value"),
                        new TreeMap<>(Map.of("nc:quantityUnitText", member(quantity, "unit"))))
                : null;
    }

    static @Nullable Structured amount(@Nullable Object value) {
        return value instanceof Map<?, ?> money
                ? new NiemObject()
                        .value(
                                "nc:ItemValueAmount",
                                new NiemObject()
                                        .text("nc:Amount", member(money, "amount"))
                                        .text("nc:CurrencyText", member(money, "currency"))
                                        .as("nc:AmountType"))
                        .as("nc:ItemValueType")
                : null;
    }

    /** Somebody that a field refers to, of whom it does not say whether it is a person or an organization. */
    static @Nullable Structured entity(@Nullable Object record) {
        return record == null
                ? null
                : new NiemObject()
                        .augmentation(
                                "puente:EntityAugmentation",
                                new NiemObject().value("puente:EntityRecord", record(record)))
                        .as("nc:EntityType");
    }

    /** The status of an item and since when it is so. */
    static @Nullable Structured status(@Nullable Object status, @Nullable Object since) {
        return new NiemObject()
                .text("nc:StatusText", status)
                .value("nc:StatusDate", date(since))
                .unlessEmpty("nc:StatusType");
    }

    static String member(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }
}
