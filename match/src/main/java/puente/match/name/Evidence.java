package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import puente.match.name.Alignment.Pair;
import puente.match.name.NameComparison.Part;

/** What speaks for and against, weighed: the score is the weight of what agrees in the weight of all that was said. */
final class Evidence {
    private record Piece(
            String left, String right, TokenRelation relation, double similarity, double gain, double total) {}

    private final List<Piece> pieces = new ArrayList<>();

    void pair(List<Token> a, List<Token> b, Pair pair, double weight) {
        double similarity = pair.likeness().similarity();
        pieces.add(new Piece(
                Alignment.text(a, pair.fromA(), pair.toA()),
                Alignment.text(b, pair.fromB(), pair.toB()),
                pair.likeness().relation(),
                similarity,
                similarity * weight,
                weight));
    }

    /**
     * Tokens without partners. The heaviest of each side stand against each other and contradict; what one side has more is an omission.
     *
     * @param contradiction how many times its weight a contradiction costs
     * @param omission what an omission costs
     */
    void loose(List<Token> a, List<Token> b, double contradiction, ToDoubleFunction<Token> omission) {
        List<Token> left = new ArrayList<>(sorted(a));
        List<Token> right = new ArrayList<>(sorted(b));
        while (!left.isEmpty() && !right.isEmpty() && contradicts(left.getFirst()) && contradicts(right.getFirst())) {
            Token one = left.removeFirst();
            Token other = right.removeFirst();
            double weight = contradiction * (one.weight() + other.weight()) / 2;
            pieces.add(new Piece(one.text(), other.text(), TokenRelation.DIFFERENT, 0, 0, weight));
        }
        left.forEach(token ->
                pieces.add(new Piece(token.text(), "", TokenRelation.LEFT_ONLY, 0, 0, omission.applyAsDouble(token))));
        right.forEach(token ->
                pieces.add(new Piece("", token.text(), TokenRelation.RIGHT_ONLY, 0, 0, omission.applyAsDouble(token))));
    }

    private static boolean contradicts(Token token) {
        return token.kind() != Token.Kind.PARTICLE && token.kind() != Token.Kind.PATRONYMIC;
    }

    private static List<Token> sorted(List<Token> tokens) {
        return tokens.stream()
                .sorted(java.util.Comparator.comparing((Token token) -> !contradicts(token))
                        .thenComparing(java.util.Comparator.comparingDouble(Token::weight)
                                .reversed()))
                .toList();
    }

    private double total() {
        return pieces.stream().mapToDouble(Piece::total).sum();
    }

    double score() {
        double total = total();
        return total == 0 ? 0 : pieces.stream().mapToDouble(Piece::gain).sum() / total;
    }

    List<Part> parts() {
        double total = total();
        return pieces.stream()
                .map(piece -> new Part(
                        piece.left(),
                        piece.right(),
                        piece.relation(),
                        piece.similarity(),
                        piece.total(),
                        total == 0 ? 0 : (piece.similarity() > 0 ? piece.gain() : -piece.total()) / total))
                .toList();
    }
}
