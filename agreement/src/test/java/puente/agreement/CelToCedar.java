package puente.agreement;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of CEL that Cedar can say, in Cedar. CEL's {@code &&} and {@code ||} forgive an error on one side when the other
 * side decides; Cedar's do not. Hence the three-valued translation: what makes an expression true, and what makes it false,
 * each asking {@code has} before it looks.
 */
final class CelToCedar {
    private static final Set<String> DATES =
            Set.of("recipient.vettedUntil", "actor.vettedUntil", "today", "record.handling.retainUntil");

    private final CelExpr expression;

    private CelToCedar(CelExpr expression) {
        this.expression = expression;
    }

    static CelToCedar of(String text, String kind) {
        try {
            return new CelToCedar(CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .build()
                    .parse(text)
                    .getAst()
                    .getExpr());
        } catch (CelValidationException invalid) {
            throw new AssertionError("the agreement compiled it for " + kind + ": " + text, invalid);
        }
    }

    String isTrue() {
        return holds(expression, true);
    }

    String isFalse() {
        return holds(expression, false);
    }

    private static String holds(CelExpr at, boolean wanted) {
        if (at.getKind() == CelExpr.ExprKind.Kind.CALL) {
            String function = at.call().function();
            List<CelExpr> arguments = at.call().args();
            switch (function) {
                case "!_" -> {
                    return holds(arguments.getFirst(), !wanted);
                }
                case "_&&_", "_||_" -> {
                    String operator = function.equals("_&&_") == wanted ? " && " : " || ";
                    return "(" + holds(arguments.get(0), wanted) + operator + holds(arguments.get(1), wanted) + ")";
                }
                default -> {}
            }
        }
        if (at.getKind() == CelExpr.ExprKind.Kind.SELECT && at.select().testOnly()) {
            String has = path(at.select().operand()) + " has " + at.select().field();
            return wanted ? "(" + has + ")" : "!(" + has + ")";
        }
        List<String> needed = new ArrayList<>();
        String atom = atom(at, needed);
        needed.add(wanted ? "(" + atom + ")" : "!(" + atom + ")");
        return needed.stream().distinct().collect(Collectors.joining(" && ", "(", ")"));
    }

    private static String atom(CelExpr at, List<String> needed) {
        return switch (at.getKind()) {
            case SELECT, IDENT -> term(at, needed);
            case COMPREHENSION -> exists(at, needed);
            case CALL -> {
                CelExpr left = at.call().args().get(0);
                CelExpr right = at.call().args().get(1);
                yield switch (at.call().function()) {
                    case "_==_" -> compared(left, "==", right, needed);
                    case "_!=_" -> compared(left, "!=", right, needed);
                    case "_<_" -> compared(left, "<", right, needed);
                    case "_<=_" -> compared(left, "<=", right, needed);
                    case "_>_" ->
                        left.getKind() == CelExpr.ExprKind.Kind.CALL
                                ? "!" + term(left.call().args().getFirst(), needed) + ".isEmpty()"
                                : compared(left, ">", right, needed);
                    case "_>=_" -> compared(left, ">=", right, needed);
                    case "@in" -> term(right, needed) + ".contains(" + term(left, needed) + ")";
                    default -> throw new AssertionError("no translation of " + at);
                };
            }
            default -> throw new AssertionError("no translation of " + at);
        };
    }

    private static String compared(CelExpr left, String operator, CelExpr right, List<String> needed) {
        boolean dates = DATES.contains(dotted(left)) || DATES.contains(dotted(right));
        return operand(left, dates, needed) + " " + operator + " " + operand(right, dates, needed);
    }

    private static String operand(CelExpr at, boolean date, List<String> needed) {
        return date && at.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                ? Long.toString(LocalDate.parse(at.constant().stringValue()).toEpochDay())
                : term(at, needed);
    }

    private static String exists(CelExpr at, List<String> needed) {
        CelExpr body = at.comprehension().loopStep().call().args().get(1);
        if (!at.comprehension().loopStep().call().function().equals("_||_")
                || !body.call().function().equals("@in")) {
            throw new AssertionError("no translation of " + at);
        }
        return term(at.comprehension().iterRange(), needed) + ".containsAny("
                + term(body.call().args().get(1), needed) + ")";
    }

    private static String term(CelExpr at, List<String> needed) {
        return switch (at.getKind()) {
            case CONSTANT -> literal(at.constant());
            case LIST ->
                at.list().elements().stream()
                        .map(each -> term(each, needed))
                        .collect(Collectors.joining(", ", "[", "]"));
            case IDENT -> path(at);
            case SELECT -> {
                term(at.select().operand(), needed);
                needed.add(path(at.select().operand()) + " has " + at.select().field());
                yield path(at);
            }
            default -> throw new AssertionError("no translation of " + at);
        };
    }

    private static String literal(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> "\"" + constant.stringValue() + "\"";
            case INT64_VALUE -> Long.toString(constant.int64Value());
            case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
            default -> throw new AssertionError("no translation of " + constant);
        };
    }

    private static String path(CelExpr at) {
        return "context." + dotted(at);
    }

    private static String dotted(CelExpr at) {
        return switch (at.getKind()) {
            case IDENT -> at.ident().name();
            case SELECT -> dotted(at.select().operand()) + "." + at.select().field();
            default -> "";
        };
    }
}
