package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes a full name apart by what is written (commas, particles, titles) and, for the rest, by what is known of each token: of every
 * way to part the tokens into given names and surnames, in both orders, the likeliest by {@link Lexicon#givenOdds} wins.
 */
final class PersonNameParser {
    /** What surnames before given names must gain by: few registers write so without a comma. */
    private static final double REVERSED = 2;

    private static final Lexicon LEXICON = Lexicon.standard();

    /** Surnames that begin with de, so that de X is no husband's name. */
    private static final Set<String> OWN_DE = Set.of(
            "leon", "jesus", "anda", "alba", "haro", "dios", "luna", "paz", "santiago", "lira", "gante", "hoyos");

    private PersonNameParser() {}

    static PersonName parse(String text) {
        String line = withoutBrackets(
                text.length() > PersonName.MOST_CHARACTERS ? text.substring(0, PersonName.MOST_CHARACTERS) : text);
        List<String> titles = new ArrayList<>();
        List<String> suffixes = new ArrayList<>();
        List<List<String>> parts = new ArrayList<>();
        for (String part : line.split("[,;،、]")) {
            List<String> tokens = named(part, titles, suffixes, !parts.isEmpty());
            if (!tokens.isEmpty()) {
                parts.add(tokens);
            }
        }
        String suffix = suffixes.isEmpty() ? "" : suffix(suffixes.getFirst());
        if (parts.isEmpty()) {
            return new PersonName(titles, List.of(), "", "", "", suffix, false);
        }
        if (parts.size() > 1) {
            List<String> given = new ArrayList<>();
            parts.subList(1, parts.size()).forEach(given::addAll);
            return assemble(titles, units(given), units(parts.getFirst()), suffix, true);
        }
        return natural(titles, units(parts.getFirst()), suffix);
    }

    /** The tokens of a name in the order written, without titles and suffix. */
    record Words(List<String> names, String suffix) {}

    static Words words(String text) {
        String line = withoutBrackets(
                text.length() > PersonName.MOST_CHARACTERS ? text.substring(0, PersonName.MOST_CHARACTERS) : text);
        List<String> titles = new ArrayList<>();
        List<String> suffixes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String part : line.split("[,;،、]")) {
            names.addAll(named(part, titles, suffixes, !names.isEmpty()));
        }
        if (names.size() == 1) {
            // "Hafiz Saeed": what is a title of others is his name.
            names.addAll(0, titles.stream().filter(LEXICON::isGiven).toList());
        }
        return new Words(names, suffixes.isEmpty() ? "" : suffix(suffixes.getFirst()));
    }

    static PersonName fromFields(String given, String paternal, String maternal) {
        List<String> titles = new ArrayList<>();
        List<String> suffixes = new ArrayList<>();
        List<List<String>> givenUnits = units(named(given, titles, suffixes, false));
        List<List<String>> surnames = new ArrayList<>(units(named(paternal, titles, suffixes, false)));
        List<String> second = named(maternal, titles, suffixes, false);
        String suffix = suffixes.isEmpty() ? "" : suffix(suffixes.getFirst());
        if (second.isEmpty()) {
            return assemble(titles, givenUnits, surnames, suffix, true);
        }
        PersonName first = assemble(titles, givenUnits, surnames, suffix, true);
        return new PersonName(
                titles,
                first.given(),
                String.join(" ", surnames.stream().flatMap(List::stream).toList()),
                String.join(" ", second),
                first.married(),
                suffix,
                true);
    }

    /** An alias in brackets is another name, not part of this one. */
    private static String withoutBrackets(String text) {
        if (text.indexOf('(') < 0 && text.indexOf('"') < 0 && text.indexOf('[') < 0) {
            return text;
        }
        String bare = text.replaceAll("\\([^)]*\\)|\\[[^\\]]*\\]|\"[^\"]*\"", " ");
        return bare.isBlank() ? text : bare;
    }

    /** The tokens of a part that are names; titles and suffixes go to their lists. */
    private static List<String> named(String part, List<String> titles, List<String> suffixes, boolean behindComma) {
        List<String> all = Lexicon.tokens(part);
        List<String> tokens = new ArrayList<>(all.subList(0, Math.min(all.size(), PersonName.MOST_TOKENS)));
        List<String> names = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            String token = tokens.get(at);
            boolean last = at == tokens.size() - 1;
            boolean title = LEXICON.is("title", token) && names.isEmpty() != last;
            if (last && (at > 0 || behindComma) && LEXICON.is("suffix", token)) {
                suffixes.add(token);
            } else if (title && !(LEXICON.isSurname(token) && last)) {
                titles.add(token);
            } else {
                names.add(token);
            }
        }
        return names;
    }

    static String suffix(String token) {
        return switch (token) {
            case "junior", "jnr", "hijo", "fils", "filho" -> "jr";
            case "senior", "snr", "padre", "pere" -> "sr";
            case "2nd" -> "ii";
            case "3rd" -> "iii";
            case "4th" -> "iv";
            default -> token;
        };
    }

    /** Runs of particles with the name they belong to. */
    static List<List<String>> units(List<String> tokens) {
        List<List<String>> units = new ArrayList<>();
        List<String> unit = new ArrayList<>();
        for (String token : tokens) {
            unit.add(token);
            if (!LEXICON.is("join", token) && !LEXICON.is("connective", token) && !LEXICON.is("widow", token)) {
                units.add(List.copyOf(unit));
                unit.clear();
            }
        }
        if (!unit.isEmpty()) {
            units.add(List.copyOf(unit));
        }
        return units;
    }

    private static PersonName natural(List<String> titles, List<List<String>> units, String suffix) {
        int count = units.size();
        if (count == 1) {
            boolean given = LEXICON.givenOdds(units.getFirst().getLast()) > 0;
            return given
                    ? assemble(titles, units, List.of(), suffix, false)
                    : assemble(titles, List.of(), units, suffix, false);
        }
        double best = Double.NEGATIVE_INFINITY;
        int bestAt = 1;
        boolean bestReversed = false;
        for (int at = 1; at < count; at++) {
            for (boolean reversed : new boolean[] {false, true}) {
                double score = score(units, at, reversed);
                if (score > best) {
                    best = score;
                    bestAt = at;
                    bestReversed = reversed;
                }
            }
        }
        List<List<String>> first = units.subList(0, bestAt);
        List<List<String>> rest = units.subList(bestAt, count);
        return bestReversed
                ? assemble(titles, rest, first, suffix, false)
                : assemble(titles, first, rest, suffix, false);
    }

    private static double score(List<List<String>> units, int at, boolean reversed) {
        double score = reversed ? -REVERSED : 0;
        for (int unit = 0; unit < units.size(); unit++) {
            boolean given = unit < at != reversed;
            List<String> tokens = units.get(unit);
            double odds = odds(tokens);
            score += given ? odds / 2 : -odds / 2;
        }
        int given = reversed ? units.size() - at : at;
        int surnames = units.size() - given;
        String opening = units.getFirst().getLast();
        boolean english = LEXICON.traditions(opening).contains("english")
                && !LEXICON.traditions(opening).contains("hispanic");
        score -= given > 2 ? 1.0 * (given - 2) : 0;
        score -= surnames > 2 ? 1.0 * (surnames - 2) : 0;
        score += surnames == 2 && units.size() > 2 ? english ? -1 : 0.5 : 0;
        return score;
    }

    /** A name with particles is a surname, unless it is one of those that follow María: del Carmen, de los Ángeles. */
    private static double odds(List<String> unit) {
        String name = unit.getLast();
        if (unit.size() > 1) {
            return LEXICON.is("devotion", name) ? 1 : -3;
        }
        Set<String> meanings = Nicknames.standard().meanings(name);
        return LEXICON.givenOdds(meanings.size() == 1 ? meanings.iterator().next() : name);
    }

    private static PersonName assemble(
            List<String> titles,
            List<List<String>> given,
            List<List<String>> surnames,
            String suffix,
            boolean ordered) {
        List<List<String>> own = new ArrayList<>(surnames);
        String married = married(given, own);
        List<String> names = new ArrayList<>();
        boolean known = anyKnown(given, surnames);
        for (List<String> unit : given) {
            // "Juan de Dios", "María del Carmen": particles inside given names say nothing, the name does.
            names.add(known ? writtenOut(unit.getLast()) : unit.getLast());
        }
        String paternal = own.isEmpty() ? "" : String.join(" ", own.getFirst());
        String maternal =
                String.join(" ", own.stream().skip(1).flatMap(List::stream).toList());
        return new PersonName(titles, names, paternal, withoutConnective(maternal), married, suffix, ordered);
    }

    private static String withoutConnective(String surname) {
        return surname.startsWith("y ") ? surname.substring(2) : surname;
    }

    /** Takes "viuda de X", or "de X" behind a woman's own surname, off the surnames. */
    private static String married(List<List<String>> given, List<List<String>> own) {
        if (own.size() < 2) {
            return "";
        }
        List<String> last = own.getLast();
        boolean widow = LEXICON.is("widow", last.getFirst());
        Lexicon.Known first =
                given.isEmpty() ? null : LEXICON.get(given.getFirst().getLast());
        boolean wife = last.size() == 2
                && last.getFirst().equals("de")
                && first != null
                && first.isFemaleOnly()
                && first.isOf("hispanic")
                && LEXICON.isSurname(last.getLast())
                && !OWN_DE.contains(last.getLast());
        if (!widow && !wife) {
            return "";
        }
        own.removeLast();
        return String.join(" ", last.subList(widow && last.size() > 2 ? 2 : 1, last.size()));
    }

    /** Abbreviations are Mexican and American: they are written out only where another token is a name of there. */
    private static boolean anyKnown(List<List<String>> given, List<List<String>> surnames) {
        for (List<List<String>> units : List.of(given, surnames)) {
            for (List<String> unit : units) {
                Set<String> traditions = LEXICON.traditions(unit.getLast());
                if (traditions.contains("hispanic") || traditions.contains("english")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String writtenOut(String token) {
        Set<String> meanings = Nicknames.standard().meanings(token);
        boolean single = meanings.size() == 1 && token.length() > 1;
        return single ? meanings.iterator().next() : token;
    }
}
