package puente.cli.report;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import puente.cli.NodeApi;
import puente.record.Language;

/** The report of one year, asked once and written in as many languages as are wanted: each with the same figures. */
public final class YearlyReport {
    /** Questions that are asked one after the other, for a progress bar. */
    public static final int STEPS = StoryFigure.story().size() + Topic.size() + 32;

    private final ReportData data;
    private final Fonts fonts;

    private YearlyReport(ReportData data, Fonts fonts) {
        this.data = data;
        this.fonts = fonts;
    }

    /**
     * Asks a node for everything.
     *
     * @param everyProgramme whether programmes are in it that are not everybody's; every page then carries the strictest label among them
     * @param step is called after each figure
     * @throws puente.record.ProblemException {@code cli.report.no-year}, {@code cli.report.no-figures}
     */
    public static YearlyReport ask(NodeApi api, int year, boolean everyProgramme, Runnable step)
            throws IOException, InterruptedException {
        return new YearlyReport(ReportData.ask(api, year, everyProgramme, step), Fonts.load());
    }

    /** The report as PDF in one language; the same bytes for the same answers. */
    public byte[] pdf(Language language) throws IOException {
        Words words = new Words(language);
        Map<String, Picture> drawings = new LinkedHashMap<>();
        String page = new ReportPage(data, words, drawings).write();
        return ReportPdf.of(page, drawings, words, fonts, Instant.parse(data.asOf()));
    }
}
