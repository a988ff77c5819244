package puente.agreement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.Field;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Problem;

/** Reads the clauses of one agreement from its files; knows the names that the agreement declares. */
final class ClauseReader {
    /** The most days that an obligation may let a recipient keep a record: a century. */
    static final int RETENTION_DAYS_MAX = 36_525;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    private final Map<String, Party> parties;
    private final Set<String> purposes;
    private final Kinds kinds;
    private final Conditions conditions;
    private final List<Problem> problems;
    private final Map<String, String> positions = new HashMap<>();

    ClauseReader(
            Map<String, Party> parties,
            Set<String> purposes,
            Kinds kinds,
            Conditions conditions,
            List<Problem> problems) {
        this.parties = parties;
        this.purposes = purposes;
        this.kinds = kinds;
        this.conditions = conditions;
        this.problems = problems;
    }

    List<Clause> read(String name, byte[] bytes) {
        List<Clause> clauses = new ArrayList<>();
        for (YamlMapping yaml : new YamlFile(name, problems).mappings(bytes)) {
            clauses.add(clause(yaml));
        }
        return clauses;
    }

    private Clause clause(YamlMapping yaml) {
        String id = id(yaml);
        Effect effect = effect(yaml);
        Bilingual title = yaml.bilingual("title");
        Bilingual text = yaml.bilingual("text");
        Bilingual source = yaml.bilingual("source");
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (String each : yaml.list("actions")) {
            Action.of(each)
                    .ifPresentOrElse(
                            actions::add,
                            () -> yaml.note("agreement.clause.unknown-action", "actions", "value", clip(each)));
        }
        List<String> namedKinds = yaml.listOrAll("kinds");
        boolean everyKind = namedKinds.equals(List.of("all"));
        SortedSet<String> reachedKinds = kinds(yaml, namedKinds, everyKind);
        SortedSet<String> reachedPurposes = purposes(yaml);
        SortedSet<Agency> from = agencies(yaml, "from");
        SortedSet<Agency> to = agencies(yaml, "to");
        Condition when = Condition.ALWAYS;
        if (yaml.has("when")) {
            String written = yaml.text("when").strip();
            if (written.isEmpty()) {
                yaml.note("agreement.condition.empty", "when");
            } else {
                when = conditions.compile(
                        written,
                        reachedKinds,
                        Action.AT_HOME.containsAll(actions),
                        yaml.position("when"),
                        problems::add);
            }
        }
        List<Obligation> obligations = yaml.optionalMapping("obligations")
                .map(each -> obligations(each, reachedKinds))
                .orElse(List.of());
        if (actions.contains(Action.OPERATE) && !(everyKind && reachedPurposes.equals(purposes))) {
            yaml.note("agreement.clause.operate-reach", "actions");
        }
        if (effect == Effect.FORBID && yaml.has("obligations")) {
            yaml.note("agreement.clause.forbid-with-obligations", "obligations");
        }
        yaml.finish();
        return new Clause(
                id,
                effect,
                title,
                text,
                source,
                actions,
                everyKind,
                reachedKinds,
                reachedPurposes,
                from,
                to,
                when,
                obligations);
    }

    private String id(YamlMapping yaml) {
        String id = yaml.text("id");
        if (yaml.has("id") && !ID.matcher(id).matches()) {
            yaml.note("agreement.clause.id", "id", "value", clip(id));
        }
        String position = yaml.position("id");
        String earlier = positions.putIfAbsent(id, position);
        if (earlier != null && !id.isEmpty()) {
            yaml.note("agreement.clause.duplicate-id", "id", "id", clip(id), "earlier", earlier);
        }
        return id;
    }

    private static Effect effect(YamlMapping yaml) {
        String written = yaml.text("effect");
        return switch (written) {
            case "permit" -> Effect.PERMIT;
            case "forbid" -> Effect.FORBID;
            default -> {
                if (yaml.has("effect")) {
                    yaml.note("agreement.clause.effect", "effect", "value", clip(written));
                }
                yield Effect.FORBID;
            }
        };
    }

