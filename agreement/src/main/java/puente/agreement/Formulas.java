package puente.agreement;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes checked CEL trees apart into formulas, and keeps equal atoms one. One thread. */
final class Formulas {
    /** Calls that may have a value though an operand fails. */
    private static final Set<String> LENIENT = Set.of("_&&_", "_||_", "_?_:_", "@not_strictly_false");

    /** CEL numbers its expressions; equal atoms differ in nothing else. */
    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

    private final Map<String, Formula.Atom> atoms = new HashMap<>();

    /**
     * @param scope what tells apart atoms that read alike but were checked against different kinds
     */
    Formula of(CelAbstractSyntaxTree tree, String scope) throws CelEvaluationException {
        return of(tree, tree.getExpr(), scope);
    }

    private Formula of(CelAbstractSyntaxTree tree, CelExpr at, String scope) throws CelEvaluationException {
        if (at.getKind() == CelExpr.ExprKind.Kind.CALL) {
            List<CelExpr> arguments = at.call().args();
            switch (at.call().function()) {
                case "_&&_" -> {
                    return new Formula.Both(of(tree, arguments.get(0), scope), of(tree, arguments.get(1), scope));
                }
                case "_||_" -> {
                    return new Formula.Either(of(tree, arguments.get(0), scope), of(tree, arguments.get(1), scope));
                }
                case "!_" -> {
                    return new Formula.Not(of(tree, arguments.get(0), scope));
                }
                default -> {}
            }
        }
        if (at.getKind() == CelExpr.ExprKind.Kind.SELECT && at.select().testOnly()) {
            Path path = Comparisons.path(at.select().operand());
            if (path != null) {
                List<String> whole = new ArrayList<>(path.names());
                whole.add(at.select().field());
                return new Formula.Present(path, new Path(whole));
            }
        }
        String key = scope + NUMBER.matcher(at.toString()).replaceAll("");
        Formula.Atom known = atoms.get(key);
        if (known == null) {
            List<Path> needed = new ArrayList<>();
            collect(at, needed);
            Program program = new Program(CelAbstractSyntaxTree.newCheckedAst(
                    at, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()));
            Comparison comparison = Comparisons.of(at, tree);
            if (comparison == null) {
                program.plan();
            }
            known = new Formula.Atom(program, comparison, needed);
            atoms.put(key, known);
        }
        return known;
    }

    /**
     * Paths without which an expression fails: every operand of every strict call, and what a comprehension ranges over. The
     * rest of a comprehension, conditionals and {@code has()} are not looked into.
     */
    private static void collect(CelExpr at, List<Path> needed) {
        switch (at.getKind()) {
            case SELECT -> {
                Path path = Comparisons.path(at);
                if (path != null) {
                    needed.add(path);
                }
            }
            case CALL -> {
                if (!LENIENT.contains(at.call().function())) {
                    at.call().target().ifPresent(target -> collect(target, needed));
                    at.call().args().forEach(argument -> collect(argument, needed));
                }
            }
            case COMPREHENSION -> collect(at.comprehension().iterRange(), needed);
            default -> {}
        }
    }

    /** Whether a parsed expression asks of the record what only some kinds have. */
    static boolean dependsOnKind(CelExpr at) {
        return switch (at.getKind()) {
            case IDENT -> at.ident().name().equals("record");
            case SELECT -> {
                CelExpr operand = at.select().operand();
                boolean ofRecord = operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                        && operand.ident().name().equals("record");
                yield ofRecord ? !ConditionTypes.ofEveryRecord(at.select().field()) : dependsOnKind(operand);
            }
            case CALL ->
                at.call().target().map(Formulas::dependsOnKind).orElse(false)
                        || at.call().args().stream().anyMatch(Formulas::dependsOnKind);
            case CONSTANT -> false;
            case LIST -> at.list().elements().stream().anyMatch(Formulas::dependsOnKind);
            default -> true;
        };
    }
}
