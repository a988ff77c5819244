package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import puente.match.name.Alignment.Pair;
import puente.match.name.NameComparison.Category;
import puente.match.text.Folding;

/**
 * Two names of organisations: legal forms aside, words in any order, common words (bank, trading, group) counting a third of
 * distinguishing ones, initials standing for their words, numbers deciding. A distinguishing word that only one side has counts
 * against: Siemens is not Siemens Energy.
 */
final class CompanyComparison {
    private static final double CONTRADICTION = 1.6;
    private static final double OMISSION = 0.55;
    private static final double GENERIC_OMISSION = 0.45;
    private static final double PLACE_OMISSION = 0.35;
    private static final double GENERIC_WEIGHT = 0.35;
    private static final double NUMBERS_DIFFER = 0.45;
    private static final double FORMS_DIFFER = 0.93;

    /** Likeness of a short word in its canonical writing and in another. */
    private static final double WHOLE_JOINED = 0.97;

    private final TokenComparator comparator = new TokenComparator();

    NameComparison compare(String left, String right) {
        CompanyName nameOfA = CompanyName.parse(left);
        CompanyName nameOfB = CompanyName.parse(right);
        List<Token> a = tokens(nameOfA);
        List<Token> b = tokens(nameOfB);
        boolean skeletons = Folding.isConsonantal(left) || Folding.isConsonantal(right);
        Alignment alignment = new Alignment(a, b, comparator, skeletons, true);
        Evidence evidence = new Evidence();
        for (Pair pair : alignment.pairs()) {
            evidence.pair(a, b, pair, weight(a, b, pair));
        }
        List<Token> looseA = alignment.unmatchedA();
        List<Token> looseB = alignment.unmatchedB();
        evidence.loose(looseA, looseB, CONTRADICTION, CompanyComparison::omission);
        double score = evidence.score();
        List<String> notes = new ArrayList<>();
        String wholeOfA = String.join("", nameOfA.raw());
        String wholeOfB = String.join("", nameOfB.raw());
        if (score < WHOLE_JOINED && !wholeOfA.isEmpty() && wholeOfA.equals(wholeOfB)) {
            score = WHOLE_JOINED;
        }
        score = initials(score, nameOfA, nameOfB, notes);
        if (looseA.stream().anyMatch(CompanyComparison::isNumber)
                && looseB.stream().anyMatch(CompanyComparison::isNumber)) {
            score = Math.min(score, NUMBERS_DIFFER);
            notes.add("match.name.note.numbers");
        }
        if (!nameOfA.form().isEmpty()
                && !nameOfB.form().isEmpty()
                && !nameOfA.form().equals(nameOfB.form())) {
            score *= FORMS_DIFFER;
            notes.add("match.name.note.forms");
        }
        return new NameComparison(left, right, Category.COMPANY, score, evidence.parts(), notes);
    }

    /** One side is nothing but the initials of the other's words, connectives and legal form counted or not. */
    private static double initials(double score, CompanyName a, CompanyName b, List<String> notes) {
        if (score >= NameComparison.DECISION || !isInitials(a, b) && !isInitials(b, a)) {
            return score;
        }
        notes.add("match.name.note.initials");
        return 0.8;
    }

    private static boolean isInitials(CompanyName brief, CompanyName whole) {
        if (brief.raw().size() != 1 || whole.raw().size() < 2) {
            return false;
        }
        String letters = brief.raw().getFirst();
        StringBuilder initials = new StringBuilder();
        whole.raw().forEach(word -> initials.append(word.charAt(0)));
        String withForm = initials + (whole.form().isEmpty() ? "" : whole.form().substring(0, 1));
        return letters.length() >= 3 && (letters.contentEquals(initials) || letters.equals(withForm));
    }

    private static boolean isNumber(Token token) {
        return token.kind() == Token.Kind.NUMBER;
    }

    private static double omission(Token token) {
        return token.weight()
                * switch (token.kind()) {
                    case GENERIC -> GENERIC_OMISSION;
                    case PLACE -> PLACE_OMISSION;
                    default -> OMISSION;
                };
    }

    private static double weight(List<Token> a, List<Token> b, Pair pair) {
        double weightOfA = Alignment.weight(a, pair.fromA(), pair.toA());
        double weightOfB = Alignment.weight(b, pair.fromB(), pair.toB());
        return pair.toA() - pair.fromA() == pair.toB() - pair.fromB()
                ? (weightOfA + weightOfB) / 2
                : Math.max(weightOfA, weightOfB);
    }

    private static List<Token> tokens(CompanyName name) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < name.words().size(); at++) {
            String word = name.words().get(at);
            boolean generic = CompanyName.isGeneric(name.raw().get(at));
            if (TokenComparator.isNumber(word)) {
                tokens.add(new Token(word, 1, Token.Kind.NUMBER));
            } else if (CompanyName.isPlace(name.raw().get(at))) {
                tokens.add(new Token(word, 1, Token.Kind.PLACE));
            } else if (generic) {
                tokens.add(new Token(word, GENERIC_WEIGHT, Token.Kind.GENERIC));
            } else {
                tokens.add(new Token(word, 1, Token.Kind.NAME));
            }
        }
        return tokens;
    }
}
