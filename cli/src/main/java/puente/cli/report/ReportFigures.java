package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.cli.report.ReportData.Shown;
import puente.cli.report.StoryFigure.Length;

/** Charts as the report has them, numbered in the order in which they stand, and what each does not say of the year. */
final class ReportFigures {
    /** Columns of the table under a chart: the newest periods. */
    private static final int COLUMNS = 12;

    static final int YEARS_COLUMNS = 8;

    private final int year;
    private final Words words;
    private final Html page;
    private final Map<String, Picture> drawings;
    private final List<String> unknown;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int pictures;

    /**
     * Figures on a page.
     *
     * @param drawings takes the charts, by the number that their place on the page names
     * @param unknown takes what figures do not say
     */
    ReportFigures(int year, Words words, Html page, Map<String, Picture> drawings, List<String> unknown) {
        this.year = year;
        this.words = words;
        this.page = page;
        this.drawings = drawings;
        this.unknown = unknown;
    }

    /** Each figure's title, in the order of their numbers. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** The number of a figure that stands already, so that none is printed twice. */
    Optional<Integer> number(StoryFigure figure) {
        return Optional.ofNullable(numbers.get(figure.address()));
    }

    /** A picture with its alternative text. */
    void picture(String id, String style, String said, Picture picture) {
        drawings.put(id, picture);
        page.raw("<object " + style + " type=\"" + ReportPdf.CHART + "\" data=\"" + id + "\" alt=\"")
                .text(said)
                .raw("\"></object>\n");
    }

    /** Estimates with their intervals as a picture, as high as they need. */
    void intervals(String said, Intervals intervals) {
        double points =
                intervals.isRows() ? intervals.estimates().size() * IntervalPainter.ROW + IntervalPainter.FOOT : 150;
        picture(
                "intervals-" + ++pictures,
                "class=\"chart\" style=\"height: " + Math.round(points) + "pt\"",
                said,
                intervals);
    }

    /** What an answer is cited by, and where it was asked for. */
    void fingerprint(JsonNode answer, String address) {
        page.raw("<p class=\"small hash\">")
                .text(words.text("cli.report.fingerprint") + " "
                        + answer.path("fingerprint").asText())
                .raw("<br/>")
                .text("GET " + address)
                .raw("</p>");
    }

    /** Says of figures that somebody made up that they are. */
    static void invented(Html page, Words words, boolean isSynthetic) {
        if (isSynthetic) {
            page.raw("<p class=\"small\"><b>")
                    .text(words.text("web.public.invented"))
                    .raw("</b> ")
                    .text(words.text("web.public.invented.text"))
                    .raw("</p>\n");
        }
    }

    /** One chart with its finding, table, source, uncertainty and fingerprint. */
    void figure(Shown shown) {
        int number = findings.size() + 1;
        Finding finding = Finding.of(shown.figure(), shown.series(), words);
        List<JsonNode> found = new ArrayList<>();
        if (shown.changes() != null) {
            shown.changes().path("data").path("changes").forEach(found::add);
        }
        Optional<JsonNode> last = found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
        String title = finding.title(last);
        findings.add(title);
        numbers.put(shown.figure().address(), number);
        boolean isShort = !shown.figure().length().isMonthly();
        page.raw("<div class=\"figure\">")
                .raw("<h4 id=\"figure-" + number + "\">")
                .text(title)
                .raw("</h4>\n")
                .line("p class=\"quiet\"", finding.measure());
        invented(page, words, shown.series().path("synthetic").asBoolean());
        picture(
                "chart-" + number,
                isShort ? "class=\"chart short\"" : "class=\"chart\"",
                title + ". " + finding.sentence(),
                Drawing.of(
                        finding,
                        year,
                        expected(shown),
                        found.stream()
                                .map(each -> each.path("detected").asText())
                                .toList()));
        table(finding);
        if (finding.rows().stream().anyMatch(finding::isIncomplete)) {
            page.line(
                    "p class=\"small\"",
                    words.text(shown.figure().hasUnsettled() ? "web.public.unsettled" : "web.indicators.incomplete"));
        }
        source(shown, finding);
        page.raw("</div>");
        missing(finding);
    }

    private Map<String, Drawing.Expected> expected(Shown shown) {
        Map<String, Drawing.Expected> expected = new HashMap<>();
        if (shown.forecast() != null) {
            shown.forecast()
                    .path("data")
                    .path("forecast")
                    .forEach(each -> expected.put(
                            each.path("period").asText(),
                            new Drawing.Expected(
                                    each.path("mean").asDouble(),
                                    each.path("lower").asDouble(),
                                    each.path("upper").asDouble())));
        }
        return expected;
    }

