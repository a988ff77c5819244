package puente.match.search;

import java.util.List;
import puente.match.name.NameComparator;
import puente.match.name.NameComparison.Category;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * One name that answers a query.
 *
 * @param id the caller's
 * @param name as added
 * @param score 0 to 1: what share of the query's weight the name bears, less a little for what it has besides
 * @param query as asked
 * @param way by what it was found
 */
public record Hit(long id, String name, double score, String query, Way way) {
    /** By what a name was found. */
    public enum Way {
        NAME,
        /** The CURP as asked. */
        KEY,
        /** A CURP one slip away. */
        KEY_SLIP
    }

    /** Why it answers, in lines. */
    public List<String> explain(Language language) {
        return switch (way) {
            case NAME ->
                new NameComparator().compare(query, name, Category.PERSON).explain(language);
            case KEY -> List.of(Catalogue.standard().text("match.search.key", language));
            case KEY_SLIP -> List.of(Catalogue.standard().text("match.search.key-slip", language));
        };
    }
}
