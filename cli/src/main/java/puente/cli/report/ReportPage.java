package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import puente.cli.report.ReportData.Shown;
import puente.cli.report.StoryFigure.Length;

/** The report as a page of XHTML: cover, contents, what was shared, the ledgers, the figures, what is not known, and how to check all of it. */
final class ReportPage {
    /** Columns of the table under a chart: the newest periods. */
    private static final int COLUMNS = 12;

    private static final int YEARS_COLUMNS = 8;

    private final ReportData data;
    private final Words words;
    private final Map<String, Drawing> drawings;
    private final ReportTables tables;
    private final Html page = new Html();
    private final List<String> unknown = new ArrayList<>();

    /** @param drawings takes the charts, by the number that their place on the page names */
    ReportPage(ReportData data, Words words, Map<String, Drawing> drawings) {
        this.data = data;
        this.words = words;
        this.drawings = drawings;
        this.tables = new ReportTables(data, words, page);
    }

    String write() {
        String title = words.text("cli.report.title", "year", data.year());
        Html whole = new Html();
        Html chapters = page;
        List<String> findings = new ArrayList<>();
        tables.shared();
        tables.ledgers();
        figures(findings);
        tables.changes();
        tables.programmes(unknown);
        unknown();
        tables.check();
        whole.raw("<html lang=\"" + words.language().tag() + "\"><head>")
                .line("title", title)
                .raw("<meta name=\"subject\" content=\"" + Html.escaped(title) + "\"/>")
                .raw("<meta name=\"description\" content=\"" + Html.escaped(words.text("cli.report.lead")) + "\"/>")
                .raw("<meta name=\"author\" content=\"Puente\"/><style>")
                .raw(style(title))
                .raw("</style><bookmarks>");
        for (Chapter each : Chapter.values()) {
            whole.raw("<bookmark name=\"" + Html.escaped(each.title(words)) + "\" href=\"#" + each.id() + "\"/>");
        }
        whole.raw("</bookmarks></head><body>");
        cover(whole, title);
        contents(whole, findings);
        return whole.raw(chapters.toString()).raw("</body></html>").toString();
    }

    /** The chapters, in order. */
    enum Chapter {
        SHARED,
        LEDGERS,
        FIGURES,
        CHANGES,
        PROGRAMMES,
        UNKNOWN,
        CHECK;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title(Words words) {
            return words.text("cli.report.chapter." + id());
        }
    }

    private void cover(Html html, String title) {
        JsonNode agreement = data.ledger().path("agreement");
        List<String> parties = parties();
        html.raw("<div class=\"cover\"><table class=\"band\"><tr>");
        parties.forEach(party -> html.raw("<td class=\"" + party + "\"></td>"));
        html.raw("</tr></table>")
                .line("p class=\"brand\"", "Puente")
                .line("h1", title)
                .line(
                        "p class=\"parties\"",
                        String.join(" · ", parties.stream().map(words::country).toList()))
                .line("p class=\"lead\"", words.text("cli.report.lead"));
        html.raw("<table class=\"terms\">");
        if (!agreement.isMissingNode()) {
            term(
                    html,
                    words.text("cli.report.agreement"),
                    words.text(
                            "cli.report.agreement.version",
                            "title",
                            words.said(agreement.path("title")),
                            "version",
                            agreement.path("version").asText()));
            html.raw("<tr>")
                    .line("th scope=\"row\"", words.text("cli.report.agreement.hash"))
                    .raw("<td class=\"hash\">")
                    .text(agreement.path("hash").asText())
                    .raw("</td></tr>");
        }
        term(html, words.text("cli.report.as-of"), words.instant(data.asOf()));
        term(html, words.text("cli.report.node"), data.ledger().path("node").asText() + " · " + data.node());
        term(html, words.text("cli.report.label"), "TLP:" + data.label());
        html.raw("</table></div>");
    }

    private static void term(Html html, String name, String value) {
        html.raw("<tr>").line("th scope=\"row\"", name).line("td", value).raw("</tr>");
    }

    private List<String> parties() {
        return data.ledger()
                .path("channels")
                .valueStream()
                .flatMap(each ->
                        java.util.Arrays.stream(each.path("channel").asText().split("/")))
                .distinct()
                .sorted()
                .toList();
    }

    private void contents(Html html, List<String> findings) {
        html.line("h2", words.text("cli.report.contents")).raw("<table class=\"toc\">");
        for (Chapter each : Chapter.values()) {
            entry(html, each.id(), each.title(words));
        }
        html.raw("</table>")
                .line("h2", words.text("cli.report.brief", "year", data.year()))
                .raw("<table class=\"brief\">");
        for (int at = 0; at < findings.size(); at++) {
            entry(html, "figure-" + (at + 1), findings.get(at));
        }
        html.raw("</table>");
    }

    private static void entry(Html html, String id, String name) {
        String link = "<a href=\"#" + id + "\" title=\"" + Html.escaped(name) + "\">";
        html.raw("<tr><td>" + link).text(name).raw("</a></td><td class=\"page\">" + link + "</a></td></tr>");
    }

