package puente.match.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import puente.match.name.TokenComparator.Likeness;

/**
 * Which tokens of two names are partners: the likeliest pair first, then the next of what is left; a run of tokens may be the
 * partner of one that is written as one word, or of its initials.
 */
final class Alignment {
    /** Longest run written as one word. */
    private static final int RUN = 4;

    /** Longest acronym. */
    private static final int ACRONYM = 7;

    /** One pair of runs. */
    record Pair(int fromA, int toA, int fromB, int toB, Likeness likeness) {
        private int letters() {
            return toA - fromA + toB - fromB;
        }
    }

    private final List<Token> a;
    private final List<Token> b;
    private final List<Pair> pairs = new ArrayList<>();
    private final boolean[] takenA;
    private final boolean[] takenB;

    /** Finds the partners. @param acronyms whether initials of a run may stand for it */
    Alignment(List<Token> a, List<Token> b, TokenComparator comparator, boolean skeletons, boolean acronyms) {
        this.a = a;
        this.b = b;
        takenA = new boolean[a.size()];
        takenB = new boolean[b.size()];
        List<Pair> candidates = new ArrayList<>();
        for (int at = 0; at < a.size(); at++) {
            for (int other = 0; other < b.size(); other++) {
                Likeness likeness = comparator.compare(a.get(at), b.get(other), skeletons);
                add(candidates, new Pair(at, at + 1, other, other + 1, likeness));
            }
        }
        runs(candidates, a, b, comparator, acronyms, false);
        runs(candidates, b, a, comparator, acronyms, true);
        candidates.sort(Comparator.comparingDouble((Pair pair) -> -rank(pair))
                .thenComparingInt(pair -> Math.abs(pair.fromA() - pair.fromB()))
                .thenComparingInt(Pair::fromA)
                .thenComparingInt(Pair::fromB));
        candidates.forEach(this::take);
        pairs.sort(Comparator.comparingInt(Pair::fromA));
    }

    private static void add(List<Pair> candidates, Pair pair) {
        if (pair.likeness().similarity() >= TokenComparator.PARTNERS) {
            candidates.add(pair);
        }
    }

    /** Equal names first, then likeness; a run counts for more than the one token of it that happens to be alike as well. */
    private double rank(Pair pair) {
        boolean particle = a.get(pair.fromA()).kind() == Token.Kind.PARTICLE;
        boolean equal = pair.likeness().relation() == TokenRelation.EQUAL;
        return equal ? (particle ? 0.5 : 2) : pair.likeness().similarity() + (pair.letters() - 2) * 0.03;
    }

    private static void runs(
            List<Pair> candidates,
            List<Token> runs,
            List<Token> words,
            TokenComparator comparator,
            boolean acronyms,
            boolean turned) {
        for (int word = 0; word < words.size(); word++) {
            String text = words.get(word).text();
            for (int from = 0; from < runs.size(); from++) {
                StringBuilder joined = new StringBuilder();
                StringBuilder initials = new StringBuilder();
                int most = Math.min(runs.size(), from + ACRONYM);
                for (int to = from; to < most; to++) {
                    joined.append(runs.get(to).text());
                    initials.append(runs.get(to).text().charAt(0));
                    int size = to + 1 - from;
                    if (size < 2) {
                        continue;
                    }
                    Likeness likeness = Likeness.NONE;
                    if (size <= RUN
                            && !TokenComparator.isNumber(text)
                            && Math.abs(joined.length() - text.length()) < 4) {
                        likeness = comparator.joined(joined.toString(), text);
                    }
                    if (acronyms && size >= 2 && size == text.length() && text.contentEquals(initials)) {
                        likeness = new Likeness(size == 2 ? 0.8 : 0.9, TokenRelation.ACRONYM);
                    }
                    add(
                            candidates,
                            turned
                                    ? new Pair(word, word + 1, from, to + 1, likeness)
                                    : new Pair(from, to + 1, word, word + 1, likeness));
                }
            }
        }
    }

    private void take(Pair pair) {
        for (int at = pair.fromA(); at < pair.toA(); at++) {
            if (takenA[at]) {
                return;
            }
        }
        for (int at = pair.fromB(); at < pair.toB(); at++) {
            if (takenB[at]) {
                return;
            }
        }
        java.util.Arrays.fill(takenA, pair.fromA(), pair.toA(), true);
        java.util.Arrays.fill(takenB, pair.fromB(), pair.toB(), true);
        pairs.add(pair);
    }

    /** The partners, in the order of the first name. */
    List<Pair> pairs() {
        return pairs;
    }

    List<Token> unmatchedA() {
        return unmatched(a, takenA);
    }

    List<Token> unmatchedB() {
        return unmatched(b, takenB);
    }

    private static List<Token> unmatched(List<Token> tokens, boolean[] taken) {
        List<Token> left = new ArrayList<>();
        for (int at = 0; at < taken.length; at++) {
            if (!taken[at]) {
                left.add(tokens.get(at));
            }
        }
        return left;
    }

    static String text(List<Token> tokens, int from, int to) {
        return String.join(
                " ", tokens.subList(from, to).stream().map(Token::text).toList());
    }

    static double weight(List<Token> tokens, int from, int to) {
        return tokens.subList(from, to).stream().mapToDouble(Token::weight).sum();
    }
}
