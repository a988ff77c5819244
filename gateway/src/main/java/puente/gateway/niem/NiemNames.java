package puente.gateway.niem;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Namespaces and datatypes of the message model: the context of the JSON form, the declarations of the XML form. */
final class NiemNames {
    /** The namespace of what NIEM lacks, and of the message. */
    static final String PUENTE = "urn:puente:niem:1.0/";

    /** The code list that countries are written in: ISO 3166-1, by NIEM's own namespace for it. */
    static final String COUNTRIES = "https://docs.oasis-open.org/niemopen/ns/model/codes/iso_3166-1/6.0/";

    private static final String NIEM = "https://docs.oasis-open.org/niemopen/ns/";

    /** As NIEM's own context maps them. */
    static final Map<String, String> PREFIXES = new TreeMap<>(Map.of(
            "cli", NIEM + "specification/code-lists/6.0/instance/",
            "j", NIEM + "model/domains/justice/6.0/",
            "nc", NIEM + "model/niem-core/6.0/",
            "structures", NIEM + "model/structures/6.0/",
            "puente", PUENTE));

    private static final Map<String, String> DATATYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("cli:codeListURI", "anyURI"),
            Map.entry("nc:Amount", "decimal"),
            Map.entry("nc:Date", "date"),
            Map.entry("nc:ItemModelYearDate", "gYear"),
            Map.entry("nc:LatitudeDegreeValue", "decimal"),
            Map.entry("nc:LongitudeDegreeValue", "decimal"),
            Map.entry("nc:MeasureDecimalValue", "decimal"),
            Map.entry("nc:MeasureIntegerValue", "integer"),
            Map.entry("nc:QuantityLiteral", "decimal"),
            Map.entry("nc:YearDate", "gYear"),
            Map.entry("nc:YearMonthDate", "gYearMonth"),
            Map.entry("puente:OriginatorConsentIndicator", "boolean"),
            Map.entry("puente:PersonMinorIndicator", "boolean"),
            Map.entry("puente:RecordSyntheticIndicator", "boolean"),
            Map.entry("puente:RecordVersionNumber", "integer"),
            Map.entry("puente:RecordedDateTime", "dateTime")));

    private NiemNames() {}

    /** The XSD datatype of a property's literals where it is not text: {@code decimal}. */
    static Optional<String> datatype(String property) {
        return Optional.ofNullable(DATATYPES.get(property));
    }

    /**
     * The JSON-LD context: NIEM's prefixes for the namespaces used, ours, and for each property whose literals are not text its
     * datatype, so that plain JSON values mean what the XML says (NDR 6.0, section 14.2.5). Datatypes have a prefix of their own:
     * NIEM's {@code xs} ends in no {@code #} and does not lead to XSD's names.
     */
    static Map<String, Object> context() {
        Map<String, Object> context = new TreeMap<>(PREFIXES);
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        DATATYPES.forEach((property, datatype) -> context.put(property, Map.of("@type", "xsd:" + datatype)));
        return context;
    }
}
