package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.cli.report.ReportData.Checkpoint;
import puente.cli.report.ReportData.Shown;
import puente.cli.report.ReportData.Watched;
import puente.cli.report.ReportPage.Chapter;

/** The chapters that are tables: counts of the ledgers, their signed states, changes, stages of money, and how to check. */
final class ReportTables {
    /** Keys longer than this (ML-DSA) are fetched, not typed in from paper. */
    private static final int TYPED_MAX = 120;

    /** The simulated years are 4,000: a smaller chance cannot be told. */
    private static final double CHANCE_MIN = 1.0 / 4001;

    private final ReportData data;
    private final Words words;
    private final Html page;

    ReportTables(ReportData data, Words words, Html page) {
        this.data = data;
        this.words = words;
        this.page = page;
    }

    private void chapter(Chapter chapter) {
        ReportPage.chapter(page, chapter, words);
    }

    private void row(String... cells) {
        page.raw("<tr>").line("th scope=\"row\"", cells[0]);
        for (int at = 1; at < cells.length; at++) {
            page.line("td class=\"number\"", cells[at]);
        }
        page.raw("</tr>");
    }

    private void heads(String... names) {
        page.raw("<thead><tr>");
        for (int at = 0; at < names.length; at++) {
            page.line(at == 0 ? "th scope=\"col\"" : "th scope=\"col\" class=\"number\"", names[at]);
        }
        page.raw("</tr></thead>");
    }

    // ── what was shared

    void shared() {
        chapter(Chapter.SHARED);
        page.line("p class=\"lead\"", words.text("cli.report.shared.lead", "year", data.year()));
        for (JsonNode channel : data.ledger().path("channels")) {
            String[] ends = channel.path("channel").asText().split("/");
            page.raw("<div class=\"channel\"><h3><span class=\"mark " + ends[0] + "\"></span>")
                    .text(words.text(
                            "cli.report.direction", "from", words.country(ends[0]), "to", words.country(ends[1])))
                    .raw("</h3>\n");
            Optional<JsonNode> ofYear = channel.path("years")
                    .valueStream()
                    .filter(each -> each.path("year").asInt() == data.year())
                    .findFirst();
            page.line("p", counted(channel, ofYear));
            if (ofYear.isPresent()) {
                JsonNode counts = ofYear.get();
                page.raw("<table class=\"cols\"><tbody><tr><td>");
                counts("web.public.check.types", counts.path("types"), name -> words.text("web.public.type." + name));
                page.raw("</td><td>");
                counts("web.public.check.kinds", counts.path("kinds"), words::kind);
                counts("web.public.check.purposes", counts.path("purposes"), name -> name);
                counts("web.public.check.clauses", counts.path("clauses"), name -> name);
                page.raw("</td></tr></tbody></table>");
            }
            page.raw("</div>");
        }
        page.line("h3", words.text("web.public.check.small"))
                .line(
                        "p",
                        words.text(
                                "web.public.check.small.text",
                                "least",
                                data.ledger().path("least").asText(),
                                "batch",
                                data.ledger().path("batch").asText()));
    }

    /** How much was counted of the year; where nothing was, of which years there are counts. */
    private String counted(JsonNode channel, Optional<JsonNode> ofYear) {
        if (ofYear.isPresent()) {
            return words.text(
                    "cli.report.shared.counted",
                    "counted",
                    words.number(ofYear.get().path("counted").asLong()),
                    "year",
                    data.year());
        }
        String batch = data.ledger().path("batch").asText();
        String years = channel.path("years")
                .valueStream()
                .map(each -> each.path("year").asText())
                .collect(java.util.stream.Collectors.joining(", "));
        return years.isEmpty()
                ? words.text("web.public.check.short", "batch", batch)
                : words.text("cli.report.shared.other", "year", data.year(), "batch", batch, "years", years);
    }

    private void counts(String title, JsonNode list, java.util.function.UnaryOperator<String> name) {
        String least = data.ledger().path("least").asText();
        page.raw("<table>");
        heads(words.text(title), "");
        page.raw("<tbody>");
        if (list.isEmpty()) {
            row(words.text("web.public.check.few", "least", least), "");
        }
        for (JsonNode each : list) {
            String label = each.has("title")
                    ? words.said(each.path("title"))
                    : name.apply(each.path("name").asText());
            row(
                    label,
                    each.has("count")
                            ? words.number(each.path("count").asLong())
                            : words.text("web.public.check.below", "least", least));
        }
        page.raw("</tbody></table>");
    }

