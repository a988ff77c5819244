package puente.node.signin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import puente.agreement.Action;
import puente.agreement.AgreementRegister;
import puente.agreement.Clause;
import puente.agreement.Context;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Question;
import puente.record.Agency;

/**
 * What a caller may use. Two things must agree: the table says that the function is for this role (or the token has it as a
 * scope), and no clause of the agreement in force forbids it. So the parties can bind each other's houses, and neither can open
 * the other's.
 *
 * <p>An owner is asked neither: whoever has the node's folder has its keys and its database.
 */
public final class Authority {
    private final Supplier<AgreementRegister> register;
    private final InstantSource clock;

    /** The answer. */
    public sealed interface Answer {
        /** Go on. */
        record Granted() implements Answer {}

        /** The role, or the token's scopes, are not for it. */
        record NotForRole() implements Answer {}

        /** A clause forbids it. */
        record Forbidden(Decision.Refused decision) implements Answer {
            /** The clauses that forbid. */
            public List<Clause> clauses() {
                return decision.clauses();
            }
        }
    }

    /** @param register the agreements as they are now */
    public Authority(Supplier<AgreementRegister> register, InstantSource clock) {
        this.register = register;
        this.clock = clock;
    }

    /** Whether a caller may use a function. */
    public Answer ask(Caller caller, Function function) {
        return switch (caller) {
            case Caller.Nobody nobody -> new Answer.NotForRole();
            case Caller.Owner owner -> new Answer.Granted();
            case Caller.Person person -> {
                boolean listed = Role.of(person.session().role())
                        .filter(function.roles()::contains)
                        .isPresent();
                yield listed ? agreed(caller, function, person.session().agency()) : new Answer.NotForRole();
            }
            case Caller.Program program -> {
                boolean scoped =
                        function.isForPrograms() && program.client().scopes().contains(function.code());
                yield scoped ? agreed(caller, function, program.client().agency()) : new Answer.NotForRole();
            }
        };
    }

    /** Everything a caller may use, by code. */
    public Set<String> all(Caller caller) {
        Set<String> may = new TreeSet<>();
        for (Function function : Function.values()) {
            if (ask(caller, function) instanceof Answer.Granted) {
                may.add(function.code());
            }
        }
        return may;
    }

    private Answer agreed(Caller caller, Function function, String agency) {
        Optional<Engine> engine = register.get().inForce(clock.instant());
        if (engine.isEmpty()) {
            return new Answer.Granted();
        }
        // Clauses about functions reach every kind and every purpose (the agreement is refused otherwise), so any will
        // do.
        String purpose = engine.get().agreement().purposes().keySet().iterator().next();
        String kind = engine.get().agreement().kinds().all().iterator().next().name();
        Agency actor = new Agency(agency);
        Context context = Context.at(clock.instant()).by(caller.office().using(function.code()));
        Question question = Question.aboutKind(Action.OPERATE, actor, actor, kind, purpose, context);
        Decision decision = engine.get().decide(question);
        // Where no clause decided, the agreement does not speak of it: the table alone does.
        return decision instanceof Decision.Refused refused
                        && !refused.clauses().isEmpty()
                ? new Answer.Forbidden(refused)
                : new Answer.Granted();
    }
}
