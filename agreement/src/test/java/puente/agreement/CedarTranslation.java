package puente.agreement;

import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityIdentifier;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Record;

/**
 * An agreement and a question in Cedar's terms, written from the prose of {@link HandlingRules} and {@link Engine}, not from
 * their code: a principal (from where), an action, a resource (to whom), both agencies in their parties, the rest as context.
 *
 * <p>Cedar skips a policy that errs, permit or forbid; here a forbid that errs applies. So a condition is translated twice:
 * {@link CelToCedar#isTrue} and {@link CelToCedar#isFalse}, neither of which can err. A permit applies when it is true; a forbid unless it is
 * false.
 */
final class CedarTranslation {
    private static final EntityTypeName AGENCY = EntityTypeName.parse("Agency").orElseThrow();
    private static final EntityTypeName PARTY = EntityTypeName.parse("Party").orElseThrow();
    private static final EntityTypeName ACTION = EntityTypeName.parse("Action").orElseThrow();

    /** What a record's handling refuses, in the order of the list in {@link HandlingRules}. */
    private static final Map<String, String> RULES = Map.of(
            "rule-retention", "context.retainUntil != 0 && context.retainUntil < context.today",
            "rule-purpose", "!(context.record.handling.purposes.contains(context.purpose))",
            "rule-audience",
                    "!context.own && !context.record.handling.audience.contains(context.recipient.agency)"
                            + " && !context.record.handling.audience.contains(context.recipient.party)",
            "rule-red",
                    "!context.own && context.record.handling.tlp == \"RED\""
                            + " && !context.record.handling.audience.contains(context.recipient.agency)",
            "rule-foreign",
                    "context.actor.party != context.record.party && [\"disclose\", \"grant\", \"match\"].contains(context.action)",
            "rule-consent",
                    "context.onward && !context.context.originatorConsent && (context.record.handling.originatorConsent"
                            + " || context.record.handling.codes.contains(\"H2\"))",
            "rule-amber",
                    "context.onward && context.record.handling.tlp == \"AMBER\" && !context.context.originatorConsent"
                            + " && context.recipient.party != context.actor.party"
                            + " && context.recipient.party != context.record.party",
            "rule-amber-strict",
                    "context.onward && context.record.handling.tlp == \"AMBER+STRICT\" && !context.context.originatorConsent"
                            + " && context.recipient.agency != context.actor.agency && !context.own",
            "rule-red-onward", "context.onward && context.record.handling.tlp == \"RED\" && !context.own",
            "rule-h1",
                    "context.evidence && !context.context.originatorConsent && !context.own"
                            + " && context.record.handling.codes.contains(\"H1\")");

    private final Agreement agreement;
    private final Map<Agency, Member> members;
    private final PolicySet policies;
    private final Set<String> mentioned = new HashSet<>();

    CedarTranslation(Agreement agreement) {
        this.agreement = agreement;
        this.members = agreement.members();
        Set<Policy> translated = new HashSet<>();
        RULES.forEach((id, when) ->
                translated.add(new Policy("forbid(principal, action, resource) when { " + when + " };", id)));
        for (Clause clause : agreement.clauses()) {
            translated.add(new Policy(policy(clause), clause.id()));
        }
        this.policies = new PolicySet(translated);
        for (Policy policy : translated) {
            mentioned.addAll(List.of(policy.getSource().split("[^A-Za-z0-9]+")));
        }
    }

    PolicySet policies() {
        return policies;
    }

    private static String policy(Clause clause) {
        String reach = strings(clause.kinds()) + ".contains(context.record.kind) && "
                + strings(clause.purposes()) + ".contains(context.purpose) && "
                + among("principal", clause.from()) + " && " + among("resource", clause.to());
        String when = "true";
        if (!clause.when().always()) {
            CelToCedar condition =
                    CelToCedar.of(clause.when().text(), clause.kinds().first());
            when = clause.forbids() ? "!(" + condition.isFalse() + ")" : condition.isTrue();
        }
        return clause.effect().code() + "(principal, action in ["
                + clause.actions().stream()
                        .map(action -> "Action::\"" + action.code() + "\"")
                        .collect(Collectors.joining(", "))
                + "], resource) when { " + reach + " && (" + when + ") };";
    }

    private static String among(String who, Collection<Agency> agencies) {
        return "(" + who + " in ["
                + agencies.stream()
                        .map(each -> (each.code().contains("/") ? "Agency" : "Party") + "::\"" + each + "\"")
                        .collect(Collectors.joining(", "))
                + "])";
    }

