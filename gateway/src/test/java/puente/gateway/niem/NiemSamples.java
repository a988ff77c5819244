package puente.gateway.niem;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** Records with every field of their kind, with few, and with text that a careless writer would get wrong. */
final class NiemSamples {
    static final String OTHER = "0194e3a0-7b1c-7000-8000-000000000001";
    static final String ANOTHER = "0194e3a0-7b1c-7000-8000-000000000002";
    static final String HOSTILE = "]]>&amp;<![CDATA[\"'\t\nsegunda línea 🚗 <nc:Person>";
    static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static final Handling CLOSED = new Handling(
            Handling.Tlp.AMBER_STRICT,
            Set.of(Handling.HandlingCode.H1, Handling.HandlingCode.H3),
            Set.of("arms-trafficking", "missing-persons"),
            Set.of(new Agency("us"), new Agency("mx/fgr")),
            true,
            Optional.of(LocalDate.of(2027, 1, 1)),
            new Handling.Grading(Handling.Grading.Reliability.B, 2));
    static final Handling OPEN = new Handling(
            Handling.Tlp.CLEAR,
            Set.of(),
            Set.of("statistics"),
            Set.of(new Agency("mx"), new Agency("us")),
            false,
            Optional.empty(),
            new Handling.Grading(Handling.Grading.Reliability.X, 4));

