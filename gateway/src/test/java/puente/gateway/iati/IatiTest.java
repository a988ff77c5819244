package puente.gateway.iati;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.iati.IatiCheck.Report;
import puente.gateway.iati.IatiCheck.Verdict;
import puente.measure.fund.FundCsv;
import puente.measure.fund.FundLine;
import puente.measure.fund.Programme;
import puente.measure.fund.Stage;
import puente.record.Problem;
import puente.record.ProblemException;

class IatiTest {
    private static final Path SHARED = Path.of(System.getProperty("puente.shared", "../../shared"));
    private static final Path STANDARD = SHARED.resolve("standards/iati-2.03");
    private static final Path MEXICO = SHARED.resolve("data/us_foreign_assistance/us_foreign_aid_country.csv");

    static final String PROGRAMMES = """
            - identifier: US-GOV-11-MEX
              reporting: {identifier: US-GOV-11, type: "10", name: {en: Department of State, es: Departamento de Estado}}
              title: {en: Assistance to Mexico, es: Asistencia a México}
              description: {en: All accounts., es: Todas las cuentas.}
              participants:
                - {role: funding, identifier: US-GOV-11, type: "10", name: {en: Department of State, es: Departamento de Estado}}
              status: implementation
              dates: {actual-start: 2007-10-01}
              countries: [{code: MX}]
              sectors: [{vocabulary: "1", code: "15210"}]
              lines: {book: us, recipient: MEX}
            """;

    private static final String BOOK = """
            book,stage,year,date,amount,currency,account,area,pillar,reference,recipient
            us,President's Budget Requests,FY2010,,1000,USD,INCLE,,1,,MEX
            us,appropriated,FY2010,,900.50,USD,INCLE,,1,,MEX
            us,obligated,FY2010,,800,USD,INCLE,MX-SIN,1,,MEX
            us,disbursed,FY2010,2010-03-01,500,USD,INCLE,MX-SIN,1,A-7,MEX
            us,disbursed,FY2010,,-20,USD,ESF,,2,,MEX
            us,delivered,2010,2010-12-31,300,USD,INCLE,,1,B & <7>,MEX
            us,obligated,FY2010,,77,USD,INCLE,,1,,COL
            """;

    @TempDir
    private Path folder;

    static boolean shared() {
        return Files.isDirectory(STANDARD) && Files.isRegularFile(MEXICO);
    }

    private static List<FundLine> lines(String csv) {
        return FundCsv.read(new StringReader(csv), new FundCsv.Layout("book.csv", ',', FundCsv.Prices.CURRENT));
    }

