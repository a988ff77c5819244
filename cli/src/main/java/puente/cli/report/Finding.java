package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a chart shows, in a sentence, as the public pages say it: the finding that stands as its title, and the chart read aloud. */
record Finding(StoryFigure figure, List<JsonNode> rows, JsonNode about, Words words) {
    private static final int MONTHS = 12;
    private static final double SAME = 0.05;

    /** The rows of the length that the figure shows, of all that the node answered. */
    static Finding of(StoryFigure figure, JsonNode answer, Words words) {
        List<JsonNode> rows = answer.path("data")
                .path("rows")
                .valueStream()
                .filter(row -> shows(figure, row))
                .toList();
        return new Finding(figure, rows, answer.path("about"), words);
    }

    private static boolean shows(StoryFigure figure, JsonNode row) {
        String calendar = row.path("calendar").asText();
        int letters = row.path("period").asText().length();
        return switch (figure.length()) {
            case MONTH -> letters == 7 && !calendar.equals("rolling-12-months") && !calendar.equals("half-year");
            case ROLLING -> calendar.equals("rolling-12-months");
            case HALF_YEAR -> calendar.equals("half-year");
            case CALENDAR, US_FISCAL ->
                letters == 4 && calendar.equals(figure.length().code());
        };
    }

    /** Whether a period lacks months, or was not over when its source was published. */
    boolean isIncomplete(JsonNode row) {
        return (row.has("months") && row.path("months").asInt() < MONTHS)
                || figure.isUnsettled(row.path("period").asText());
    }

    static int year(String period) {
        return Integer.parseInt(period.substring(0, 4));
    }

    /** Which figure of a row is drawn. */
    Optional<String> value(JsonNode row) {
        String member = figure.share().isPresent() ? "share" : "value";
        return row.hasNonNull(member) ? Optional.of(row.path(member).asText()) : Optional.empty();
    }

    String period(JsonNode row) {
        return words.periodName(
                row.path("period").asText(), row.path("calendar").asText());
    }

    String unit() {
        return figure.share().isPresent() ? "%" : words.unit(about.path("unit").asText());
    }

    /** What is counted, for which area. */
    String subject() {
        String what = figure.dimensions().isEmpty()
                ? words.said(about.path("name"))
                : figure.dimensions().entrySet().stream()
                        .map(each -> words.dimensionValue(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
        String written = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return figure.area().map(area -> written + ", " + words.area(area)).orElse(written);
    }

    /** What it measures, under the title. */
    String measure() {
        return String.join(
                " · ",
                words.text("web.public." + figure.chart() + ".measure"),
                unit(),
                words.text("web.public.by." + figure.length().code()),
                figure.area().map(words::area).orElseGet(() -> words.text("web.indicators.everywhere")));
    }

    String title(Optional<JsonNode> change) {
        if (change.isPresent()) {
            return changed(change.get());
        }
        List<JsonNode> whole = rows.stream().filter(each -> !isIncomplete(each)).toList();
        if (whole.isEmpty() || value(whole.getLast()).isEmpty()) {
            return subject();
        }
        JsonNode last = whole.getLast();
        String period = last.path("period").asText();
        String earlier = (year(period) - 1) + period.substring(4);
        Optional<JsonNode> before = whole.stream()
                .filter(each -> each.path("period").asText().equals(earlier))
                .findFirst();
        return moved(last, value(last).orElseThrow(), before);
    }

    private String changed(JsonNode change) {
        boolean rose = change.path("ratio").asDouble() > 1;
        return words.text(
                rose ? "web.public.title.rose" : "web.public.title.fell",
                "what",
                subject(),
                "before",
                words.number(change.path("before").asText()),
                "unit",
                unit(),
                "value",
                words.number(change.path("value").asText()),
                "month",
                words.month(change.path("detected").asText()),
                "since",
                words.month(change.path("since").asText()));
    }

    private String moved(JsonNode last, String now, Optional<JsonNode> before) {
        Optional<String> then = before.flatMap(this::value);
        String value = figure.share().isPresent() ? words.rounded(now) : words.beforeUnit(now);
        String code;
        double moved = then.map(each -> 100 * (Double.parseDouble(now) / Double.parseDouble(each) - 1))
                .orElse(Double.NaN);
        if (figure.share().isPresent()) {
            code = then.isPresent() ? "share.before" : "share";
        } else if (Double.isNaN(moved) || Double.isInfinite(moved)) {
            code = "value";
        } else if (figure.length() == StoryFigure.Length.ROLLING && !figure.level()) {
            code = moved >= 0 ? "rolling.more" : "rolling.less";
        } else if (Math.abs(moved) < SAME) {
            code = "same";
        } else {
            code = moved > 0 ? "more" : "less";
        }
        return words.text(
                "web.public.title." + code,
                "what",
                subject(),
                "period",
                period(last),
                "value",
                value,
                "unit",
                unit(),
                "percent",
                words.percent(moved),
                "then",
                then.map(words::rounded).orElse(""),
                "before",
                before.map(this::period).orElse(""));
    }

    /** The chart read aloud: from when to when, the highest, the lowest, the last. */
    String sentence() {
        List<JsonNode> drawn = rows.stream()
                .filter(each -> !isIncomplete(each) && value(each).isPresent())
                .toList();
        if (drawn.isEmpty()) {
            return "";
        }
        JsonNode most =
                drawn.stream().reduce((a, b) -> amount(b) > amount(a) ? b : a).orElseThrow();
        JsonNode least =
                drawn.stream().reduce((a, b) -> amount(b) < amount(a) ? b : a).orElseThrow();
        return words.text(
                "web.public.sentence",
                "count",
                words.number(drawn.size()),
                "from",
                period(drawn.getFirst()),
                "to",
                period(drawn.getLast()),
                "unit",
                unit(),
                "most",
                words.number(value(most).orElseThrow()),
                "mostAt",
                period(most),
                "least",
                words.number(value(least).orElseThrow()),
                "leastAt",
                period(least),
                "last",
                words.number(value(drawn.getLast()).orElseThrow()));
    }

    private double amount(JsonNode row) {
        return value(row).map(Double::parseDouble).orElse(Double.NaN);
    }
}
