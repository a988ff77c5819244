package puente.node;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import puente.gateway.Indicator;
import puente.record.Bilingual;
import puente.record.Codes;

/** What is declared of an indicator, as whoever signed in and everybody are shown it: no figure stands without it. */
final class IndicatorAbout {
    private IndicatorAbout() {}

    /**
     * The declaration by member name.
     *
     * @param words how texts are given: in both languages, or in the reader's own
     */
    static Map<String, Object> of(Indicator indicator, Function<Bilingual, Object> words) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("indicator", indicator.code());
        shown.put("name", words.apply(indicator.name()));
        shown.put("unit", indicator.unit());
        shown.put("agency", indicator.agency().code());
        shown.put("year", indicator.year() == Indicator.Year.US_FISCAL ? "us-fiscal" : "calendar");
        shown.put("source", words.apply(indicator.source()));
        shown.put("note", words.apply(indicator.note()));
        shown.put("apart", indicator.apart());
        shown.put("wholeTable", !indicator.smallCounts().isEmpty());
        Indicator.Denominator denominator = indicator.denominator();
        if (denominator != null) {
            shown.put(
                    "denominator",
                    Map.of("indicator", denominator.indicator(), "part", denominator.part(), "per", denominator.per()));
        }
        shown.put(
                "neverWith",
                indicator.comparisons().stream()
                        .map(each -> Map.of(
                                "indicator",
                                each.with(),
                                "rule",
                                Codes.of(each.rule()),
                                "reason",
                                words.apply(each.reason())))
                        .toList());
        shown.put(
                "wholes",
                indicator.wholes().stream()
                        .map(each -> Map.of("of", each.of(), "reason", words.apply(each.reason())))
                        .toList());
        return shown;
    }
}
