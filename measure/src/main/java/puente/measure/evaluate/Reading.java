package puente.measure.evaluate;

import java.util.Locale;
import puente.record.Catalogue;
import puente.record.Language;

/** What a finding says, in a few sentences for people who do not know the method. */
public final class Reading {
    private Reading() {}

    /**
     * The sentences: what happened, how sure, what earlier dates show, and what could not have been seen.
     *
     * @param area the treated area as the reader knows it
     * @param start the label of the first period that may show the effect
     */
    public static String of(Finding finding, String area, String start, Language language) {
        Catalogue catalogue = Catalogue.standard();
        String method =
                catalogue.text("measure.evaluate.method." + finding.method().code(), language);
        return method + ": "
                + switch (finding) {
                    case Finding.Refused refused ->
                        catalogue.message(refused.reason(), language) + " "
                                + catalogue.remedy(refused.reason(), language);
                    case Finding.Estimated found -> estimated(found, area, start, language);
                };
    }

    private static String estimated(Finding.Estimated found, String area, String start, Language language) {
        Catalogue catalogue = Catalogue.standard();
        String verdict = switch (found.verdict()) {
            case FELL -> "measure.evaluate.reading.fell";
            case ROSE -> "measure.evaluate.reading.rose";
            case CANNOT_TELL -> "measure.evaluate.reading.cannot-tell";
        };
        StringBuilder text = new StringBuilder(catalogue.text(
                verdict,
                language,
                "area",
                area,
                "start",
                start,
                "percent",
                number(Math.abs(found.percent())),
                "change",
                percent(found.percent()),
                "lower",
                percent(found.lowerPercent()),
                "upper",
                percent(found.upperPercent())));
        int asMuch = (int) Math.round(found.probability() * (found.placebos() + 1)) - 1;
        text.append(' ')
                .append(catalogue.text(
                        found.inSpace() ? "measure.evaluate.reading.space" : "measure.evaluate.reading.time",
                        language,
                        "count",
                        asMuch,
                        "placebos",
                        found.placebos()));
        if (found.inSpace() && !Double.isNaN(found.earlier())) {
            text.append(' ')
                    .append(catalogue.text(
                            "measure.evaluate.reading.earlier", language, "percent", number(100 * found.earlier())));
        }
        return text.append(' ')
                .append(catalogue.text("measure.evaluate.reading.power", language, "percent", number(found.fallSeen())))
                .toString();
    }

    /** A percentage with its sign: {@code −18%} as {@code -18%}; where it would be endless, its sign alone. */
    public static String percent(double value) {
        if (value > 9_999) {
            return ">9,999%";
        }
        return String.format(Locale.ROOT, "%+,.0f%%", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
