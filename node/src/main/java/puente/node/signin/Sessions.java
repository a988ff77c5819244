package puente.node.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import puente.store.SessionStore;

/**
 * Sessions of people: made at sign-in under a new identifier, over when they were not used for a while, when their time is up, or
 * when somebody ends them. The browser holds 256 random bits; the store holds their digest. Safe for use by many threads.
 */
public final class Sessions {
    /** How often the use of a session is written down, at most: reading must not cost a write each time. */
    static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Duration idle;
    private final Duration longest;

    /** A session just begun: what the browser is given, once, and what is known of it. */
    public record Begun(String secret, SessionStore.Session session) {}

    /**
     * @param idle a session not used for so long is over
     * @param longest a session is over after so long, used or not
     */
    public Sessions(SessionStore store, Secrets secrets, InstantSource clock, Duration idle, Duration longest) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** How long a session lasts at most. */
    public Duration longest() {
        return longest;
    }

    /** Begins a session, always under a new identifier; the one the browser had before, if any, ends. */
    public Begun begin(Account account, Optional<String> before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.forget(now, now.minus(idle));
        before.ifPresent(secret -> store.end(Secrets.digest(secret)));
        String secret = secrets.next();
        SessionStore.Session session = new SessionStore.Session(
                Secrets.digest(secret),
                account.id(),
                account.name(),
                account.agency().code(),
                account.role().code(),
                account.officer(),
                account.strength(),
                now,
                now,
                now.plus(longest));
        store.begin(session);
        return new Begun(secret, session);
    }

    /** The session that a browser's secret opens, if it is not over. */
    public Optional<SessionStore.Session> open(String secret) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<SessionStore.Session> found = store.find(Secrets.digest(secret))
                .filter(each ->
                        now.isBefore(each.until()) && now.isBefore(each.seen().plus(idle)));
        found.filter(each -> !now.isBefore(each.seen().plus(SEEN_EVERY))).ifPresent(each -> store.seen(each.id(), now));
        return found;
    }

    /** Ends a session; returns whether there was one. */
    public boolean end(SessionStore.Session session) {
        return store.end(session.id());
    }

    /** Ends every session of the account; returns how many. */
    public int endEverywhere(SessionStore.Session session) {
        return store.endAll(session.account());
    }

    /** What a page must send along with every change, so that another site's page cannot: known to whoever has the secret. */
    public static String csrf(String secret) {
        return Secrets.derived("csrf", secret);
    }
}
