package puente.node;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import puente.exchange.Sha256;
import puente.measure.response.Backlog;
import puente.measure.response.Share;
import puente.measure.response.Span;
import puente.measure.response.Waiting;
import puente.record.CanonicalJson;
import puente.record.ProblemException;
import puente.record.type.CodeList;

/** Response times as an answer carries them: what can be computed, and where it cannot, why. */
final class ResponseFigures {
    /** Days after which a month's tips are looked at. */
    static final int CLEARED_DAYS = 30;

    /** Months of tips that are told. */
    static final int MONTHS = 12;

    /** Both directions between two parties are compared by the kinds of request, in the order of the list. */
    static final List<String> CATEGORIES =
            List.copyOf(CodeList.named("request-category").codes().keySet());

    private ResponseFigures() {}

    /**
     * The requests that one party put to another. Both hold the same, once all is delivered: then {@code fingerprint}, SHA-256 over what was counted, is the
     * same at both.
     */
    static Map<String, Object> direction(String from, String to, Requests.Book<Requests.Entry> book, LocalDate on) {
        List<Requests.Entry> entries = book.entries().stream()
                .filter(each -> each.request().agency().party().equals(from)
                        && each.asked().party().equals(to)
                        && !each.span().begin().isAfter(on))
                .toList();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", from);
        shown.put("to", to);
        shown.put("fingerprint", fingerprint(entries));
        shown.put("all", group(entries, each -> true, on));
        List<Object> categories = new ArrayList<>();
        for (String category : CATEGORIES) {
            Map<String, Object> group = group(entries, each -> each.category().equals(category), on);
            group.put("category", category);
            categories.add(group);
        }
        shown.put("categories", categories);
        return shown;
    }

    private static String fingerprint(List<Requests.Entry> entries) {
        List<String> lines = entries.stream()
                .map(each -> String.join(
                        ",",
                        each.request().id().toString(),
                        each.category(),
                        each.span().begin().toString(),
                        each.span().due().map(LocalDate::toString).orElse(""),
                        each.span().end().map(LocalDate::toString).orElse("")))
                .sorted()
                .toList();
        return Sha256.of(CanonicalJson.write(lines)).hex();
    }

    private static Map<String, Object> group(
            List<Requests.Entry> entries, Predicate<Requests.Entry> which, LocalDate on) {
        List<Requests.Entry> chosen = entries.stream().filter(which).toList();
        List<Span> spans = chosen.stream().map(Requests.Entry::span).toList();
        Map<String, Object> shown = new TreeMap<>();
        shown.put("count", chosen.size());
        Map<String, Integer> outcomes = new TreeMap<>();
        chosen.stream()
                .filter(each ->
                        each.span().end().filter(end -> !end.isAfter(on)).isPresent())
                .flatMap(each -> each.answer().stream())
                .forEach(answer -> outcomes.merge(Programmes.text(answer.fields(), "requestOutcome"), 1, Integer::sum));
        shown.put("outcomes", outcomes);
        shown.put("open", backlog(spans, on));
        shown.put("inTime", known(() -> share(Share.inTime(spans, on))));
        shown.put("median", median(spans, on));
        return shown;
    }

    static Map<String, Object> tips(Requests.Book<Span> book, LocalDate on) {
        List<Span> spans = book.entries().stream()
                .filter(each -> !each.begin().isAfter(on))
                .toList();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("count", spans.size());
        shown.put("leftOut", book.leftOut());
        shown.put("open", backlog(spans, on));
        shown.put("median", median(spans, on));
        shown.put("days", CLEARED_DAYS);
        List<Object> months = new ArrayList<>();
        cohorts(spans, on).forEach(month -> {
            Map<String, Object> one = new TreeMap<>();
            one.put("month", month.toString());
            one.put("count", spans.stream().filter(each -> isIn(each, month)).count());
            one.put("ended", known(() -> share(Share.ended(spans, month, CLEARED_DAYS, on))));
            months.add(one);
        });
        shown.put("months", months);
        return shown;
    }

    /** The months that tips began in, the last {@link #MONTHS} of them, oldest first. */
    static Stream<YearMonth> cohorts(List<Span> spans, LocalDate on) {
        YearMonth now = YearMonth.from(on);
        return spans.stream()
                .map(each -> YearMonth.from(each.begin()))
                .filter(month -> month.isAfter(now.minusMonths(MONTHS)) && !month.isAfter(now))
                .distinct()
                .sorted();
    }

    static boolean isIn(Span span, YearMonth month) {
        return YearMonth.from(span.begin()).equals(month);
    }

    private static Map<String, Object> backlog(List<Span> spans, LocalDate on) {
        Backlog open = Backlog.of(spans, on);
        Map<String, Object> shown = new TreeMap<>();
        shown.put("count", open.open());
        shown.put("overdue", open.overdue());
        open.oldestDays().ifPresent(days -> shown.put("oldestDays", days));
        open.middleDays().ifPresent(days -> shown.put("middleDays", days));
        return shown;
    }

    private static Map<String, Object> share(Share share) {
        return new TreeMap<>(Map.of(
                "part", share.part(),
                "whole", share.whole(),
                "percent", PublicAnalyses.figure(100 * share.share()),
                "lower", PublicAnalyses.figure(100 * share.lower()),
                "upper", PublicAnalyses.figure(100 * share.upper())));
    }

    /** Days until half are ended, with their interval; {@code reached} is false where fewer than half are. */
    static Map<String, Object> median(List<Span> spans, LocalDate on) {
        return known(() -> {
            Optional<Waiting.Median> median = Waiting.of(spans, on).median();
            Map<String, Object> shown = new TreeMap<>();
            shown.put("reached", median.isPresent());
            median.ifPresent(each -> {
                shown.put("days", each.days());
                shown.put("lower", each.lower());
                each.upper().ifPresent(upper -> shown.put("upper", upper));
            });
            return shown;
        });
    }

    private static Map<String, Object> known(Supplier<Map<String, Object>> figure) {
        try {
            return figure.get();
        } catch (ProblemException refused) {
            return Map.of("refused", BothLanguages.problem(refused.problems().getFirst(), Optional.empty()));
        }
    }
}