    private static String strings(Collection<String> texts) {
        return texts.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    /** Agency {@code x/y} is in party {@code x}; a party acting as a whole is itself. */
    private static EntityUID uid(Agency agency) {
        return new EntityUID(agency.code().contains("/") ? AGENCY : PARTY, new EntityIdentifier(agency.code()));
    }

    Set<Entity> entities(Question question) {
        Map<EntityUID, Entity> found = new HashMap<>();
        for (Agency each : List.of(question.from(), question.recipient())) {
            EntityUID party = new EntityUID(PARTY, new EntityIdentifier(each.party()));
            found.put(uid(each), new Entity(uid(each), Map.of(), uid(each).equals(party) ? Set.of() : Set.of(party)));
        }
        return new HashSet<>(found.values());
    }

    AuthorizationRequest request(Question question) {
        Record record = question.record();
        Handling handling = record.handling();
        Map<String, Value> fields = new HashMap<>();
        record.fields().forEach((name, value) -> fields.put(name, value(value)));
        fields.put("kind", text(record.kind()));
        fields.put("agency", text(record.agency().code()));
        fields.put("party", text(record.agency().party()));
        fields.put("synthetic", new PrimBool(record.provenance().synthetic()));
        Map<String, Value> marks = new HashMap<>();
        marks.put("tlp", text(handling.tlp().label()));
        marks.put("codes", texts(handling.codes().stream().map(Enum::name).toList()));
        marks.put("purposes", texts(handling.purposes()));
        marks.put(
                "audience", texts(handling.audience().stream().map(Agency::code).toList()));
        marks.put("originatorConsent", new PrimBool(handling.originatorConsent()));
        handling.retainUntil().ifPresent(date -> marks.put("retainUntil", day(date)));
        fields.put("handling", new CedarMap(marks));
        Context stated = question.context();
        boolean onward = Set.of(Action.RESHARE, Action.EXPORT, Action.GRANT).contains(question.action())
                && !question.actor().includes(record.agency());
        Map<String, Value> context = new HashMap<>();
        context.put("record", new CedarMap(fields));
        context.put("actor", agency(question.actor(), ""));
        context.put("recipient", agency(question.recipient(), stated.unit()));
        context.put(
                "context",
                new CedarMap(Map.of(
                        "approvals", new PrimLong((long) stated.approvals().size()),
                        "originatorConsent", new PrimBool(stated.originatorConsent()),
                        "unit", text(stated.unit()),
                        "role", text(stated.standing().role()),
                        "strength", text(stated.standing().strength()),
                        "function", text(stated.standing().function()))));
        context.put("action", text(question.action().code()));
        context.put("purpose", text(question.purpose()));
        context.put("today", day(stated.today()));
        context.put("own", new PrimBool(question.recipient().equals(record.agency())));
        context.put("onward", new PrimBool(onward));
        context.put(
                "evidence",
                new PrimBool(agreement.purposes().get(question.purpose()).evidence()));
        context.put(
                "retainUntil", handling.retainUntil().map(CedarTranslation::day).orElse(new PrimLong(0L)));
        return new AuthorizationRequest(
                uid(question.from()),
                new EntityUID(ACTION, new EntityIdentifier(question.action().code())),
                uid(question.recipient()),
                spoken(context));
    }

    /** Without what no policy speaks of: most of a request's cost is its size. */
    private Map<String, Value> spoken(Map<String, Value> members) {
        Map<String, Value> kept = new HashMap<>();
        members.forEach((name, value) -> {
            if (mentioned.contains(name)) {
                kept.put(name, value instanceof CedarMap map ? new CedarMap(spoken(map)) : value);
            }
        });
        return kept;
    }

    private Value agency(Agency agency, String unit) {
        Map<String, Value> view = new HashMap<>();
        view.put("agency", text(agency.code()));
        view.put("party", text(agency.party()));
        view.put("unit", text(unit));
        Member member = members.get(agency);
        Member.Facts facts = Member.Facts.NONE;
        if (member != null) {
            facts = unit.isEmpty() ? member.facts() : member.units().getOrDefault(unit, Member.Facts.NONE);
        }
        facts.vettedUntil().ifPresent(date -> view.put("vettedUntil", day(date)));
        view.put("assurances", texts(facts.assurances()));
        return new CedarMap(view);
    }

    private static Value value(Object value) {
        return switch (value) {
            case String string -> text(string);
            case Long number -> new PrimLong(number);
            case Boolean flag -> new PrimBool(flag);
            case List<?> list -> {
                List<Value> values = new ArrayList<>();
                list.forEach(each -> values.add(value(each)));
                yield new CedarList(values);
            }
            default -> text(value.toString());
        };
    }

    private static Value text(String text) {
        return new PrimString(text);
    }

    private static Value texts(Collection<String> texts) {
        return new CedarList(texts.stream().map(CedarTranslation::text).toList());
    }

    /** Cedar cannot order strings, so dates are days. */
    private static Value day(LocalDate date) {
        return new PrimLong(date.toEpochDay());
    }
}
