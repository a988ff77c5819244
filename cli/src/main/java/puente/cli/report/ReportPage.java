package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import puente.cli.report.ReportData.Shown;

/** The report as a page of XHTML: cover, contents, what was shared, the ledgers, the figures, drug policy, rights, what is not known, and how to check all of it. */
final class ReportPage {
    private final ReportData data;
    private final Words words;
    private final ReportTables tables;
    private final ReportFigures figures;
    private final Html page = new Html();
    private final List<String> unknown = new ArrayList<>();

    /** @param drawings takes the charts, by the number that their place on the page names */
    ReportPage(ReportData data, Words words, Map<String, Picture> drawings) {
        this.data = data;
        this.words = words;
        this.figures = new ReportFigures(data.year(), words, page, drawings, unknown);
        this.tables = new ReportTables(data, words, page);
    }

    String write() {
        String title = words.text("cli.report.title", "year", data.year());
        Html whole = new Html();
        Html chapters = page;
        tables.shared();
        tables.ledgers();
        figures();
        ReportTopics topics = new ReportTopics(data.year(), words, page, figures, unknown);
        data.topics().forEach(topics::chapter);
        tables.changes();
        new ReportProgrammes(data, words, page).chapter(unknown);
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
        contents(whole, figures.findings());
        return whole.raw(chapters.toString()).raw("</body></html>").toString();
    }

    /** The chapters, in order. */
    enum Chapter {
        SHARED,
        LEDGERS,
        FIGURES,
        DRUGS,
        RIGHTS,
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

    private void figures() {
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
            figures.figure(shown);
            if (begins) {
                page.raw("</div>");
            }
            if (shown.beside() != null) {
                tables.beside(shown, ReportFigures.YEARS_COLUMNS);
            }
        }
    }

    static void chapter(Html html, Chapter chapter, Words words) {
        html.raw("<h2 class=\"chapter\" id=\"" + chapter.id() + "\">")
                .text(chapter.title(words))
                .raw("</h2>\n");
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