    // ── figures

    private void figures(List<String> findings) {
        chapter(page, Chapter.FIGURES, words);
        page.line("p class=\"lead\"", words.text("cli.report.figures.lead"));
        String section = "";
        for (Shown shown : data.figures()) {
            boolean begins = !shown.figure().section().equals(section);
            if (begins) {
                section = shown.figure().section();
                page.raw("<div class=\"group\">")
                        .line("h3 class=\"section\"", words.text("web.public.section." + section))
                        .line("p", words.text("web.public.text." + section));
            }
            findings.add(figure(shown, findings.size() + 1));
            if (begins) {
                page.raw("</div>");
            }
            if (shown.beside() != null) {
                tables.beside(shown, YEARS_COLUMNS);
            }
        }
    }

    static void chapter(Html html, Chapter chapter, Words words) {
        html.raw("<h2 class=\"chapter\" id=\"" + chapter.id() + "\">")
                .text(chapter.title(words))
                .raw("</h2>\n");
    }

    private String figure(Shown shown, int number) {
        Finding finding = Finding.of(shown.figure(), shown.series(), words);
        List<JsonNode> found = new ArrayList<>();
        if (shown.changes() != null) {
            shown.changes().path("data").path("changes").forEach(found::add);
        }
        Optional<JsonNode> last = found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
        String title = finding.title(last);
        Map<String, Drawing.Expected> forecast = expected(shown);
        String id = "chart-" + number;
        drawings.put(
                id,
                Drawing.of(
                        finding,
                        data.year(),
                        forecast,
                        found.stream()
                                .map(each -> each.path("detected").asText())
                                .toList()));
        boolean isShort = shown.figure().length().isYear();
        page.raw("<div class=\"figure\">")
                .raw("<h4 id=\"figure-" + number + "\">")
                .text(title)
                .raw("</h4>\n")
                .line("p class=\"quiet\"", finding.measure())
                .raw("<object class=\"" + (isShort ? "chart short" : "chart") + "\" type=\"" + ReportPdf.CHART
                        + "\" data=\"" + id + "\" alt=\"")
                .text(title + ". " + finding.sentence())
                .raw("\"></object>\n");
        table(finding);
        if (finding.rows().stream().anyMatch(finding::isIncomplete)) {
            page.line(
                    "p class=\"small\"",
                    words.text(
                            shown.figure().settled().isPresent()
                                    ? "web.public.unsettled"
                                    : "web.indicators.incomplete"));
        }
        source(shown, finding);
        page.raw("</div>");
        missing(finding, title);
        return title;
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
        int most = finding.figure().length().isYear() ? YEARS_COLUMNS : COLUMNS;
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
        page.raw("<p class=\"small hash\">")
                .text(words.text("cli.report.fingerprint") + " ")
                .text(shown.series().path("fingerprint").asText())
                .raw("<br/>")
                .text("GET " + shown.address())
                .raw("</p>");
    }

    private String uncertainty(Shown shown) {
        if (shown.forecast() == null) {
            return words.text("cli.report.uncertainty.sum");
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
    private void missing(Finding finding, String title) {
        List<JsonNode> ofYear = finding.rows().stream()
                .filter(each -> Finding.year(each.path("period").asText()) == data.year())
                .toList();
        int wanted = finding.figure().length().isYear() ? 1 : 12;
        String name = finding.subject() + " (" + finding.measure() + ")";
        if (ofYear.isEmpty()) {
            unknown.add(words.text(
                    "cli.report.unknown.none",
                    "figure",
                    name,
                    "year",
                    data.year(),
                    "last",
                    finding.period(finding.rows().getLast())));
        } else if (ofYear.size() < wanted) {
            unknown.add(words.text(
                    "cli.report.unknown.months", "figure", name, "year", data.year(), "months", ofYear.size()));
        } else if (ofYear.stream().anyMatch(finding::isIncomplete)) {
            unknown.add(words.text("cli.report.unknown.incomplete", "figure", name, "year", data.year()));
        }
    }

    private void unknown() {
        chapter(page, Chapter.UNKNOWN, words);
        page.line("p", words.text("cli.report.unknown.lead")).raw("<ul>");
        unknown.forEach(each -> page.line("li", each));
        for (String each : List.of("counts", "why", "missing-persons", "cause")) {
            page.line(
                    "li",
                    words.text(
                            "cli.report.unknown." + each,
                            "least",
                            data.ledger().path("least").asText(),
                            "batch",
                            data.ledger().path("batch").asText()));
        }
        page.raw("</ul>");
    }

    private String style(String title) {
        return ReportStyle.CSS
                .replace("%foot%", quoted(title + " · TLP:" + data.label()))
                .replace("%head%", quoted(words.text("cli.report.head")));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "").replace("\"", "'").replace("<", "") + "\"";
    }
}
