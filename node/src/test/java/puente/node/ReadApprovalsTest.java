package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.record.Agency;
import puente.record.ProblemException;
import puente.store.Database;
import puente.store.ReadWishStore;
import puente.store.TestDatabases;

/** Wishes to read that wait for a second officer: once, for a short time, and never by the same one. */
class ReadApprovalsTest {
    private static final UUID RECORD = new UUID(1, 2);
    private static final Agency FBI = new Agency("us/fbi");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private static Database database;
    private ReadApprovals approvals;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabases.fresh();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() {
        approvals = new ReadApprovals(new ReadWishStore(database), () -> now);
    }

    @AfterEach
    void forgetAll() {
        ReadWishStore store = new ReadWishStore(database);
        store.remove(store.all().stream().map(ReadWishStore.Row::id).toList());
    }

    /** As a node does that was stopped, or killed, and started again. */
    private void restart() {
        approvals = new ReadApprovals(new ReadWishStore(database), () -> now);
    }

    private ReadApprovals.ReadWish ask(UUID record, String officer) {
        return approvals.ask(record, "mx/us", FBI, officer, "organised-crime");
    }

    @Test
    void approvedWish_isGoodForOneReading_byWhoAsked_forItsPurpose() {
        ReadApprovals.ReadWish wish = ask(RECORD, "us/fbi#Zoe");
        assertThat(ask(RECORD, "us/fbi#Zoe").id()).isEqualTo(wish.id());
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).isEmpty();
        approvals.approve(wish, "us/fbi#Yan");
        assertThat(approvals.waiting()).isEmpty();
        assertThat(approvals.find(wish.id())).isEmpty();
        assertThat(approvals.take(RECORD, "us/fbi#Yan", "organised-crime")).isEmpty();
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "arms-trafficking")).isEmpty();
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).isPresent();
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).isEmpty();
    }

    @Test
    void whatWaits_waitsAfterARestart_andAnApprovalIsGoodOnce_whateverRestarts() {
        ReadApprovals.ReadWish wish = ask(RECORD, "us/fbi#Zoe");
        ReadApprovals.ReadWish refused = ask(new UUID(1, 3), "us/fbi#Zoe");
        approvals.refuse(refused);
        restart();
        assertThat(approvals.waiting()).containsExactly(wish);
        assertThat(ask(RECORD, "us/fbi#Zoe")).isEqualTo(wish);
        ReadApprovals.ReadWish approved = approvals.approve(wish, "us/fbi#Yan");
        restart();
        assertThat(approvals.waiting()).isEmpty();
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).contains(approved);
        restart();
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).isEmpty();
    }

    @Test
    void whoAsked_doesNotApprove() {
        ReadApprovals.ReadWish wish = ask(RECORD, "us/fbi#Zoe");
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> approvals.approve(wish, "us/fbi#Zoe"));
        assertThat(refused.problems().getFirst().code()).isEqualTo("node.approval.same-officer");
    }

    @Test
    void approval_andWish_areForgottenInTime() {
        approvals.approve(ask(RECORD, "us/fbi#Zoe"), "us/fbi#Yan");
        now = now.plus(ReadApprovals.GOOD_FOR).plusSeconds(1);
        assertThat(approvals.take(RECORD, "us/fbi#Zoe", "organised-crime")).isEmpty();
        ask(RECORD, "us/fbi#Zoe");
        now = now.plus(ReadApprovals.WAITS_MAX).plusSeconds(1);
        assertThat(approvals.waiting()).isEmpty();
    }

    @Test
    void beyondTheLimit_theOldestGoes() {
        ReadApprovals.ReadWish oldest = ask(RECORD, "us/fbi#Zoe");
        for (int each = 0; each < ReadApprovals.WAITING_MAX; each++) {
            now = now.plusMillis(1);
            ask(new UUID(2, each), "us/fbi#Zoe");
        }
        assertThat(approvals.waiting()).hasSize(ReadApprovals.WAITING_MAX);
        assertThat(approvals.find(oldest.id())).isEmpty();
    }
}
