package puente.gateway.niem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import puente.gateway.niem.NiemValue.Structured;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** What records of the four kinds state something about, as NIEM has it; what NIEM lacks stands in augmentations of ours. */
final class NiemSubjects {
    /** The codes of NIEM's {@code j:PersonSexCode}. */
    private static final Map<String, String> SEXES =
            Map.of("female", "F", "male", "M", "non-binary", "X", "unknown", "U");

    private static final int YEAR_LENGTH = 4;

    private NiemSubjects() {}

    /** Adds a record's subject to its message object, with the associations that it has a part in. */
    static void add(Record record, NiemObject message) {
        switch (record.kind()) {
            case "person" -> person(record, message);
            case "vehicle" -> message.value("nc:Vehicle", vehicle(record));
            case "seizure" -> message.value("j:ItemSeizure", seizure(record));
            case "firearm-recovery" -> recovery(record, message);
            default ->
                throw new ProblemException(
                        Problem.of("gateway.niem.kind", record.id().toString(), "kind", record.kind()));
        }
    }

    // ------------------------------------------------------------------------------------------------ person

    private static void person(Record record, NiemObject message) {
        Map<String, Object> fields = record.fields();
        NiemObject person = person(fields);
        NiemObject missing = new NiemObject()
                .value("j:MissingPersonLastSeenDate", NiemParts.date(fields.get("missingPersonLastSeenDate")))
                .value(
                        "j:MissingPersonLastSeenLocation",
                        NiemParts.location(fields.get("missingPersonLastSeenLocation")));
        String uri = NiemParts.subjectUri(record.id());
        if (missing.isEmpty()) {
            message.value("nc:Person", person.as("nc:PersonType", uri));
        } else {
            List<NiemValue.Part> parts = new ArrayList<>(person.as("").parts());
            parts.addAll(missing.as("").parts());
            message.value("j:MissingPerson", new Structured("j:MissingPersonType", uri, parts));
        }
        if (NiemParts.location(fields.get("personResidenceLocation")) instanceof Structured residence) {
            message.value(
                    "nc:PersonResidenceAssociation",
                    new NiemObject()
                            .value("nc:Person", NiemObject.reference("nc:PersonType", uri))
                            .value("nc:Location", residence)
                            .as("nc:PersonResidenceAssociationType"));
        }
    }

    private static NiemObject person(Map<String, Object> fields) {
        List<NiemValue> names = new ArrayList<>();
        if (fields.get("personName") instanceof Map<?, ?> name) {
            names.add(name(name, null));
        }
        if (fields.get("personAlternateName") instanceof List<?> alternates) {
            alternates.forEach(each -> names.add(name((Map<?, ?>) each, "Alternate")));
        }
        Object age = fields.get("personAgeMeasure");
        String sex = SEXES.get(String.valueOf(fields.get("personSexCode")));
        return new NiemObject()
                .value(
                        "nc:PersonAgeMeasure",
                        age == null
                                ? null
                                : new NiemObject()
                                        .text("nc:MeasureIntegerValue", age)
                                        .text("nc:MeasureUnitText", "year")
                                        .as("nc:TimeMeasureType"))
                .value("nc:PersonBirthDate", NiemParts.date(fields.get("personBirthDate")))
                .value("nc:PersonBirthLocation", NiemParts.location(fields.get("personBirthLocation")))
                .value("nc:PersonDescriptionText", NiemParts.text(fields.get("personDescriptionText")))
                .values("nc:PersonName", names)
                .value("nc:PersonNationalIdentification", NiemParts.national(fields.get("personCurp"), "CURP", "MX"))
                .each("nc:PersonOtherIdentification", fields.get("personOtherIdentification"), NiemSubjects::document)
                .text("j:PersonSexCode", sex)
                .value("nc:PersonTaxIdentification", NiemParts.national(fields.get("personRfc"), "RFC", "MX"))
                .each(
                        "nc:PersonNationality",
                        fields.get("personNationalityCountry"),
                        code -> new NiemObject()
                                .value("nc:PersonNationalityCountry", NiemParts.country(code))
                                .as("nc:PersonNationalityType"))
                .each("nc:PersonContactInformation", fields.get("contactTelephoneNumber"), NiemSubjects::telephone)
                .augmentation(
                        "puente:PersonAugmentation",
                        new NiemObject()
                                .each("puente:PersonRoleCode", fields.get("personRole"), NiemParts::literal)
                                .text("puente:PersonMinorIndicator", fields.get("personMinorIndicator"))
                                .each(
                                        "puente:PersonProtectedRoleCode",
                                        fields.get("personProtectedRole"),
                                        NiemParts::literal));
    }