    private static final Map<String, Object> PLACE =
            Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.400_001, "name", "Col. Centro & anexos");
    private static final Map<String, Object> WORDS = Map.of("language", "es-MX", "text", HOSTILE);

    static final Map<String, Object> PERSON = Map.ofEntries(
            Map.entry(
                    "personName",
                    Map.of(
                            "personGivenName", "María",
                            "personMiddleName", "José",
                            "personSurName", "De la Cruz",
                            "personMaternalName", "O'Hara",
                            "personNameSuffixText", "Jr")),
            Map.entry("personAlternateName", List.of("La Güera", "Chepa")),
            Map.entry("personBirthDate", "1990-05"),
            Map.entry("personAgeMeasure", 34L),
            Map.entry("personSexCode", "female"),
            Map.entry("personNationalityCountry", List.of("MX", "US")),
            Map.entry("personCurp", "HEGG560427MVZRRL04"),
            Map.entry(
                    "personOtherIdentification",
                    List.of(
                            Map.of("type", "passport", "issuer", "MX", "number", "G12345678"),
                            Map.of("type", "voter-card", "number", "ABC123"))),
            Map.entry("contactTelephoneNumber", List.of("+16195550177", "+526671234567")),
            Map.entry("personBirthLocation", Map.of("name", "Los Mochis")),
            Map.entry("personResidenceLocation", PLACE),
            Map.entry("personRole", List.of("missing", "victim")),
            Map.entry("personMinorIndicator", false),
            Map.entry("personProtectedRole", List.of("journalist")),
            Map.entry("missingPersonLastSeenDate", "2026-10-02"),
            Map.entry("missingPersonLastSeenLocation", PLACE),
            Map.entry("personDescriptionText", WORDS),
            Map.entry("evidence", List.of(DIGEST)),
            Map.entry("relatedRecord", List.of(OTHER, ANOTHER)));

    static final Map<String, Object> VEHICLE = Map.ofEntries(
            Map.entry("vehicleIdentification", "1C6RR7LT7NS155093"),
            Map.entry(
                    "conveyanceRegistrationPlateIdentification",
                    List.of(Map.of("plate", "VXJ1234", "issuer", "MX-SIN"), Map.of("plate", "7TRK218"))),
            Map.entry("conveyanceCategory", "pickup"),
            Map.entry("itemMakeName", "Ram"),
            Map.entry("itemModelName", "1500"),
            Map.entry("itemModelYearDate", "2022"),
            Map.entry("conveyanceColorPrimaryText", "blanco"),
            Map.entry("itemStatus", "stolen"),
            Map.entry("itemStatusDate", "2026-11-04"),
            Map.entry("itemLocation", PLACE),
            Map.entry("itemOwner", OTHER),
            Map.entry("itemDescriptionText", Map.of("language", "und", "text", "Caja roja")),
            Map.entry("evidence", List.of(DIGEST)),
            Map.entry("relatedRecord", List.of(OTHER)));

    static final Map<String, Object> SEIZURE = Map.ofEntries(
            Map.entry("activityDate", "2026-03-02"),
            Map.entry("itemSeizureLocation", PLACE),
            Map.entry("itemSeizureCategory", "drugs"),
            Map.entry("activityIdentification", "FED/SIN/0001/2026"),
            Map.entry("substanceCategory", "fentanyl"),
            Map.entry("substanceQuantityMeasure", Map.of("value", "12.80", "unit", "kg")),
            Map.entry("itemQuantity", Map.of("value", "116000", "unit", "tablets")),
            Map.entry("itemValueAmount", Map.of("amount", "438920.00", "currency", "USD")),
            Map.entry("itemSeizureMethodText", Map.of("language", "en", "text", "Canine alert")),
            Map.entry("itemSeizurePossessingPerson", List.of(OTHER, ANOTHER)),
            Map.entry("conveyance", List.of(OTHER)),
            Map.entry("activityDescriptionText", WORDS),
            Map.entry("evidence", List.of(DIGEST)),
            Map.entry("relatedRecord", List.of(OTHER)));

    static final Map<String, Object> RECOVERY = Map.ofEntries(
            Map.entry("activityDate", "2026"),
            Map.entry("itemRecoveryLocation", PLACE),
            Map.entry("activityIdentification", "FED/SIN/0002/2026"),
            Map.entry("firearm", OTHER),
            Map.entry("itemSerialIdentification", "AB12345"),
            Map.entry("firearmCategory", "rifle"),
            Map.entry("itemMakeName", "Colt"),
            Map.entry("itemModelName", "AR-15"),
            Map.entry("firearmBoreSizeText", "5.56x45"),
            Map.entry("itemManufactureCountry", "US"),
            Map.entry("firearmPurchaseDate", "2021-06"),
            Map.entry("firearmPurchaseLocation", Map.of("area", "US-AZ")),
            Map.entry("itemPossessor", ANOTHER),
            Map.entry("activityDescriptionText", WORDS),
            Map.entry("evidence", List.of(DIGEST)),
            Map.entry("relatedRecord", List.of(OTHER)));

    private NiemSamples() {}

    static Record record(String kind, Handling handling, Map<String, Object> raw) {
        return new Record(
                UUID.nameUUIDFromBytes((kind + raw.size()).getBytes(StandardCharsets.UTF_8)),
                3,
                kind,
                new Agency("mx/fgr"),
                Instant.parse("2026-11-21T18:10:43.120Z"),
                handling,
                new Provenance("invented for a test & <nothing else>", true),
                Kinds.standard().kind(kind).normalise(raw));
    }

    /** One of each kind with every field that the kind has. */
    static Stream<Record> whole() {
        return Stream.of(
                record("person", CLOSED, PERSON),
                record("vehicle", CLOSED, VEHICLE),
                record("seizure", CLOSED, SEIZURE),
                record("firearm-recovery", CLOSED, RECOVERY));
    }

    /** These, and others that state little. */
    static Stream<Record> records() {
        return Stream.concat(
                whole(),
                Stream.of(
                        record(
                                "person",
                                OPEN,
                                Map.of("personName", "Juan Carlos García", "personRfc", "GODE561231GR8")),
                        record("person", OPEN, Map.of()),
                        record("vehicle", OPEN, Map.of()),
                        record("vehicle", OPEN, Map.of("itemStatusDate", "2026")),
                        record(
                                "seizure",
                                OPEN,
                                Map.of(
                                        "activityDate",
                                        "2026-03",
                                        "itemSeizureLocation",
                                        Map.of("lat", 1e-9, "lon", 180.0),
                                        "itemSeizureCategory",
                                        "money")),
                        record(
                                "firearm-recovery",
                                OPEN,
                                Map.of(
                                        "activityDate",
                                        "2026-03-02",
                                        "itemRecoveryLocation",
                                        Map.of("area", "MX-SIN")))));
    }
}
