package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions, sign-ins on their way and programs, in a real database. */
class SessionStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Database database;
    private static SessionStore sessions;
    private static ClientStore clients;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
        sessions = new SessionStore(database);
        clients = new ClientStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static SessionStore.Session session(String id, String account, Instant seen) {
        return new SessionStore.Session(
                id,
                account,
                "Ana López",
                "mx/fgr",
                "analyst",
                "ana",
                "multi-factor",
                NOON,
                seen,
                NOON.plusSeconds(3600));
    }

    @Test
    void session_comesBackAsItWas_untilItEnds() {
        SessionStore.Session session = session("a", "ana", NOON);
        sessions.begin(session);
        assertThat(sessions.find("a")).hasValue(session);
        sessions.seen("a", NOON.plusSeconds(60));
        sessions.seen("a", NOON.plusSeconds(30));
        assertThat(sessions.find("a").orElseThrow().seen()).isEqualTo(NOON.plusSeconds(60));
        assertThat(sessions.end("a")).isTrue();
        assertThat(sessions.end("a")).isFalse();
        assertThat(sessions.find("a")).isEmpty();
    }

    @Test
    void endingEverywhere_endsOneAccountsSessions_andForgettingEndsWhatIsOver() {
        sessions.begin(session("b1", "beto", NOON));
        sessions.begin(session("b2", "beto", NOON));
        sessions.begin(session("c1", "caro", NOON));
        sessions.begin(session("d1", "dora", NOON.plusSeconds(1000)));
        assertThat(sessions.endAll("beto")).isEqualTo(2);
        sessions.forget(NOON.plusSeconds(1200), NOON.plusSeconds(10));
        assertThat(sessions.find("c1")).isEmpty();
        assertThat(sessions.find("d1")).isPresent();
        sessions.forget(NOON.plusSeconds(3600), NOON.plusSeconds(10));
        assertThat(sessions.find("d1")).isEmpty();
    }

    @Test
    void signInOnItsWay_isTakenOnce_andSoManyAtMost() {
        SessionStore.OnItsWay one = new SessionStore.OnItsWay("state", "browser", "nonce", "verifier", "/", NOON);
        assertThat(sessions.send(one)).isTrue();
        assertThat(sessions.take("state")).hasValue(one);
        assertThat(sessions.take("state")).isEmpty();
        database.transaction(connection -> Sql.update(
                connection,
                "insert into sign_in select 'many ' || n, '', '', '', '/', ? from generate_series(1, ?) n",
                NOON,
                SessionStore.ON_THEIR_WAY_MAX));
        assertThat(sessions.send(one)).isFalse();
        sessions.forget(NOON, NOON);
        assertThat(sessions.send(one)).isTrue();
    }

    @Test
    void program_isFoundByItsDigest_andStaysInTheListOnceRevoked() {
        ClientStore.Client client = new ClientStore.Client(
                "id1",
                "opencti",
                "token",
                "digest",
                "mx/fgr",
                List.of("records.read"),
                "mx/fgr#root",
                NOON,
                NOON.plusSeconds(60),
                Optional.empty(),
                Optional.empty());
        assertThat(clients.add(client)).isTrue();
        assertThat(clients.add(client)).isFalse();
        assertThat(clients.find("digest")).hasValue(client);
        clients.used("id1", NOON);
        assertThat(clients.revoke("id1", NOON)).isTrue();
        assertThat(clients.revoke("id1", NOON)).isFalse();
        assertThat(clients.all()).singleElement().satisfies(each -> {
            assertThat(each.used()).hasValue(NOON);
            assertThat(each.revoked()).hasValue(NOON);
        });
    }
}
