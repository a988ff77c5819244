package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import puente.cli.report.Intervals.Estimate;
import puente.cli.report.TopicAnswers.Compared;

/** Which of two series moves first, as the public pages say it: correlations by lag with their intervals, and the reading. */
final class ReportRelation {
    private final Words words;
    private final Html page;
    private final ReportFigures figures;

    ReportRelation(Words words, Html page, ReportFigures figures) {
        this.words = words;
        this.page = page;
        this.figures = figures;
    }

    void write(Compared compared) {
        JsonNode answer = compared.answer();
        JsonNode data = answer.path("data");
        String one = name(compared.relation().first(), answer.path("about").path(0));
        String other = name(compared.relation().second(), answer.path("about").path(1));
        String heading = data.hasNonNull("order")
                ? words.text("web.public.relation.order." + data.path("order").asText(), "one", one, "other", other)
                : words.text("web.public.relation.title", "one", one, "other", other);
        String reading =
                words.said(data.path("reading")).replace("{one}", quoted(one)).replace("{other}", quoted(other));
        page.raw("<div class=\"figure\">").line("h4", heading).line("p class=\"quiet\"", one + " · " + other);
        ReportFigures.invented(page, words, answer.path("synthetic").asBoolean());
        List<JsonNode> lags = new ArrayList<>();
        data.path("lags").forEach(lags::add);
        if (!lags.isEmpty()) {
            figures.intervals(
                    heading + ". " + reading,
                    new Intervals(
                            lags.stream()
                                    .map(each -> new Estimate(
                                            each.path("lag").asInt() % 3 == 0 ? lag(each) : "",
                                            each.path("lower").asDouble(),
                                            each.path("correlation").asDouble(),
                                            each.path("upper").asDouble(),
                                            each.path("seen").asBoolean()))
                                    .toList(),
                            false,
                            false));
            page.line(
                    "p class=\"small\"",
                    "− " + words.text("web.public.relation.second-first") + " · + "
                            + words.text("web.public.relation.first-first"));
            lags(
                    lags.stream()
                            .filter(each -> each.path("lag").asInt() % 3 == 0
                                    || each.path("seen").asBoolean())
                            .toList(),
                    step(data.path("period").asText()));
        }
        page.line("p class=\"note\"", reading);
        if (!data.path("converted").isEmpty()) {
            String series = data.path("converted")
                    .valueStream()
                    .map(each -> each.asText().equals("first") ? one : other)
                    .collect(Collectors.joining("; "));
            page.line(
                    "p class=\"small\"",
                    words.text(
                            "web.public.relation.converted",
                            "series",
                            series,
                            "as",
                            words.text("web.public.relation.as."
                                    + compared.relation().as())));
        }
        if (data.has("periods")) {
            page.line(
                    "p class=\"small\"",
                    words.text(
                            "web.public.relation.compared",
                            "periods",
                            data.path("periods").asText(),
                            "from",
                            words.date(data.path("from").asText()),
                            "to",
                            words.date(data.path("to").asText()),
                            "least",
                            two(data, "detectable")));
        }
        String sources = answer.path("about")
                .valueStream()
                .map(each -> words.said(each.path("source")))
                .distinct()
                .collect(Collectors.joining("; "));
        page.raw("<p class=\"small\"><b>")
                .text(words.text("web.indicators.source"))
                .raw("</b>: ")
                .text(sources)
                .raw("</p>\n");
        figures.fingerprint(answer, compared.address());
        page.raw("</div>");
    }

    /** Lags of a quarter of a year and those that can be told from nothing; the chart has them all. */
    private void lags(List<JsonNode> lags, String step) {
        page.raw("<table class=\"values\"><tr>")
                .line("th scope=\"row\"", words.text("web.public.relation.step", "step", step));
        lags.forEach(each -> page.line("th scope=\"col\"", lag(each)));
        page.raw("</tr>");
        for (String member : List.of("correlation", "lower", "upper")) {
            page.raw("<tr>").line("th scope=\"row\"", words.text("web.public.relation." + member));
            lags.forEach(each -> page.line("td", two(each, member)));
            page.raw("</tr>");
        }
        page.raw("</table>");
    }

    /** What a lag is counted in: twelve months ending move by months. */
    private String step(String period) {
        boolean isMonths = period.equals("month") || period.equals("rolling-12-months");
        return words.text("web.public.relation.as." + (isMonths ? "none" : period));
    }

    private static String lag(JsonNode each) {
        int lag = each.path("lag").asInt();
        return lag > 0 ? "+" + lag : String.valueOf(lag);
    }

    private static String two(JsonNode each, String member) {
        return String.format(Locale.ROOT, "%.2f", each.path(member).asDouble());
    }

    private String name(Topic.Side side, JsonNode about) {
        String what = words.said(about.path("name"));
        if (!side.dimensions().isEmpty()) {
            what += side.dimensions().entrySet().stream()
                    .map(each -> words.dimensionValue(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(", ", " (", ")"));
        }
        String named = what;
        return side.area().map(area -> named + ", " + words.area(area)).orElse(named);
    }

    private String quoted(String name) {
        return words.language() == puente.record.Language.ES ? "«" + name + "»" : "“" + name + "”";
    }
}
