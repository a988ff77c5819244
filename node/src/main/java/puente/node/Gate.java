package puente.node;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import puente.node.signin.Authority;
import puente.node.signin.Caller;
import puente.node.signin.Clients;
import puente.node.signin.Function;
import puente.node.signin.LockOut;
import puente.node.signin.RateLimit;
import puente.node.signin.Secrets;
import puente.node.signin.Sessions;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ClientStore;
import puente.store.SessionStore;

/**
 * Stands before every route of the API: finds out who calls, whether they may use what the route offers, and lets the route run
 * with the {@link Caller} bound.
 *
 * <p><b>Who calls</b>, in this order: an {@code Authorization} header (a bearer token, or the same token bare or as the password of
 * HTTP Basic, for programs that know nothing else); the cookie of a session; a client certificate. Whoever shows something that does
 * not hold is refused, never taken for somebody else. Who shows nothing is nobody, except in a demonstration, where whoever is on
 * this machine is its owner.
 *
 * <p><b>What holds always.</b> A route that the table ({@link RouteTable}) does not name is for nobody. A change made with a
 * cookie carries the session's own token in {@code Puente-Csrf}. A failed credential costs time: of its address, and of the name
 * it used. A refusal for want of authority stands in the journal before it is answered.
 *
 * <p><b>Failure modes.</b> Where the store does not answer, nobody is let in by cookie, token or certificate. Lock-outs and
 * rates are kept in memory; a restart forgives them.
 */
final class Gate {
    /** What a page must send with every change. */
    static final String CSRF_HEADER = "Puente-Csrf";

    /** Requests a minute for one account or program; beyond, 429. */
    static final int ACCOUNT_REQUESTS_A_MINUTE = 6_000;

    /** Requests a minute from one address of another machine that shows nothing; beyond, 429. */
    static final int ADDRESS_REQUESTS_A_MINUTE = 600;

    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final NodeConfiguration configuration;
    private final Sessions sessions;
    private final Clients clients;
    private final Authority authority;
    private final LockOut lockOut;
    private final RateLimit accounts;
    private final RateLimit addresses;
    private final Journal journal;
    private final String ownerDigest;
    private final String cookie;

    /** @param ownerToken what the file of the node's owner holds */
    Gate(
            NodeConfiguration configuration,
            Sessions sessions,
            Clients clients,
            Authority authority,
            LockOut lockOut,
            InstantSource clock,
            Journal journal,
            String ownerToken) {
        this.configuration = configuration;
        this.sessions = sessions;
        this.clients = clients;
        this.authority = authority;
        this.lockOut = lockOut;
        this.accounts = new RateLimit(ACCOUNT_REQUESTS_A_MINUTE, clock);
        this.addresses = new RateLimit(ADDRESS_REQUESTS_A_MINUTE, clock);
        this.journal = journal;
        this.ownerDigest = Secrets.digest(ownerToken);
        this.cookie = SessionCookie.name(configuration);
    }

    /** The same route behind the gate. */
    Route guarded(Route route) {
        RouteTable.Need need = RouteTable.of(route);
        return new Route(route.method(), route.path(), route.bodyBytesMax(), request -> {
            Caller caller = need instanceof RouteTable.Need.Nothing ? passing(request) : admitted(request, route, need);
            ScopedValue.where(Caller.CURRENT, caller).call(() -> {
                route.handler().handle(request);
                return request;
            });
        });
    }

    private Caller passing(Context request) {
        Caller caller = stranger(request);
        spend(request, caller);
        return caller;
    }

    private Caller admitted(Context request, Route route, RouteTable.Need need) {
        Caller caller = identify(request);
        spend(request, caller);
        if (caller instanceof Caller.Nobody) {
            throw unknown(request, "node.sign-in.required");
        }
        switch (need) {
            case RouteTable.Need.Nothing nothing -> {}
            case RouteTable.Need.SomeoneKnown known -> {}
            case RouteTable.Need.Use use -> require(caller, use.function(), route);
            case RouteTable.Need.Nobody nobody ->
                throw new ProblemException(Problem.of("node.authority.undeclared", LocalApi.name(route)));
        }
        return caller;
    }

    /** Whoever has shown nothing: nobody, or in a demonstration the owner. */
    Caller stranger(Context request) {
        return configuration.signIn().demonstration() && isThisMachine(request)
                ? new Caller.Owner(true)
                : new Caller.Nobody();
    }

    private static boolean isThisMachine(Context request) {
        try {
            return java.net.InetAddress.getByName(request.req().getRemoteAddr()).isLoopbackAddress();
        } catch (java.net.UnknownHostException unknown) {
            return false;
        }
    }

    // ------------------------------------------------------------------------------------------------ who

    private Caller identify(Context request) {
        String authorization = request.header("Authorization");
        if (authorization != null) {
            return byToken(request, authorization);
        }
        Optional<String> secret = SessionCookie.read(request, cookie);
        if (secret.isPresent()) {
            return bySession(request, secret.get());
        }
        Object shown = request.req().getAttribute("jakarta.servlet.request.X509Certificate");
        return shown instanceof X509Certificate[] chain && chain.length > 0
                ? byCertificate(request, chain[0])
                : stranger(request);
    }

    private Caller bySession(Context request, String secret) {
        SessionStore.Session session = sessions.open(secret).orElseThrow(() -> unknown(request, "node.sign-in.over"));
        if (!SAFE.contains(request.method())) {
            String stated = request.header(CSRF_HEADER);
            if (stated == null || !Secrets.same(stated, Sessions.csrf(secret))) {
                throw new ProblemException(Problem.of("node.sign-in.csrf", CSRF_HEADER));
            }
        }
        return new Caller.Person(session);
    }

