package puente.agreement;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.record.Bilingual;
import puente.record.Catalogue;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.Problem;

/** What decisions name by its code (a party, a purpose, a kind, a clause, a field, a day), by the name that people know it by. */
public final class InWords {
    private static final Pattern LIST = Pattern.compile(", ");

    private final Language language;
    private final Optional<Agreement> agreement;

    private InWords(Language language, Optional<Agreement> agreement) {
        this.language = language;
        this.agreement = agreement;
    }

    /** Names in one language. Purposes and clauses have theirs in an agreement; where none is at hand their codes stay. */
    public static InWords in(Language language, Optional<Agreement> agreement) {
        return new InWords(language, agreement);
    }

    /** A refusal of the agreement with names in place of codes; any other problem, which may quote what was typed, as it is. */
    public Problem of(Problem problem) {
        if (!problem.code().startsWith("agreement.refused.")) {
            return problem;
        }
        Map<String, String> named = new TreeMap<>();
        problem.arguments().forEach((name, value) -> named.put(name, named(name, value)));
        return new Problem(problem.code(), problem.position(), named);
    }

    private String named(String argument, String value) {
        return switch (argument) {
            case "purpose" -> purpose(value);
            case "kind" ->
                Kinds.standard().find(value).map(kind -> small(kind.label())).orElse(value);
            case "action" ->
                Action.of(value)
                        .map(action -> Catalogue.standard().text("agreement.text.action." + action.code(), language))
                        .orElse(value);
            case "recipient", "from", "originator" -> agency(value);
            case "clauses" -> LIST.splitAsStream(value).map(this::clause).collect(Collectors.joining("; "));
            case "date" -> date(LocalDate.parse(value));
            default -> value;
        };
    }

    private String purpose(String name) {
        return agreement
                .map(each -> each.purposes().get(name))
                .map(each -> small(each.label()))
                .orElse(name);
    }

    private String clause(String id) {
        return agreement
                .flatMap(each -> each.clause(id))
                .map(each -> each.title().in(language))
                .orElse(id);
    }

    /** {@code us/dea} as it stands on every page: US DEA. */
    private static String agency(String code) {
        return code.replace('/', ' ').toUpperCase(Locale.ROOT);
    }

    /** Within a sentence a label begins small, unless it begins with an abbreviation. */
    private String small(Bilingual label) {
        String text = label.in(language);
        boolean abbreviation = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return abbreviation ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** A field by its label in the first kind that has it; its own name where none has. */
    String field(String name) {
        Stream<Kind> kinds = Kinds.standard().all().stream();
        return kinds.flatMap(kind -> kind.field(name).stream())
                .findFirst()
                .map(each -> small(each.label()))
                .orElse(name);
    }

    /** A day as it is written out. */
    String date(LocalDate date) {
        return switch (language) {
            case EN -> DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).format(date);
            case ES ->
                DateTimeFormatter.ofPattern("d 'de' MMMM 'de' uuuu", Locale.of("es", "MX"))
                        .format(date);
        };
    }
}
