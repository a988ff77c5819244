package puente.node;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import puente.agreement.AgreementRegister;
import puente.node.signin.Authority;
import puente.node.signin.Clients;
import puente.node.signin.LockOut;
import puente.node.signin.Provider;
import puente.node.signin.ProviderSettings;
import puente.node.signin.Secrets;
import puente.node.signin.Sessions;
import puente.store.ClientStore;
import puente.store.Database;
import puente.store.SessionStore;

/** What a node needs to know who calls, put together. */
final class SignInWiring {
    private final Authority authority;
    private final Gate gate;
    private final SessionRoutes sessionRoutes;
    private final TokenRoutes tokenRoutes;
    private final TaxiiTokens taxiiTokens;

    SignInWiring(
            NodeConfiguration configuration,
            InstantSource clock,
            SecureRandom random,
            Database database,
            Supplier<AgreementRegister> register,
            Journal journal) {
        Secrets secrets = new Secrets(random);
        SessionStore store = new SessionStore(database);
        Sessions sessions = new Sessions(
                store,
                secrets,
                clock,
                configuration.signIn().idle(),
                configuration.signIn().longest());
        Clients clients = new Clients(new ClientStore(database), secrets, clock);
        Authority authority = new Authority(register, clock);
        LockOut lockOut = new LockOut(clock);
        Optional<Provider> provider =
                configuration.signIn().provider().map(each -> provider(each, configuration, secrets, clock));
        String owner = OwnerToken.make(configuration.data(), clients);
        this.gate = new Gate(configuration, sessions, clients, authority, lockOut, clock, journal, owner);
        this.sessionRoutes = new SessionRoutes(
                configuration,
                sessions,
                store,
                authority,
                provider,
                NamedRole.of(configuration, register.get()),
                lockOut,
                clock,
                journal,
                gate);
        this.tokenRoutes = new TokenRoutes(configuration, clients, journal);
        this.authority = authority;
        this.taxiiTokens = new TaxiiTokens(clients, authority);
    }

    private static Provider provider(
            ProviderSettings settings, NodeConfiguration configuration, Secrets secrets, InstantSource clock) {
        Optional<String> secret = settings.secretFile()
                .map(file -> PrivateFile.read(file).lines().findFirst().orElse(""));
        return new Provider(settings, secret, configuration.agencies(), secrets, clock);
    }

    /** The API's programs as TAXII clients. */
    TaxiiTokens taxiiTokens() {
        return taxiiTokens;
    }

    Authority authority() {
        return authority;
    }

    Gate gate() {
        return gate;
    }

    SessionRoutes sessionRoutes() {
        return sessionRoutes;
    }

    TokenRoutes tokenRoutes() {
        return tokenRoutes;
    }
}
