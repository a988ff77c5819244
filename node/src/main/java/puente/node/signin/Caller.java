package puente.node.signin;

import java.util.Map;
import puente.agreement.Standing;
import puente.store.ClientStore;
import puente.store.SessionStore;

/** Who a request comes from. Bound for as long as the request is answered; whoever decides or journals asks {@link #current()}. */
public sealed interface Caller {
    /** The caller of the request that this thread answers. */
    ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    /** What a clause knows as the role of a caller without a person. */
    String PROGRAM = "program";

    /** Nobody has shown anything. */
    record Nobody() implements Caller {}

    /**
     * Whoever owns the node's folder, and with it its keys and its database: says for which agency they act and is believed.
     *
     * @param demonstration whether it is anybody on this machine, because the node is a demonstration
     */
    record Owner(boolean demonstration) implements Caller {}

    /** A person who signed in. */
    record Person(SessionStore.Session session) implements Caller {}

    /** A program that showed its token or its certificate. */
    record Program(ClientStore.Client client) implements Caller {}

    /** The caller of the request that this thread answers; nobody where it answers none. */
    static Caller current() {
        return CURRENT.orElse(new Nobody());
    }

    /** The current caller's office, as the agreement's conditions see it. */
    static Standing standing() {
        return current().office();
    }

    /** The office as the agreement's conditions see it; unknown for an owner, whom no clause about roles concerns. */
    default Standing office() {
        return switch (this) {
            case Nobody nobody -> Standing.UNKNOWN;
            case Owner owner -> Standing.UNKNOWN;
            case Person person ->
                new Standing(person.session().role(), person.session().strength(), "");
            case Program program -> new Standing(PROGRAM, program.client().proof(), "");
        };
    }

    /** Adds who it is to an entry of the journal. */
    default void describe(Map<String, Object> entry) {
        switch (this) {
            case Nobody nobody -> {}
            case Owner owner -> {
                if (!owner.demonstration()) {
                    entry.put("by", "owner");
                }
            }
            case Person person -> {
                entry.putIfAbsent(
                        "officer",
                        person.session().agency() + "#" + person.session().officer());
                entry.put("role", person.session().role());
                entry.put("by", "person");
            }
            case Program program -> {
                entry.put("client", program.client().id());
                entry.put("by", PROGRAM);
            }
        }
    }
}
