package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.cli.report.Intervals.Estimate;
import puente.cli.report.ReportPage.Chapter;
import puente.cli.report.TopicAnswers.Answered;
import puente.cli.report.TopicAnswers.Table;

/** The chapters of drug policy and of rights: charts, whole tables with rates by area, and what no party has published. */
final class ReportTopics {
    private static final String HELD_BACK = "*";

    private final int year;
    private final Words words;
    private final Html page;
    private final ReportFigures figures;
    private final List<String> unknown;

    ReportTopics(int year, Words words, Html page, ReportFigures figures, List<String> unknown) {
        this.year = year;
        this.words = words;
        this.page = page;
        this.figures = figures;
        this.unknown = unknown;
    }

    void chapter(TopicAnswers answers) {
        String name = answers.topic().name();
        ReportPage.chapter(page, Chapter.valueOf(name.toUpperCase(Locale.ROOT)), words);
        page.line("p class=\"lead\"", words.text("web.public.lead." + name));
        answers.parts().forEach(this::part);
        List<String> awaited = answers.parts().stream()
                .flatMap(part -> part.awaited().stream())
                .map(about -> words.said(about.path("name")))
                .toList();
        if (!awaited.isEmpty()) {
            unknown.add(words.text(
                    "cli.report.unknown.awaited",
                    "chapter",
                    words.text("web.public." + name),
                    "count",
                    awaited.size(),
                    "names",
                    String.join("; ", awaited)));
        }
    }

    private void part(Answered answered) {
        String name = answered.part().name();
        page.line("h3 class=\"section\"", words.text("web.public.part." + name))
                .line("p", words.text("web.public.says." + name));
        answered.figures()
                .forEach(shown -> figures.number(shown.figure())
                        .ifPresentOrElse(number -> elsewhere(shown, number), () -> figures.figure(shown)));
        answered.tables().forEach(this::table);
        answered.relation().ifPresent(each -> new ReportRelation(words, page, figures).write(each));
        if (answered.part().relation().isPresent() && answered.relation().isEmpty()) {
            page.line("p", words.text("cli.report.relation.none"));
        }
        for (JsonNode about : answered.silent()) {
            String said =
                    words.text("cli.report.unknown.silent", "figure", words.said(about.path("name")), "year", year);
            page.line("p", said);
            unknown.add(said);
        }
        awaited(answered.awaited());
    }

    /** A figure that stands on another page is named here, and where it is. */
    private void elsewhere(ReportData.Shown shown, int number) {
        String title = figures.findings().get(number - 1);
        String link = "<a href=\"#figure-" + number + "\" title=\"" + Html.escaped(title) + "\">";
        page.raw("<table class=\"toc brief\"><tr><td>" + link)
                .text(title)
                .raw("</a><br/><span class=\"quiet\">")
                .text(Finding.of(shown.figure(), shown.series(), words).measure())
                .raw("</span></td><td class=\"page\">" + link + "</a></td></tr></table>\n");
    }

    // ── what nobody has published

