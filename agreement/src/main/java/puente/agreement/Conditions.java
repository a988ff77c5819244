package puente.agreement;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(TEXT_MAX)
            .maxParseRecursionDepth(64)
            .comprehensionMaxIterations(ITERATIONS_MAX)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '(.{1,200})'");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.{1,200})' .*");
    private static final Pattern MISMATCH =
            Pattern.compile("found no matching overload for '(.{1,80})' applied to '(.{1,300})' .*");
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:mismatched input|extraneous input|no viable alternative at input|token recognition error at:) '(.{0,200}?)'");
    private static final Pattern NOT_BOOLEAN = Pattern.compile("expected type 'bool' but found '(.{1,200})'");

    private final ConditionTypes types;
    private final Map<String, CelCompiler> compilers = new HashMap<>();
    private final Map<String, CelValidationResult> trees = new HashMap<>();
    private final Map<String, Formula> formulas = new HashMap<>();
    private final Map<String, Condition> conditions = new HashMap<>();
    private final Formulas plans = new Formulas();

    Conditions(Kinds kinds) {
        this.types = new ConditionTypes(kinds);
    }

    /**
     * Compiles a condition for these kinds.
     *
     * @param atHome whether its clause is about acts of one node only, so that it may speak of the role in which somebody acts
     * @param position where the condition stands; a finding adds {@code :line:column} within it
     */
    Condition compile(
            String text, Collection<String> kinds, boolean atHome, String position, Consumer<Problem> problems) {
        if (text.length() > TEXT_MAX) {
            problems.accept(Problem.of("agreement.condition.too-long", position, "most", TEXT_MAX));
            return Condition.ALWAYS;
        }
        Condition known = conditions.get(atHome + text + kinds);
        if (known != null) {
            return known;
        }
        Map<String, Formula> byKind = new HashMap<>();
        boolean sound = true;
        for (String kind : kinds) {
            Formula formula = formula(text, kind, atHome, position, problems);
            if (formula != null) {
                byKind.put(kind, formula);
            } else if (!parsed(text, kind).hasError() && dependsOnKind(text, kind)) {
                // Another kind may lack another field: a person who mends this wants to know of all.
                sound = false;
            } else {
                return Condition.ALWAYS;
            }
        }
        if (!sound) {
            return Condition.ALWAYS;
        }
        Condition condition = new Condition(text, byKind);
        conditions.put(atHome + text + kinds, condition);
        return condition;
    }

    private @Nullable Formula formula(
            String text, String kind, boolean atHome, String position, Consumer<Problem> problems) {
        CelValidationResult parsed = parsed(text, kind);
        try {
            if (parsed.hasError()) {
                parsed.getErrors().forEach(issue -> problems.accept(problem(issue, kind, position)));
                return null;
            }
            String scope = dependsOnKind(text, kind) ? kind : "";
            String key = atHome + scope + "\n" + text;
            Formula known = formulas.get(key);
            if (known != null) {
                return known;
            }
            CelValidationResult checked = compiler(kind, atHome).check(parsed.getAst());
            if (checked.hasError()) {
                checked.getErrors().forEach(issue -> problems.accept(problem(issue, kind, position)));
                return null;
            }
            Formula formula = plans.of(checked.getAst(), scope);
            formulas.put(key, formula);
            return formula;
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

    private CelValidationResult parsed(String text, String kind) {
        return trees.computeIfAbsent(text, written -> compiler(kind, false).parse(written));
    }

    private boolean dependsOnKind(String text, String kind) {
        try {
            return Formulas.dependsOnKind(parsed(text, kind).getAst().getExpr());
        } catch (CelValidationException unparsable) {
            return false;
        }
    }

    private CelCompiler compiler(String kind, boolean atHome) {
        String context = atHome ? ConditionTypes.CONTEXT_AT_HOME : ConditionTypes.CONTEXT;
        return compilers.computeIfAbsent(
                kind + " " + context,
                name -> CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setTypeProvider(types)
                        .addVar("record", StructTypeReference.create(ConditionTypes.kindType(kind)))
                        .addVar("actor", StructTypeReference.create(ConditionTypes.AGENCY))
                        .addVar("recipient", StructTypeReference.create(ConditionTypes.RECIPIENT))
                        .addVar("context", StructTypeReference.create(context))
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
        Matcher syntax = SYNTAX.matcher(message);
        if (syntax.lookingAt()) {
            return Problem.of("agreement.condition.syntax", at, "found", YamlMapping.clip(syntax.group(1)));
        }
        return Problem.of("agreement.condition.invalid", at, "reason", YamlMapping.clip(message), "kind", kind);
    }
}
