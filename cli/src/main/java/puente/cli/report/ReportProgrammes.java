package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import puente.cli.report.ReportPage.Chapter;

/** The chapter of programmes: what they cost by each party's book, their contracts, what they delivered, and what was registered and came of it. */
final class ReportProgrammes {
    private final ReportData data;
    private final Words words;
    private final Html page;

    ReportProgrammes(ReportData data, Words words, Html page) {
        this.data = data;
        this.words = words;
        this.page = page;
    }

    void chapter(List<String> unknown) {
        ReportPage.chapter(page, Chapter.PROGRAMMES, words);
        page.line("p class=\"lead\"", words.text("web.programmes.lead"));
        if (data.hidden().isEmpty()) {
            unknown.add(words.text("cli.report.programmes.closed"));
        } else if (data.hidden().get() > 0) {
            unknown.add(words.text(
                    "cli.report.programmes.hidden", "count", data.hidden().get()));
        }
        if (data.programmes().isEmpty()) {
            page.line("p", words.text("cli.report.programmes.none"));
        }
        for (JsonNode programme : data.programmes()) {
            JsonNode record = programme.path("record");
            page.line("h3", inLanguage(record.path("fields").path("titleText")))
                    .line(
                            "p class=\"quiet\"",
                            record.path("fields")
                                            .path("programmeIdentification")
                                            .asText() + " · "
                                    + record.path("agency").asText() + " · TLP:" + ReportData.tlp(record)
                                    + (record.path("provenance")
                                                    .path("synthetic")
                                                    .asBoolean()
                                            ? " · " + words.text("cli.report.programmes.invented")
                                            : ""))
                    .line("p", inLanguage(record.path("fields").path("activityDescriptionText")));
            programme.path("money").path("books").forEach(this::book);
            contracts(programme.path("contracts"));
            deliveries(programme.path("deliveries"));
            page.line(
                    "p",
                    words.text(
                            "cli.report.programmes.people",
                            "deliveries",
                            programme.path("deliveries").size(),
                            "once",
                            words.number(programme.path("people").path("once").asText("0"))));
            if (programme.path("leftOut").asInt() > 0) {
                unknown.add(words.text(
                        "cli.report.programmes.parts",
                        "programme",
                        record.path("fields").path("programmeIdentification").asText(),
                        "count",
                        programme.path("leftOut").asInt()));
            }
            programme.path("registrations").forEach(this::registration);
            programme.path("reports").forEach(this::evaluation);
        }
    }

    private void book(JsonNode book) {
        page.raw("<table><thead><tr>")
                .line(
                        "th scope=\"col\"",
                        words.text(
                                "cli.report.programmes.book",
                                "book",
                                words.country(book.path("book").asText()),
                                "currency",
                                book.path("currency").asText()));
        book.path("columns")
                .forEach(each -> page.line(
                        "th scope=\"col\" class=\"number\"",
                        words.named("fund-stage", each.path("stage").asText())));
        page.raw("</tr></thead><tbody>");
        book.path("rows").forEach(this::amounts);
        amounts(book.path("total"));
        page.raw("</tbody></table>");
    }

    private void amounts(JsonNode row) {
        String label = row.path("label").asText();
        page.raw("<tr>").line("th scope=\"row\"", label.isEmpty() ? words.text("cli.report.programmes.total") : label);
        row.path("amounts")
                .forEach(each -> page.line("td class=\"number\"", each.isNull() ? "–" : words.number(each.asText())));
        page.raw("</tr>");
    }

    private void heads(String... codes) {
        page.raw("<table><thead><tr>");
        for (String code : codes) {
            page.line("th scope=\"col\"", words.text(code));
        }
        page.raw("</tr></thead><tbody>");
    }

    private void contracts(JsonNode contracts) {
        if (contracts.isEmpty()) {
            return;
        }
        heads(
                "cli.report.contract",
                "cli.report.contract.how",
                "cli.report.contract.supplier",
                "cli.report.contract.awarded");
        for (JsonNode each : contracts) {
            JsonNode fields = each.path("fields");
            page.raw("<tr>")
                    .line(
                            "th scope=\"row\"",
                            inLanguage(fields.path("titleText")) + " · "
                                    + fields.path("processIdentification").asText())
                    .line(
                            "td",
                            words.named(
                                            "procurement-method",
                                            fields.path("procurementMethod").asText())
                                    + " · "
                                    + words.named(
                                            "contract-status",
                                            fields.path("contractStatus").asText()))
                    .line(
                            "td",
                            fields.path("supplierOrganizationName")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .collect(Collectors.joining(", ")))
                    .line(
                            "td",
                            money(fields.path("awardAmount")) + " · "
                                    + words.date(fields.path("awardDate").asText()))
                    .raw("</tr>");
        }
        page.raw("</tbody></table>");
    }

    private void deliveries(JsonNode deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        heads(
                "cli.report.delivery",
                "cli.report.delivery.where",
                "cli.report.delivery.what",
                "cli.report.delivery.people");
        for (JsonNode each : deliveries) {
            JsonNode fields = each.path("fields");
            page.raw("<tr>")
                    .line(
                            "th scope=\"row\"",
                            words.named(
                                            "delivery-category",
                                            fields.path("deliveryCategory").asText())
                                    + " · "
                                    + words.date(fields.path("activityDate").asText()))
                    .line("td", words.area(fields.path("area").asText()))
                    .line("td", inLanguage(fields.path("itemDescriptionText")))
                    .line(
                            "td",
                            fields.path("participants").has("value")
                                    ? words.number(fields.path("participants")
                                            .path("value")
                                            .asText())
                                    : "–")
                    .raw("</tr>");
        }
        page.raw("</tbody></table>");
    }

    private String money(JsonNode money) {
        return words.number(money.path("amount").asText()) + " "
                + money.path("currency").asText();
    }

    private void registration(JsonNode registration) {
        page.raw("<p class=\"note\">")
                .text(inLanguage(registration.path("record").path("fields").path("statementText")))
                .raw("</p>\n");
        JsonNode registered = registration.path("registered");
        page.line(
                "p class=\"small\"",
                registered.isMissingNode()
                        ? words.text("cli.measure.report.unproven")
                        : words.text("cli.measure.report.registered", RegistrationProof.arguments(registered)));
    }

    private void evaluation(JsonNode report) {
        if (report.path("state").asText().equals("evaluated")) {
            page.line(
                    "p", words.said(report.path("judgement").path("text")) + " " + words.said(report.path("reading")));
        } else {
            page.line(
                    "p",
                    words.said(report.path("reason").path("text")) + " "
                            + words.said(report.path("reason").path("remedy")));
        }
        page.raw("<ul>");
        if (report.path("deviations").isEmpty()) {
            page.line("li", words.text("cli.measure.report.no-deviation"));
        }
        report.path("deviations").forEach(each -> page.line("li", words.said(each.path("text"))));
        page.raw("</ul><p class=\"small hash\">")
                .text(words.text("cli.report.fingerprint") + " "
                        + report.path("fingerprint").asText())
                .raw("</p>");
    }

    /** Of texts in several languages the reader's, else the first. */
    private String inLanguage(JsonNode texts) {
        return texts.valueStream()
                .filter(each ->
                        each.path("language").asText().equals(words.language().tag()))
                .findFirst()
                .orElse(texts.path(0))
                .path("text")
                .asText();
    }
}
