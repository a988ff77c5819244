package puente.match.name;

import puente.match.name.NameComparison.Category;

/**
 * Compares two names of persons or of organisations, and says why. Not for several threads at once; make one for each.
 *
 * <p>The method: tokens are aligned rather than whole texts compared (W. W. Cohen, P. Ravikumar, S. E. Fienberg, "A comparison of string
 * distance metrics for name-matching tasks", IIWeb 2003: token measures with an inner string measure did best); agreement counts
 * by rarity; pet names, other languages' forms and romanisations are evidence of their own strength.
 */
public final class NameComparator {
    private final PersonComparison persons = new PersonComparison();
    private final CompanyComparison companies = new CompanyComparison();

    /** Compares two names, of a category or of one to be told from them. Any text is accepted; one without letters matches nothing. */
    public NameComparison compare(String left, String right, Category category) {
        return switch (category) {
            case PERSON -> persons.compare(left, right);
            case COMPANY -> companies.compare(left, right);
            case UNKNOWN ->
                CompanyName.isLikely(left) || CompanyName.isLikely(right)
                        ? companies.compare(left, right)
                        : persons.compare(left, right);
        };
    }
}
