package puente.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import puente.record.Catalogue;
import puente.record.Language;

/** What the report is made of: the story of the public pages, their way to write numbers, and their font. */
class ReportTest {
    private static final Path ROOT = Path.of(System.getProperty("puente.root")).normalize();

    @Test
    void everyFigure_isOneOfThePublicPages() throws IOException {
        String charts = Files.readString(ROOT.resolve("web/src/main/ts/public/charts.ts"));
        String story = Files.readString(ROOT.resolve("web/src/main/ts/public/page.ts"));
        for (StoryFigure each : StoryFigure.story()) {
            assertThat(charts).contains("id: '" + each.chart() + "'").contains("'" + each.indicator() + "'");
            assertThat(story).contains("['" + each.chart() + "', '" + each.query() + "']");
        }
    }

    /** The report speaks in the pages' words, whose own tests do not know who else uses them. */
    @Test
    void everyTextThatTheReportNames_isInTheCatalogue() throws IOException {
        Pattern code = Pattern.compile("\"((?:cli|measure|web)\\.[a-z0-9.-]*[a-z0-9])\"");
        try (Stream<Path> files = Files.list(ROOT.resolve("cli/src/main/java/puente/cli/report"))) {
            for (Path file : files.toList()) {
                assertThat(code.matcher(Files.readString(file)).results().map(match -> match.group(1)))
                        .as(file.getFileName().toString())
                        .isSubsetOf(Catalogue.standard().codes());
            }
        }
    }

    @Test
    void everyTopic_isOneOfThePublicPages_partByPart() throws IOException {
        String pages = Files.readString(ROOT.resolve("web/src/main/ts/public/policy.ts"));
        String charts = Files.readString(ROOT.resolve("web/src/main/ts/public/charts.ts"));
        String relation = Files.readString(ROOT.resolve("web/src/main/ts/public/relation.ts"));
        String topics =
                pages.substring(pages.indexOf("const TOPICS"), pages.indexOf("};", pages.indexOf("const TOPICS")));
        List<String> written = new ArrayList<>();
        for (Topic topic : Topic.all()) {
            assertThat(topics).contains("    " + topic.name() + ": [");
            for (Topic.Part part : topic.parts()) {
                StringBuilder line = new StringBuilder("{ name: '" + part.name() + "'");
                if (!part.figures().isEmpty()) {
                    line.append(part.figures().stream()
                            .map(each -> "['" + each.chart() + "', '" + each.query() + "']")
                            .collect(Collectors.joining(", ", ", figures: [", "]")));
                }
                if (!part.declared().isEmpty()) {
                    line.append(part.declared().stream()
                            .map(each -> "'" + each.indicator() + "'")
                            .collect(Collectors.joining(", ", ", declared: [", "]")));
                }
                part.relation().ifPresent(each -> {
                    line.append(", relation: true");
                    assertThat(relation).contains("'" + each.query() + "'");
                });
                written.add(line.append(" }").toString());
                Stream.concat(part.figures().stream(), part.declared().stream().flatMap(each -> each.figure().stream()))
                        .forEach(each -> assertThat(charts)
                                .containsPattern("id: '" + each.chart() + "',\\s+indicator: '"
                                        + Pattern.quote(each.indicator())));
            }
        }
        assertThat(topics.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("{ name:"))
                        .map(line -> line.replaceAll(",$", "")))
                .containsExactlyElementsOf(written);
    }

    @Test
    void numbersAndDates_areWrittenAsOnThePage() {
        Words english = new Words(Language.EN);
        Words spanish = new Words(Language.ES);
        assertThat(english.beforeUnit("216552500")).isEqualTo("216.6 million");
        assertThat(spanish.beforeUnit("216552500")).isEqualTo("216.6 millones de");
        assertThat(english.number("4488.11764321")).isEqualTo("4,488");
        assertThat(english.number("69.50")).isEqualTo("69.50");
        assertThat(english.rounded("71.44")).isEqualTo("71.4");
        assertThat(spanish.month("2024-09")).isEqualTo("septiembre de 2024");
        assertThat(english.periodName("2024", "us-fiscal")).isEqualTo("FY2024");
        assertThat(spanish.dimensionValue("drug", "fentanyl")).isEqualTo("Fentanilo");
        assertThat(spanish.dimensionValue("crime", "homicidio-doloso")).isEqualTo("homicidio doloso");
    }

    @Test
    void aPackedFont_isUnpacked_andABrokenOneRefused() throws IOException {
        byte[] plain = new byte[400];
        Arrays.fill(plain, (byte) 7);
        byte[] packed = new byte[100];
        int length;
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            length = deflater.deflate(packed);
        }
        ByteBuffer woff = ByteBuffer.allocate(64 + length);
        woff.putInt(0x774F4646)
                .putInt(0x00010000)
                .putInt(64 + length)
                .putShort((short) 1)
                .putShort((short) 0);
        woff.putInt(28 + plain.length);
        woff.position(44);
        woff.putInt(0x676C7966).putInt(64).putInt(length).putInt(plain.length).putInt(42);
        woff.put(packed, 0, length);
        byte[] font = Woff.unpack(woff.array());
        assertThat(ByteBuffer.wrap(font).getInt()).isEqualTo(0x00010000);
        assertThat(Arrays.copyOfRange(font, 28, font.length)).isEqualTo(plain);
        assertThatThrownBy(() -> Woff.unpack(new byte[60])).hasMessage("not a WOFF font");
        assertThatThrownBy(() -> Woff.unpack(woff.putInt(16, Woff.BYTES_MAX + 1).array()))
                .hasMessageContaining("at most " + Woff.BYTES_MAX);
        assertThatThrownBy(() -> Woff.unpack(
                        Arrays.copyOf(woff.putInt(16, 28 + plain.length).array(), 70)))
                .hasMessageContaining("outside its font");
    }

    @Test
    void whatIsWritten_isEscaped() {
        assertThat(new Html().line("p class=\"quiet\"", "<b> & \"ñ\"\u0000").toString())
                .isEqualTo("<p class=\"quiet\">&lt;b&gt; &amp; &quot;ñ&quot;</p>\n");
    }
}