    private Caller byToken(Context request, String authorization) {
        String token = presented(authorization);
        String address = "address " + request.req().getRemoteAddr();
        String name = "client " + Clients.named(token);
        // Nobody guesses 256 bits, and who owns the node must be able to look when somebody tries.
        if (Secrets.same(Secrets.digest(token), ownerDigest) && isThisMachine(request)) {
            lockOut.succeeded(address);
            return new Caller.Owner(false);
        }
        requireOpen(request, address);
        requireOpen(request, name);
        Optional<ClientStore.Client> client = clients.byToken(token);
        if (client.isEmpty()) {
            throw failed(request, address, name, "node.client.unknown");
        }
        lockOut.succeeded(name);
        return new Caller.Program(client.get());
    }

    /** The token of a header; empty where there is none in it. MISP's clients send it without a word before it. */
    static String presented(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length == 1 && Clients.isToken(parts[0])) {
            return parts[0];
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
            return parts[1].strip();
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
            try {
                String pair = new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException malformed) {
                return "";
            }
        }
        return "";
    }

    private Caller byCertificate(Context request, X509Certificate certificate) {
        String address = "address " + request.req().getRemoteAddr();
        requireOpen(request, address);
        try {
            return clients.byCertificate(certificate.getEncoded())
                    .<Caller>map(Caller.Program::new)
                    .orElseThrow(() -> failed(request, address, address, "node.client.unknown"));
        } catch (CertificateEncodingException malformed) {
            throw failed(request, address, address, "node.client.unknown");
        }
    }

    // ------------------------------------------------------------------------------------------------ how often

    /** Refuses while a key is closed. */
    void requireOpen(Context request, String key) {
        lockOut.locked(key).ifPresent(left -> {
            throw wait(request, "node.sign-in.locked", left);
        });
    }

    /**
     * Who a TAXII client is: the same lock-outs as everywhere, and its own refusal (TAXII 2.1, section 3.6).
     *
     * @throws ProblemException {@code node.taxii.credentials}, {@code node.sign-in.locked}
     */
    TaxiiAccess.Account taxii(Context request, TaxiiAccess access) {
        Optional<TaxiiAccess.Credentials> shown = Taxii.credentials(request);
        if (shown.isEmpty()) {
            throw new ProblemException(Problem.of(Taxii.UNKNOWN, "Authorization"));
        }
        String address = "address " + request.req().getRemoteAddr();
        String name = "taxii " + shown.get().name();
        requireOpen(request, address);
        requireOpen(request, name);
        Optional<TaxiiAccess.Account> account = access.account(shown.get());
        if (account.isEmpty()) {
            failed(request, address, name, Taxii.UNKNOWN);
            throw new ProblemException(Problem.of(Taxii.UNKNOWN, "Authorization"));
        }
        lockOut.succeeded(name);
        accounts.take(name).ifPresent(left -> {
            throw wait(request, "node.http.too-many", left);
        });
        return account.get();
    }

    private ProblemException failed(Context request, String address, String name, String code) {
        Duration lock = lockOut.failed(name);
        if (!name.equals(address)) {
            lockOut.failed(address);
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("reason", code);
        entry.put("who", name);
        entry.put("address", request.req().getRemoteAddr());
        entry.put("lockSeconds", lock.toSeconds());
        journal.write("sign-in-refused", configuration.agency(), entry);
        return unknown(request, code);
    }

    private void spend(Context request, Caller caller) {
        Optional<Duration> left = switch (caller) {
            case Caller.Owner owner -> Optional.empty();
            case Caller.Nobody nobody ->
                isThisMachine(request)
                        ? Optional.empty()
                        : addresses.take(request.req().getRemoteAddr());
            case Caller.Person person ->
                accounts.take("account " + person.session().account());
            case Caller.Program program ->
                accounts.take("client " + program.client().id());
        };
        left.ifPresent(time -> {
            throw wait(request, "node.http.too-many", time);
        });
    }

    static ProblemException wait(Context request, String code, Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        request.header("Retry-After", String.valueOf(seconds));
        return new ProblemException(Problem.of(code, "", "seconds", seconds));
    }

    private static ProblemException unknown(Context request, String code) {
        request.header("WWW-Authenticate", "Bearer realm=\"puente\", Basic realm=\"puente\"");
        return new ProblemException(Problem.of(code, ""));
    }

    // ------------------------------------------------------------------------------------------------ what

    private void require(Caller caller, Function function, Route route) {
        switch (authority.ask(caller, function)) {
            case Authority.Answer.Granted granted -> {}
            case Authority.Answer.NotForRole notForRole -> {
                refused(caller, function, route, Map.of());
                throw new ProblemException(Problem.of(
                        "node.authority.role",
                        LocalApi.name(route),
                        "function",
                        function.code(),
                        "role",
                        caller.office().role()));
            }
            case Authority.Answer.Forbidden forbidden -> {
                refused(
                        caller,
                        function,
                        route,
                        Map.of("clauses", forbidden.decision().clauseIds()));
                throw Decisions.refused(forbidden.decision(), LocalApi.name(route));
            }
        }
    }

    private void refused(Caller caller, Function function, Route route, Map<String, Object> more) {
        Map<String, Object> entry = new TreeMap<>(more);
        entry.put("function", function.code());
        entry.put("route", LocalApi.name(route));
        caller.describe(entry);
        journal.write("refused", agency(caller), entry);
    }

    private Agency agency(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> new Agency(person.session().agency());
            case Caller.Program program -> new Agency(program.client().agency());
            case Caller.Owner owner -> configuration.agency();
            case Caller.Nobody nobody -> configuration.agency();
        };
    }
}