    private static NiemValue name(Map<?, ?> name, @Nullable String category) {
        return new NiemObject()
                .text("nc:PersonGivenName", name.get("personGivenName"))
                .text("nc:PersonMiddleName", name.get("personMiddleName"))
                .text("nc:PersonSurName", name.get("personSurName"))
                .text("nc:PersonNameSuffixText", name.get("personNameSuffixText"))
                .text("nc:PersonFullName", name.get("personFullName"))
                .text("nc:PersonNameCategoryCode", category)
                .augmentation(
                        "puente:PersonNameAugmentation",
                        new NiemObject().text("puente:PersonMaternalName", name.get("personMaternalName")))
                .as("nc:PersonNameType");
    }

    private static NiemValue document(Object value) {
        Map<?, ?> document = (Map<?, ?>) value;
        return NiemParts.issued(
                NiemParts.member(document, "number"),
                NiemParts.member(document, "type"),
                NiemParts.member(document, "issuer"));
    }

    private static NiemValue telephone(Object number) {
        return new NiemObject()
                .value(
                        "nc:ContactTelephoneNumber",
                        new NiemObject()
                                .value(
                                        "nc:FullTelephoneNumber",
                                        new NiemObject()
                                                .text("nc:TelephoneNumberFullID", number)
                                                .as("nc:FullTelephoneNumberType"))
                                .as("nc:TelephoneNumberType"))
                .as("nc:ContactInformationType");
    }

    // ------------------------------------------------------------------------------------------------ vehicle

    private static Structured vehicle(Record record) {
        Map<String, Object> fields = record.fields();
        Object year = fields.get("itemModelYearDate");
        if (year != null && year.toString().length() != YEAR_LENGTH) {
            throw new ProblemException(Problem.of(
                    "gateway.niem.year",
                    record.id().toString(),
                    "field",
                    "itemModelYearDate",
                    "value",
                    year.toString()));
        }
        return new NiemObject()
                .text("nc:ConveyanceColorPrimaryText", fields.get("conveyanceColorPrimaryText"))
                .value("nc:ItemDescriptionText", NiemParts.text(fields.get("itemDescriptionText")))
                .text("nc:ItemMakeName", fields.get("itemMakeName"))
                .text("nc:ItemModelName", fields.get("itemModelName"))
                .text("nc:ItemModelYearDate", year)
                .value("nc:ItemOwner", NiemParts.entity(fields.get("itemOwner")))
                .value("nc:ItemStatus", NiemParts.status(fields.get("itemStatus"), fields.get("itemStatusDate")))
                .augmentation(
                        "puente:ItemAugmentation",
                        new NiemObject().value("puente:ItemLocation", NiemParts.location(fields.get("itemLocation"))))
                .text("puente:ConveyanceCategoryText", fields.get("conveyanceCategory"))
                .value("nc:VehicleIdentification", NiemParts.identification(fields.get("vehicleIdentification")))
                .augmentation(
                        "puente:VehicleAugmentation",
                        new NiemObject()
                                .each(
                                        "j:ConveyanceRegistrationPlateIdentification",
                                        fields.get("conveyanceRegistrationPlateIdentification"),
                                        NiemSubjects::plate))
                .as("nc:VehicleType", NiemParts.subjectUri(record.id()));
    }

    private static NiemValue plate(Object value) {
        Map<?, ?> plate = (Map<?, ?>) value;
        return NiemParts.issued(NiemParts.member(plate, "plate"), null, NiemParts.member(plate, "issuer"));
    }

    // ------------------------------------------------------------------------------------------------ seizure

