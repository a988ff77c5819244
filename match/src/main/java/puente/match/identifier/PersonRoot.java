package puente.match.identifier;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import puente.match.name.PersonName;
import puente.record.type.PartialDates;

/**
 * The ten characters with which a person's CURP and RFC begin, computed from a name and a birth date written by anyone: it lets a US record,
 * which has neither key, stand beside a Mexican one that has (RENAPO, Instructivo Normativo para la Asignación de la CURP, DOF
 * 18 October 2021, annex on the root).
 *
 * <p>First letter and first inner vowel of the first surname, first letter of the second (X where there is none), first letter
 * of the given name (of the second given name behind María or José), birth date as yymmdd. Particles are passed over; Ñ is X. Where
 * the four letters make an inconvenient word the CURP writes X for the second and the RFC for the fourth, so both are
 * compared with the word undone by {@link RootComparison}.
 */
public final class PersonRoot {
    /** Roots are of ten characters. */
    public static final int SIZE = 10;

    private static final int RFC_OF_COMPANY = 12;
    private static final int CURP_SIZE = 18;
    private static final int DATE_FROM = 4;

    /** The sign of a CURP that is a digit for who was born before 2000. */
    private static final int CENTURY_SIGN = 16;

    /** An RFC says no century: its bearer pays taxes, and so is no child. */
    private static final int RFC_YEARS_OF_THIS_CENTURY = 15;

    private static final Set<String> PASSED_OVER = Set.of("maria", "ma", "m", "jose", "j");
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "la", "las", "los", "el", "y", "mc", "mac", "van", "von", "le", "di", "da", "das", "der",
            "den", "dos");

    private PersonRoot() {}

    /** The root, where surname, given name and a whole date are known. @param birthDate ISO 8601, whole */
    public static Optional<String> of(PersonName name, String birthDate) {
        if (name.paternal().isEmpty() || name.given().isEmpty() || birthDate.length() != 10) {
            return Optional.empty();
        }
        return Optional.of(
                letters(name) + birthDate.substring(2, 4) + birthDate.substring(5, 7) + birthDate.substring(8));
    }

    /** The four letters alone; the name needs a surname and a given name. */
    public static String letters(PersonName name) {
        String paternal = head(List.of(name.paternal().split(" ")));
        String maternal =
                name.maternal().isEmpty() ? "x" : head(List.of(name.maternal().split(" ")));
        String given =
                name.given().size() > 1 && PASSED_OVER.contains(name.given().getFirst())
                        ? head(name.given().subList(1, name.given().size()))
                        : name.given().getFirst();
        return ("" + paternal.charAt(0) + innerVowel(paternal) + maternal.charAt(0) + given.charAt(0))
                .toUpperCase(java.util.Locale.ROOT);
    }

    private static String head(List<String> words) {
        return words.stream()
                .filter(word -> !PARTICLES.contains(word))
                .findFirst()
                .orElse(words.getFirst());
    }

    private static char innerVowel(String word) {
        for (int at = 1; at < word.length(); at++) {
            if ("aeiou".indexOf(word.charAt(at)) >= 0) {
                return word.charAt(at);
            }
        }
        return 'x';
    }

    /**
     * The birth date inside a CURP, or the RFC of a person, as yyyymmdd; 0 where there is none. The key need not be valid: a slip elsewhere leaves the date
     * as it was, and who compares takes it as a second telling, never as the first.
     *
     * @param key letters and digits
     */
    public static int birthDate(String key) {
        if (key.length() <= RFC_OF_COMPANY) {
            return 0;
        }
        int value = 0;
        for (int at = DATE_FROM; at < SIZE; at++) {
            if (key.charAt(at) < '0' || key.charAt(at) > '9') {
                return 0;
            }
            value = value * 10 + key.charAt(at) - '0';
        }
        int month = value / 100 % 100;
        int day = value % 100;
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return 0;
        }
        boolean twentyFirst = key.length() == CURP_SIZE
                ? !Character.isDigit(key.charAt(CENTURY_SIGN))
                : value / 10_000 < RFC_YEARS_OF_THIS_CENTURY;
        return (twentyFirst ? 20_000_000 : 19_000_000) + value;
    }

    /** What a CURP says of its bearer, by itself; empty where it is not valid: a key with a wrong check digit says nothing. */
    public static Optional<Told> told(String curp) {
        String key = Signs.clean(curp, false);
        if (!Signs.isValid("curp", key)) {
            return Optional.empty();
        }
        String century = Character.isDigit(key.charAt(CENTURY_SIGN)) ? "19" : "20";
        String date = century + key.substring(4, 6) + "-" + key.substring(6, 8) + "-" + key.substring(8, 10);
        return Optional.of(new Told(
                key.substring(0, SIZE), PartialDates.first(date).toString(), key.charAt(10), key.substring(11, 13)));
    }

    /**
     * What a valid CURP tells.
     *
     * @param root the first ten characters
     * @param birthDate ISO 8601
     * @param sex H, M or X, as registered: M is a woman
     * @param state of birth, RENAPO's two letters; NE abroad
     */
    public record Told(String root, String birthDate, char sex, String state) {}
}
