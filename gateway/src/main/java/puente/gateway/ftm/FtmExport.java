package puente.gateway.ftm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.record.CanonicalJson;
import puente.record.Field;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;
import puente.record.Record;

/**
 * Records as FollowTheMoney entities (followthemoney.tech, schemata Person, Company, Organization, PublicBody and Vehicle).
 *
 * <p>An entity has no place for a marking that its tools would heed, and is made to be merged and passed on. So a record leaves only
 * where nothing forbids that: TLP:CLEAR, no handling code, no originator's consent, no last day; and never a minor or a person whose
 * role is protected, for nothing would protect them there. What is refused is refused with its reason. The member {@code puente} of an
 * entity, which FollowTheMoney's own tools keep, says whose statement it is and for which purposes; a field without a property of its
 * own is written to {@code notes} in words.
 */
public final class FtmExport {
    /** The kinds that have a schema. */
    public static final Set<String> KINDS = Set.of("organization", "person", "vehicle");

    /** The member of an entity that says which record it is. */
    static final String CONTEXT = "puente";

    /** The keyword of what is invented. */
    static final String SYNTHETIC = "synthetic";

    private static final Set<String> COMPANIES =
            Set.of("company", "financial-institution", "firearm-dealer", "carrier");

    private FtmExport() {}

    /**
     * Writes entities, one a line; the stream stays open.
     *
     * @param refused is told of each record that the format cannot carry: {@code gateway.ftm.*} with the record's id
     * @return how many were written
     */
    public static long write(Stream<Record> records, OutputStream out, Consumer<Problem> refused) throws IOException {
        long count = 0;
        for (Record record : (Iterable<Record>) records::iterator) {
            Problem refusal = refusal(record);
            if (refusal != null) {
                refused.accept(refusal);
                continue;
            }
            out.write(CanonicalJson.write(entity(record)));
            out.write('\n');
            count++;
        }
        return count;
    }

    private static @Nullable Problem refusal(Record record) {
        Handling handling = record.handling();
        String id = record.id().toString();
        if (!KINDS.contains(record.kind())) {
            return Problem.of("gateway.ftm.kind", id, "kind", record.kind());
        }
        if (!handling.isOpen()) {
            return Problem.of(
                    "gateway.ftm.handling",
                    id,
                    "handling",
                    "TLP:" + handling.tlp().label());
        }
        boolean isProtected = record.fields().containsKey("personProtectedRole")
                || Boolean.TRUE.equals(record.fields().get("personMinorIndicator"));
        return isProtected ? Problem.of("gateway.ftm.protected", id) : null;
    }

    /** A record as an entity; the caller has looked whether it may be one. */
    static Map<String, Object> entity(Record record) {
        Entity entity = new Entity(record);
        String schema = switch (record.kind()) {
            case "person" -> entity.person();
            case "organization" -> entity.organization();
            case "vehicle" -> entity.vehicle();
            default -> throw new IllegalArgumentException(record.kind());
        };
        entity.provenance();
        Map<String, Object> context = new TreeMap<>();
        context.put("record", record.id().toString());
        context.put("version", (long) record.version());
        context.put("agency", record.agency().code());
        context.put("source", record.provenance().source());
        context.put("handling", record.handling().toJson());
        return Map.of(
                "id", record.id().toString(), "schema", schema, "properties", entity.properties(), CONTEXT, context);
    }

    /** One entity as it is put together; fields are taken as they find their property. */
    private static final class Entity {
        private final Record record;
        private final Map<String, List<Object>> properties = new TreeMap<>();
        private final Set<String> left;

        Entity(Record record) {
            this.record = record;
            this.left = new TreeSet<>(record.fields().keySet());
        }

        private void add(String property, String value) {
            List<Object> values = properties.computeIfAbsent(property, each -> new ArrayList<>());
            if (!value.isBlank() && !values.contains(value)) {
                values.add(value);
            }
        }

        /** A field's values, which are thereby taken; none where the record does not state it. */
        private List<?> take(String field) {
            left.remove(field);
            Object value = record.fields().get(field);
            return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        }

        private void each(String field, String property) {
            take(field).forEach(value -> add(property, value.toString()));
        }

        private void shown(String field, String property) {
            Field declared = Kinds.standard().kind(record.kind()).field(field).orElseThrow();
            take(field).forEach(value -> add(property, declared.type().show(value, Language.EN)));
        }

        private void texts(String field, String property) {
            take(field).forEach(value -> add(property, FtmNames.member(value, "text")));
        }