    // ── the ledgers

    void ledgers() {
        chapter(Chapter.LEDGERS);
        page.line("p class=\"lead\"", words.text("web.public.check.lead"))
                .line("p", words.text("cli.report.ledgers.how"));
        for (JsonNode channel : data.ledger().path("channels")) {
            String name = channel.path("channel").asText();
            page.raw("<div class=\"channel\">")
                    .line("h3", words.text("cli.report.ledger", "channel", name))
                    .raw("<table class=\"terms\">");
            term(
                    "cli.report.state",
                    words.text(
                            channel.path("stopped").asBoolean()
                                    ? "web.public.check.stopped"
                                    : "web.public.check.runs"));
            term("web.channel.cosigned", words.number(channel.path("cosigned").asLong()));
            if (channel.hasNonNull("lastReceiptAt")) {
                term(
                        "cli.report.receipt",
                        words.instant(channel.path("lastReceiptAt").asText()));
            }
            data.checkpoints().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .ifPresent(this::checkpoint);
            page.raw("</table></div>");
        }
        JsonNode journal = data.ledger().path("journal");
        page.raw("<div class=\"channel\">")
                .line("h3", words.text("web.ledger.journal"))
                .line(
                        "p",
                        words.text(
                                "web.public.check.journal",
                                "size",
                                words.number(journal.path("size").asLong()),
                                "witnessed",
                                words.number(journal.path("witnessed").asLong())))
                .raw("<table class=\"terms\">");
        data.checkpoints().stream()
                .filter(each -> each.name().equals("journal"))
                .findFirst()
                .ifPresent(this::checkpoint);
        page.raw("</table></div>");
    }

    private void term(String code, String value) {
        page.raw("<tr>")
                .line("th scope=\"row\"", words.text(code))
                .line("td", value)
                .raw("</tr>");
    }

    private void checkpoint(Checkpoint checkpoint) {
        term("cli.report.origin", checkpoint.origin());
        term("cli.report.size", words.number(checkpoint.size()));
        page.raw("<tr>")
                .line("th scope=\"row\"", words.text("cli.report.root"))
                .raw("<td class=\"hash\"><b>")
                .text(checkpoint.root())
                .raw("</b></td></tr>");
        term("cli.report.signers", String.join(", ", checkpoint.signers()));
    }

    // ── changes

    void changes() {
        chapter(Chapter.CHANGES);
        Optional<JsonNode> first = data.watched().stream()
                .map(Watched::answer)
                .map(each -> each.path("data"))
                .filter(each -> each.has("watchedFrom"))
                .findFirst();
        if (first.isEmpty()) {
            page.line("p", words.text("cli.report.changes.none-watched"));
            return;
        }
        page.line(
                "p",
                words.text(
                        "web.public.change.rate",
                        "from",
                        words.month(first.get().path("watchedFrom").asText()),
                        "watched",
                        first.get().path("watched").asText(),
                        "percent",
                        words.number(first.get().path("falseAlarms").asText())));
        page.raw("<table>");
        heads(
                words.text("web.records.area"),
                words.text("cli.report.changes.since"),
                words.text("cli.report.changes.detected"),
                words.text("cli.report.changes.value"),
                words.text("cli.report.changes.expected"),
                words.text("cli.report.changes.ratio"),
                words.text("cli.report.changes.chance"));
        page.raw("<tbody>");
        List<String> still = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int found = 0;
        for (Watched each : data.watched()) {
            List<JsonNode> ofYear = each.answer()
                    .path("data")
                    .path("changes")
                    .valueStream()
                    .filter(change -> Finding.year(change.path("detected").asText()) == data.year())
                    .toList();
            if (each.answer().path("data").has("refused")) {
                refused.add(words.area(each.area()));
            } else if (ofYear.isEmpty()) {
                still.add(words.area(each.area()));
            }
            ofYear.forEach(change -> change(each.area(), change));
            found += ofYear.size();
        }
        if (found == 0) {
            row(words.text("cli.report.changes.none", "year", data.year()), "", "", "", "", "", "");
        }
        page.raw("</tbody></table>");
        if (!still.isEmpty()) {
            page.line(
                    "p",
                    words.text("cli.report.changes.still", "year", data.year(), "areas", String.join(", ", still)));
        }
        if (!refused.isEmpty()) {
            page.line("p", words.text("cli.report.changes.refused", "areas", String.join(", ", refused)));
        }
        page.line("p class=\"note\"", words.text("web.public.compare.not"));
    }