    private static List<Programme> programmes() {
        return ProgrammeFile.read("programmes.yaml", PROGRAMMES.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(List<Programme> programmes, List<FundLine> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IatiWriter.write(programmes, lines, Instant.parse("2026-11-22T10:00:00Z"), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static IatiReader.Read read(String xml) throws IOException {
        return IatiReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "file.xml");
    }

    private Report check(String xml, Path... folders) throws IOException {
        Path file = Files.writeString(folder.resolve("out.xml"), xml);
        return IatiCheck.from(List.of(folders)).check(file);
    }

    /** What a line says, apart from where it stood and which activity's it is. */
    private static List<Object> said(FundLine line) {
        return java.util.Arrays.asList(
                line.book(),
                line.stage(),
                line.term(),
                line.account(),
                line.recipient(),
                line.area(),
                line.pillar(),
                line.year(),
                line.date(),
                line.reference(),
                line.amount(),
                line.currency());
    }

    @Test
    void whatWasWritten_isReadAgain_lineByLine_withItsProgramme() throws IOException {
        List<FundLine> lines = lines(BOOK);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IatiWriter.Written written = IatiWriter.write(programmes(), lines, Instant.EPOCH, out);
        assertThat(written.left()).extracting(FundLine::recipient).containsExactly("COL");
        IatiReader.Read read = read(out.toString(StandardCharsets.UTF_8));
        assertThat(read.lines().stream().map(IatiTest::said).toList())
                .containsExactlyInAnyOrderElementsOf(
                        lines.subList(0, 6).stream().map(IatiTest::said).toList());
        Programme programme = read.programmes().getFirst();
        assertThat(programme.title()).containsEntry("es", "Asistencia a México");
        assertThat(programme)
                .usingRecursiveComparison()
                .ignoringFields("lines")
                .isEqualTo(programmes().getFirst());
        assertThat(written(read.programmes(), read.lines()))
                .contains("<value currency=\"USD\" value-date=\"2010-03-01\">500</value>");
    }

    @Test
    @EnabledIf("shared")
    void theMexicoSeries_isValidBySchema_andNotCalledValid_whileCodeListsAreMissing() throws IOException {
        List<FundLine> lines;
        try (java.io.Reader reader = Files.newBufferedReader(MEXICO)) {
            lines = FundCsv.read(reader, new FundCsv.Layout("aid.csv", ',', FundCsv.Prices.CURRENT)).stream()
                    .filter(line -> line.recipient().equals("MEX"))
                    .toList();
        }
        String xml = written(programmes(), lines);
        Report report = check(xml, STANDARD);
        assertThat(report.faults()).isEmpty();
        assertThat(report.schema()).isTrue();
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
        assertThat(check(xml, STANDARD, lists("")).verdict()).isEqualTo(Verdict.VALID);
        assertThat(read(xml).lines()).hasSameSizeAs(lines);
    }

    @Test
    @EnabledIf("shared")
    void anElementThatTheSchemaDoesNotHave_isNamed_withItsLine() throws IOException {
        String xml = written(programmes(), lines(BOOK))
                .replace("<activity-status code=\"2\">", "\n<activity-state code=\"2\">")
                .replace("</activity-status>", "</activity-state>");
        Report report = check(xml, STANDARD, lists(""));
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
        assertThat(report.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("gateway.iati.not-by-schema");
            assertThat(fault.position()).isEqualTo("out.xml line 3");
        });
    }

    /** A small standard of our own: a mapping and lists in the form in which they are published. */
    private Path lists(String leftOut) throws IOException {
        Path lists = Files.createDirectories(folder.resolve("lists" + leftOut));
        Files.writeString(lists.resolve("mapping.xml"), """
                <mappings>
                  <mapping><path>//iati-activities/@version</path><codelist ref="Version"/></mapping>
                  <mapping><path>//iati-activity/transaction/transaction-type/@code</path><codelist ref="TransactionType"/></mapping>
                  <mapping><path>//iati-activity/sector/@code</path><codelist ref="Sector"/><condition>@vocabulary = '1' or not(@vocabulary)</condition></mapping>
                  <mapping><path>//iati-activity/sector/@code</path><codelist ref="Other"/><condition>@vocabulary = '2'</condition></mapping>
                  <mapping><path>//iati-activity/transaction/value/@currency</path><codelist ref="Currency"/></mapping>
                  <mapping><path>//@xml:lang</path><codelist ref="Language"/></mapping>
                </mappings>
                """);
        list(lists, "Version", 0, 1, "2.03");
        list(lists, "TransactionType", 1, 1, "2", "3", "4");
        list(lists, "Sector", 0, 1, "15210");
        list(lists, "Currency", 0, 1, "USD");
        list(lists, "Language", 0, 0, "en", "es");
        if (!leftOut.isEmpty()) {
            Files.delete(lists.resolve(leftOut + ".xml"));
        }
        return lists;
    }

    private static void list(Path folder, String name, int embedded, int complete, String... codes) throws IOException {
        StringBuilder xml = new StringBuilder("<codelist name=\"%s\" embedded=\"%d\" complete=\"%d\"><codelist-items>"
                .formatted(name, embedded, complete));
        for (String code : codes) {
            xml.append("<codelist-item status=\"%s\"><code>%s</code></codelist-item>"
                    .formatted(code.equals("4") ? "withdrawn" : "active", code));
        }
        Files.writeString(folder.resolve(name + ".xml"), xml.append("</codelist-items></codelist>"));
    }

    @Test
    void listsThatWereChecked_andListsThatWereNot_areNamed() throws IOException {
        String xml = written(programmes(), lines(BOOK));
        Report all = check(xml, lists(""));
        assertThat(all.embedded()).containsOnlyKeys("TransactionType").containsEntry("TransactionType", 4);
        assertThat(all.nonEmbedded()).containsOnlyKeys("Version", "Sector", "Currency", "Language");
        assertThat(all.skipped()).isEmpty();
        assertThat(all.verdict()).as("no schema was given").isEqualTo(Verdict.NOT_ALL_CHECKED);
        assertThat(all.warnings()).extracting(Problem::code).containsExactly("gateway.iati.code-withdrawn");
        Report some = check(xml, lists("Sector"));
        assertThat(some.skipped()).containsExactly("Sector");
        Report none = check(xml);
        assertThat(none.mapping()).isFalse();
        assertThat(none.verdict()).isEqualTo(Verdict.NOT_ALL_CHECKED);
    }

    @Test
    void aCodeThatItsListDoesNotHave_isAFault_orAWarningWhereTheListIsNotComplete() throws IOException {
        String xml = written(programmes(), lines(BOOK))
                .replace("code=\"15210\"", "code=\"99999\"")
                .replace("narrative xml:lang=\"es\"", "narrative xml:lang=\"nah\"");
        Report report = check(xml, lists(""));
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_VALID);
        assertThat(report.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.arguments())
                        .containsEntry("list", "Sector")
                        .containsEntry("value", "99999")
                        .containsEntry("place", "iati-activity/sector/@code"));
        assertThat(report.warnings()).extracting(Problem::code).contains("gateway.iati.code-unlisted");
        Report otherVocabulary = check(xml.replace("vocabulary=\"1\"", "vocabulary=\"99\""), lists(""));
        assertThat(otherVocabulary.faults()).isEmpty();
    }

