package puente.gateway.ftm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import puente.record.Kinds;
import puente.record.ProblemException;

/** Properties of entities as fields of kinds, as they were written; the kind brings them to normal form, or refuses them. */
final class FtmFields {
    private FtmFields() {}

    static Map<String, Object> person(FtmImport.Values values) {
        Map<String, Object> raw = new LinkedHashMap<>();
        name(values, raw);
        List<Object> others = new ArrayList<>(values.take("name"));
        others.addAll(values.take("alias"));
        others.addAll(values.take("weakAlias"));
        others.addAll(values.take("previousName"));
        put(raw, "personAlternateName", others);
        values.first("birthDate").ifPresent(date -> raw.put("personBirthDate", date));
        values.first("gender")
                .ifPresent(gender -> FtmNames.sex(gender)
                        .ifPresentOrElse(sex -> raw.put("personSexCode", sex), () -> values.leave("gender", gender)));
        List<Object> countries = new ArrayList<>();
        for (String property : List.of("nationality", "citizenship")) {
            values.take(property).forEach(country -> countries.add(country.toUpperCase(Locale.ROOT)));
        }
        put(raw, "personNationalityCountry", countries);
        List<Object> documents = new ArrayList<>();
        values.take("passportNumber").forEach(number -> documents.add(document("passport", number)));
        values.take("socialSecurityNumber").forEach(number -> documents.add(document("social-security", number)));
        for (String number : values.take("idNumber")) {
            if (!raw.containsKey("personCurp") && is("person", "personCurp", number)) {
                raw.put("personCurp", number);
            } else {
                documents.add(document("other", number));
            }
        }
        put(raw, "personOtherIdentification", documents);
        tax(values, raw, "person", "personRfc");
        put(raw, "contactTelephoneNumber", List.copyOf(values.take("phone")));
        values.first("birthPlace").ifPresent(place -> raw.put("personBirthLocation", Map.of("name", place)));
        values.first("address").ifPresent(place -> raw.put("personResidenceLocation", Map.of("name", place)));
        if (values.all("topics").contains("wanted")) {
            raw.put("personRole", List.of("wanted"));
        }
        return raw;
    }

    /** The name in parts where both are stated once, otherwise as a whole; parts are never guessed from a whole. */
    private static void name(FtmImport.Values values, Map<String, Object> raw) {
        boolean inParts =
                values.all("firstName").size() == 1 && values.all("lastName").size() == 1;
        if (!inParts) {
            values.first("name").ifPresent(name -> raw.put("personName", Map.of("personFullName", name)));
            return;
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        values.first("name");
        values.first("firstName").ifPresent(part -> parts.put("given", part));
        values.first("lastName").ifPresent(part -> parts.put("surnames", part));
        values.first("middleName").ifPresent(part -> parts.put("personMiddleName", part));
        values.first("nameSuffix").ifPresent(part -> parts.put("personNameSuffixText", part));
        raw.put("personName", parts);
    }

    static Map<String, Object> organization(FtmImport.Values values, String schema) {
        Map<String, Object> raw = new LinkedHashMap<>();
        values.first("name").ifPresent(name -> raw.put("organizationName", name));
        List<Object> others = new ArrayList<>(values.take("name"));
        others.addAll(values.take("alias"));
        others.addAll(values.take("weakAlias"));
        others.addAll(values.take("previousName"));
        put(raw, "organizationAlternateName", others);
        switch (schema) {
            case "Company" -> raw.put("organizationCategory", "company");
            case "PublicBody" -> raw.put("organizationCategory", "government");
            default -> {
                // An Organization is anything that is neither.
            }
        }
        tax(values, raw, "organization", "organizationRfc");
        List<Object> documents = new ArrayList<>();
        values.take("registrationNumber").forEach(number -> documents.add(document("commercial-register", number)));
        put(raw, "organizationIdentification", documents);
        values.first("incorporationDate").ifPresent(date -> raw.put("organizationEstablishedDate", date));
        put(raw, "contactTelephoneNumber", List.copyOf(values.take("phone")));
        values.first("address").ifPresent(place -> raw.put("organizationLocation", Map.of("name", place)));
        return raw;
    }

    static Map<String, Object> vehicle(FtmImport.Values values) {
        Map<String, Object> raw = new LinkedHashMap<>();
        List<Object> plates = new ArrayList<>();
        values.take("registrationNumber").forEach(plate -> plates.add(Map.of("plate", plate)));
        put(raw, "conveyanceRegistrationPlateIdentification", plates);
        values.first("type").ifPresent(type -> {
            if (is("vehicle", "conveyanceCategory", type)) {
                raw.put("conveyanceCategory", type);
            } else {
                values.leave("type", type);
            }
        });
        values.first("model").ifPresent(model -> raw.put("itemModelName", model));
        values.first("buildDate").ifPresent(date -> raw.put("itemModelYearDate", date));
        return raw;
    }

    private static void tax(FtmImport.Values values, Map<String, Object> raw, String kind, String field) {
        for (String number : values.take("taxNumber")) {
            if (!raw.containsKey(field) && is(kind, field, number)) {
                raw.put(field, number);
            } else {
                values.leave("taxNumber", number);
            }
        }
    }

    private static Map<String, Object> document(String type, String number) {
        return Map.of("type", type, "number", number);
    }

    private static void put(Map<String, Object> raw, String field, List<Object> values) {
        if (!values.isEmpty()) {
            raw.put(field, values);
        }
    }

    /** Whether a value is one of a field's, for numbers whose property does not say what they are. */
    private static boolean is(String kind, String field, String value) {
        try {
            Kinds.standard().kind(kind).field(field).orElseThrow().type().parse(value);
            return true;
        } catch (ProblemException another) {
            return false;
        }
    }
}
