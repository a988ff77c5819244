package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Agency;
import puente.record.Record;
import puente.store.SubjectBook.Fault;
import puente.store.SubjectBook.Outcome;
import puente.store.SubjectBook.Wish;

/** Pairs are found by shared keys, decided by people, and gone with their records. */
class SubjectStoreTest {
    private static final Set<String> KINDS = Set.of("person");

    private static Database database;
    private static RecordStore records;
    private SubjectStore store = new SubjectStore(database);

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
        records = new RecordStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        store = new SubjectStore(database);
        store.unmatched(KINDS, 1000).forEach(each -> store.matched(each, List.of(), List.of(), List.of()));
    }

    private static Record person(UUID id, int version, String name) {
        return StoreSamples.record(id, version, "person", "mx/cnb", "missing-persons", Map.of("personName", name));
    }

    private StoredRecord stored(String name) {
        Record record = person(UUID.randomUUID(), 1, name);
        records.insert(record);
        return find(record.id());
    }

    private StoredRecord find(UUID id) {
        return records.own(List.of(id)).getFirst();
    }

    private static StatementName name(StoredRecord record) {
        return new StatementName(record.origin(), record.record().id());
    }

    private static MatchPair pair(StoredRecord one, StoredRecord other) {
        return new MatchPair(
                UUID.randomUUID(),
                "person",
                name(one),
                name(other),
                "missing-persons",
                new Agency("mx/cnb"),
                "",
                List.of(),
                4.5,
                List.of(new MatchPair.Reason("name", "near", 14.5), new MatchPair.Reason("prior", "many", -10)),
                Instant.parse("2026-11-22T08:00:00Z"),
                MatchPair.State.WAITING);
    }

    /** Stores two records and the pair that they are. */
    private MatchPair proposed() {
        StoredRecord one = stored("Ximena Duarte");
        StoredRecord other = stored("Jimena Duarte");
        return proposed(one, other);
    }

    private MatchPair proposed(StoredRecord one, StoredRecord other) {
        store.matched(one, List.of("a"), List.of(pair(one, other)), List.of(other));
        return store.pairsOf(List.of(name(one))).stream()
                .filter(each -> each.isAbout(name(other)))
                .findFirst()
                .orElseThrow();
    }

    private static SubjectBook.By by(String reason) {
        return new SubjectBook.By(
                Instant.parse("2026-11-22T09:00:00Z"), new Agency("mx/cnb"), "mx/cnb#rosa", "missing-persons", reason);
    }

    private SubjectDecision done(Wish wish) {
        Outcome outcome = store.decide(wish, decision -> {});
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).decision();
    }

    private Fault refused(Wish wish) {
        Outcome outcome = store.decide(wish, decision -> {
            throw new AssertionError("a refused wish takes no effect");
        });
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).fault();
    }

    @Test
    void newRecordsAreMetOnce_alsoInALaterVersion_andFoundByAnySharedKey() {
        StoredRecord one = stored("Marta Toledo");
        StoredRecord other = stored("Martha Toledo");
        assertThat(store.unmatched(KINDS, 10))
                .extracting(StoredRecord::sequence)
                .contains(one.sequence(), other.sequence());
        store.matched(one, List.of("name toledo", "born 1990"), List.of(), List.of());
        assertThat(store.candidates(other, List.of("name toledo", "phone 1"), 10))
                .extracting(each -> each.record().id())
                .containsExactly(one.record().id());
        store.matched(other, List.of("name toledo"), List.of(), List.of());
        assertThat(store.unmatched(KINDS, 10)).isEmpty();

        records.insert(person(one.record().id(), 2, "Marta Ruiz"));

        assertThat(store.unmatched(KINDS, 10))
                .extracting(each -> each.record().version())
                .containsExactly(2);
        store.matched(find(one.record().id()), List.of("name ruiz"), List.of(), List.of());
        assertThat(store.candidates(other, List.of("name toledo"), 10)).isEmpty();
        assertThat(new SubjectStore(database).unmatched(KINDS, 10))
                .as("after a restart")
                .isEmpty();
    }

    @Test
    void aKeyThatTooManyShare_findsNobody() {
        StoredRecord asks = stored("José García");
        for (int at = 0; at <= SubjectStore.GROUP_MAX; at++) {
            store.matched(stored("José García"), List.of("name garcia"), List.of(), List.of());
        }

        assertThat(store.candidates(asks, List.of("name garcia"), 10)).isEmpty();
    }

    @Test
    void confirmedPair_makesASubject_whichGrows_isSplit_andEachDecisionIsTakenBackInTurn() {
        MatchPair first = proposed();
        SubjectDecision confirmed = done(new Wish.Confirm(by("same tattoo"), first.id()));
        UUID subject = store.subjectOf(first.one()).orElseThrow();
        assertThat(store.members(subject)).containsExactlyInAnyOrder(first.one(), first.other());
        assertThat(refused(new Wish.Confirm(by("again"), first.id()))).isEqualTo(Fault.DECIDED);

        StoredRecord third = stored("X. Duarte");
        MatchPair second = proposed(third, find(first.one().record()));
        done(new Wish.Confirm(by("same phone"), second.id()));
        assertThat(store.subjectOf(name(third)))
                .as("the subject keeps its name")
                .contains(subject);
        assertThat(refused(new Wish.Undo(by("too late"), confirmed.id()))).isEqualTo(Fault.CHANGED_SINCE);

        SubjectDecision split = done(new Wish.Split(by("another Duarte"), subject, Set.of(name(third))));
        assertThat(store.subjectOf(name(third))).isEmpty();
        assertThat(store.pair(second.id()).orElseThrow().state()).isEqualTo(MatchPair.State.REJECTED);
        assertThat(refused(new Wish.Merge(by("no"), name(third), first.one(), "person")))
                .isEqualTo(Fault.REJECTED_BETWEEN);

        done(new Wish.Undo(by("it was her"), split.id()));
        assertThat(store.members(subject)).hasSize(3);
        assertThat(refused(new Wish.Undo(by("twice"), split.id()))).isEqualTo(Fault.UNDONE);
        assertThat(store.decisions(List.of(name(third)), 10))
                .extracting(SubjectDecision::act)
                .containsExactly(SubjectDecision.Act.UNDO, SubjectDecision.Act.SPLIT, SubjectDecision.Act.CONFIRM);
        assertThat(store.decisions(List.of(name(third)), 10))
                .extracting(SubjectDecision::reason)
                .contains("another Duarte");
    }

    @Test
    void twoSubjectsAreMergedIntoTheLarger_andPartedAgainAsTheyWere() {
        MatchPair one = proposed();
        MatchPair other = proposed();
        done(new Wish.Confirm(by("one"), one.id()));
        done(new Wish.Confirm(by("other"), other.id()));
        UUID subjectOfOne = store.subjectOf(one.one()).orElseThrow();
        UUID subjectOfOther = store.subjectOf(other.one()).orElseThrow();

        SubjectDecision merged = done(new Wish.Merge(by("one passport"), one.one(), other.other(), "person"));

        assertThat(merged.subjects()).containsExactlyInAnyOrder(subjectOfOne, subjectOfOther);
        assertThat(store.members(store.subjectOf(one.one()).orElseThrow())).hasSize(4);
        assertThat(refused(new Wish.Merge(by("again"), one.one(), other.one(), "person")))
                .isEqualTo(Fault.TOGETHER);
        done(new Wish.Undo(by("two passports"), merged.id()));
        assertThat(store.subjectOf(one.one())).contains(subjectOfOne);
        assertThat(store.subjectOf(other.one())).contains(subjectOfOther);
    }

    @Test
    void rejectedPairIsKept_andTeaches_untilItIsTakenBack() {
        MatchPair pair = proposed();
        SubjectDecision rejected = done(new Wish.Reject(by("another date"), pair.id()));

        assertThat(store.decided("person", 1)).containsExactly(new SubjectStore.Decided(4.5, false));
        assertThat(refused(new Wish.Merge(by("no"), pair.one(), pair.other(), "person")))
                .isEqualTo(Fault.REJECTED_BETWEEN);
        done(new Wish.Undo(by("hasty"), rejected.id()));

        assertThat(store.pair(pair.id()).orElseThrow().state()).isEqualTo(MatchPair.State.WAITING);
        assertThat(store.decided("person", 1000)).doesNotContain(new SubjectStore.Decided(4.5, false));
    }

    @Test
    void whatDoesNotExist_orDoesNotBelongThere_isRefusedWithoutEffect() {
        MatchPair pair = proposed();
        done(new Wish.Confirm(by("one"), pair.id()));
        UUID subject = store.subjectOf(pair.one()).orElseThrow();
        UUID nobody = UUID.randomUUID();

        assertThat(refused(new Wish.Confirm(by(""), nobody))).isEqualTo(Fault.UNKNOWN_PAIR);
        assertThat(refused(new Wish.Reject(by(""), nobody))).isEqualTo(Fault.UNKNOWN_PAIR);
        assertThat(refused(new Wish.Undo(by(""), Long.MAX_VALUE))).isEqualTo(Fault.UNKNOWN_DECISION);
        assertThat(refused(new Wish.Split(by(""), nobody, Set.of(pair.one())))).isEqualTo(Fault.UNKNOWN_SUBJECT);
        assertThat(refused(new Wish.Split(by(""), subject, Set.of(name(stored("Otro"))))))
                .isEqualTo(Fault.NOT_MEMBERS);
        assertThat(refused(new Wish.Split(by(""), subject, Set.of(pair.one(), pair.other()))))
                .isEqualTo(Fault.ALL_MEMBERS);
        assertThat(refused(new Wish.Merge(by(""), pair.one(), new StatementName(Origin.OWN, nobody), "person")))
                .isEqualTo(Fault.NOT_HELD);
        assertThat(store.members(subject)).hasSize(2);
    }

    @Test
    void aSubjectOfMoreStatementsThanAPersonCanReview_isNotMade() {
        MatchPair pair = proposed();
        UUID crowd = UUID.randomUUID();
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into subject_member (statement, subject)"
                            + " select '0:' || gen_random_uuid(), ? from generate_series(1, ?)",
                    crowd,
                    SubjectBook.SIZE_MAX - 1);
            handle.execute(
                    "insert into subject_member (statement, subject) values (?, ?)",
                    "0:" + pair.one().record(),
                    crowd);
        });

        assertThat(refused(new Wish.Confirm(by("one more"), pair.id()))).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void whatTheWitnessCannotKeep_takesNoEffect() {
        MatchPair pair = proposed();

        assertThatThrownBy(() -> store.decide(new Wish.Confirm(by("one"), pair.id()), decision -> {
                    throw new IllegalStateException("the journal stopped");
                }))
                .hasMessage("the journal stopped");

        assertThat(store.subjectOf(pair.one())).isEmpty();
        assertThat(store.pair(pair.id()).orElseThrow().state()).isEqualTo(MatchPair.State.WAITING);
    }

    @Test
    void purgedRecord_takesItsKeysPairsMembershipAndDecisionsWithIt_alsoFromTheFiles() {
        MatchPair pair = proposed();
        done(new Wish.Confirm(by("the secret reason"), pair.id()));
        StatementName left = pair.one();

        records.purge(List.of(pair.other().record()));

        assertThat(store.pair(pair.id())).isEmpty();
        assertThat(store.subjectOf(pair.other())).isEmpty();
        assertThat(store.decisions(List.of(left), 10)).isEmpty();
        assertThat(store.subjectOf(left))
                .as("the other statement is still somebody's")
                .isPresent();
        assertThat(new Eraser(database).remains()).contains("match_pair", "subject_member", "subject_decision");
        records.purge(List.of(left.record()));
        assertThat(new Eraser(database).remains()).contains("match_key");
        assertThat(new Eraser(database).erase().erased()).contains("match_key", "match_pair", "subject_decision");
    }

    @Test
    void backup_bringsDecisionsBack_butNotThoseAboutWhatWasPurgedSince(@TempDir Path folder) throws IOException {
        MatchPair kept = proposed();
        MatchPair gone = proposed();
        done(new Wish.Confirm(by("kept"), kept.id()));
        done(new Wish.Confirm(by("gone"), gone.id()));
        FolderEvidenceStore evidence = new FolderEvidenceStore(folder.resolve("evidence"));
        Path archive = folder.resolve("one" + Backup.SUFFIX);
        new Backup(database, evidence).write(archive, Instant.parse("2026-11-22T10:00:00Z"));
        records.purge(List.of(gone.one().record()));
        Path purges = folder.resolve("purges");
        PurgeList.write(database, purges);

        try (Database fresh = TestDatabases.fresh()) {
            new Backup(fresh, new FolderEvidenceStore(folder.resolve("evidence2")))
                    .restore(archive, Optional.of(purges));
            SubjectStore restored = new SubjectStore(fresh);

            assertThat(restored.subjectOf(kept.one()))
                    .isEqualTo(restored.subjectOf(kept.other()))
                    .isPresent();
            assertThat(restored.decisions(List.of(kept.one()), 10))
                    .extracting(SubjectDecision::reason)
                    .containsExactly("kept");
            assertThat(restored.pair(gone.id())).isEmpty();
            assertThat(restored.decisions(List.of(gone.other()), 10)).isEmpty();
        }
    }

    @Test
    void pairWhoseRecordIsPurgedWhileItIsWeighed_isNotKept() {
        StoredRecord one = stored("Ana Ruiz");
        StoredRecord other = stored("Ana Ruiz");
        records.purge(List.of(other.record().id()));

        assertThat(store.matched(one, List.of("a"), List.of(pair(one, other)), List.of(other)))
                .isZero();
        records.purge(List.of(one.record().id()));
        assertThat(store.matched(one, List.of("a"), List.of(), List.of())).isZero();
        assertThat(store.pairsOf(List.of(name(one)))).isEmpty();
    }

    @Test
    void theQueueComesInPages_heaviestFirst_byKind() {
        MatchPair first = proposed();
        MatchPair second = proposed();

        List<MatchPair> all = store.waiting(Optional.of("person"), 4, Optional.empty(), 1000);
        assertThat(all).extracting(MatchPair::id).contains(first.id(), second.id());
        List<MatchPair> page = store.waiting(Optional.of("person"), 4, Optional.empty(), 1);
        MatchPair last = page.getLast();
        assertThat(store.waiting(
                        Optional.of("person"), 4, Optional.of(new SubjectStore.Place(last.bits(), last.id())), 1000))
                .hasSize(all.size() - 1)
                .doesNotContain(last);
        assertThat(store.waiting(Optional.of("vehicle"), 0, Optional.empty(), 10))
                .isEmpty();
        assertThat(store.waiting(Optional.empty(), 100, Optional.empty(), 10)).isEmpty();
        assertThat(first.reasons()).extracting(MatchPair.Reason::field).containsExactly("name", "prior");
        assertThat(store.records(List.of(first.one()))).hasSize(1);
    }
}