        String person() {
            for (Object name : take("personName")) {
                add("name", FtmNames.fullName(name));
                add("firstName", FtmNames.member(name, "personGivenName"));
                add("middleName", FtmNames.member(name, "personMiddleName"));
                add(
                        "lastName",
                        Stream.of("personSurName", "personMaternalName")
                                .map(part -> FtmNames.member(name, part))
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(" ")));
                add("nameSuffix", FtmNames.member(name, "personNameSuffixText"));
            }
            shown("personAlternateName", "alias");
            each("personBirthDate", "birthDate");
            for (Object sex : take("personSexCode")) {
                FtmNames.gender(sex.toString())
                        .ifPresentOrElse(gender -> add("gender", gender), () -> left.add("personSexCode"));
            }
            take("personNationalityCountry")
                    .forEach(country -> add("nationality", country.toString().toLowerCase(Locale.ROOT)));
            each("personCurp", "idNumber");
            each("personRfc", "taxNumber");
            for (Object document : take("personOtherIdentification")) {
                add(FtmNames.documentProperty(FtmNames.member(document, "type")), FtmNames.member(document, "number"));
            }
            each("contactTelephoneNumber", "phone");
            shown("personBirthLocation", "birthPlace");
            shown("personResidenceLocation", "address");
            for (Object role : take("personRole")) {
                FtmNames.topic(role.toString())
                        .ifPresentOrElse(topic -> add("topics", topic), () -> left.add("personRole"));
            }
            texts("personDescriptionText", "description");
            return "Person";
        }

        String organization() {
            String category = String.valueOf(record.fields().getOrDefault("organizationCategory", ""));
            each("organizationName", "name");
            each("organizationAlternateName", "alias");
            each("organizationRfc", "taxNumber");
            take("organizationIdentification")
                    .forEach(document -> add("registrationNumber", FtmNames.member(document, "number")));
            each("organizationEstablishedDate", "incorporationDate");
            each("contactTelephoneNumber", "phone");
            for (Object place :
                    record.fields().get("organizationLocation") instanceof Map<?, ?> one ? List.of(one) : List.of()) {
                String area = FtmNames.member(place, "area");
                if (!area.isEmpty()) {
                    add("country", area.substring(0, 2).toLowerCase(Locale.ROOT));
                }
            }
            shown("organizationLocation", "address");
            texts("organizationDescriptionText", "description");
            FtmNames.topic(category).ifPresent(topic -> add("topics", topic));
            if (COMPANIES.contains(category)) {
                return "Company";
            }
            return category.equals("government") ? "PublicBody" : "Organization";
        }

        String vehicle() {
            Map<String, Object> fields = record.fields();
            List<String> words = new ArrayList<>();
            for (String field : List.of("itemMakeName", "itemModelName", "vehicleIdentification")) {
                if (fields.get(field) != null) {
                    words.add(String.valueOf(fields.get(field)));
                }
            }
            add("name", words.isEmpty() ? "Vehicle " + record.id() : String.join(" ", words));
            take("conveyanceRegistrationPlateIdentification")
                    .forEach(plate -> add("registrationNumber", FtmNames.member(plate, "plate")));
            each("conveyanceCategory", "type");
            each("itemModelName", "model");
            each("itemModelYearDate", "buildDate");
            texts("itemDescriptionText", "description");
            return "Vehicle";
        }

        /** Who says so, whether it is invented, and every field that found no property. */
        void provenance() {
            add("publisher", record.agency().code());
            String source = record.provenance().source();
            if (FtmNames.isAddress(source)) {
                add("sourceUrl", source);
            }
            if (record.provenance().synthetic()) {
                add("keywords", SYNTHETIC);
            }
            add("modifiedAt", record.recordedAt().toString().substring(0, "2026-11-22".length()));
            for (String name : left) {
                Field field = Kinds.standard().kind(record.kind()).field(name).orElseThrow();
                Object value = record.fields().getOrDefault(name, "");
                String words = (value instanceof List<?> list ? list : List.of(value))
                        .stream()
                                .map(each -> field.type().show(each, Language.EN))
                                .collect(Collectors.joining(", "));
                add("notes", field.label().en() + ": " + words);
            }
        }

        Map<String, List<Object>> properties() {
            properties.values().removeIf(List::isEmpty);
            // A person or an organization must have a name to be an entity; a record need not.
            if (!properties.containsKey("name")) {
                add("name", record.kind() + " " + record.id());
            }
            return properties;
        }
    }
}
