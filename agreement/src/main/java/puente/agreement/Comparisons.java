package puente.agreement;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises {@link Comparison}s in checked CEL. What it does not recognise with certainty it leaves to CEL. */
final class Comparisons {
    private Comparisons() {}

    /** The comparison that an expression of a checked tree is, or null. */
    static @Nullable Comparison of(CelExpr at, CelAbstractSyntaxTree tree) {
        return switch (at.getKind()) {
            case IDENT, SELECT -> {
                Path path = path(at);
                yield path == null ? null : new Comparison.Flag(path);
            }
            case CALL -> at.call().target().isEmpty() && at.call().args().size() == 2 ? called(at.call(), tree) : null;
            case COMPREHENSION -> exists(at.comprehension());
            default -> null;
        };
    }

    private static @Nullable Comparison called(CelExpr.CelCall call, CelAbstractSyntaxTree tree) {
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        if (call.function().equals("@in")) {
            Comparison.Operand sought = operand(left);
            Set<String> values = strings(right);
            if (sought != null && values != null) {
                return new Comparison.Among(sought, values);
            }
            Path list = path(right);
            return list != null
                            && sought instanceof Comparison.Constant constant
                            && constant.value() instanceof String text
                    ? new Comparison.HasAny(list, Set.of(text))
                    : null;
        }
        Comparison.Operator operator = operator(call.function());
        Comparison.Operand one = operand(left);
        Comparison.Operand other = operand(right);
        if (operator == null || one == null || other == null) {
            return null;
        }
        boolean equality = operator == Comparison.Operator.EQUAL || operator == Comparison.Operator.DIFFERENT;
        Class<?> ordering = equality ? Object.class : ordering(left, right, tree);
        return ordering == null ? null : new Comparison.Ordered(one, operator, other, ordering);
    }

    private static @Nullable Class<?> ordering(CelExpr left, CelExpr right, CelAbstractSyntaxTree tree) {
        CelType type = tree.getType(left.id()).orElse(SimpleType.DYN);
        if (!type.equals(tree.getType(right.id()).orElse(SimpleType.DYN))) {
            return null;
        }
        return type.equals(SimpleType.STRING) ? String.class : type.equals(SimpleType.INT) ? Long.class : null;
    }

    private static Comparison.@Nullable Operator operator(String function) {
        return switch (function) {
            case "_==_" -> Comparison.Operator.EQUAL;
            case "_!=_" -> Comparison.Operator.DIFFERENT;
            case "_<_" -> Comparison.Operator.LESS;
            case "_<=_" -> Comparison.Operator.LESS_OR_EQUAL;
            case "_>_" -> Comparison.Operator.GREATER;
            case "_>=_" -> Comparison.Operator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private static Comparison.@Nullable Operand operand(CelExpr at) {
        if (at.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            Object value = constant(at.constant());
            return value == null ? null : new Comparison.Constant(value);
        }
        if (at.getKind() == CelExpr.ExprKind.Kind.CALL
                && at.call().function().equals("size")
                && at.call().target().isEmpty()
                && at.call().args().size() == 1) {
            Path list = path(at.call().args().getFirst());
            return list == null ? null : new Comparison.Size(list);
        }
        Path path = path(at);
        return path == null ? null : new Comparison.Member(path);
    }

    private static @Nullable Object constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case INT64_VALUE -> constant.int64Value();
            case BOOLEAN_VALUE -> constant.booleanValue();
            default -> null;
        };
    }

    /** {@code list.exists(each, each in […])} as its macro expands. */
    private static @Nullable Comparison exists(CelExpr.CelComprehension loop) {
        Path list = path(loop.iterRange());
        CelExpr step = loop.loopStep();
        if (list == null
                || !loop.iterVar2().isEmpty()
                || !isFalse(loop.accuInit())
                || !isName(loop.result(), loop.accuVar())
                || step.getKind() != CelExpr.ExprKind.Kind.CALL
                || !step.call().function().equals("_||_")
                || !isName(step.call().args().get(0), loop.accuVar())) {
            return null;
        }
        CelExpr body = step.call().args().get(1);
        if (body.getKind() != CelExpr.ExprKind.Kind.CALL
                || !body.call().function().equals("@in")
                || !isName(body.call().args().get(0), loop.iterVar())) {
            return null;
        }
        Set<String> values = strings(body.call().args().get(1));
        return values == null ? null : new Comparison.HasAny(list, values);
    }

    private static boolean isFalse(CelExpr at) {
        return at.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && at.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                && !at.constant().booleanValue();
    }

    private static boolean isName(CelExpr at, String name) {
        return at.getKind() == CelExpr.ExprKind.Kind.IDENT && at.ident().name().equals(name);
    }

    private static @Nullable Set<String> strings(CelExpr at) {
        if (at.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return null;
        }
        Set<String> values = new HashSet<>();
        for (CelExpr each : at.list().elements()) {
            if (each.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                    || each.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
                return null;
            }
            values.add(each.constant().stringValue());
        }
        return Set.copyOf(values);
    }

    /** A variable, or members of one; null for anything else. */
    static @Nullable Path path(CelExpr at) {
        List<String> names = new ArrayList<>();
        return collect(at, names) ? new Path(names) : null;
    }

    private static boolean collect(CelExpr at, List<String> names) {
        return switch (at.getKind()) {
            case IDENT -> names.add(at.ident().name());
            case SELECT ->
                !at.select().testOnly()
                        && collect(at.select().operand(), names)
                        && names.add(at.select().field());
            default -> false;
        };
    }
}
