package puente.node;

import java.util.Optional;
import java.util.Set;
import puente.node.signin.Authority;
import puente.node.signin.Caller;
import puente.node.signin.Clients;
import puente.node.signin.Function;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ClientStore;

/**
 * The API's programs as TAXII clients: a token, as bearer or as the password of HTTP Basic under any user, or a registered
 * certificate. Who may take records out ({@code exports}) may read, and who may make records ({@code records.write}) may add;
 * whether a record is among what is read is decided for each, as for every account.
 */
final class TaxiiTokens implements TaxiiAccess {
    private final Clients clients;
    private final Authority authority;

    TaxiiTokens(Clients clients, Authority authority) {
        this.clients = clients;
        this.authority = authority;
    }

    @Override
    public Optional<Account> account(Credentials credentials) {
        Optional<ClientStore.Client> client = switch (credentials) {
            case Credentials.Bearer bearer -> clients.byToken(bearer.token());
            case Credentials.Password password -> clients.byToken(password.password());
            case Credentials.Certificate certificate -> clients.byFingerprint(certificate.sha256());
        };
        return client.map(this::account);
    }

    /** Whether there is a program that might read. */
    boolean any() {
        return clients.anyWith(Function.EXPORTS);
    }

    private Account account(ClientStore.Client client) {
        Caller caller = new Caller.Program(client);
        switch (authority.ask(caller, Function.EXPORTS)) {
            case Authority.Answer.Granted granted -> {}
            case Authority.Answer.NotForRole notForRole ->
                throw new ProblemException(Problem.of(
                        "node.authority.role",
                        Taxii.PATH,
                        "function",
                        Function.EXPORTS.code(),
                        "role",
                        caller.office().role()));
            case Authority.Answer.Forbidden forbidden -> throw Decisions.refused(forbidden.decision(), Taxii.PATH);
        }
        boolean write = authority.ask(caller, Function.RECORDS_WRITE) instanceof Authority.Answer.Granted;
        return new Account("client " + client.id(), new Agency(client.agency()), Set.of(Account.EVERY_PURPOSE), write);
    }
}