    private SortedSet<String> kinds(YamlMapping yaml, List<String> named, boolean everyKind) {
        SortedSet<String> reached = new TreeSet<>();
        if (everyKind) {
            kinds.all().forEach(kind -> reached.add(kind.name()));
            return reached;
        }
        for (String each : named) {
            if (kinds.find(each).isPresent()) {
                reached.add(each);
            } else {
                yaml.note("agreement.clause.unknown-kind", "kinds", "value", clip(each));
            }
        }
        return reached;
    }

    private SortedSet<String> purposes(YamlMapping yaml) {
        List<String> named = yaml.listOrAll("purposes");
        if (named.equals(List.of("all"))) {
            return new TreeSet<>(purposes);
        }
        for (String each : named) {
            if (!purposes.contains(each)) {
                yaml.note("agreement.clause.unknown-purpose", "purposes", "value", clip(each));
            }
        }
        return new TreeSet<>(named);
    }

    private SortedSet<Agency> agencies(YamlMapping yaml, String member) {
        SortedSet<Agency> reached = new TreeSet<>();
        List<String> named = yaml.listOrAll(member);
        if (named.equals(List.of("all"))) {
            parties.keySet().forEach(party -> reached.add(new Agency(party)));
            return reached;
        }
        for (String each : named) {
            Optional<Agency> known = known(each);
            known.ifPresentOrElse(
                    reached::add, () -> yaml.note("agreement.clause.unknown-agency", member, "value", clip(each)));
        }
        return reached;
    }

    private Optional<Agency> known(String code) {
        if (parties.containsKey(code)) {
            return Optional.of(new Agency(code));
        }
        return parties.values().stream()
                .flatMap(party -> party.agencies().keySet().stream())
                .filter(agency -> agency.code().equals(code))
                .findFirst();
    }

    private List<Obligation> obligations(YamlMapping yaml, Set<String> reachedKinds) {
        List<Obligation> found = new ArrayList<>();
        List<String> redacted = yaml.optionalList("redact");
        if (!redacted.isEmpty()) {
            redacted.forEach(field -> checkRedactable(yaml, field, reachedKinds));
            found.add(new Obligation.Redact(new TreeSet<>(redacted)));
        }
        if (yaml.has("reducePlace")) {
            String written = yaml.text("reducePlace");
            PlacePrecision.of(written)
                    .ifPresentOrElse(
                            precision -> found.add(new Obligation.ReducePlace(precision)),
                            () -> yaml.note("agreement.clause.place-precision", "reducePlace", "value", clip(written)));
        }
        if (yaml.flag("twoPersonApproval")) {
            found.add(new Obligation.TwoPersonApproval());
        }
        if (yaml.has("retainDays")) {
            found.add(new Obligation.RetainFor(yaml.number("retainDays", RETENTION_DAYS_MAX)));
        }
        yaml.optionalDate("retainUntil").ifPresent(date -> found.add(new Obligation.RetainUntil(date)));
        if (yaml.flag("originatorConsent")) {
            found.add(new Obligation.OriginatorConsent());
        }
        if (yaml.flag("useReceipt")) {
            found.add(new Obligation.UseReceipt());
        }
        yaml.finish();
        return found;
    }

    /** A redacted field must exist in some kind of the clause, and be required by none: the record that leaves stays whole. */
    private void checkRedactable(YamlMapping yaml, String name, Set<String> reachedKinds) {
        boolean known = false;
        for (String kindName : reachedKinds) {
            Kind kind = kinds.kind(kindName);
            Optional<Field> field = kind.field(name);
            known |= field.isPresent();
            if (field.isPresent() && field.get().required()) {
                yaml.note("agreement.clause.redact-required", "redact", "field", clip(name), "kind", kindName);
            }
        }
        if (!known) {
            yaml.note("agreement.clause.redact-unknown", "redact", "field", clip(name));
        }
    }

    private static String clip(String text) {
        return YamlMapping.clip(text);
    }
}
