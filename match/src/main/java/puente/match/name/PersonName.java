package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's name taken apart. All texts are folded ({@link puente.match.text.Folding#plain}); particles stay before the name they
 * belong to ({@code de la garza}); what is absent is empty.
 *
 * @param titles what is not part of the name: dr, lic, general
 * @param given given names in order, each one word; abbreviations with one meaning are written out (Gpe., guadalupe)
 * @param paternal the first surname, which in English and most other usage is the only one
 * @param maternal the second surname
 * @param married what follows a married woman's own surname: {@code garcia} of Lucía Pérez de García, or Pérez viuda de García
 * @param suffix jr, sr, ii …; {@code 2nd} is {@code ii}
 * @param ordered whether the writing itself says which part is which (a comma, or fields of their own); otherwise roles were
 *     inferred from what is known of the tokens, and a comparison must not rest on them
 */
public record PersonName(
        List<String> titles,
        List<String> given,
        String paternal,
        String maternal,
        String married,
        String suffix,
        boolean ordered) {
    /** Longest text taken apart, in characters; of a longer one the opening. */
    public static final int MOST_CHARACTERS = 400;

    /** Most tokens looked at; the rest is left out. */
    public static final int MOST_TOKENS = 16;

    public PersonName {
        titles = List.copyOf(titles);
        given = List.copyOf(given);
    }

    /** Takes a full name apart, in natural order, surnames first, or {@code SURNAMES, GIVEN}. Never fails: what has no letters is empty. */
    public static PersonName parse(String text) {
        return PersonNameParser.parse(text);
    }

    /** The same from fields; a paternal field that holds both surnames is parted. */
    public static PersonName of(String given, String paternal, String maternal) {
        return PersonNameParser.fromFields(given, paternal, maternal);
    }

    /** Whether a folded word is a title or a suffix of some people's names (lord, baronet, licenciado, jr), which others may have for a name. */
    public static boolean mayBeTitle(String word) {
        return Lexicon.standard().is("title", word) || Lexicon.standard().is("suffix", word);
    }

    /** The surnames' own words without particles: {@code garza}, {@code perez}. */
    public List<String> surnameTokens() {
        return Stream.of(paternal, maternal)
                .flatMap(surname -> Lexicon.tokens(surname).stream())
                .filter(token -> !Lexicon.standard().is("particle", token))
                .toList();
    }

    /** Surnames, given names and the married name as tokens without particles, in this order. */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>(surnameTokens());
        tokens.addAll(given);
        tokens.addAll(Lexicon.tokens(married));
        return List.copyOf(tokens);
    }

    /** The name in natural order. */
    @Override
    public String toString() {
        return Stream.of(String.join(" ", given), paternal, maternal, married.isEmpty() ? "" : "de " + married, suffix)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
