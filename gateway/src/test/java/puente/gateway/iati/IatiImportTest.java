package puente.gateway.iati;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import puente.gateway.ImportSummary;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Source;
import puente.measure.fund.FundLine;
import puente.measure.fund.Programme;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.ProblemException;
import puente.record.Record;

/** Others' activities as records: what becomes one, what is left out and counted, what is refused and where. */
class IatiImportTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Agency INL = new Agency("us/inl");
    private static final String INDICATOR = "mx.sesnsp.crime-victims";

    private static final String ACTIVITY = """
            <iati-activity default-currency="USD">
            <iati-identifier>US-GOV-11-1</iati-identifier>
            <reporting-org ref="US-GOV-11" type="10"><narrative>Department of State</narrative></reporting-org>
            <title><narrative>Training</narrative><narrative xml:lang="es">Capacitación</narrative></title>
            <description><narrative>Courses</narrative></description>
            <participating-org role="1"><narrative>State</narrative></participating-org>
            <participating-org role="4"><narrative>A school</narrative></participating-org>
            <participating-org role="2"><narrative>A comptroller</narrative></participating-org>
            <activity-status code="2"/>
            <activity-date type="1" iso-date="2024-01-01"/>
            <recipient-country code="MX"/>
            <location/>
            <budget type="1" status="2"><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value value-date="2024-01-01">900</value></budget>
            <budget type="1" status="2"><period-start iso-date="2024-01-01"/><period-end iso-date="2024-03-31"/><value value-date="2024-01-01">7</value></budget>
            <transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2024-05-06"/><value value-date="2024-05-06">120.50</value></transaction>
            <transaction><transaction-type code="3"/><transaction-date iso-date="2024-05-07"/><value value-date="2024-05-07">3</value></transaction>
            <transaction><transaction-type code="3"/><transaction-date iso-date="2024-05-07"/><value value-date="2024-05-07">3</value></transaction>
            <transaction><transaction-type code="1"/><transaction-date iso-date="2024-05-06"/><value value-date="2024-05-06">5</value></transaction>
            <transaction><transaction-type code="2"/><transaction-date iso-date="2024-15-06"/><value value-date="2024-05-06">5</value></transaction>
            </iati-activity>""";

    private record Result(ImportSummary summary, List<Outcome> outcomes) {
        List<Record> records(String kind) {
            return outcomes.stream()
                    .flatMap(each -> each instanceof Outcome.Imported made ? made.records().stream() : Stream.empty())
                    .filter(each -> each.kind().equals(kind))
                    .toList();
        }

        List<String> refused() {
            return outcomes.stream()
                    .flatMap(each -> each instanceof Outcome.Quarantined row ? row.faults().stream() : Stream.empty())
                    .map(each -> each.problem().code() + " " + each.problem().position())
                    .toList();
        }

        Map<String, Long> left() {
            return summary.skipped().entrySet().stream()
                    .collect(Collectors.toMap(each -> each.getKey().en(), Map.Entry::getValue));
        }
    }

    private static String file(String activities) {
        return "<iati-activities version=\"2.03\">\n" + activities + "\n</iati-activities>";
    }

    private static Result run(String xml, Optional<String> indicator) {
        List<Outcome> outcomes = new ArrayList<>();
        ImportSummary summary = IatiImport.run(
                Source.ofBytes("them.xml", xml.getBytes(StandardCharsets.UTF_8)),
                INL,
                AT,
                indicator,
                Limits.STANDARD,
                outcomes::add);
        assertThat(summary.rows()).isEqualTo(outcomes.size());
        return new Result(summary, outcomes);
    }

    @Test
    void anActivity_isAProgrammeWithItsMoney_openToAll_ofWhoeverImports() {
        Result result = run(file(ACTIVITY), Optional.of(INDICATOR));
        assertThat(result.refused()).containsExactly("gateway.iati.date them.xml line 20");
        Record programme = result.records("programme").getFirst();
        assertThat(programme.agency()).isEqualTo(INL);
        assertThat(programme.handling().isOpen()).isTrue();
        assertThat(programme.handling().tlp()).isEqualTo(Handling.Tlp.CLEAR);
        assertThat(programme.handling().purposes()).containsExactlyInAnyOrder("audit", "statistics");
        assertThat(programme.provenance().source()).contains("US-GOV-11-1", "Department of State", "them.xml");
        assertThat(programme.fields())
                .containsEntry("programmeIdentification", "US-GOV-11-1")
                .containsEntry("area", List.of("MX"))
                .containsEntry("indicator", INDICATOR)
                .containsEntry("plannedStartDate", "2024-01-01");
        assertThat(programme.fields().get("budgetAmount").toString()).contains("907.00", "USD");
        assertThat(result.records("fund-line"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.fields())
                        .containsEntry("programme", programme.id().toString()))
                .extracting(line ->
                        line.fields().get("fundStage") + " " + line.fields().get("period"))
                .containsExactly(
                        "appropriated 2024", "disbursed 2024-05-06", "disbursed 2024-05-07", "disbursed 2024-05-07");
    }

    @Test
    void whatNoRecordHasAPlaceFor_isCountedByItsName() {
        assertThat(run(file(ACTIVITY), Optional.of(INDICATOR)).left())
                .containsOnlyKeys(
                        "a budget of neither a calendar nor a US fiscal year",
                        "an IATI transaction of type 1: not money of the five stages",
                        "IATI <location>: no record has a place for it",
                        "IATI <participating-org 2>: no record has a place for it")
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void theSameFileAgain_statesTheSameIds_andARevisedAmountKeepsIts() {
        List<Record> first = run(file(ACTIVITY), Optional.of(INDICATOR)).records("fund-line");
        List<Record> again = run(file(ACTIVITY.replace("120.50", "130")), Optional.of(INDICATOR))
                .records("fund-line");
        assertThat(again)
                .extracting(Record::id)
                .containsExactlyElementsOf(first.stream().map(Record::id).toList());
        assertThat(first).extracting(Record::id).doesNotHaveDuplicates();
        assertThat(again.get(1).fields()).isNotEqualTo(first.get(1).fields());
    }

    @Test
    void whatPuenteWrote_comesBackAsItWas_lineForLine() {
        Result first = run(file(ACTIVITY), Optional.of(INDICATOR));
        IatiReader.Read read;
        try {
            read = IatiReader.read(
                    new ByteArrayInputStream(
                            file(ACTIVITY.replace("2024-15-06", "2024-05-06")).getBytes(StandardCharsets.UTF_8)),
                    "them.xml");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IatiWriter.write(
                read.programmes(),
                read.lines(),
                AT,
                new IatiWriter.Own() {
                    @Override
                    public Map<String, String> of(Programme programme) {
                        return Map.of(
                                "agency",
                                "mx/fgr",
                                "indicator",
                                INDICATOR,
                                "areas",
                                "MX-SIN",
                                "budget",
                                "900 USD",
                                "planned-start",
                                "2024-01",
                                "synthetic",
                                "true");
                    }

                    @Override
                    public Map<String, String> of(FundLine line) {
                        return Map.of("agency", "us/inl", "record", line.position());
                    }
                },
                out);
        Result again = run(out.toString(StandardCharsets.UTF_8), Optional.empty());
        Record programme = again.records("programme").getFirst();
        assertThat(programme.agency().code()).isEqualTo("mx/fgr");
        assertThat(programme.provenance().synthetic()).isTrue();
        assertThat(programme.fields())
                .containsEntry("plannedStartDate", "2024-01")
                .containsEntry("area", List.of("MX-SIN"))
                .containsEntry("indicator", INDICATOR);
        assertThat(again.records("fund-line"))
                .allSatisfy(line -> assertThat(line.agency()).isEqualTo(INL))
                .extracting(IatiImportTest::line)
                .containsAll(first.records("fund-line").stream()
                        .map(IatiImportTest::line)
                        .toList());
    }

    private static Map<String, Object> line(Record record) {
        Map<String, Object> fields = new TreeMap<>(record.fields());
        fields.remove("programme");
        return fields;
    }

    @Test
    void anActivityWithoutAnIndicator_isRefused_withItsMoney_andSaysWhatWouldHelp() {
        Result result = run(file(ACTIVITY), Optional.empty());
        assertThat(result.summary().records()).isZero();
        assertThat(result.refused().getFirst()).startsWith("gateway.iati.no-indicator them.xml:2");
        assertThat(result.refused())
                .filteredOn(each -> each.startsWith("gateway.iati.orphan"))
                .hasSize(7);
    }

    @Test
    void anIdentifierThatStandsTwice_isRefusedTheSecondTime() {
        Result result = run(file(ACTIVITY + ACTIVITY), Optional.of(INDICATOR));
        assertThat(result.records("programme")).hasSize(1);
        assertThat(result.refused()).anyMatch(each -> each.startsWith("gateway.iati.repeated them.xml:21"));
    }

    @Test
    void aFileThatIsNone_isRefusedWhole_beforeAnythingIsHandedOn() {
        for (String bad : List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + file(ACTIVITY),
                file(ACTIVITY) + "<more/>",
                file(ACTIVITY).replace("2.03", "1.05"),
                "<activities version=\"2.03\">" + ACTIVITY + "</activities>",
                "")) {
            List<Outcome> handed = new ArrayList<>();
            assertThatThrownBy(() -> IatiImport.run(
                            Source.ofBytes("bad.xml", bad.getBytes(StandardCharsets.UTF_8)),
                            INL,
                            AT,
                            Optional.of(INDICATOR),
                            Limits.STANDARD,
                            handed::add))
                    .isInstanceOf(ProblemException.class);
            assertThat(handed).isEmpty();
        }
    }

    /** Any text in the place of any part: read, left out, quarantined or refused, and the account adds up. */
    @Property(tries = 500)
    void anythingInAnActivity_isAccountedFor(
            @ForAll("parts") String part, @ForAll @StringLength(max = 12) String text) {
        String escaped = text.codePoints()
                .filter(letter -> letter >= ' ' && letter < 0xD800)
                .mapToObj(letter -> "&#" + letter + ";")
                .collect(Collectors.joining());
        Result result = run(file(ACTIVITY.replace(part, escaped)), Optional.of(INDICATOR));
        assertThat(result.summary().importedRows()
                        + result.summary().skippedRows()
                        + result.summary().quarantinedRows())
                .isEqualTo(result.summary().rows());
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> parts() {
        return net.jqwik.api.Arbitraries.of(
                "US-GOV-11-1",
                "2024-01-01",
                "2024-05-06",
                "900",
                "120.50",
                "USD",
                "MX",
                "T1",
                "Training",
                "2024-12-31",
                "A school");
    }
}
