package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import puente.node.signin.Account;
import puente.node.signin.Authority;
import puente.node.signin.Caller;
import puente.node.signin.LockOut;
import puente.node.signin.Provider;
import puente.node.signin.RateLimit;
import puente.node.signin.Secrets;
import puente.node.signin.Sessions;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.SessionStore;

/**
 * Signing in and out: at the provider of the organisation, or in a demonstration by choosing a named role. Every sign-in, every
 * refusal of one and every sign-out stands in the journal before it is answered.
 */
final class SessionRoutes {
    /** Attempts to sign in from one address, a minute. */
    static final int ATTEMPTS_A_MINUTE = 30;

    /** Where the provider sends the browser back. */
    static final String RETURN = "/auth/callback";

    /** A path of this node, and nothing that a browser could take for another host. */
    private static final Pattern DESTINATION = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~%?&=#:,+-]{0,500}");

    private static final int CODE_LENGTH_MAX = 4_096;

    private final NodeConfiguration configuration;
    private final Sessions sessions;
    private final SessionStore store;
    private final Authority authority;
    private final Optional<Provider> provider;
    private final List<NamedRole> roles;
    private final LockOut lockOut;
    private final RateLimit attempts;
    private final Journal journal;
    private final Gate gate;

    SessionRoutes(
            NodeConfiguration configuration,
            Sessions sessions,
            SessionStore store,
            Authority authority,
            Optional<Provider> provider,
            List<NamedRole> roles,
            LockOut lockOut,
            InstantSource clock,
            Journal journal,
            Gate gate) {
        this.configuration = configuration;
        this.sessions = sessions;
        this.store = store;
        this.authority = authority;
        this.provider = provider;
        this.roles = List.copyOf(roles);
        this.lockOut = lockOut;
        this.attempts = new RateLimit(ATTEMPTS_A_MINUTE, clock);
        this.journal = journal;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", this::show),
                Route.post("/api/v1/session", configuration.limits().requestBytes(), this::choose),
                Route.delete("/api/v1/session", this::signOut),
                Route.delete("/api/v1/sessions", this::signOutEverywhere),
                Route.get("/auth/login", this::depart),
                Route.get(RETURN, this::arrive));
    }

    // ------------------------------------------------------------------------------------------------ who am I

    private void show(Context request) {
        QueryParameters.of(request).finish();
        Optional<String> secret = SessionCookie.read(request, SessionCookie.name(configuration));
        Optional<SessionStore.Session> session = secret.flatMap(sessions::open);
        if (secret.isPresent() && session.isEmpty()) {
            SessionCookie.take(request, configuration, SessionCookie.name(configuration));
        }
        HttpServer.json(request, shown(request, session, secret));
    }

    private Map<String, Object> shown(
            Context request, Optional<SessionStore.Session> session, Optional<String> secret) {
        Caller caller = session.<Caller>map(Caller.Person::new).orElseGet(() -> gate.stranger(request));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("node", configuration.name());
        shown.put("party", configuration.party());
        shown.put(
                "agencies", configuration.agencies().stream().map(Agency::code).toList());
        shown.put("signedIn", session.isPresent());
        shown.put("user", session.map(SessionRoutes::user).orElse(null));
        shown.put("csrf", session.isPresent() && secret.isPresent() ? Sessions.csrf(secret.get()) : null);
        shown.put("may", authority.all(caller));
        shown.put("demonstration", configuration.signIn().demonstration());
        shown.put("roles", roles.stream().map(NamedRole::show).toList());
        shown.put("oidc", provider.isPresent());
        return shown;
    }

    private static Map<String, Object> user(SessionStore.Session session) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("name", session.name());
        user.put("agency", session.agency());
        user.put("role", session.role());
        user.put("officer", session.officer());
        user.put("strength", session.strength());
        user.put("until", session.until().toString());
        return user;
    }

    // ------------------------------------------------------------------------------------------------ signing in

    /** The demonstration's choice of a named role: there is no secret in it, so nobody can guess, and nothing is counted. */
    private void choose(Context request) throws IOException {
        QueryParameters.of(request).finish();
        if (!(gate.stranger(request) instanceof Caller.Owner)) {
            throw journaled(request, new ProblemException(Problem.of("node.sign-in.no-demonstration", "")));
        }
        RequestObject body = RequestBody.object(request, configuration);
        String wanted = body.required("role");
        body.finish();
        NamedRole role = roles.stream()
                .filter(each -> each.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> journaled(
                        request,
                        new ProblemException(Problem.of("node.sign-in.unknown-role", "/role", "role", wanted))));
        Sessions.Begun begun = begin(request, role.account(configuration), "demonstration");
        HttpServer.json(request, shown(request, Optional.of(begun.session()), Optional.of(begun.secret())));
    }

    private Sessions.Begun begin(Context request, Account account, String via) {
        Optional<String> before = SessionCookie.read(request, SessionCookie.name(configuration));
        Sessions.Begun begun = sessions.begin(account, before);
        Map<String, Object> entry = entry(begun.session());
        entry.put("strength", account.strength());
        entry.put("via", via);
        journal.write("sign-in", account.agency(), entry);
        SessionCookie.give(request, configuration, begun.secret(), sessions.longest());
        return begun;
    }

    private static Map<String, Object> entry(SessionStore.Session session) {
        Map<String, Object> entry = new TreeMap<>();
        new Caller.Person(session).describe(entry);
        return entry;
    }

    /** Sends the browser to the provider. */
    private void depart(Context request) {
        attempt(request);
        QueryParameters parameters = QueryParameters.of(request);
        String destination = parameters.text("to").orElse("/");
        if (!DESTINATION.matcher(destination).matches()) {
            parameters.refuse("to", "/…");
        }
        parameters.finish();
        Provider.Departure departure = provider().depart(destination);
        if (!store.send(departure.kept())) {
            throw Gate.wait(request, "node.http.too-many", Provider.SIGN_IN_MAX);
        }
        SessionCookie.giveDeparture(request, configuration, departure.browser(), Provider.SIGN_IN_MAX);
        request.header("Cache-Control", "no-store");
        request.header("Location", departure.to().toString());
        request.status(302);
    }

    /** Takes the browser back. */
    private void arrive(Context request) {
        attempt(request);
        String cookie = SessionCookie.departureName(configuration);
        Optional<String> browser = SessionCookie.read(request, cookie);
        SessionCookie.take(request, configuration, cookie);
        // What the provider adds beyond this is its own affair, and not looked at.
        Optional<String> state = parameter(request, "state");
        Optional<String> code = parameter(request, "code");
        Optional<SessionStore.OnItsWay> kept = state.map(Secrets::digest).flatMap(store::take);
        if (kept.isEmpty() || browser.isEmpty()) {
            throw refused(request, new ProblemException(Problem.of("node.sign-in.state", "state")));
        }
        if (code.isEmpty()) {
            throw refused(request, new ProblemException(Problem.of("node.sign-in.code", "code")));
        }
        Account account;
        try {
            account = provider().arrive(kept.get(), browser.get(), code.get(), parameter(request, "iss"));
        } catch (ProblemException rejected) {
            throw refused(request, rejected);
        }
        lockOut.succeeded(address(request));
        begin(request, account, "provider");
        // A page of this node's own leads on, not a redirect: the browser would still count that as coming from the
        // provider, and
        // leave the new cookie at home.
        String to = kept.get().destination().replace("&", "&amp;");
        HttpServer.bytes(
                request,
                "text/html; charset=utf-8",
                ("<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=" + to
                                + "\"><title>Puente</title><a href=\"" + to + "\">" + configuration.name() + "</a>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> parameter(Context request, String name) {
        List<String> given = request.queryParams(name);
        return given.size() == 1 && given.getFirst().length() <= CODE_LENGTH_MAX
                ? Optional.of(given.getFirst()).filter(value -> !value.isBlank())
                : Optional.empty();
    }

    private Provider provider() {
        return provider.orElseThrow(() -> new ProblemException(Problem.of("node.sign-in.no-provider", "")));
    }

    private void attempt(Context request) {
        gate.requireOpen(request, address(request));
        attempts.take(request.req().getRemoteAddr()).ifPresent(left -> {
            throw Gate.wait(request, "node.http.too-many", left);
        });
    }

    private static String address(Context request) {
        return "address " + request.req().getRemoteAddr();
    }

    private ProblemException refused(Context request, ProblemException reason) {
        lockOut.failed(address(request));
        return journaled(request, reason);
    }

    private ProblemException journaled(Context request, ProblemException reason) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("reason", reason.problems().getFirst().code());
        entry.put("address", request.req().getRemoteAddr());
        journal.write("sign-in-refused", configuration.agency(), entry);
        return reason;
    }

    // ------------------------------------------------------------------------------------------------ signing out

    private void signOut(Context request) {
        SessionStore.Session session = own(request);
        sessions.end(session);
        gone(request, session, 1);
    }

    private void signOutEverywhere(Context request) {
        SessionStore.Session session = own(request);
        gone(request, session, sessions.endEverywhere(session));
    }

    private void gone(Context request, SessionStore.Session session, int ended) {
        Map<String, Object> entry = entry(session);
        entry.put("sessions", ended);
        journal.write("sign-out", new Agency(session.agency()), entry);
        SessionCookie.take(request, configuration, SessionCookie.name(configuration));
        HttpServer.json(request, Map.of("ended", ended));
    }

    private static SessionStore.Session own(Context request) {
        QueryParameters.of(request).finish();
        if (Caller.current() instanceof Caller.Person person) {
            return person.session();
        }
        throw new ProblemException(Problem.of("node.sign-in.required", ""));
    }
}
