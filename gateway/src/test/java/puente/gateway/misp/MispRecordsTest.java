package puente.gateway.misp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** Records as events and back without loss; whatever a record cannot say stays an event. */
class MispRecordsTest {
    private static final Record VEHICLE = MispSamples.record("vehicle");

    static Stream<Record> records() {
        return MispSamples.records();
    }

    private static List<Record> back(Map<String, Object> event, Optional<Record> held) {
        return MispRecords.records(MispSamples.read(event), MispSamples.FGR, MispSamples.AT, id -> held);
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_comesBackAsItWas(Record record) {
        Map<String, Object> event = MispRecords.event(record);
        assertThat(back(event, Optional.empty())).containsExactly(record);
        assertThat(back(event, Optional.of(record))).containsExactly(record);
    }

    @Test
    void changedEvent_isTheNextVersion_neverEarlier() {
        Record later = new Record(
                VEHICLE.id(),
                3,
                "vehicle",
                MispSamples.FGR,
                MispSamples.AT.plusSeconds(60),
                VEHICLE.handling(),
                VEHICLE.provenance(),
                Map.of());
        Record next = back(MispRecords.event(VEHICLE), Optional.of(later)).getFirst();
        assertThat(next.version()).isEqualTo(4);
        assertThat(next.recordedAt()).isEqualTo(later.recordedAt());
        assertThat(next.fields()).isEqualTo(VEHICLE.fields());
    }

    @Test
    void tags_sayEveryPartOfHandling_andComeBack() {
        assertThat(MispMarkings.tags(MispSamples.AMBER))
                .containsExactly(
                        "tlp:amber+strict",
                        "puente:code=\"H1\"",
                        "puente:code=\"H3\"",
                        "puente:purpose=\"arms-trafficking\"",
                        "puente:purpose=\"missing-persons\"",
                        "puente:audience=\"mx/fgr\"",
                        "puente:audience=\"us\"",
                        "puente:originator-consent=\"required\"",
                        "puente:retain-until=\"2027-01-01\"",
                        "puente:grading=\"B2\"");
        for (Handling.Tlp tlp : Handling.Tlp.values()) {
            Handling handling = VEHICLE.withHandling(MispSamples.AMBER).handling();
            Handling labelled = new Handling(
                    tlp,
                    handling.codes(),
                    handling.purposes(),
                    handling.audience(),
                    false,
                    Optional.empty(),
                    handling.grading());
            assertThat(derive(MispMarkings.tags(labelled))).isEqualTo(labelled);
        }
    }

    private static Handling derive(List<String> tags) {
        return MispMarkings.derive(new MispEvent(Map.of(
                "info",
                "x",
                "Tag",
                tags.stream().map(each -> Map.of("name", each)).toList())));
    }

    @Test
    void ofSeveralStatements_theStrictestHolds_andWhatNobodyGradedIsUnknown() {
        Handling strictest = derive(List.of(
                "tlp:green",
                "tlp:red",
                "tlp:amber",
                "puente:purpose=\"arms-trafficking\"",
                "puente:audience=\"us\"",
                "puente:retain-until=\"2027-05-01\"",
                "puente:retain-until=\"2027-01-01\""));
        assertThat(strictest.tlp()).isEqualTo(Handling.Tlp.RED);
        assertThat(strictest.retainUntil()).contains(LocalDate.of(2027, 1, 1));
        assertThat(strictest.grading()).hasToString("X4");
        assertThat(MispMarkings.permit(
                        List.of("puente:purpose=\"statistics\""), "arms-trafficking", LocalDate.of(2026, 1, 1)))
                .isFalse();
        assertThat(MispMarkings.permit(List.of("tlp:red"), "arms-trafficking", LocalDate.of(2026, 1, 1)))
                .isTrue();
        assertThat(MispMarkings.permit(
                        List.of("puente:retain-until=\"2026-01-01\""), "arms-trafficking", LocalDate.of(2026, 1, 2)))
                .isFalse();
    }

    /** An event of a vehicle, changed: what is refused then, and where. */
    @SuppressWarnings("unchecked")
    private static Problem refusal(Consumer<Map<String, Object>> change) {
        Map<String, Object> event = new LinkedHashMap<>(MispRecords.event(VEHICLE));
        for (String list : List.of("Tag", "Attribute", "Object")) {
            List<Object> parts = new ArrayList<>();
            ((List<Map<String, Object>>) event.get(list)).forEach(each -> {
                Map<String, Object> part = new LinkedHashMap<>(each);
                part.computeIfPresent("Attribute", (name, attributes) -> {
                    List<Object> copies = new ArrayList<>();
                    ((List<Map<String, Object>>) attributes).forEach(one -> copies.add(new LinkedHashMap<>(one)));
                    return copies;
                });
                parts.add(part);
            });
            event.put(list, parts);
        }
        change.accept(event);
        return catchThrowableOfType(ProblemException.class, () -> back(event, Optional.empty()))
                .problems()
                .getFirst();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> event, String list) {
        return (Map<String, Object>) ((List<Object>) event.get(list)).getFirst();
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> event, String list, Map<String, Object> part) {
        ((List<Object>) event.get(list)).add(part);
    }

    @Test
    void markingsThatHandlingCannotSay_keepTheEventHere() {
        assertThat(refusal(event -> add(event, "Tag", Map.of("name", "PAP:RED")))
                        .code())
                .isEqualTo("gateway.misp.marking-foreign");
        assertThat(refusal(event -> add(event, "Tag", Map.of("name", "puente:purpose=arms")))
                        .code())
                .isEqualTo("gateway.misp.marking-foreign");
        assertThat(refusal(event -> add(event, "Tag", Map.of("name", "puente:code=\"H9\"")))
                        .code())
                .isEqualTo("gateway.misp.marking-foreign");
        assertThat(refusal(event -> event.put("distribution", "4")).code()).isEqualTo("gateway.misp.marking-foreign");
        assertThat(refusal(event -> event.put("distribution", 0L)).code())
                .isEqualTo("gateway.misp.marking-distribution");
        assertThat(refusal(event -> event.put("Tag", List.of(Map.of("name", "tlp:red"))))
                        .code())
                .isEqualTo("gateway.misp.marking-absent");
        Problem granular = refusal(event -> part(event, "Object").put("Tag", List.of(Map.of("name", "tlp:red"))));
        assertThat(granular.code()).isEqualTo("gateway.misp.marking-granular");
        assertThat(granular.position()).isEqualTo("/Object/0");
        assertThat(refusal(event -> part(part(event, "Object"), "Attribute").put("distribution", "0"))
                        .position())
                .isEqualTo("/Object/0/Attribute/0");
    }

    @Test
    void contentThatARecordHasNoPlaceFor_keepsTheEventHere() {
        assertThat(refusal(event -> add(event, "Attribute", Map.of("type", "ip-dst", "value", "198.51.100.1")))
                        .position())
                .isEqualTo("/Attribute");
        assertThat(refusal(event -> event.put("Galaxy", List.of(Map.of("name", "x"))))
                        .code())
                .isEqualTo("gateway.misp.content");
        assertThat(refusal(event -> event.put("Object", List.of())).code()).isEqualTo("gateway.misp.no-record");
        assertThat(refusal(event -> part(event, "Object").put("name", "file")).code())
                .isEqualTo("gateway.misp.content");
        assertThat(refusal(event -> part(event, "Object").put("comment", "see also"))
                        .position())
                .isEqualTo("/Object/0/comment");
        assertThat(refusal(event -> part(part(event, "Object"), "Attribute").put("object_relation", "item-colour"))
                        .position())
                .isEqualTo("/Object/0/Attribute/0");
        assertThat(refusal(event -> part(event, "Object").remove("uuid")).position())
                .isEqualTo("/Object/0/uuid");
    }

    @Test
    void statementOfAnotherAgency_isNotTakenOver() {
        assertThat(refusal(event -> event.put("Orgc", Map.of("name", "us/atf"))).code())
                .isEqualTo("gateway.misp.agency");
        assertThat(refusal(event -> {
                            Map<String, Object> object = part(event, "Object");
                            ((List<?>) object.get("Attribute")).forEach(each -> {
                                if (each instanceof Map<?, ?> attribute
                                        && "record-agency".equals(attribute.get("object_relation"))) {
                                    @SuppressWarnings("unchecked")
                                    Map<String, Object> stated = (Map<String, Object>) attribute;
                                    stated.put("value", "us/atf");
                                }
                            });
                        })
                        .code())
                .isEqualTo("gateway.misp.agency");
        Record others = new Record(
                VEHICLE.id(),
                1,
                "vehicle",
                new Agency("mx/semar"),
                MispSamples.AT,
                VEHICLE.handling(),
                VEHICLE.provenance(),
                VEHICLE.fields());
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> back(MispRecords.event(VEHICLE), Optional.of(others)));
        assertThat(refused.problems().getFirst().code()).isEqualTo("gateway.misp.agency");
    }