    private void awaited(List<JsonNode> all) {
        if (all.isEmpty()) {
            return;
        }
        page.raw("<div class=\"channel\">")
                .line("h4", words.text("web.public.awaited"))
                .line("p class=\"quiet\"", words.text("web.public.awaited.text"))
                .raw("<table><thead><tr>")
                .line("th scope=\"col\"", words.text("cli.report.awaited.indicator"))
                .line("th scope=\"col\"", words.text("cli.report.awaited.agency"))
                .line("th scope=\"col\"", words.text("cli.report.awaited.how"))
                .raw("</tr></thead><tbody>");
        for (JsonNode about : all) {
            String parts = Stream.concat(
                            Stream.of(words.text("web.records.area")),
                            about.path("apart")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .filter(each -> !each.equals("area"))
                                    .map(words::dimension))
                    .collect(Collectors.joining(", "))
                    .toLowerCase(Locale.ROOT);
            page.raw("<tr>")
                    .line("th scope=\"row\"", words.said(about.path("name")))
                    .line("td", about.path("agency").asText())
                    .line(
                            "td",
                            words.text(
                                    "web.public.awaited.how",
                                    "unit",
                                    words.unit(about.path("unit").asText()),
                                    "parts",
                                    parts))
                    .raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }

    // ── whole tables

    private void table(Table asked) {
        JsonNode answer = asked.answer();
        JsonNode about = answer.path("about");
        String name = words.said(about.path("name"));
        Optional<JsonNode> newest = answer.path("data")
                .path("tables")
                .valueStream()
                .filter(each -> Finding.year(each.path("period").asText()) <= year)
                .max(Comparator.comparing(each -> each.path("period").asText()));
        if (newest.isEmpty()) {
            unknown.add(words.text("cli.report.unknown.silent", "figure", name, "year", year));
            page.line("p", words.text("cli.report.unknown.silent", "figure", name, "year", year));
            return;
        }
        JsonNode table = newest.get();
        String period = words.periodName(
                table.path("period").asText(), table.path("calendar").asText());
        if (Finding.year(table.path("period").asText()) != year) {
            unknown.add(words.text("cli.report.unknown.none", "figure", name, "year", year, "last", period));
        }
        String by = words.dimension(answer.path("data").path("by").asText()).toLowerCase(Locale.ROOT);
        page.raw("<div class=\"table\">")
                .line("h4", words.text("web.public.table.title", "name", name, "period", period))
                .line(
                        "p class=\"quiet\"",
                        words.unit(about.path("unit").asText()) + " · "
                                + words.text("web.public.table.measure", "by", by));
        ReportFigures.invented(
                page, words, answer.path("data").path("synthetic").asBoolean());
        if (table.path("rates").size() > 1) {
            rates(answer, table.path("rates"));
            page.line("h5", words.text("web.public.table.counts"));
        }
        counts(answer.path("data"), table, by);
        page.raw("<p class=\"small\"><b>")
                .text(words.text("web.indicators.source"))
                .raw("</b>: ")
                .text(words.said(about.path("source")))
                .raw("</p>\n")
                .line("p class=\"small\"", words.said(about.path("note")));
        figures.fingerprint(answer, asked.address());
        page.raw("</div>");
    }

    private void counts(JsonNode data, JsonNode table, String by) {
        String least = data.path("least").asText();
        List<String> parts =
                table.path("parts").valueStream().map(JsonNode::asText).toList();
        page.raw("<table><thead><tr>").line("th scope=\"col\"", words.text("web.records.area"));
        parts.forEach(part -> page.line(
                "th scope=\"col\" class=\"number\"",
                part.equals("unspecified")
                        ? words.text("web.public.table.unspecified")
                        : words.dimensionValue(data.path("by").asText(), part)));
        page.line("th scope=\"col\" class=\"number\"", words.text("web.public.together"))
                .raw("</tr></thead><tbody>");
        for (JsonNode row : table.path("rows")) {
            counts(words.area(row.path("area").asText()), parts, row.path("counts"), row.path("all"));
        }
        counts(words.text("web.public.together"), parts, table.path("sums"), table.path("all"));
        page.raw("</tbody></table>")
                .line("p class=\"small\"", words.text("web.public.table.why", "least", least, "by", by));
    }

    private void counts(String name, List<String> parts, JsonNode counts, JsonNode all) {
        page.raw("<tr>").line("th scope=\"row\"", name);
        parts.forEach(part -> page.line("td class=\"number\"", count(counts.path(part))));
        page.line("td class=\"number\"", count(all)).raw("</tr>");
    }

    private String count(JsonNode count) {
        return count.isMissingNode() ? HELD_BACK : words.number(count.asLong());
    }

    private void rates(JsonNode answer, JsonNode rates) {
        JsonNode exposure = answer.path("exposure");
        List<String> apart = rates.valueStream()
                .filter(ReportTopics::isApart)
                .map(each -> words.area(each.path("area").asText()) + " (" + verdict(each) + ")")
                .toList();
        String reading = apart.isEmpty()
                ? words.text("web.public.table.none", "count", rates.size())
                : words.text("web.public.table.some", "areas", String.join(", ", apart), "count", rates.size());
        page.line("h5", words.text("web.public.table.rates", "by", words.said(exposure.path("name"))))
                .line("p class=\"note\"", reading + " " + words.text("web.public.table.not"));
        List<Estimate> estimates = rates.valueStream()
                .map(each -> new Estimate(
                        words.area(each.path("area").asText()),
                        each.path("ratioLower").asDouble(),
                        each.path("ratio").asDouble(),
                        upper(each),
                        isApart(each)))
                .toList();
        figures.intervals(reading, new Intervals(estimates, true, true));
        String per = words.text(
                "web.public.table.per",
                "unit",
                words.unit(answer.path("about").path("unit").asText()),
                "per",
                words.number(answer.path("data").path("exposure").path("per").asLong()),
                "by",
                words.unit(exposure.path("unit").asText()));
        page.raw("<table><thead><tr>").line("th scope=\"col\"", words.text("web.records.area"));
        for (String head : List.of(
                per,
                words.text("web.public.table.interval"),
                words.text("web.public.table.ratio"),
                words.text("web.public.table.together"))) {
            page.line("th scope=\"col\" class=\"wide\"", head);
        }
        page.line("th scope=\"col\"", words.text("web.public.table.says")).raw("</tr></thead><tbody>");
        for (JsonNode each : rates) {
            page.raw("<tr>")
                    .line("th scope=\"row\"", words.area(each.path("area").asText()));
            for (String cell : List.of(
                    decimal(each, "rate"),
                    decimal(each, "lower") + " – " + decimal(each, "upper"),
                    "× " + decimal(each, "ratio"),
                    decimal(each, "ratioLower") + " – "
                            + (Double.isFinite(upper(each)) ? decimal(each, "ratioUpper") : "…"))) {
                page.line("td class=\"number\"", cell);
            }
            page.line("td", verdict(each)).raw("</tr>");
        }
        page.raw("</tbody></table>");
    }

    private static boolean isApart(JsonNode rate) {
        return !rate.path("verdict").asText().equals("cannot-tell");
    }

    private static double upper(JsonNode rate) {
        return rate.path("ratioUpper").asText().equals("unbounded")
                ? Double.POSITIVE_INFINITY
                : rate.path("ratioUpper").asDouble();
    }

    private String verdict(JsonNode rate) {
        return words.text("web.public.table.verdict." + rate.path("verdict").asText());
    }

    private String decimal(JsonNode rate, String member) {
        double value = rate.path(member).asDouble();
        double size = Math.abs(value);
        return words.decimals(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
    }
}