    @Test
    void aConditionOfAnUnknownForm_leavesItsListUnchecked() throws IOException {
        Path lists = lists("");
        Files.writeString(
                lists.resolve("mapping.xml"),
                "<mappings><mapping><path>//iati-activity/sector/@code</path><codelist ref=\"Sector\"/>"
                        + "<condition>starts-with(@code, '1')</condition></mapping></mappings>");
        assertThat(check(written(programmes(), lines(BOOK)), lists).skipped()).containsExactly("Sector");
    }

    @Test
    void aSchemaThatCannotBeUsed_isRefused() throws IOException {
        Path standard = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(standard.resolve(IatiCheck.SCHEMA), "<schema/>");
        assertThatThrownBy(() -> check(written(programmes(), lines(BOOK)), standard))
                .hasMessageContaining("gateway.iati.schema");
    }

    private static final String FOREIGN = """
            <iati-activities version="2.02">
             <iati-activity default-currency="EUR">
              <iati-identifier>XX-1-9</iati-identifier>
              <reporting-org ref="XX-1" type="10"><narrative>Somebody</narrative></reporting-org>
              <title><narrative>Work</narrative></title>
              <description><narrative>Work</narrative></description>
              <participating-org role="4"><narrative>Somebody</narrative></participating-org>
              <activity-status code="2"/>
              <activity-date type="2" iso-date="2010-01-01Z"/>
              <recipient-country code="MX"/>
              <budget type="2" status="2"><period-start iso-date="2011-10-01"/><period-end iso-date="2012-09-30"/><value value-date="2011-10-01">10.50</value></budget>
              <budget><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/><value value-date="2012-01-01">11</value></budget>
              <budget><period-start iso-date="2012-04-01"/><period-end iso-date="2013-03-31"/><value value-date="2012-04-01">12</value></budget>
              <transaction ref="t1"><transaction-type code="3"/><transaction-date iso-date="2012-05-06"/><value currency="USD" value-date="2012-05-06">3</value></transaction>
              <transaction><transaction-type code="4"/><transaction-date iso-date="2012-05-06"/><value value-date="2012-05-06">4</value></transaction>
              <transaction><transaction-type code="1"/><transaction-date iso-date="2012-05-06"/><value value-date="2012-05-06">5</value></transaction>
             </iati-activity>
            </iati-activities>
            """;

