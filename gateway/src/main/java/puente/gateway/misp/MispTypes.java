package puente.gateway.misp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The types and categories of attributes that a client is told of before it writes any (MISP core format, section 2.4.2). Attributes of
 * other types are kept like these.
 */
public final class MispTypes {
    private static final Map<String, List<String>> CATEGORIES = categories();

    private MispTypes() {}

    private static Map<String, List<String>> categories() {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        categories.put("Internal reference", List.of("text", "link", "comment", "other", "hex"));
        categories.put(
                "Network activity",
                List.of(
                        "ip-src",
                        "ip-dst",
                        "ip-dst|port",
                        "ip-src|port",
                        "hostname",
                        "domain",
                        "domain|ip",
                        "mac-address",
                        "email-src",
                        "email-dst",
                        "url",
                        "uri",
                        "user-agent",
                        "AS",
                        "text",
                        "comment",
                        "other"));
        categories.put(
                "Payload delivery",
                List.of(
                        "md5",
                        "sha1",
                        "sha256",
                        "sha512",
                        "filename",
                        "filename|md5",
                        "filename|sha1",
                        "filename|sha256",
                        "ip-src",
                        "ip-dst",
                        "hostname",
                        "domain",
                        "email-src",
                        "email-dst",
                        "email-subject",
                        "url",
                        "vulnerability",
                        "text",
                        "comment",
                        "other"));
        categories.put(
                "External analysis",
                List.of("md5", "sha1", "sha256", "url", "link", "domain", "text", "comment", "other"));
        categories.put(
                "Financial fraud",
                List.of(
                        "btc",
                        "xmr",
                        "iban",
                        "bic",
                        "bank-account-nr",
                        "cc-number",
                        "phone-number",
                        "text",
                        "comment",
                        "other"));
        categories.put(
                "Person",
                List.of(
                        "first-name",
                        "middle-name",
                        "last-name",
                        "full-name",
                        "date-of-birth",
                        "place-of-birth",
                        "gender",
                        "passport-number",
                        "passport-country",
                        "nationality",
                        "phone-number",
                        "text",
                        "comment",
                        "other"));
        categories.put("Attribution", List.of("threat-actor", "campaign-name", "text", "comment", "other"));
        categories.put(
                "Other",
                List.of("comment", "text", "other", "datetime", "counter", "float", "hex", "boolean", "phone-number"));
        return categories;
    }

    /** The description under {@code result} of {@code attributes/describeTypes}. */
    public static Map<String, Object> described() {
        Map<String, Object> defaults = new TreeMap<>();
        CATEGORIES.forEach((category, types) -> types.forEach(
                type -> defaults.putIfAbsent(type, Map.of("default_category", standard(type, category), "to_ids", 0))));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("sane_defaults", defaults);
        described.put("types", List.copyOf(defaults.keySet()));
        described.put("categories", List.copyOf(CATEGORIES.keySet()));
        described.put("category_type_mappings", CATEGORIES);
        return described;
    }

    /** What may stand anywhere stands under {@code Other} unless somebody says more. */
    private static String standard(String type, String first) {
        return List.of("text", "comment", "other", "hex").contains(type) ? "Other" : first;
    }
}
