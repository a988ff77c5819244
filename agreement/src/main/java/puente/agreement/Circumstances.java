package puente.agreement;

import dev.cel.runtime.CelVariableResolver;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Record;

/** What a condition sees of one question. Made per decision, filled only as far as conditions ask. One thread. */
final class Circumstances implements CelVariableResolver {
    private static final int SLOTS = 256;
    private static final Formula.Outcome[] NONE = {};

    private final Question question;
    private final Map<Agency, Member> members;
    private @Nullable Map<String, Object> record;
    private @Nullable Map<String, Object> actor;
    private @Nullable Map<String, Object> recipient;
    private @Nullable Map<String, Object> context;
    private @Nullable String today;
    private Formula.@Nullable Atom @Nullable [] asked;
    private Formula.@Nullable Outcome[] outcomes = NONE;

    Circumstances(Question question, Map<Agency, Member> members) {
        this.question = question;
        this.members = members;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(variable(name));
    }

    /** Whether a path, a variable and members of it, leads to a value. */
    boolean has(List<String> path) {
        Object value = variable(path.getFirst());
        for (int at = 1; at < path.size() && value != null; at++) {
            value = value instanceof Map<?, ?> map ? map.get(path.get(at)) : null;
        }
        return value != null;
    }

    /** What an atom came to in this decision, if it is still remembered. */
    Formula.@Nullable Outcome recall(Formula.Atom atom, int slot) {
        return asked != null && asked[slot % SLOTS] == atom ? outcomes[slot % SLOTS] : null;
    }

    /** Remembers until another atom takes the slot. */
    void remember(Formula.Atom atom, int slot, Formula.Outcome outcome) {
        if (asked == null) {
            asked = new Formula.Atom[SLOTS];
            outcomes = new Formula.Outcome[SLOTS];
        }
        asked[slot % SLOTS] = atom;
        outcomes[slot % SLOTS] = outcome;
    }

    private @Nullable Object variable(String name) {
        return switch (name) {
            case "record" -> record == null ? record = new RecordView(question.record()) : record;
            case "actor" -> actor == null ? actor = agency(question.actor(), "") : actor;
            case "recipient" ->
                recipient == null
                        ? recipient =
                                agency(question.recipient(), question.context().unit())
                        : recipient;
            case "context" -> context == null ? context = context() : context;
            case "today" -> today == null ? today = question.context().today().toString() : today;
            case "now" -> question.context().now();
            case "purpose" -> question.purpose();
            case "action" -> question.action().code();
            default -> null;
        };
    }

    private Map<String, Object> context() {
        Context stated = question.context();
        return Map.of(
                "approvals", (long) stated.approvals().size(),
                "originatorConsent", stated.originatorConsent(),
                "unit", stated.unit());
    }

    /** A unit that the agreement does not name has no facts: neither vetting nor assurances are inherited by a guess. */
    private Map<String, Object> agency(Agency agency, String unit) {
        Map<String, Object> view = new HashMap<>();
        view.put("agency", agency.code());
        view.put("party", agency.party());
        view.put("unit", unit);
        Member member = members.get(agency);
        Member.Facts facts = member == null
                ? Member.Facts.NONE
                : unit.isEmpty() ? member.facts() : member.units().getOrDefault(unit, Member.Facts.NONE);
        facts.vettedUntil().ifPresent(until -> view.put("vettedUntil", until.toString()));
        view.put("assurances", facts.assurances().stream().toList());
        return view;
    }

    /** A record's fields and its own members as one map, without copying the fields. */
    private static final class RecordView extends AbstractMap<String, Object> {
        private final Record record;
        private @Nullable Map<String, Object> handling;

        RecordView(Record record) {
            this.record = record;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            if (!(key instanceof String name)) {
                return null;
            }
            return switch (name) {
                case "kind" -> record.kind();
                case "agency" -> record.agency().code();
                case "party" -> record.agency().party();
                case "version" -> (long) record.version();
                case "recordedAt" -> record.recordedAt();
                case "synthetic" -> record.provenance().synthetic();
                case "handling" -> handling == null ? handling = handling(record.handling()) : handling;
                default -> record.fields().get(name);
            };
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        private static Map<String, Object> handling(Handling handling) {
            Map<String, Object> view = new HashMap<>();
            view.put("tlp", handling.tlp().label());
            view.put("codes", handling.codes().stream().map(Enum::name).sorted().toList());
            view.put("purposes", handling.purposes().stream().sorted().toList());
            view.put(
                    "audience",
                    handling.audience().stream().map(Agency::code).sorted().toList());
            view.put("originatorConsent", handling.originatorConsent());
            view.put("grading", handling.grading().toString());
            handling.retainUntil().map(LocalDate::toString).ifPresent(until -> view.put("retainUntil", until));
            return view;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> whole = new HashMap<>(record.fields());
            for (String own :
                    new String[] {"kind", "agency", "party", "version", "recordedAt", "synthetic", "handling"}) {
                Object value = get(own);
                if (value != null) {
                    whole.put(own, value);
                }
            }
            return whole.entrySet();
        }
    }
}
