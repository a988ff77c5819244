package puente.agreement;

import dev.cel.runtime.CelVariableResolver;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a condition sees of one question. Made per decision, filled only as far as conditions ask. One thread. */
final class Circumstances implements CelVariableResolver {
    private final Question question;
    private final AgencyViews agencies;
    private @Nullable Map<String, Object> record;
    private @Nullable Map<String, Object> actor;
    private @Nullable Map<String, Object> recipient;
    private @Nullable Map<String, Object> context;
    private @Nullable String today;

    Circumstances(Question question, AgencyViews agencies) {
        this.question = question;
        this.agencies = agencies;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(variable(name));
    }

    /** The value of a variable, or null where there is none of this name. */
    @Nullable
    Object variable(String name) {
        return switch (name) {
            case "record" -> record == null ? record = new RecordView(question.record()) : record;
            case "actor" -> actor == null ? actor = agencies.of(question.actor(), "") : actor;
            case "recipient" ->
                recipient == null
                        ? recipient = agencies.of(
                                question.recipient(), question.context().unit())
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
                "unit", stated.unit(),
                "role", stated.standing().role(),
                "strength", stated.standing().strength(),
                "function", stated.standing().function());
    }
}