    private void change(String area, JsonNode change) {
        double chance = change.path("probability").asDouble();
        row(
                words.area(area),
                words.month(change.path("since").asText()),
                words.month(change.path("detected").asText()),
                words.number(change.path("value").asText()),
                words.whole(change.path("expected").asText()),
                "× " + words.decimals(change.path("ratio").asDouble(), 2),
                chance <= CHANCE_MIN + 1e-9 ? "< 1 / 4,000" : "1 / " + words.number(Math.round(1 / chance)));
    }

    // ── stages, drugs and modes side by side

    void beside(Shown shown, int columns) {
        JsonNode answer = shown.beside() == null ? shown.series() : shown.beside();
        String dimension = shown.figure().beside().orElseThrow();
        Finding all = Finding.of(shown.figure(), answer, words);
        TreeSet<String> periods = new TreeSet<>();
        Map<String, Map<String, JsonNode>> values = new TreeMap<>();
        all.rows().forEach(row -> {
            periods.add(row.path("period").asText());
            values.computeIfAbsent(row.path("dimensions").path(dimension).asText(), name -> new TreeMap<>())
                    .put(row.path("period").asText(), row);
        });
        List<String> newest = List.copyOf(periods).subList(Math.max(0, periods.size() - columns), periods.size());
        page.raw("<div class=\"figure\">")
                .line(
                        "h4",
                        words.text(
                                "web.public.beside",
                                "dimension",
                                words.dimension(dimension).toLowerCase(java.util.Locale.ROOT),
                                "unit",
                                words.unit(answer.path("about").path("unit").asText())))
                .line("p class=\"quiet\"", words.text("web.public.beside.text"))
                .raw("<table class=\"values\"><thead><tr>")
                .line("th scope=\"col\"", words.dimension(dimension));
        newest.forEach(each -> page.line(
                "th scope=\"col\"",
                words.periodName(each, shown.figure().length().code())));
        page.raw("</tr></thead><tbody>");
        values.forEach((value, rows) -> {
            page.raw("<tr>").line("th scope=\"row\"", words.dimensionValue(dimension, value));
            newest.forEach(period -> page.line(
                    "td",
                    Optional.ofNullable(rows.get(period))
                            .map(row -> words.rounded(row.path("value").asText()) + (all.isIncomplete(row) ? "*" : ""))
                            .orElse("–")));
            page.raw("</tr>");
        });
        page.raw("</tbody></table><p class=\"small hash\">")
                .text(words.text("cli.report.fingerprint") + " "
                        + answer.path("fingerprint").asText())
                .raw("</p></div>");
    }

    // ── how to check

    void check() {
        chapter(Chapter.CHECK);
        String node = data.node().replaceAll("/$", "");
        page.line("p", words.text("cli.report.check.figure"))
                .line(
                        "pre",
                        "curl -s '" + node
                                + (data.figures().isEmpty()
                                        ? ""
                                        : data.figures().getFirst().address()) + "' | jq -jcS .data | sha256sum")
                .line("p", words.text("cli.report.check.ledger"))
                .line(
                        "pre",
                        "curl -s " + node + "/api/v1/keys > keys\n./puente log verify " + node + "/channels/"
                                + data.ledger()
                                        .path("channels")
                                        .path(0)
                                        .path("channel")
                                        .asText() + " --key keys")
                .line("p", words.text("cli.report.check.page", "address", node + "/public/check"))
                .line("h3", words.text("cli.report.check.keys"));
        data.keys().stream()
                .filter(each -> each.length() <= TYPED_MAX)
                .forEach(each -> page.line("p class=\"hash\"", each));
        page.line("p class=\"small\"", words.text("cli.report.check.more"));
    }
}
