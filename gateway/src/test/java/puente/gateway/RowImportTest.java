package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.HEADER;
import static puente.gateway.Samples.MAPPING;
import static puente.gateway.Samples.file;
import static puente.gateway.Samples.run;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Problem;
import puente.record.Record;

class RowImportTest {
    private static final String GOOD = "2024,1,25,Homicidio doloso,7,x\n";

    @ParameterizedTest
    @CsvSource({
        "'2024,1,25,Robo,7,', crime, gateway.cell.unknown-code, Robo",
        "'2024,1,99,Feminicidio,7,', state, gateway.cell.unknown-code, 99",
        "'2024,13,25,Feminicidio,7,', month, gateway.cell.month, 13",
        "'2024,XYZ,25,Feminicidio,7,', month, gateway.cell.month, XYZ",
        "'24,1,25,Feminicidio,7,', year, gateway.cell.year, 24",
        "'2024 (FYTD),1,25,Feminicidio,7,', year, gateway.cell.year, 2024 (FYTD)",
        "'2024,1,25,Feminicidio,\"1,234\",', victims, gateway.cell.number, '1,234'",
        "'2024,1,25,Feminicidio,1.,', victims, gateway.cell.number, 1.",
        "'2024,1,25,Feminicidio,1e999,', victims, gateway.cell.number, 1e999",
        "'2024,1,25,Feminicidio,NaN,', victims, gateway.cell.number, NaN",
        "'2024,1,25,Feminicidio,-7,', victims, gateway.cell.negative, -7",
        "'2024,1,25,,7,', crime, gateway.cell.blank, ''"
    })
    void whatCannotBeReadWithCertainty_isQuarantined_withColumnReasonAndRemedy(
            String row, String column, String code, String excerpt) {
        Samples.Run run = run(MAPPING, file(HEADER + GOOD + row + "\n"));

        assertThat(run.records()).hasSize(1);
        Outcome.Fault fault = run.faults().getFirst();
        assertThat(fault.problem().code()).isEqualTo(code);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.excerpt()).isEqualTo(excerpt);
        assertThat(fault.problem().position()).isEqualTo("victims-1.csv:3:" + column);
        Samples.speaks(fault.problem());
    }

    @Test
    void everyFaultOfARow_isNamedAtOnce() {
        assertThat(run(MAPPING, file(HEADER + "24,1,99,Robo,x,\n")).faults())
                .extracting(fault -> fault.problem().code())
                .containsExactlyInAnyOrder(
                        "gateway.cell.unknown-code",
                        "gateway.cell.year",
                        "gateway.cell.number",
                        "gateway.cell.unknown-code");
    }

    @Test
    void aMissingRequiredValue_isQuarantined_atItsColumn() {
        Outcome.Fault fault = run(MAPPING, file(HEADER + "2024,1,25,Feminicidio,,\n"))
                .faults()
                .getFirst();

        assertThat(fault.column()).isEqualTo("victims");
        assertThat(fault.problem().code()).startsWith("record.");
        Samples.speaks(fault.problem());
    }

    @Test
    void rowsLeftOutByDeclaration_areCountedUnderTheirReason() {
        Samples.Run run = run(MAPPING, file(HEADER + GOOD + "2024,1,25,Total,9,\n2024,2,25,Total,nonsense,\n"));

        assertThat(run.summary().skippedRows()).isEqualTo(2);
        assertThat(run.summary().skipped())
                .isEqualTo(Map.of(new puente.record.Bilingual("A total.", "Es un total."), 2L));
        assertThat(run.summary().rows()).isEqualTo(3);
    }

    @Test
    void aSecondRowOfOneNaturalKey_isQuarantined() {
        Samples.Run run = run(MAPPING, file(HEADER + GOOD + GOOD.replace(",7,", ",8,") + GOOD.replace(",1,", ",2,")));

        assertThat(run.summary().importedRows()).isEqualTo(2);
        assertThat(run.faults().getFirst().problem().code()).isEqualTo("gateway.row.duplicate-key");
        Samples.speaks(run.faults().getFirst().problem());
    }

    @Test
    void rowsOfOneNaturalKey_areAddedUp_whereTheMappingSaysSo() {
        String adding = MAPPING.replace("duplicates: quarantine", "duplicates: aggregate");
        Samples.Run run = run(
                adding,
                file(HEADER
                        + GOOD
                        + GOOD.replace(",7,", ",0.5,")
                        + GOOD.replace(",1,", ",2,")
                        + GOOD.replace(",7,", ",2.5,")));

        assertThat(run.summary().importedRows()).isEqualTo(4);
        assertThat(run.summary().records()).isEqualTo(2);
        assertThat(run.records())
                .extracting(record ->
                        ((Map<?, ?>) record.fields().get("value")).get("value").toString())
                .containsExactly("7", "10");
        assertThat(run.records().getLast().provenance().source()).contains("Σ 3");
    }

    @Test
    void moreRepeatedKeysThanTheLimit_refuseTheFile_beforeAnythingIsHandedOn() {
        String adding = MAPPING.replace("duplicates: quarantine", "duplicates: aggregate");
        Limits two = new Limits(1 << 20, 20, 8, 50, 90, 100, 2);
        String twice = GOOD + GOOD.replace(",1,", ",2,") + GOOD + GOOD.replace(",1,", ",2,");

        assertThat(run(adding, file(HEADER + twice), two).records()).hasSize(2);
        String thrice = twice + GOOD.replace(",1,", ",3,").repeat(2);
        assertThat(Samples.refusal(() -> run(adding, file(HEADER + thrice), two))
                        .code())
                .isEqualTo("gateway.file.too-many-repetitions");
    }

    @Test
    void rowsOfOneKeyThatDisagreeInMoreThanQuantities_areNotAddedUp() {
        String adding = MAPPING.replace("duplicates: quarantine", "duplicates: aggregate")
                .replace("key: [indicator, area, period, dimensions]", "key: [indicator, area, period]");
        Samples.Run run = run(adding, file(HEADER + GOOD + GOOD.replace("Homicidio doloso", "Feminicidio")));

        assertThat(run.faults().getFirst().problem().code()).isEqualTo("gateway.row.duplicate-differs");
        Samples.speaks(run.faults().getFirst().problem());
    }

    @Test
    void totalsAndCalendarsThatContradictTheirRow_quarantineIt() {
        String checking = MAPPING.replace("    note: {en: Not needed., es: No se necesita.}\n", "")
                .replace("  unused:\n", "")
                .replace(
                        "skip:\n",
                        "checks:\n  - {total: note, of: [victims]}\n  - {us-fiscal: {year: year, month: month, calendar-year: note}}\nskip:\n");

        assertThat(run(checking, file(HEADER + "2024,1,25,Feminicidio,2024,2024\n"))
                        .records())
                .hasSize(1);
        assertThat(run(checking, file(HEADER + "2024,11,25,Feminicidio,2024,2024\n"))
                        .faults())
                .extracting(fault -> fault.problem().code())
                .containsExactly("gateway.row.fiscal");
        Samples.Run wrong = run(checking, file(HEADER + "2024,1,25,Feminicidio,2023,2024\n"));
        Problem problem = wrong.faults().getFirst().problem();
        assertThat(problem.code()).isEqualTo("gateway.row.total");
        assertThat(problem.arguments()).containsEntry("sum", "2023").containsEntry("column", "note");
        Samples.speaks(problem);
    }

    @Test
    void whatIsAboutAPerson_isMaskedInQuarantine() {
        Samples.Run run = run(
                Samples.PERSONS,
                Source.ofBytes(
                        "p.jsonl",
                        Samples.bytes(
                                "{\"folio\":\"F-1\",\"nombre\":\"Ana\",\"paterno\":\"Ruiz\",\"curp\":\"RUXA800101MDFZZN00\"}\n")));

        Outcome.Fault fault = run.faults().getFirst();
        assertThat(fault.column()).isEqualTo("curp");
        assertThat(fault.excerpt()).isEqualTo("R•••••••");
        assertThat(fault.problem().toString()).doesNotContain("RUXA800101MDFZZN00");
        Samples.speaks(fault.problem());
    }

    @Test
    void anExcerptOfAFigure_isShortened() {
        String digits = "9x".repeat(200);
        Outcome.Fault fault = run(MAPPING, file(HEADER + "2024,1,25,Feminicidio," + digits + ",\n"))
                .faults()
                .getFirst();

        assertThat(fault.excerpt()).hasSize(Excerpts.CHARS + 1).endsWith("…");
        assertThat(fault.problem().arguments().get("value")).isEqualTo(fault.excerpt());
    }

    @Test
    void ids_dependOnTheNaturalKey_andOnNothingElse() {
        Record one = run(MAPPING, file(HEADER + GOOD)).records().getFirst();
        Record revised = run(
                        MAPPING,
                        file(HEADER + "2023,1,25,Feminicidio,1,\n"
                                + GOOD.replace(",7,", ",9,").replace(",1,", ",01,")))
                .records()
                .getLast();
        Record other = run(MAPPING, file(HEADER + GOOD.replace(",25,", ",26,")))
                .records()
                .getFirst();
        Record otherMapping = run(MAPPING.replace("test.victims", "test.victims-2"), file(HEADER + GOOD))
                .records()
                .getFirst();

        assertThat(revised.id()).isEqualTo(one.id());
        assertThat(one.id().version()).isEqualTo(8);
        assertThat(one.id().variant()).isEqualTo(2);
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(otherMapping.id()).isNotEqualTo(one.id());
        assertThat(Revision.of(java.util.Optional.empty(), one)).isInstanceOf(Revision.First.class);
    }

    @Test
    void provenance_namesFileAndRow() {
        assertThat(run(MAPPING, file(HEADER + GOOD))
                        .records()
                        .getFirst()
                        .provenance()
                        .source())
                .isEqualTo("Test (victims-1.csv, 1)");
    }

    @Test
    void aSetOfIds_growsAndForgetsNone() {
        IdSet set = new IdSet();
        RecordIds ids = new RecordIds();
        var all = IntStream.range(0, 20_000)
                .mapToObj(each -> ids.id("a", "m", "s", java.util.List.of("k" + each)))
                .collect(Collectors.toSet());

        assertThat(all).hasSize(20_000).allMatch(set::add).noneMatch(set::add).allMatch(set::contains);
        assertThat(set.size()).isEqualTo(20_000);
        assertThat(set.contains(ids.id("a", "m", "s", java.util.List.of("other"))))
                .isFalse();
        assertThat(ids.id("a", "m", "s", java.util.List.of("x", "y")))
                .isNotEqualTo(ids.id("a", "m", "s", java.util.List.of("xy", "")));
    }
}