    @Test
    void titleOfAnEvent_becomesTheSource_whereNoneIsStated() {
        String event = "{\"info\":\"Two trucks\",\"uuid\":\"" + new UUID(1, 2) + "\",\"Tag\":[{\"name\":\"tlp:green\"},"
                + "{\"name\":\"puente:purpose=\\\"arms-trafficking\\\"\"},{\"name\":\"puente:audience=\\\"us\\\"\"}],"
                + "\"Object\":[{\"name\":\"puente-vehicle\",\"uuid\":\"" + new UUID(3, 4)
                + "\",\"Attribute\":[{\"type\":\"text\",\"object_relation\":\"item-make-name\",\"value\":\"Ford\"}]}]}";
        Record record = MispRecords.records(
                        MispSamples.read(event), MispSamples.FGR, MispSamples.AT, id -> Optional.empty())
                .getFirst();
        assertThat(record.provenance().source()).isEqualTo("MISP event " + new UUID(1, 2) + ": Two trucks");
        assertThat(record.provenance().synthetic()).isFalse();
        assertThat(record.fields()).containsEntry("itemMakeName", "Ford");
    }

    @Test
    void describedTypes_haveTheCategoriesThatTheyAreIn() {
        Map<String, Object> described = MispTypes.described();
        assertThat(described).containsOnlyKeys("sane_defaults", "types", "categories", "category_type_mappings");
        assertThat(described.get("types"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("text", "ip-dst", "full-name");
    }
}
