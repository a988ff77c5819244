package puente.gateway.ocds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import puente.gateway.ImportSummary;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.RecordIds;
import puente.gateway.Source;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** Packages as records: what Puente wrote comes back, others' releases become contracts or are refused or counted, and nothing is lost unsaid. */
class OcdsImportTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
    private static final Agency UIF = new Agency("mx/uif");
    private static final UUID PROGRAMME = new UUID(9, 9);

    private static final String THEIRS = """
            {"uri": "https://them.example/1", "version": "1.1", "publishedDate": "2026-01-01T00:00:00Z", "publisher": {"name": "Them"},
             "releases": [
              {"ocid": "ocds-abc123-1", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["planning"], "initiationType": "tender",
               "tender": {"id": "1", "title": "Dogs"}},
              {"ocid": "ocds-abc123-1", "id": "2", "date": "2026-02-01T00:00:00Z", "tag": ["contract"], "initiationType": "tender", "language": "en",
               "parties": [{"id": "b", "name": "A buyer", "roles": ["buyer"]}, {"id": "s", "name": "A kennel", "roles": ["supplier"]}],
               "buyer": {"id": "b"},
               "tender": {"id": "1", "title": "Dogs", "procurementMethod": "open", "mainProcurementCategory": "goods", "numberOfTenderers": 3, "items": []},
               "awards": [{"id": "a", "date": "2026-01-20T00:00:00Z", "value": {"amount": 1234567890123456.78, "currency": "MXN"}, "suppliers": [{"id": "s"}]}],
               "contracts": [{"id": "c", "awardID": "a", "title": "Dogs", "title_es": "Perros", "status": "active", "documents": [],
                 "implementation": {"transactions": [{"id": "t1", "date": "2026-02-10T00:00:00Z", "value": {"amount": 10.5, "currency": "MXN"}}]}}]}
             ]}""";

    private record Result(ImportSummary summary, List<Outcome> outcomes) {
        List<Record> records(String kind) {
            return outcomes.stream()
                    .flatMap(each -> each instanceof Outcome.Imported made ? made.records().stream() : Stream.empty())
                    .filter(each -> each.kind().equals(kind))
                    .toList();
        }

        List<Problem> refused() {
            return outcomes.stream()
                    .flatMap(each -> each instanceof Outcome.Quarantined row ? row.faults().stream() : Stream.empty())
                    .map(Outcome.Fault::problem)
                    .toList();
        }

        Map<String, Long> left() {
            return summary.skipped().entrySet().stream()
                    .collect(Collectors.toMap(each -> each.getKey().en(), Map.Entry::getValue));
        }
    }

    private static Result run(byte[] json, Optional<UUID> programme, Limits limits) {
        List<Outcome> outcomes = new ArrayList<>();
        ImportSummary summary =
                OcdsImport.run(Source.ofBytes("them.json", json), UIF, AT, programme, limits, outcomes::add);
        assertThat(summary.rows()).isEqualTo(outcomes.size());
        return new Result(summary, outcomes);
    }

    private static Result run(String json, Optional<UUID> programme) {
        return run(json.getBytes(StandardCharsets.UTF_8), programme, Limits.STANDARD);
    }

    private static Map<String, Object> without(Record record, String... fields) {
        Map<String, Object> left = new TreeMap<>(record.fields());
        left.keySet().removeAll(List.of(fields));
        return left;
    }

    @Test
    void whatPuenteWrote_comesBackAsItWas_withTheIdsOfItsProgrammeAndOfItsPayments() {
        Record pending = OcdsReleasesTest.record(
                OcdsReleasesTest.CONTRACT, 1, "contract", OcdsReleasesTest.contract("ocds-07smqs-1", "pending"));
        Record active = OcdsReleasesTest.record(
                OcdsReleasesTest.CONTRACT, 2, "contract", OcdsReleasesTest.contract("ocds-07smqs-1", "active"));
        List<Record> payments = List.of(
                OcdsReleasesTest.payment("disbursed", "2026-11-20"), OcdsReleasesTest.payment("disbursed", "2026-11"));
        byte[] written = CanonicalJson.write(OcdsReleases.of(
                "https://node.example",
                "mx",
                List.of(pending, active),
                payments,
                Map.of(OcdsReleasesTest.PROGRAMME.toString(), OcdsReleasesTest.programme())));
        Result read = run(written, Optional.empty(), Limits.STANDARD);
        assertThat(read.refused()).isEmpty();
        assertThat(read.left()).isEqualTo(Map.of("an older release of what a newer one in this file states", 1L));
        Record contract = read.records("contract").getFirst();
        assertThat(contract.agency()).isEqualTo(active.agency());
        assertThat(contract.provenance().synthetic()).isTrue();
        assertThat(contract.handling().isOpen()).isTrue();
        assertThat(without(contract, "programme")).isEqualTo(without(active, "programme"));
        assertThat(contract.fields())
                .containsEntry(
                        "programme",
                        new RecordIds()
                                .id("mx/fgr", "iati", "programme", List.of("MX-FGR-1"))
                                .toString());
        assertThat(read.records("fund-line"))
                .extracting(each -> without(each, "programme", "contract"))
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .map(each -> without(each, "programme", "contract"))
                        .toList());
        assertThat(read.records("fund-line"))
                .allSatisfy(each -> assertThat(each.fields())
                        .containsEntry("contract", contract.id().toString())
                        .containsEntry("programme", contract.fields().get("programme")))
                .extracting(Record::id)
                .containsExactlyInAnyOrderElementsOf(payments.stream()
                        .map(each -> new RecordIds()
                                .id(
                                        "mx/fgr",
                                        "iati",
                                        "fund-line",
                                        List.of(each.id().toString())))
                        .toList());
        assertThat(run(written, Optional.empty(), Limits.STANDARD).records("fund-line"))
                .extracting(Record::id)
                .containsExactlyElementsOf(
                        read.records("fund-line").stream().map(Record::id).toList());
    }

    @Test
    void othersContracts_becomeRecordsOfTheImporter_exactly_andTheRestIsCounted() {
        Result result = run(THEIRS, Optional.of(PROGRAMME));
        assertThat(result.refused()).isEmpty();
        Record contract = result.records("contract").getFirst();
        assertThat(contract.agency()).isEqualTo(UIF);
        assertThat(contract.fields())
                .containsEntry("programme", PROGRAMME.toString())
                .containsEntry("buyerOrganizationName", "A buyer")
                .containsEntry("supplierOrganizationName", List.of("A kennel"))
                .containsEntry("awardDate", "2026-01-20");
        assertThat(contract.fields().get("awardAmount").toString()).contains("1234567890123456.78");
        assertThat(contract.fields().get("titleText").toString()).contains("Dogs", "Perros");
        assertThat(result.records("fund-line").getFirst().fields())
                .containsEntry("fundStage", "disbursed")
                .containsEntry("documentIdentification", "t1")
                .containsEntry("contract", contract.id().toString());
        assertThat(result.left())
                .isEqualTo(Map.of(
                        "an OCDS release without a contract", 1L,
                        "OCDS tender/items: no record has a place for it", 1L,
                        "OCDS contracts/documents: no record has a place for it", 1L));
    }

    @Test
    void aContractOfNoProgramme_orWithoutItsAward_isRefused_withWhereItStands() {
        assertThat(run(THEIRS, Optional.empty()).refused())
                .extracting(each -> each.code() + " " + each.position())
                .containsExactly(
                        "gateway.ocds.no-programme them.json:5:/releases/1/contracts/0",
                        "gateway.ocds.no-programme them.json:5:/releases/1/contracts/0/implementation/transactions/0");
        assertThat(run(THEIRS.replace("\"awardID\": \"a\"", "\"awardID\": \"x\""), Optional.of(PROGRAMME))
                        .refused())
                .extracting(Problem::position)
                .contains("them.json:5:/releases/1/contracts/0/supplierOrganizationName");
        assertThat(run(THEIRS.replace("ocds-abc123-1", "1"), Optional.of(PROGRAMME))
                        .refused())
                .extracting(Problem::code)
                .contains("gateway.ocds.ocid");
    }

    @Test
    void aFileThatIsNone_isRefusedWhole_beforeAnythingIsHandedOn() {
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                THEIRS + "{}",
                THEIRS.substring(0, THEIRS.length() - 2),
                THEIRS.replace("\"releases\"", "\"records\""),
                THEIRS.replace("\"version\": \"1.1\"", "\"version\": \"2.0\""),
                THEIRS.replace("\"id\": \"2\",", "\"id\": \"2\", \"id\": \"3\","),
                THEIRS.replace("\"items\": []", "\"items\": " + "[".repeat(80) + "]".repeat(80)))) {
            assertThatThrownBy(() -> run(bad, Optional.of(PROGRAMME))).as(bad).isInstanceOf(ProblemException.class);
        }
        Limits small = new Limits(1 << 20, 250, 10, 100, 400, 10, 10);
        assertThatThrownBy(() -> run(THEIRS.getBytes(StandardCharsets.UTF_8), Optional.of(PROGRAMME), small))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problems().getFirst().code()).isEqualTo("gateway.ocds.long"));
    }

    /** Any value in the place of any other: read, left out, quarantined or refused, and the account adds up. */
    @Property(tries = 500)
    void anythingInARelease_isAccountedFor(@ForAll("parts") String part, @ForAll("values") String value) {
        try {
            Result result = run(THEIRS.replace(part, value), Optional.of(PROGRAMME));
            assertThat(result.summary().importedRows()
                            + result.summary().skippedRows()
                            + result.summary().quarantinedRows())
                    .isEqualTo(result.summary().rows());
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of(
                "\"ocds-abc123-1\"",
                "\"2026-02-01T00:00:00Z\"",
                "\"active\"",
                "{\"id\": \"b\"}",
                "10.5",
                "[{\"id\": \"s\"}]",
                "\"a\"",
                "3",
                "\"MXN\"");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "null",
                "{}",
                "[]",
                "[null]",
                "true",
                "-1e30",
                "\"\"",
                "\" \"",
                "\"x\"",
                "{\"a\": 1}",
                "[[{}]]",
                "1e999999999");
    }
}
