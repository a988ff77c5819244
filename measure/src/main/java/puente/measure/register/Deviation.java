package puente.measure.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * One way in which an evaluation is not what was registered.
 *
 * @param code what differs: {@code indicator}, {@code area}, {@code compared}, {@code first}, {@code last}, {@code method}, {@code late} …
 * @param text the sentence that says so, by language
 */
public record Deviation(String code, Map<Language, String> text) {
    public Deviation {
        text = Map.copyOf(text);
    }

    /** The sentence in a language. */
    public String in(Language language) {
        return text.getOrDefault(language, code);
    }

    static Deviation of(String code, Function<Language, Object[]> arguments) {
        Map<Language, String> text = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            text.put(
                    language,
                    Catalogue.standard()
                            .text("measure.registration.deviation." + code, language, arguments.apply(language)));
        }
        return new Deviation(code, text);
    }

    /** Everything in which what was used is not what was registered; empty where nothing is. */
    public static List<Deviation> between(Registration registered, Registration used) {
        List<Deviation> found = new ArrayList<>();
        if (!registered.indicator().equals(used.indicator())) {
            found.add(of("indicator", language ->
                    new Object[] {"registered", registered.indicator(), "used", used.indicator()}));
        }
        if (!registered.dimensions().equals(used.dimensions())) {
            found.add(of("part", language ->
                    new Object[] {"registered", list(registered.dimensions()), "used", list(used.dimensions())}));
        }
        if (!registered.treated().equals(used.treated())) {
            found.add(of("area", language -> new Object[] {
                "registered", Words.area(registered.treated(), language), "used", Words.area(used.treated(), language)
            }));
        }
        compared(registered, used.compared(), found);
        if (registered.first() != used.first()) {
            found.add(of("first", language -> new Object[] {
                "registered", Words.period(registered.type(), registered.first(), language),
                "used", Words.period(used.type(), used.first(), language)
            }));
        }
        if (registered.last() != used.last()) {
            found.add(of("last", language -> new Object[] {
                "registered", Words.period(registered.type(), registered.last(), language),
                "used", Words.period(used.type(), used.last(), language)
            }));
        }
        if (registered.method() != used.method()) {
            found.add(of("method", language -> new Object[] {
                "registered", Words.method(registered.method(), language), "used", Words.method(used.method(), language)
            }));
        }
        return found;
    }

    private static void compared(Registration registered, Collection<String> used, List<Deviation> found) {
        TreeSet<String> added = new TreeSet<>(used);
        added.removeAll(registered.compared());
        TreeSet<String> left = new TreeSet<>(registered.compared());
        left.removeAll(used);
        if (!added.isEmpty()) {
            found.add(of("compared-added", language -> new Object[] {"areas", Words.areas(added, language)}));
        }
        if (!left.isEmpty()) {
            found.add(of("compared-left-out", language -> new Object[] {"areas", Words.areas(left, language)}));
        }
    }

    private static String list(List<String> parts) {
        return parts.isEmpty() ? "–" : String.join(", ", parts);
    }
}
