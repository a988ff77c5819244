package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import puente.match.name.Alignment.Pair;
import puente.match.name.NameComparison.Category;
import puente.match.text.Folding;

/**
 * Two names of persons.
 *
 * <p>Tokens are aligned in any order; each pair gives its likeness times its weight. A token that only one side has costs little
 * (registers leave out middle and maternal names), one that both sides lack a partner for costs twice its weight: the
 * names then <em>say</em> different things. Generational suffixes that differ, or a lone token against a full name, bound the score.
 */
final class PersonComparison {
    /** What a token without partner costs, by its weight, where the other side has nothing in its place. */
    private static final double OMISSION = 0.25;

    /** What it costs where the other side has another token in its place. */
    private static final double CONTRADICTION = 2;

    private static final double PARTICLE_WEIGHT = 0.08;
    private static final double INITIAL_WEIGHT = 0.4;
    private static final double PATRONYMIC_WEIGHT = 0.5;

    private static final double SUFFIXES_DIFFER = 0.45;
    private static final double LONE_TOKEN = 0.6;
    private static final double SUFFIX_MISSING = 0.96;
    private static final double TURNED = 0.97;

    /** Two romanisations of one whole name sound at least so alike. */
    private static final double HEARD_WHOLE = 0.84;

    private static final Lexicon LEXICON = Lexicon.standard();

    private final TokenComparator comparator = new TokenComparator();

    NameComparison compare(String left, String right) {
        PersonNameParser.Words wordsOfA = PersonNameParser.words(left);
        PersonNameParser.Words wordsOfB = PersonNameParser.words(right);
        List<Token> a = tokens(wordsOfA);
        List<Token> b = tokens(wordsOfB);
        boolean skeletons = Folding.isConsonantal(left) || Folding.isConsonantal(right);
        Alignment alignment = new Alignment(a, b, comparator, skeletons, false);
        Evidence evidence = new Evidence();
        for (Pair pair : alignment.pairs()) {
            evidence.pair(a, b, pair, pairWeight(a, b, pair));
        }
        List<Token> looseA = alignment.unmatchedA();
        List<Token> looseB = alignment.unmatchedB();
        evidence.loose(looseA, looseB, CONTRADICTION, token -> OMISSION * token.weight());
        double score = evidence.score();
        List<String> notes = new ArrayList<>();
        if (score < NameComparison.DECISION && isRomanised(left, right)) {
            double heard = comparator.heardWhole(joined(a), joined(b));
            if (heard >= HEARD_WHOLE) {
                score = heard;
                notes.add("match.name.note.heard-whole");
            }
        }
        score = bounded(score, a, b, alignment, notes);
        score = suffixes(score, wordsOfA.suffix(), wordsOfB.suffix(), notes);
        if (areTurned(left, right, alignment, a)) {
            score *= TURNED;
            notes.add("match.name.note.turned");
        }
        return new NameComparison(left, right, Category.PERSON, score, evidence.parts(), notes);
    }

    private static double pairWeight(List<Token> a, List<Token> b, Pair pair) {
        double weightOfA = Alignment.weight(a, pair.fromA(), pair.toA());
        double weightOfB = Alignment.weight(b, pair.fromB(), pair.toB());
        // An initial agrees with many names, so agreement on it says as little as the initial.
        return pair.likeness().relation() == TokenRelation.INITIAL
                ? Math.min(weightOfA, weightOfB)
                : pair.toA() - pair.fromA() == pair.toB() - pair.fromB()
                        ? (weightOfA + weightOfB) / 2
                        : Math.max(weightOfA, weightOfB);
    }

    private static double bounded(double score, List<Token> a, List<Token> b, Alignment alignment, List<String> notes) {
        long namesOfA = a.stream().filter(Token::isName).count();
        long namesOfB = b.stream().filter(Token::isName).count();
        boolean lone = Math.min(namesOfA, namesOfB) == 1 && Math.max(namesOfA, namesOfB) > 1;
        boolean allJoined = alignment.unmatchedA().stream().noneMatch(Token::isName)
                && alignment.unmatchedB().stream().noneMatch(Token::isName);
        if (lone && !allJoined && score > LONE_TOKEN) {
            boolean initialsElse = namesOfA + namesOfB > 2 && (a.size() > 1 && b.size() > 1);
            if (!initialsElse) {
                notes.add("match.name.note.lone");
                return LONE_TOKEN;
            }
        }
        return score;
    }

