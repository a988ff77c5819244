package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import puente.gateway.csv.CsvRows;
import puente.gateway.jsonl.JsonRows;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** Small mappings and files for tests. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-21T18:00:00Z");

    /** Victims by state: enough of everything, small enough to read. */
    public static final String MAPPING = """
            mapping: test.victims
            label: {en: Test, es: Prueba}
            file:
              format: csv
              names: ["victims-*.csv"]
              delimiter: ","
              columns: [year, month, state, crime, victims, note]
              unused:
                note: {en: Not needed., es: No se necesita.}
            target:
              kind: observation
              agency: mx/sesnsp
              source: Test
              synthetic: true
              handling: {tlp: CLEAR, codes: [], purposes: [statistics], audience: [mx, us], originatorConsent: false, grading: A2}
              key: [indicator, area, period, dimensions]
              duplicates: quarantine
            tables:
              crime: {Homicidio doloso: homicidio-doloso, Feminicidio: feminicidio}
            skip:
              - {column: crime, values: [Total], reason: {en: A total., es: Es un total.}}
            series:
              - name: victims
                fields:
                  indicator: {constant: mx.sesnsp.crime-victims}
                  area: {column: state, table: mx-states}
                  period: {year: year, month: month, calendar: calendar}
                  calendar: {constant: calendar}
                  value: {quantity: victims, unit: victims}
                  dimensions: {dimensions: {crime: {column: crime, table: crime}}}
            """;

    /** Missing persons: a kind about people, so that what is quarantined is masked. */
    public static final String PERSONS = """
            mapping: test.persons
            label: {en: Test, es: Prueba}
            file:
              format: jsonl
              columns: [folio, nombre, paterno, materno, curp, nacimiento]
            target:
              kind: person
              agency: mx/cnb
              source: Test
              synthetic: true
              handling: {tlp: AMBER, codes: [], purposes: [missing-persons], audience: [mx, us], originatorConsent: false, grading: B2}
              key: [{column: folio}]
              duplicates: quarantine
            series:
              - name: person
                fields:
                  personName: {members: {personGivenName: {column: nombre}, personSurName: {column: paterno}, personMaternalName: {column: materno}}}
                  personCurp: {column: curp}
                  personBirthDate: {column: nacimiento}
                  personRole: {list: [{constant: missing}]}
            """;

    public static final String HEADER = "year,month,state,crime,victims,note\n";

    private static final Map<FileShape.Format, RowReader> READERS =
            Map.of(FileShape.Format.CSV, new CsvRows(), FileShape.Format.JSONL, new JsonRows());

    private Samples() {}

    public static Mapping mapping(String yaml) {
        return Mapping.parse("test.yaml", bytes(yaml), Kinds.standard(), Indicators.standard());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static Source file(String content) {
        return Source.ofBytes("victims-1.csv", bytes(content));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** What came of an import. */
    public record Run(ImportSummary summary, List<Outcome> outcomes) {
        public List<Record> records() {
            return outcomes.stream()
                    .filter(Outcome.Imported.class::isInstance)
                    .flatMap(outcome -> ((Outcome.Imported) outcome).records().stream())
                    .toList();
        }

        /** The faults of the only quarantined row. */
        public List<Outcome.Fault> faults() {
            List<Outcome> quarantined = outcomes.stream()
                    .filter(Outcome.Quarantined.class::isInstance)
                    .toList();
            assertThat(quarantined).hasSize(1);
            return ((Outcome.Quarantined) quarantined.getFirst()).faults();
        }
    }

    public static Run run(String mapping, Source source) {
        return run(mapping, source, Limits.STANDARD);
    }

    public static Run run(String mapping, Source source, Limits limits) {
        List<Outcome> outcomes = new ArrayList<>();
        return new Run(new Importer(READERS, limits).run(source, mapping(mapping), AT, outcomes::add), outcomes);
    }

    public static Mappings mappings(Mapping... mappings) {
        return new Mappings(List.of(mappings), READERS, Limits.STANDARD);
    }

    /** The only problem of a refusal, after checking that both languages can say it. */
    public static Problem refusal(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.problems()).hasSize(1);
        Problem problem = refused.problems().getFirst();
        speaks(problem);
        return problem;
    }

    /** Checks that message and remedy of a problem exist in both languages with every placeholder filled. */
    public static void speaks(Problem problem) {
        puente.record.Catalogue catalogue = puente.record.Catalogue.standard();
        boolean quotesBraces = problem.arguments().values().stream().anyMatch(argument -> argument.contains("{"));
        for (Language language : Language.values()) {
            assertThat(catalogue.message(problem, language)).isNotBlank();
            if (!quotesBraces) {
                assertThat(catalogue.message(problem, language)).doesNotContain("{");
                assertThat(catalogue.remedy(problem, language)).doesNotContain("{");
            }
            assertThat(catalogue.remedy(problem, language)).isNotBlank();
        }
    }
}
