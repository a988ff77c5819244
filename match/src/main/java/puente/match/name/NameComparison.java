package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import puente.record.Catalogue;
import puente.record.Language;

/**
 * What a comparison of two names found.
 *
 * @param left the first name as given
 * @param right the second name as given
 * @param category what both were compared as; never {@link Category#UNKNOWN}
 * @param score 0 (different) to 1 (the same); {@link #DECISION} is where evidence for and against balance
 * @param parts the tokens with their partners, in the order of the first name, then those of the second without partner
 * @param notes what limited the score besides, as codes {@code match.name.note.…} of the catalogue
 */
public record NameComparison(
        String left, String right, Category category, double score, List<Part> parts, List<String> notes) {
    /** From this score on the names are held to be of one bearer. */
    public static final double DECISION = 0.7;

    /** What a name is the name of. */
    public enum Category {
        PERSON,
        COMPANY,
        /** To be told from the names themselves. */
        UNKNOWN;

        /** From a word in a file: person, company and the schemata that mean one of them; anything else is unknown. */
        public static Category of(String word) {
            return switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "person", "per", "individual", "persona", "p", "human", "natural person", "persona fisica" ->
                    PERSON;
                case "company",
                        "organization",
                        "organisation",
                        "org",
                        "legalentity",
                        "entity",
                        "publicbody",
                        "vessel",
                        "empresa",
                        "organizacion",
                        "organización",
                        "persona moral",
                        "business",
                        "corporation",
                        "c",
                        "airplane",
                        "asset",
                        "legal entity",
                        "public body" -> COMPANY;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * One token, or run of tokens, of each name.
     *
     * @param left folded, empty where only the second name has it
     * @param right folded, empty where only the first name has it
     * @param similarity 0 to 1
     * @param weight how much it counts, by its rarity and its kind
     * @param share how much of the score it gives, or, where {@code similarity} is 0, takes away
     */
    public record Part(
            String left, String right, TokenRelation relation, double similarity, double weight, double share) {}

    public NameComparison {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /** Whether the names are held to be of one bearer. */
    public boolean isMatch() {
        return score >= DECISION;
    }

    /** The reasons, one line each, most telling first within for and against. */
    public List<String> explain(Language language) {
        Catalogue catalogue = Catalogue.standard();
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            lines.add(catalogue.text(
                    part.left().isEmpty() || part.right().isEmpty() ? "match.name.part.single" : "match.name.part.pair",
                    language,
                    "left",
                    part.left().isEmpty() ? part.right() : part.left(),
                    "right",
                    part.right(),
                    "relation",
                    part.relation().text(language),
                    "share",
                    String.format(Locale.ROOT, "%+.2f", part.share())));
        }
        for (String note : notes) {
            lines.add(catalogue.text(note, language));
        }
        return List.copyOf(lines);
    }
}