    private static double suffixes(double score, String a, String b, List<String> notes) {
        if (a.equals(b)) {
            return score;
        }
        if (a.isEmpty() || b.isEmpty()) {
            boolean elder = a.equals("sr") || b.equals("sr");
            return elder ? score : score * SUFFIX_MISSING;
        }
        boolean junior = Set.of(a, b).equals(Set.of("jr", "ii"));
        if (junior) {
            return score;
        }
        notes.add("match.name.note.suffixes");
        return Math.min(score, SUFFIXES_DIFFER);
    }

    /** Whether what one writing plainly calls surname the other calls given name. */
    private static boolean areTurned(String left, String right, Alignment alignment, List<Token> a) {
        PersonName nameOfA = PersonName.parse(left);
        PersonName nameOfB = PersonName.parse(right);
        Set<String> givenOfA = Set.copyOf(nameOfA.given());
        Set<String> givenOfB = Set.copyOf(nameOfB.given());
        Set<String> common = alignment.pairs().stream()
                .filter(pair -> pair.likeness().relation() == TokenRelation.EQUAL)
                .map(pair -> a.get(pair.fromA()).text())
                .collect(Collectors.toSet());
        long turned = common.stream()
                .filter(token -> givenOfA.contains(token) != givenOfB.contains(token))
                .filter(token -> givenOfA.contains(token)
                        ? nameOfB.surnameTokens().contains(token)
                        : nameOfA.surnameTokens().contains(token))
                .count();
        return turned >= 2;
    }

    private static boolean isRomanised(String left, String right) {
        return left.codePoints().anyMatch(point -> point > 0x36F)
                || right.codePoints().anyMatch(point -> point > 0x36F);
    }

    private static String joined(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }

    private static List<Token> tokens(PersonNameParser.Words words) {
        List<Token> tokens = new ArrayList<>();
        boolean asian = words.names().stream()
                .map(LEXICON::traditions)
                .anyMatch(traditions -> (traditions.contains("vietnamese") || traditions.contains("chinese"))
                        && !traditions.contains("hispanic")
                        && !traditions.contains("english"));
        for (String name : words.names()) {
            tokens.addAll(tokens(name, asian));
        }
        return tokens;
    }

    private static List<Token> tokens(String name, boolean asian) {
        if (LEXICON.is("particle", name) && !(asian && LEXICON.isSurname(name))) {
            return List.of(new Token(name, PARTICLE_WEIGHT, Token.Kind.PARTICLE));
        }
        if (name.length() == 1) {
            return List.of(new Token(name, INITIAL_WEIGHT, Token.Kind.INITIAL));
        }
        Lexicon.Known known = LEXICON.get(name);
        boolean initials = name.length() <= 3
                && known == null
                && Nicknames.standard().meanings(name).isEmpty()
                && name.chars().noneMatch(each -> "aeiouy".indexOf(each) >= 0);
        if (initials) {
            return name.chars()
                    .mapToObj(each -> new Token(String.valueOf((char) each), INITIAL_WEIGHT, Token.Kind.INITIAL))
                    .toList();
        }
        return List.of(
                isPatronymic(name, known)
                        ? new Token(name, PATRONYMIC_WEIGHT, Token.Kind.PATRONYMIC)
                        : new Token(name, LEXICON.weight(name), Token.Kind.NAME));
    }

    private static boolean isPatronymic(String name, Lexicon.@org.jspecify.annotations.Nullable Known known) {
        boolean ending = name.endsWith("ovich")
                || name.endsWith("evich")
                || name.endsWith("ovna")
                || name.endsWith("evna")
                || name.endsWith("ovych")
                || name.endsWith("ivna")
                || name.endsWith("yevich");
        return known != null && known.isPatronymic()
                || ending && name.length() > 7 && (known == null || !known.isSurname());
    }
}
