package puente.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is signed in, and who is about to be. Identifiers come in as digests: a copy of these tables opens no session. Safe for
 * use by many threads.
 */
public final class SessionStore {
    /** Sign-ins on their way, at most; beyond, new ones are refused until old ones end. */
    public static final int ON_THEIR_WAY_MAX = 10_000;

    private final Database database;

    /**
     * A session.
     *
     * @param id the digest of what the browser holds, in hexadecimal
     * @param account who, in a form that stays the same from one sign-in to the next
     * @param name as people know them
     * @param agency for whom they act
     * @param role in which role
     * @param officer what journal and approvals call them within the agency
     * @param strength how surely it is them
     * @param seen when it was last used, give or take what the caller chooses not to write
     * @param until when it ends at the latest
     */
    public record Session(
            String id,
            String account,
            String name,
            String agency,
            String role,
            String officer,
            String strength,
            Instant began,
            Instant seen,
            Instant until) {}

    /**
     * A sign-in on its way through the provider.
     *
     * @param state the digest of the state that comes back
     * @param browser the digest of the cookie that only the same browser has
     * @param destination a path of this node
     */
    public record OnItsWay(
            String state, String browser, String nonce, String verifier, String destination, Instant until) {}

    public SessionStore(Database database) {
        this.database = database;
    }

    /** Begins a session. */
    public void begin(Session session) {
        database.transaction(connection -> Sql.update(
                connection,
                """
                insert into session (id, account, name, agency, role, officer, strength, began, seen, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                session.id(),
                session.account(),
                session.name(),
                session.agency(),
                session.role(),
                session.officer(),
                session.strength(),
                session.began(),
                session.seen(),
                session.until()));
    }

    /** The session of a digest, over or not. */
    public Optional<Session> find(String id) {
        return database.transaction(connection -> {
            try (PreparedStatement select = Sql.prepare(connection, """
                            select id, account, name, agency, role, officer, strength, began, seen, until
                            from session where id = ?
                            """, id);
                    ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Session(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                DisclosureTable.instant(row, 8),
                                DisclosureTable.instant(row, 9),
                                DisclosureTable.instant(row, 10)))
                        : Optional.empty();
            }
        });
    }

    /** Notes that a session was used. */
    public void seen(String id, Instant at) {
        database.transaction(connection ->
                Sql.update(connection, "update session set seen = greatest(seen, ?) where id = ?", at, id));
    }

    /** Ends a session; returns whether there was one. */
    public boolean end(String id) {
        return database.transaction(connection -> Sql.update(connection, "delete from session where id = ?", id)) > 0;
    }

    /** Ends every session of an account; returns how many there were. */
    public int endAll(String account) {
        return database.transaction(
                connection -> Sql.update(connection, "delete from session where account = ?", account));
    }

    /** Forgets what is over: sessions and sign-ins past their end, and sessions not used since {@code idleSince}. */
    public void forget(Instant now, Instant idleSince) {
        database.transaction(connection ->
                Sql.update(connection, "delete from session where until <= ? or seen <= ?", now, idleSince)
                        + Sql.update(connection, "delete from sign_in where until <= ?", now));
    }

    /** Keeps a sign-in until it comes back; returns false where too many are on their way. */
    public boolean send(OnItsWay signIn) {
        return database.transaction(connection -> Sql.update(
                        connection,
                        """
                        insert into sign_in (state, browser, nonce, verifier, destination, until)
                        select ?, ?, ?, ?, ?, ? where (select count(*) from sign_in) < ?
                        """,
                        signIn.state(),
                        signIn.browser(),
                        signIn.nonce(),
                        signIn.verifier(),
                        signIn.destination(),
                        signIn.until(),
                        ON_THEIR_WAY_MAX))
                > 0;
    }

    /** Takes back the sign-in of a state; a second time there is none. */
    public Optional<OnItsWay> take(String state) {
        return database.transaction(connection -> {
            try (PreparedStatement taken = Sql.prepare(connection, """
                            delete from sign_in where state = ?
                            returning state, browser, nonce, verifier, destination, until
                            """, state);
                    ResultSet row = taken.executeQuery()) {
                return row.next()
                        ? Optional.of(new OnItsWay(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                DisclosureTable.instant(row, 6)))
                        : Optional.empty();
            }
        });
    }
}