    @Test
    void anybodysActivities_areRead_inTermsThatNeverAdd() throws IOException {
        IatiReader.Read read = read(FOREIGN);
        assertThat(read.lines())
                .extracting(FundLine::term)
                .containsExactly(
                        "Budget, committed, revised",
                        "Budget, indicative, original",
                        "Budget, indicative, original",
                        "Disbursement",
                        "Expenditure");
        assertThat(read.lines())
                .extracting(line -> line.year().label())
                .containsExactly("FY2012", "2012", "2012", "2012", "2012");
        assertThat(read.lines()).extracting(FundLine::partial).containsExactly(false, false, true, false, false);
        assertThat(read.lines()).extracting(FundLine::currency).containsExactly("EUR", "EUR", "EUR", "USD", "EUR");
        assertThat(read.lines()).extracting(FundLine::recipient).containsOnly("MX");
        assertThat(read.lines().get(4).stage()).isEqualTo(Stage.DISBURSED);
        assertThat(read.notes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.arguments()).containsEntry("type", "1").containsEntry("count", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=\"2.02\" | version=\"1.05\" | gateway.iati.version",
                "iati-activities | iati-organisations | gateway.iati.root",
                "default-currency=\"EUR\" | | gateway.iati.currency",
                "<activity-status code=\"2\"/> | | gateway.iati.missing",
                "<activity-status code=\"2\"/> | <activity-status code=\"9\"/> | gateway.iati.code-unknown",
                ">10.50< | >1e9< | gateway.iati.value",
                "iso-date=\"2012-05-06\" | iso-date=\"2012-02-30\" | gateway.iati.date",
                "iso-date=\"2012-05-06\" | iso-date=\"May\" | gateway.iati.date",
                "iso-date=\"2012-05-06\" | iso-date=\"0012-05-06\" | measure.fund.year-range",
                "</iati-activity> | </iati-activit> | gateway.iati.xml"
            })
    void whatCannotBeRead_isRefused_withItsReason(String from, String to, String code) {
        String xml = FOREIGN.replace(from, to == null ? "" : to);
        assertThatThrownBy(() -> read(xml))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problems().getFirst().code()).isEqualTo(code));
    }

    @Test
    void aDocumentType_isRefused_whateverItWouldDeclare() {
        for (String type : List.of(
                "<!DOCTYPE x>",
                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>")) {
            assertThatThrownBy(() -> read(type + FOREIGN)).hasMessageContaining("DOCTYPE");
            assertThatThrownBy(() -> check(type + FOREIGN, STANDARD)).hasMessageContaining("DOCTYPE");
        }
    }

    @Test
    void depth_andLength_haveALimit() {
        assertThatThrownBy(() -> read("<a>".repeat(Xml.DEPTH_MAX + 1))).hasMessageContaining("gateway.iati.deep");
        byte[] comments = "<!-- nothing at all -->".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        InputStream endless = new SequenceInputStream(new java.util.Enumeration<>() {
            private long given;

            @Override
            public boolean hasMoreElements() {
                return given <= 2 * Xml.BYTES_MAX;
            }

            @Override
            public InputStream nextElement() {
                byte[] next = given == 0 ? "<iati-activities>".getBytes(StandardCharsets.UTF_8) : comments;
                given += next.length;
                return new ByteArrayInputStream(next);
            }
        });
        assertThatThrownBy(() -> IatiReader.read(endless, "endless.xml")).hasMessageContaining("gateway.iati.long");
        assertThatThrownBy(() -> ProgrammeFile.read("p.yaml", new byte[ProgrammeFile.BYTES_MAX + 1]))
                .hasMessageContaining("gateway.iati.long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: implementation | status: done | /0/status",
                "{en: All accounts., es: Todas las cuentas.} | {en: All accounts.} | /0/description/es",
                "{actual-start: 2007-10-01} | {} | /0/dates",
                "{actual-start: 2007-10-01} | {actual-start: someday} | /0/dates/actual-start",
                "role: funding | role: watching | /0/participants/0/role",
                "{code: MX} | {code: MX, percent: all} | /0/countries/0/percent",
                "lines: | extra: 1\\n  lines: | /0/extra"
            })
    void aProgramme_thatIsNotWhole_isRefused_atTheMember(String from, String to, String member) {
        byte[] yaml = PROGRAMMES.replace(from, to.replace("\\n", "\n")).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ProgrammeFile.read("p.yaml", yaml))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problems().getFirst().code()).isEqualTo("gateway.iati.member");
                    assertThat(refused.problems().getFirst().arguments()).containsEntry("member", member);
                });
    }

    @Test
    void noProgramme_noYaml_andMoneyOfTwoProgrammes_areRefused() {
        assertThatThrownBy(() -> ProgrammeFile.read("p.yaml", "[]".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("gateway.iati.no-programme");
        assertThatThrownBy(() -> ProgrammeFile.read("p.yaml", "[{".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("gateway.iati.yaml");
        assertThatThrownBy(() -> written(List.of(), lines(BOOK))).hasMessageContaining("gateway.iati.no-programme");
        Programme one = programmes().getFirst();
        assertThatThrownBy(() -> written(List.of(one, one), lines(BOOK)))
                .hasMessageContaining("gateway.iati.taken-twice");
    }
}
