package puente.agreement;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import puente.record.Kinds;
import puente.record.Problem;

/**
 * Compiles conditions, each once for every kind its clause speaks of, and turns the compiler's findings into problems of the
 * catalogue. One thread; kept only while an agreement is loaded.
 */
final class Conditions {
    /** The longest condition, in characters. */
    static final int TEXT_MAX = 2_000;

    /** The most steps that {@code all}, {@code exists}, {@code filter} and {@code map} may take in one evaluation. */
    static final int ITERATIONS_MAX = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(TEXT_MAX)
            .maxParseRecursionDepth(64)
            .comprehensionMaxIterations(ITERATIONS_MAX)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '(.{1,200})'");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.{1,200})' .*");
    private static final Pattern MISMATCH =
            Pattern.compile("found no matching overload for '(.{1,80})' applied to '(.{1,300})' .*");
    private static final Pattern NOT_BOOLEAN = Pattern.compile("expected type 'bool' but found '(.{1,200})'");

    /** Calls that may have a value though an operand fails. */
    private static final Set<String> LENIENT = Set.of("_&&_", "_||_", "_?_:_", "@not_strictly_false");

    private final ConditionTypes types;
    private final Map<String, CelCompiler> compilers = new HashMap<>();
    private final Map<String, Condition.Compiled> compiled = new HashMap<>();

    Conditions(Kinds kinds) {
        this.types = new ConditionTypes(kinds);
    }

    /**
     * Compiles a condition for these kinds.
     *
     * @param position where the condition stands; a finding adds {@code :line:column} within it
     */
    Condition compile(String text, Collection<String> kinds, String position, Consumer<Problem> problems) {
        if (text.length() > TEXT_MAX) {
            problems.accept(Problem.of("agreement.condition.too-long", position, "most", TEXT_MAX));
            return Condition.ALWAYS;
        }
        Map<String, Condition.Compiled> byKind = new HashMap<>();
        for (String kind : kinds) {
            String key = kind + "\n" + text;
            Condition.Compiled known = compiled.get(key);
            if (known == null) {
                CelValidationResult result = compiler(kind).compile(text);
                if (result.hasError()) {
                    List<CelIssue> issues = result.getErrors();
                    boolean ofThisKind =
                            issues.stream().anyMatch(issue -> issue.getMessage().startsWith("undefined field"));
                    issues.forEach(issue -> problems.accept(problem(issue, kind, position)));
                    if (ofThisKind) {
                        continue;
                    }
                    return Condition.ALWAYS;
                }
                known = plan(result, kind, position, problems);
                if (known == null) {
                    return Condition.ALWAYS;
                }
                compiled.put(key, known);
            }
            byKind.put(kind, known);
        }
        return new Condition(text, byKind);
    }

    private static Condition.@Nullable Compiled plan(
            CelValidationResult result, String kind, String position, Consumer<Problem> problems) {
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            return new Condition.Compiled(RUNTIME.createProgram(tree), needed(tree.getExpr()));
        } catch (CelValidationException | CelEvaluationException unplannable) {
            problems.accept(Problem.of(
                    "agreement.condition.invalid",
                    position,
                    "reason",
                    YamlMapping.clip(String.valueOf(unplannable.getMessage())),
                    "kind",
                    kind));
            return null;
        }
    }

    private CelCompiler compiler(String kind) {
        return compilers.computeIfAbsent(
                kind,
                name -> CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setTypeProvider(types)
                        .addVar("record", StructTypeReference.create(ConditionTypes.kindType(name)))
                        .addVar("actor", StructTypeReference.create(ConditionTypes.AGENCY))
                        .addVar("recipient", StructTypeReference.create(ConditionTypes.RECIPIENT))
                        .addVar("context", StructTypeReference.create(ConditionTypes.CONTEXT))
                        .addVar("action", SimpleType.STRING)
                        .addVar("purpose", SimpleType.STRING)
                        .addVar("today", SimpleType.STRING)
                        .addVar("now", SimpleType.TIMESTAMP)
                        .setResultType(SimpleType.BOOL)
                        .build());
    }

    private static Problem problem(CelIssue issue, String kind, String position) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        String at = position + ":" + line + ":" + column;
        String message = issue.getMessage();
        Matcher field = UNDEFINED_FIELD.matcher(message);
        if (field.matches()) {
            return Problem.of("agreement.condition.unknown-field", at, "field", field.group(1), "kind", kind);
        }
        Matcher name = UNDECLARED.matcher(message);
        if (name.matches()) {
            return Problem.of("agreement.condition.unknown-name", at, "name", name.group(1));
        }
        Matcher mismatch = MISMATCH.matcher(message);
        if (mismatch.matches()) {
            return Problem.of(
                    "agreement.condition.mismatch",
                    at,
                    "operator",
                    mismatch.group(1).replaceAll("^[_@]+|_+$", ""),
                    "types",
                    mismatch.group(2));
        }
        Matcher result = NOT_BOOLEAN.matcher(message);
        if (result.matches()) {
            return Problem.of("agreement.condition.not-boolean", at, "type", result.group(1));
        }
        return Problem.of("agreement.condition.invalid", at, "reason", message, "kind", kind);
    }

    /**
     * Paths without which an expression cannot come out true. CEL's {@code &&} and {@code ||} absorb an error of one side
     * if the other decides: a conjunction that must be true needs what either side needs, but one under a negation or
     * another operator, and any disjunction, conditional, comprehension or {@code has()}, is not looked into. Every other
     * operator fails if an operand does.
     */
    static List<String[]> needed(CelExpr expression) {
        List<String[]> found = new ArrayList<>();
        collect(expression, true, found);
        return List.copyOf(found);
    }

    private static void collect(CelExpr expression, boolean mustBeTrue, List<String[]> found) {
        switch (expression.getKind()) {
            case SELECT -> {
                List<String> path = new ArrayList<>();
                if (path(expression, path)) {
                    found.add(path.toArray(String[]::new));
                }
            }
            case CALL -> {
                CelExpr.CelCall call = expression.call();
                boolean conjunction = call.function().equals("_&&_");
                if (conjunction ? mustBeTrue : !LENIENT.contains(call.function())) {
                    call.target().ifPresent(target -> collect(target, conjunction, found));
                    call.args().forEach(argument -> collect(argument, conjunction, found));
                }
            }
            default -> {}
        }
    }

    private static boolean path(CelExpr expression, List<String> path) {
        boolean whole = switch (expression.getKind()) {
            case IDENT -> path.add(expression.ident().name());
            case SELECT ->
                !expression.select().testOnly()
                        && path(expression.select().operand(), path)
                        && path.add(expression.select().field());
            default -> false;
        };
        return whole;
    }
}
