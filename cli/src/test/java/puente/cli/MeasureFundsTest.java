package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Language;

class MeasureFundsTest {
    private static final Path PUBLISHED = Path.of(System.getProperty("puente.shared", "../../shared"))
            .resolve("data/us_foreign_assistance/us_foreign_aid_country.csv");

    @TempDir
    private Path folder;

    static boolean published() {
        return Files.isRegularFile(PUBLISHED);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    @EnabledIf("published")
    void theMexicoSeries_isShown_toTheDollar_inBothLanguages() {
        String[] command = {
            "measure", "funds", PUBLISHED.toString(), "--recipient", "MEX", "--from", "FY2008", "--to", "FY2021"
        };
        Run english = Run.in(Language.EN, command);
        assertThat(english.out())
                .containsPattern("total +2,992,055,292 +3,485,572,533 +2,358,998,000 +4,799,977,902 +3,792,750,989");
        assertThat(english.err()).contains("Initial Allocations: no line for FY2020, FY2021");
        assertThat(english.exit()).isEqualTo(Exit.FINDINGS);
        Run spanish = Run.in(Language.ES, command);
        assertThat(spanish.out()).contains("comprometido (Obligations)", "años fiscales de EE. UU.");
        Run json = Run.of(
                "measure",
                "funds",
                PUBLISHED.toString(),
                "--recipient",
                "MEX",
                "--from",
                "FY2008",
                "--to",
                "FY2021",
                "--json");
        assertThat(json.out())
                .contains("\"total\":true,\"stage\":\"obligated\",\"term\":\"Obligations\",\"amount\":\"4799977902\"");
    }

    @Test
    void twoBooks_standSideBySide_withTheirDifferences() throws IOException {
        Path us = file("us.csv", "book,stage,date,amount,currency,pillar", "us,delivered,2012-11-03,100,USD,2");
        Path mx = file("mx.csv", "book,stage,year,amount,currency,pillar", "mx,devengado,2012,1500.50,MXN,2");
        Run run = Run.of("measure", "funds", us.toString(), mx.toString(), "--by", "pillar", "--rate", "MXN=0.06");
        assertThat(run.out()).contains("mx and us side by side, USD").containsPattern("2 +90\\.03 +100 +9\\.97");
        assertThat(run.err()).contains("1 amounts were converted from MXN to USD at 0.06");
        assertThat(Run.of("measure", "funds", us.toString(), mx.toString()).err())
                .contains("[measure.fund.currencies]");
    }

    @Test
    void badRows_refuseTheFile_withLineReasonAndRemedy() throws IOException {
        Path bad = file(
                "bad.csv", "book,stage,year,amount,currency", "us,obligated,FY2010,1.2.3,USD", "us,gone,FY2010,1,USD");
        Run run = Run.of("measure", "funds", bad.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err())
                .contains("bad.csv line 2: '1.2.3'", "[measure.fund.amount]", "bad.csv line 3", "[measure.fund.stage]");
        Path good = file("good.csv", "book,stage,year,amount,currency", "us,obligated,FY2010,1,USD");
        assertThat(Run.of("measure", "funds", good.toString(), "--rate", "MXN=0")
                        .err())
                .contains("[measure.fund.rate]");
        assertThat(Run.of("measure", "funds", good.toString(), "--recipient", "X")
                        .err())
                .contains("[measure.fund.no-match]");
        assertThat(Run.of("measure", "funds", good.toString()).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void activities_areWritten_readAgain_andNotCalledValid_withoutTheStandard() throws IOException {
        Path us = file("us.csv", "book,stage,year,amount,currency", "us,obligated,FY2012,100,USD");
        Path programmes = file(
                "programmes.yaml",
                "- identifier: US-GOV-11-1",
                "  reporting: {identifier: US-GOV-11, type: '10', name: {en: State, es: Estado}}",
                "  title: {en: Work, es: Obra}",
                "  description: {en: Work., es: Obra.}",
                "  participants: [{role: funding, name: {en: State, es: Estado}}]",
                "  status: closed",
                "  dates: {actual-start: 2011-10-01, actual-end: 2012-09-30}",
                "  countries: [{code: MX}]",
                "  sectors: [{code: '15210'}]",
                "  lines: {book: us}");
        Path out = folder.resolve("out.xml");
        Run run = Run.of(
                "measure", "funds", us.toString(), "--programmes", programmes.toString(), "--iati", out.toString());
        assertThat(run.out())
                .contains(
                        "1 programmes with 1 lines",
                        "Not checked by the schema",
                        "No code list was checked",
                        "so it is not called valid");
        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(Run.of("measure", "funds", out.toString(), "--json").out())
                .contains(
                        "\"stage\":\"obligated\",\"term\":\"obligated\",\"amount\":\"100\"",
                        "\"verdict\":\"not-all-checked\"");
        assertThat(Run.of("measure", "funds", us.toString(), "--iati", out.toString())
                        .err())
                .contains("[gateway.iati.no-programme]");
        Path hostile =
                file("hostile.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><iati-activities/>");
        assertThat(Run.of("measure", "funds", hostile.toString()).exit()).isEqualTo(Exit.USAGE);
    }
}