    private static Structured seizure(Record record) {
        Map<String, Object> fields = record.fields();
        NiemValue substance = new NiemObject()
                .text("nc:SubstanceCategoryText", fields.get("substanceCategory"))
                .value(
                        "nc:SubstanceQuantityMeasure",
                        NiemParts.measure("nc:SubstanceMeasureType", fields.get("substanceQuantityMeasure")))
                .unlessEmpty("nc:SubstanceType");
        return activity(fields)
                .value("nc:ActivityLocation", NiemParts.location(fields.get("itemSeizureLocation")))
                .value("j:ItemSeizureMethodText", NiemParts.text(fields.get("itemSeizureMethodText")))
                .each(
                        "j:ItemSeizurePossessingPerson",
                        fields.get("itemSeizurePossessingPerson"),
                        id -> NiemObject.reference("nc:PersonType", NiemParts.subjectUri(id)))
                .value(
                        "j:ItemSeizureItem",
                        new NiemObject()
                                .text("nc:ItemCategoryText", fields.get("itemSeizureCategory"))
                                .value("nc:ItemQuantity", NiemParts.quantity(fields.get("itemQuantity")))
                                .value("nc:ItemValue", NiemParts.amount(fields.get("itemValueAmount")))
                                .as("nc:ItemType"))
                .augmentation(
                        "puente:ItemSeizureAugmentation",
                        new NiemObject()
                                .value("nc:Substance", substance)
                                .each(
                                        "nc:Conveyance",
                                        fields.get("conveyance"),
                                        id -> NiemObject.reference("nc:ConveyanceType", NiemParts.subjectUri(id))))
                .as("j:ItemSeizureType", NiemParts.subjectUri(record.id()));
    }

    private static NiemObject activity(Map<String, Object> fields) {
        return new NiemObject()
                .value("nc:ActivityIdentification", NiemParts.identification(fields.get("activityIdentification")))
                .value("nc:ActivityDate", NiemParts.date(fields.get("activityDate")))
                .value("nc:ActivityDescriptionText", NiemParts.text(fields.get("activityDescriptionText")));
    }

    // ------------------------------------------------------------------------------------------------ firearm recovery

    private static void recovery(Record record, NiemObject message) {
        Map<String, Object> fields = record.fields();
        Object firearm = fields.get("firearm");
        String uri = firearm == null ? NiemParts.recordUri(record.id()) + "#firearm" : NiemParts.subjectUri(firearm);
        message.value(
                "puente:FirearmRecovery",
                activity(fields)
                        .value("j:Firearm", firearm(fields, uri))
                        .as("puente:FirearmRecoveryType", NiemParts.subjectUri(record.id())));
        message.value(
                "j:PropertyRecoveryLocationAssociation",
                new NiemObject()
                        .value(
                                "nc:Location",
                                Objects.requireNonNull(NiemParts.location(fields.get("itemRecoveryLocation"))))
                        .value("nc:Item", NiemObject.reference("nc:ItemType", uri))
                        .as("nc:ItemLocationAssociationType"));
    }

    private static Structured firearm(Map<String, Object> fields, String uri) {
        return new NiemObject()
                .text("nc:ItemMakeName", fields.get("itemMakeName"))
                .text("nc:ItemModelName", fields.get("itemModelName"))
                .value("nc:ItemPossessor", NiemParts.entity(fields.get("itemPossessor")))
                .value("nc:ItemSerialIdentification", NiemParts.identification(fields.get("itemSerialIdentification")))
                .augmentation(
                        "puente:ItemAugmentation",
                        new NiemObject()
                                .value(
                                        "puente:ItemManufactureCountry",
                                        NiemParts.country(fields.get("itemManufactureCountry"))))
                .text("j:FirearmCategoryText", fields.get("firearmCategory"))
                .text("j:FirearmBoreSizeText", fields.get("firearmBoreSizeText"))
                .augmentation(
                        "puente:FirearmAugmentation",
                        new NiemObject()
                                .value("puente:FirearmPurchaseDate", NiemParts.date(fields.get("firearmPurchaseDate")))
                                .value(
                                        "puente:FirearmPurchaseLocation",
                                        NiemParts.location(fields.get("firearmPurchaseLocation"))))
                .as("j:FirearmType", uri);
    }
}
