package puente.measure.relation;

import java.util.Locale;
import puente.measure.relation.Relation.Estimated;
import puente.measure.series.PeriodType;
import puente.record.Catalogue;
import puente.record.Language;

/** What a relation says, in a few sentences for people who do not know the method; that leading is not causing is one of them. */
public final class Reading {
    private Reading() {}

    /**
     * The sentences: which moves first and by how much, how sure, and what it does not say.
     *
     * @param one the first series as the reader knows it
     * @param other the second
     */
    public static String of(Relation relation, String one, String other, Language language) {
        Catalogue catalogue = Catalogue.standard();
        return switch (relation) {
            case Relation.Refused(var reason) ->
                catalogue.message(reason, language) + " " + catalogue.remedy(reason, language);
            case Estimated found -> {
                String text = said(found, one, other, language);
                String last = found.order() == Relation.Order.CANNOT_TELL
                        ? catalogue.text("measure.relate.reading.power", language, "least", number(found.detectable()))
                        : catalogue.text("measure.relate.reading.not-causing", language);
                String window = found.type() == PeriodType.ROLLING_TWELVE_MONTHS
                        ? " " + catalogue.text("measure.relate.reading.windows", language)
                        : "";
                yield text + " " + last + window;
            }
        };
    }

    private static String said(Estimated found, String one, String other, Language language) {
        Catalogue catalogue = Catalogue.standard();
        int most = found.lags().getLast().lag();
        return found.strongest()
                .map(lag -> {
                    String code = switch (found.order()) {
                        case FIRST_LEADS, SECOND_LEADS -> "measure.relate.reading.leads";
                        case TOGETHER -> "measure.relate.reading.together";
                        case BOTH_WAYS, CANNOT_TELL -> "measure.relate.reading.both-ways";
                    };
                    boolean first = found.order() != Relation.Order.SECOND_LEADS;
                    return catalogue.text(
                            code,
                            language,
                            "one",
                            first ? one : other,
                            "other",
                            first ? other : one,
                            "lag",
                            periods(found.type(), Math.abs(lag.lag()), language),
                            "way",
                            catalogue.text(
                                    lag.correlation() > 0
                                            ? "measure.relate.reading.same-way"
                                            : "measure.relate.reading.other-way",
                                    language),
                            "correlation",
                            number(lag.correlation()),
                            "lower",
                            number(lag.lower()),
                            "upper",
                            number(lag.upper()),
                            "count",
                            found.lags().size());
                })
                .orElseGet(() -> catalogue.text(
                        "measure.relate.reading.cannot-tell",
                        language,
                        "one",
                        one,
                        "other",
                        other,
                        "most",
                        periods(found.type(), most, language)));
    }

    /** So many periods in words: {@code 3 months}. */
    public static String periods(PeriodType type, int count, Language language) {
        PeriodType counted = type == PeriodType.ROLLING_TWELVE_MONTHS ? PeriodType.MONTH : type;
        String word = "measure.relate.period." + counted.code() + (count == 1 ? ".one" : ".other");
        return count + " " + Catalogue.standard().text(word, language);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
