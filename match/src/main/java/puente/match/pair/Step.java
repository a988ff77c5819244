package puente.match.pair;

import java.util.Map;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * One reason for or against, of a waterfall that adds up.
 *
 * @param field {@code prior}, or what was compared: {@code name}, {@code curp}, {@code vin} …
 * @param level how both agree; a word, never a value of either record
 * @param bits what it is worth: above nil for one subject, below against
 */
public record Step(String field, String level, double bits) {
    /** What compares a field, where that is called otherwise. */
    private static final Map<String, String> COMPARISONS = Map.of(
            "rfc", "curp",
            "birth-date", "date",
            "established", "date",
            "model-year", "date",
            "tax-number", "document",
            "firearm-make", "make",
            "vehicle-make", "make");

    private static final java.util.Set<String> OWN = java.util.Set.of("prior", "name", "organization", "model");

    /** What was compared, in a word or two. */
    public String label(Language language) {
        return Catalogue.standard().text("match.pair.field." + field, language);
    }

    /** How both agree, in a sentence. */
    public String text(Language language) {
        String code = OWN.contains(field)
                ? "match.pair." + field + "." + level
                : "match.identifier." + COMPARISONS.getOrDefault(field, field) + "." + level;
        return Catalogue.standard().text(code, language);
    }
}