    private void table(Finding finding) {
        int most = finding.figure().length().isMonthly() ? COLUMNS : YEARS_COLUMNS;
        List<JsonNode> rows = finding.rows()
                .subList(
                        Math.max(0, finding.rows().size() - most),
                        finding.rows().size());
        page.raw("<table class=\"values\"><tr>").line("th scope=\"row\"", words.text("web.indicators.period"));
        for (JsonNode row : rows) {
            String name = words.shortName(
                    row.path("period").asText(), row.path("calendar").asText());
            page.line("th scope=\"col\"", name + (finding.isIncomplete(row) ? "*" : ""));
        }
        page.raw("</tr><tr>").line("th scope=\"row\"", finding.unit());
        for (JsonNode row : rows) {
            page.line("td", finding.value(row).map(words::number).orElse("–"));
        }
        page.raw("</tr></table>");
    }

    private void source(Shown shown, Finding finding) {
        JsonNode about = finding.about();
        JsonNode last = finding.rows().getLast();
        String until = last.path(last.has("until") ? "until" : "to").asText();
        page.raw("<p class=\"small\"><b>")
                .text(words.text("web.indicators.source"))
                .raw("</b>: ")
                .text(words.said(about.path("source")) + " · "
                        + words.text("web.indicators.until", "date", words.date(until)));
        if (shown.series().hasNonNull("lastUpdate")) {
            page.text(" · "
                    + words.text(
                            "web.indicators.updated",
                            "at",
                            words.instant(shown.series().path("lastUpdate").asText())));
        }
        page.raw("</p>\n").line("p class=\"small\"", words.said(about.path("note")));
        page.raw("<p class=\"small\"><b>")
                .text(words.text("cli.report.uncertainty"))
                .raw("</b>: ")
                .text(uncertainty(shown))
                .raw("</p>\n");
        fingerprint(shown.series(), shown.address());
    }

    private String uncertainty(Shown shown) {
        if (shown.forecast() == null) {
            return words.text(shown.figure().level() ? "cli.report.uncertainty.level" : "cli.report.uncertainty.sum");
        }
        JsonNode forecast = shown.forecast().path("data");
        if (forecast.has("refused")) {
            return words.said(forecast.path("refused").path("text"));
        }
        String beside =
                words.text("web.public.naive." + (shown.figure().length() == Length.ROLLING ? "rolling" : "month"));
        String text = words.text("cli.report.uncertainty.band") + " "
                + words.text(
                        "web.public.forecast.text",
                        "origins",
                        forecast.path("origins").asText(),
                        "error",
                        words.decimals(forecast.path("error").asDouble(), 1),
                        "naive",
                        words.decimals(forecast.path("seasonalNaiveError").asDouble(), 1),
                        "unit",
                        words.unit(shown.series().path("about").path("unit").asText()),
                        "beside",
                        beside);
        JsonNode score = forecast.path("logScore");
        return score.isMissingNode()
                ? text + " " + words.text("web.public.forecast.unscored")
                : text + " "
                        + words.text(
                                score.path("beatsOrEquals").asBoolean()
                                        ? "web.public.forecast.beats"
                                        : "web.public.forecast.worse",
                                "score",
                                words.decimals(score.path("score").asDouble(), 2),
                                "naive",
                                words.decimals(score.path("seasonalNaive").asDouble(), 2),
                                "origins",
                                score.path("origins").asText(),
                                "coverage",
                                words.decimals(score.path("coverage").asDouble(), 0));
    }

    /** What a figure does not say of the year, for the chapter that says so. */
    private void missing(Finding finding) {
        List<JsonNode> ofYear = finding.rows().stream()
                .filter(each -> Finding.year(each.path("period").asText()) == year)
                .toList();
        int wanted = finding.figure().length().inYear();
        String name = finding.subject() + " (" + finding.measure() + ")";
        if (ofYear.isEmpty()) {
            unknown.add(words.text(
                    "cli.report.unknown.none",
                    "figure",
                    name,
                    "year",
                    year,
                    "last",
                    finding.period(finding.rows().getLast())));
        } else if (ofYear.size() < wanted) {
            unknown.add(words.text(
                    "cli.report.unknown.months", "figure", name, "year", year, "months", ofYear.size() * 12 / wanted));
        } else if (ofYear.stream().anyMatch(finding::isIncomplete)) {
            unknown.add(words.text("cli.report.unknown.incomplete", "figure", name, "year", year));
        }
    }
}
