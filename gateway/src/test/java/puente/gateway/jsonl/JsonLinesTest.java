package puente.gateway.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.PERSONS;
import static puente.gateway.Samples.bytes;
import static puente.gateway.Samples.refusal;
import static puente.gateway.Samples.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Samples;
import puente.gateway.Source;
import puente.gateway.ready.Scenario;
import puente.record.Problem;
import puente.record.Record;
import puente.record.RecordCodec;

class JsonLinesTest {
    private static final String GOOD =
            "{\"folio\":\"F-1\",\"nombre\":\"Ana\",\"paterno\":\"Ruiz\",\"materno\":null,\"nacimiento\":1999}";
    private final RecordLines lines = new RecordLines(RecordCodec.standard(), Limits.STANDARD);

    private static Source jsonl(String content) {
        return Source.ofBytes("p.jsonl", bytes(content));
    }

    @Test
    void otherPeoplesObjects_becomeRecordsThroughAMapping() {
        Samples.Run run = run(PERSONS, jsonl("\n" + GOOD + "\r\n\n" + GOOD.replace("F-1", "F-2")));

        assertThat(run.records()).hasSize(2);
        assertThat(run.records().getFirst().fields()).containsEntry("personBirthDate", "1999");
        assertThat(run.records().getFirst().kind()).isEqualTo("person");
        assertThat(run.summary().rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"folio\":~gateway.line.json~''",
                "{\"folio\":\"a\",\"folio\":\"b\"}~gateway.line.json~''",
                "[1]~gateway.line.not-object~''",
                "{\"folio\":\"a\"} {}~gateway.line.not-object~''",
                "{\"color\":\"a\"}~gateway.line.unknown-member~/color",
                "{\"folio\":[1]}~gateway.line.not-scalar~/folio",
                "{\"nombre\":\"Ana\"}~gateway.row.no-key~''"
            })
    void aLineThatIsNotWhatTheMappingReads_isQuarantinedAlone(String line, String code, String pointer) {
        Samples.Run run = run(PERSONS, jsonl(GOOD + "\n" + line + "\n"));

        assertThat(run.records()).hasSize(1);
        Problem problem = run.faults().getFirst().problem();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.position()).isEqualTo("p.jsonl:2:" + pointer);
        Samples.speaks(problem);
    }

    @Test
    void brokenTextAndLongLines_refuseTheFile() {
        Limits small = new Limits(1000, 20, 8, 50, 90, 2, 2);
        Source latin = Source.ofBytes("p.jsonl", new byte[] {'{', (byte) 0xE9, '}'});
        assertThat(refusal(() -> run(PERSONS, latin)).code()).isEqualTo("gateway.file.not-utf8");
        assertThat(refusal(() -> run(PERSONS, jsonl("{\0}"))).code()).isEqualTo("gateway.file.binary");
        assertThat(refusal(() -> run(PERSONS, jsonl(" \n"))).code()).isEqualTo("gateway.file.empty");
        assertThat(refusal(() -> run(PERSONS, jsonl("x".repeat(91)), small)).code())
                .isEqualTo("gateway.file.row-too-long");
        assertThat(refusal(() -> run(PERSONS, jsonl("{}\n{}\n{}\n"), small)).code())
                .isEqualTo("gateway.file.too-many-rows");
        RecordLines few = new RecordLines(RecordCodec.standard(), small);
        assertThat(refusal(() -> few.run(jsonl("{}\n{}\n{}\n"), _ -> {})).code())
                .isEqualTo("gateway.file.too-many-rows");
        assertThat(refusal(() -> few.run(jsonl(""), _ -> {})).code()).isEqualTo("gateway.file.empty");
    }

    @Test
    void records_areWrittenAndReadBack_withTheirHandlingWhole() throws Exception {
        List<Record> records = Scenario.records("us");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(lines.write(records.stream(), out)).isEqualTo(records.size());

        List<Record> back = new ArrayList<>();
        lines.run(
                Source.ofBytes("out.jsonl", out.toByteArray()),
                outcome -> back.addAll(((Outcome.Imported) outcome).records()));
        assertThat(back).isEqualTo(records);
    }

    @Test
    void aLineThatIsNoRecord_isQuarantined_withItsPointer() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.write(Scenario.records("mx").stream().limit(1), out);
        String good = out.toString(StandardCharsets.UTF_8);
        String surprise = good.replace("\"version\":1", "\"version\":2,\"surprise\":1");
        List<Outcome> outcomes = new ArrayList<>();

        var summary = lines.run(jsonl(good + good + surprise + "{\n"), outcomes::add);

        assertThat(summary.rows()).isEqualTo(4);
        assertThat(summary.quarantinedRows()).isEqualTo(3);
        assertThat(positions(outcomes.get(1))).containsExactly("p.jsonl:2:/id");
        assertThat(positions(outcomes.get(2))).containsExactly("p.jsonl:3:/surprise");
        assertThat(outcomes.get(3)).isInstanceOf(Outcome.Quarantined.class);
    }

    private static List<String> positions(Outcome outcome) {
        return ((Outcome.Quarantined) outcome)
                .faults().stream().map(fault -> fault.problem().position()).toList();
    }
}
