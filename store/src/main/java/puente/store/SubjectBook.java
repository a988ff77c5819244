package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import puente.record.Agency;
import puente.store.SubjectDecision.Act;
import puente.store.SubjectDecision.Change;
import puente.store.SubjectDecision.Move;

/**
 * What people decide about subjects, kept so that each decision can be explained and taken back.
 *
 * <p><b>Problem.</b> Two officers may decide at once; a decision rests on earlier ones; a record may be purged meanwhile; and other systems
 * follow what became of a subject by its id.
 *
 * <p><b>Invariants.</b> (1) One decision at a time, each in one transaction; nothing is written before everything is checked. (2) A
 * subject's id stays: who joins takes the id of the larger subject, of two of one size the lesser id; who is split off gets a new one, or
 * none where it is one statement alone. (3) Two statements that a person said are two are never put together by another
 * decision: that one must be taken back first. (4) What is taken back puts every statement and pair where it was, and only while
 * no later decision rests on it. (5) The rows of all statements concerned are held while a decision is kept, so a purge comes wholly before or
 * after.
 *
 * <p><b>Failure modes.</b> A wish that no longer fits is refused with the reason and changes nothing. A decision is gone when any record
 * that it was about is purged; the memberships of the others stay.
 */
public final class SubjectBook {
    /** Most statements of one subject. */
    static final int SIZE_MAX = SubjectStore.MEMBERS_MAX;

    /** The advisory lock of those who decide. */
    private static final long DECIDING = 0x70756e2d73756264L; // "pun-subd"

    /** Who decides, when, for which purpose, and why. */
    public record By(Instant at, Agency agency, String officer, String purpose, String reason) {}

    /** What a person wants. */
    public sealed interface Wish {
        /** Who wants it. */
        By by();

        /** Both statements of a pair are about one subject. */
        record Confirm(By by, UUID pair) implements Wish {}

        /** They are not. */
        record Reject(By by, UUID pair) implements Wish {}

        /** These statements are not about the subject that the others of it are about. */
        record Split(By by, UUID subject, Set<StatementName> statements) implements Wish {
            public Split {
                statements = Set.copyOf(statements);
            }
        }

        /** The subjects of these two statements are one. */
        record Merge(By by, StatementName one, StatementName other, String kind) implements Wish {}

        /** A decision is taken back. */
        record Undo(By by, long decision) implements Wish {}
    }

    /** What became of a wish. */
    public sealed interface Outcome {
        /** It is kept. */
        record Done(SubjectDecision decision) implements Outcome {}

        /** Nothing is changed. */
        record Refused(Fault fault) implements Outcome {}
    }

    /** Why a wish is refused. */
    public enum Fault {
        UNKNOWN_PAIR,
        /** Somebody decided the pair before. */
        DECIDED,
        /** Both are of one subject: it would have to be split. */
        TOGETHER,
        /** Two of the statements that would come together were said to be two. */
        REJECTED_BETWEEN,
        TOO_LARGE,
        UNKNOWN_SUBJECT,
        /** Not all of the statements are the subject's. */
        NOT_MEMBERS,
        /** Nothing would be left. */
        ALL_MEMBERS,
        UNKNOWN_DECISION,
        /** It was taken back before, or takes back another one itself. */
        UNDONE,
        /** A later decision rests on it. */
        CHANGED_SINCE,
        /** A statement has been purged. */
        NOT_HELD
    }

    /** Sees a decision before it takes effect. */
    @FunctionalInterface
    public interface Witness {
        void sees(SubjectDecision decision);
    }

    private final Connection connection;
    private final SubjectRows rows;

    SubjectBook(Connection connection, SubjectRows rows) {
        this.connection = connection;
        this.rows = rows;
    }

    Outcome decide(Wish wish, Witness witness) throws SQLException {
        try (PreparedStatement lock = Sql.prepare(connection, "select pg_advisory_xact_lock(?)", DECIDING)) {
            lock.execute();
        }
        Planned planned = switch (wish) {
            case Wish.Confirm confirm -> confirm(confirm);
            case Wish.Reject reject -> reject(reject);
            case Wish.Split split -> split(split);
            case Wish.Merge merge -> merge(merge);
            case Wish.Undo undo -> undo(undo);
        };
        return switch (planned) {
            case Planned.No no -> new Outcome.Refused(no.fault());
            case Planned.Yes yes -> keep(yes.decision(), witness);
        };
    }

    private sealed interface Planned {
        record Yes(SubjectDecision decision) implements Planned {}

        record No(Fault fault) implements Planned {}
    }

    private static Planned no(Fault fault) {
        return new Planned.No(fault);
    }

    // ------------------------------------------------------------------------------------------------ what it would do

    private Planned confirm(Wish.Confirm wish) throws SQLException {
        Optional<MatchPair> pair = pair(wish.pair());
        if (pair.isEmpty()) {
            return no(Fault.UNKNOWN_PAIR);
        }
        return pair.get().state() == MatchPair.State.WAITING
                ? joined(
                        Act.CONFIRM,
                        wish.by(),
                        pair.get().one(),
                        pair.get().other(),
                        pair,
                        pair.get().kind())
                : no(Fault.DECIDED);
    }

    private Planned merge(Wish.Merge wish) throws SQLException {
        Optional<UUID> one = subject(wish.one());
        return wish.one().equals(wish.other()) || one.isPresent() && one.equals(subject(wish.other()))
                ? no(Fault.TOGETHER)
                : joined(Act.MERGE, wish.by(), wish.one(), wish.other(), Optional.empty(), wish.kind());
    }

    private Planned joined(
            Act act, By by, StatementName one, StatementName other, Optional<MatchPair> pair, String kind)
            throws SQLException {
        Optional<UUID> subjectOfOne = subject(one);
        Optional<UUID> subjectOfOther = subject(other);
        List<StatementName> left = group(one, subjectOfOne);
        List<StatementName> right = subjectOfOne.isPresent() && subjectOfOne.equals(subjectOfOther)
                ? List.of()
                : group(other, subjectOfOther);
        Set<StatementName> all = new LinkedHashSet<>(left);
        all.addAll(right);
        if (all.size() > SIZE_MAX) {
            return no(Fault.TOO_LARGE);
        }
        List<MatchPair> between = between(all);
        if (between.stream().anyMatch(each -> each.state() == MatchPair.State.REJECTED)) {
            return no(Fault.REJECTED_BETWEEN);
        }
        UUID target = target(subjectOfOne, left.size(), subjectOfOther, right.size());
        List<Move> moves = new ArrayList<>();
        Set<UUID> subjects = new LinkedHashSet<>(List.of(target));
        for (StatementName each : all) {
            Optional<UUID> before = left.contains(each) ? subjectOfOne : subjectOfOther;
            before.ifPresent(subjects::add);
            if (!before.equals(Optional.of(target))) {
                moves.add(new Move(each, before, Optional.of(target)));
            }
        }
        List<Change> changes = between.stream()
                .filter(each -> each.state() == MatchPair.State.WAITING)
                .map(each -> new Change(each.id(), MatchPair.State.WAITING, MatchPair.State.CONFIRMED))
                .toList();
        return yes(act, by, kind, pair, subjects, all, moves, changes, OptionalLong.empty());
    }

    private static UUID target(Optional<UUID> one, int sizeOfOne, Optional<UUID> other, int sizeOfOther) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other).orElseGet(UUID::randomUUID);
        }
        boolean first = sizeOfOne != sizeOfOther
                ? sizeOfOne > sizeOfOther
                : one.get().toString().compareTo(other.get().toString()) <= 0;
        return first ? one.get() : other.get();
    }

    private Planned reject(Wish.Reject wish) throws SQLException {
        Optional<MatchPair> pair = pair(wish.pair());
        if (pair.isEmpty()) {
            return no(Fault.UNKNOWN_PAIR);
        }
        MatchPair found = pair.get();
        Optional<UUID> one = subject(found.one());
        if (found.state() != MatchPair.State.WAITING) {
            return no(Fault.DECIDED);
        }
        if (one.isPresent() && one.equals(subject(found.other()))) {
            return no(Fault.TOGETHER);
        }
        return yes(
                Act.REJECT,
                wish.by(),
                found.kind(),
                pair,
                Set.of(),
                Set.of(found.one(), found.other()),
                List.of(),
                List.of(new Change(found.id(), MatchPair.State.WAITING, MatchPair.State.REJECTED)),
                OptionalLong.empty());
    }

    private Planned split(Wish.Split wish) throws SQLException {
        List<StatementName> members = members(connection, rows, wish.subject());
        if (members.isEmpty()) {
            return no(Fault.UNKNOWN_SUBJECT);
        }
        if (wish.statements().isEmpty() || !members.containsAll(wish.statements())) {
            return no(Fault.NOT_MEMBERS);
        }
        if (members.size() == wish.statements().size()) {
            return no(Fault.ALL_MEMBERS);
        }
        Optional<UUID> fresh = wish.statements().size() > 1 ? Optional.of(UUID.randomUUID()) : Optional.empty();
        List<Move> moves = members.stream()
                .filter(wish.statements()::contains)
                .map(each -> new Move(each, Optional.of(wish.subject()), fresh))
                .toList();
        List<MatchPair> between = between(new HashSet<>(members));
        List<Change> changes = between.stream()
                .filter(each -> wish.statements().contains(each.one())
                        != wish.statements().contains(each.other()))
                .filter(each -> each.state() != MatchPair.State.REJECTED)
                .map(each -> new Change(each.id(), each.state(), MatchPair.State.REJECTED))
                .toList();
        Set<UUID> subjects = new LinkedHashSet<>(List.of(wish.subject()));
        fresh.ifPresent(subjects::add);
        String kind = between.stream().map(MatchPair::kind).findFirst().orElse("");
        return yes(
                Act.SPLIT,
                wish.by(),
                kind,
                Optional.empty(),
                subjects,
                new LinkedHashSet<>(members),
                moves,
                changes,
                OptionalLong.empty());
    }

    private Planned undo(Wish.Undo wish) throws SQLException {
        Optional<SubjectDecision> found = rows.decisions(connection, "where d.id = ?", wish.decision()).stream()
                .findFirst();
        if (found.isEmpty()) {
            return no(Fault.UNKNOWN_DECISION);
        }
        SubjectDecision decision = found.get();
        if (decision.undoneBy().isPresent() || decision.act() == Act.UNDO) {
            return no(Fault.UNDONE);
        }
        Map<StatementName, Optional<UUID>> back = new LinkedHashMap<>();
        for (Move move : decision.moves()) {
            if (!subject(move.statement()).equals(move.after())) {
                return no(Fault.CHANGED_SINCE);
            }
            back.put(move.statement(), move.before());
        }
        Map<UUID, Change> own = new HashMap<>();
        for (Change change : decision.pairs()) {
            Optional<MatchPair> pair = pair(change.pair());
            if (pair.isPresent() && pair.get().state() != change.after()) {
                return no(Fault.CHANGED_SINCE);
            }
            own.put(change.pair(), change);
        }
        if (isLeftAlone(decision, back.keySet())) {
            return no(Fault.CHANGED_SINCE);
        }
        Optional<Fault> contradiction = contradiction(back, own);
        if (contradiction.isPresent()) {
            return no(contradiction.get());
        }
        return yes(
                Act.UNDO,
                wish.by(),
                decision.kind(),
                Optional.empty(),
                new LinkedHashSet<>(decision.subjects()),
                new LinkedHashSet<>(decision.statements()),
                decision.moves().stream().map(Move::back).toList(),
                decision.pairs().stream().map(Change::back).toList(),
                OptionalLong.of(decision.id()));
    }

    /** Whether a subject that the decision made would be left with those alone who joined it since. */
    private boolean isLeftAlone(SubjectDecision decision, Set<StatementName> leaving) throws SQLException {
        if (decision.act() == Act.SPLIT) {
            return false;
        }
        for (UUID subject : decision.subjects()) {
            Set<StatementName> left = new HashSet<>(members(connection, rows, subject));
            left.removeAll(leaving);
            if (!left.isEmpty() && decision.statements().stream().noneMatch(left::contains)) {
                return true;
            }
        }
        return false;
    }

    /** What people said of pairs since must still hold when statements are where they were. */
    private Optional<Fault> contradiction(Map<StatementName, Optional<UUID>> back, Map<UUID, Change> own)
            throws SQLException {
        if (back.isEmpty()) {
            return Optional.empty();
        }
        var names = rows.names(connection, back.keySet());
        for (MatchPair pair : rows.pairs(connection, "where p.one = any(?) or p.other = any(?)", names, names)) {
            Optional<UUID> one = back.containsKey(pair.one()) ? back.get(pair.one()) : subject(pair.one());
            Optional<UUID> other = back.containsKey(pair.other()) ? back.get(pair.other()) : subject(pair.other());
            boolean together = one.isPresent() && one.equals(other);
            Change change = own.get(pair.id());
            MatchPair.State state = change == null ? pair.state() : change.before();
            if (state == MatchPair.State.CONFIRMED && !together) {
                return Optional.of(Fault.CHANGED_SINCE);
            }
            if (state == MatchPair.State.REJECTED && together) {
                return Optional.of(Fault.REJECTED_BETWEEN);
            }
        }
        return Optional.empty();
    }

    private static Planned yes(
            Act act,
            By by,
            String kind,
            Optional<MatchPair> pair,
            Set<UUID> subjects,
            Set<StatementName> statements,
            List<Move> moves,
            List<Change> changes,
            OptionalLong undoes) {
        return new Planned.Yes(new SubjectDecision(
                0,
                by.at(),
                act,
                kind,
                by.agency(),
                by.officer(),
                by.purpose(),
                by.reason(),
                pair.map(MatchPair::id),
                pair.map(each -> OptionalDouble.of(each.bits())).orElse(OptionalDouble.empty()),
                List.copyOf(subjects),
                List.copyOf(statements),
                moves,
                changes,
                undoes,
                OptionalLong.empty()));
    }

    // ------------------------------------------------------------------------------------------------ doing it

    private Outcome keep(SubjectDecision decision, Witness witness) throws SQLException {
        if (!held(decision.statements())) {
            return new Outcome.Refused(Fault.NOT_HELD);
        }
        for (Move move : decision.moves()) {
            String name = rows.name(move.statement());
            if (move.after().isPresent()) {
                Sql.update(
                        connection,
                        "insert into subject_member (statement, subject) values (?, ?)"
                                + " on conflict (statement) do update set subject = excluded.subject",
                        name,
                        move.after().get());
            } else {
                Sql.update(connection, "delete from subject_member where statement = ?", name);
            }
        }
        for (Change change : decision.pairs()) {
            Sql.update(
                    connection,
                    "update match_pair set state = ? where id = ?",
                    change.after().code(),
                    change.pair());
        }
        long id = rows.insert(connection, decision);
        if (decision.undoes().isPresent()) {
            Sql.update(
                    connection,
                    "update subject_decision set undone_by = ? where id = ?",
                    id,
                    decision.undoes().getAsLong());
        }
        SubjectDecision kept = rows.decisions(connection, "where d.id = ?", id).getFirst();
        witness.sees(kept);
        return new Outcome.Done(kept);
    }

    /** Whether all statements are held; while this transaction lasts none of them is purged. */
    private boolean held(List<StatementName> statements) throws SQLException {
        Set<StatementName> held = new HashSet<>();
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "select origin, id from record where id = any(?) and superseded = 9223372036854775807"
                                + " order by seq for key share",
                        (Object) statements.stream().map(StatementName::record).toArray(UUID[]::new));
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                held.add(rows.statement(row.getShort(1) + ":" + row.getObject(2, UUID.class)));
            }
        }
        return held.containsAll(statements);
    }

    // ------------------------------------------------------------------------------------------------ looking

    private Optional<MatchPair> pair(UUID id) throws SQLException {
        return rows.pairs(connection, "where p.id = ?", id).stream().findFirst();
    }

    private Optional<UUID> subject(StatementName statement) throws SQLException {
        try (PreparedStatement select = Sql.prepare(
                        connection, "select subject from subject_member where statement = ?", rows.name(statement));
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    private List<StatementName> group(StatementName statement, Optional<UUID> subject) throws SQLException {
        return subject.isPresent() ? members(connection, rows, subject.get()) : List.of(statement);
    }

    static List<StatementName> members(Connection connection, SubjectRows rows, UUID subject) throws SQLException {
        List<StatementName> members = new ArrayList<>();
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "select statement from subject_member where subject = ? order by statement limit ?",
                        subject,
                        SIZE_MAX + 1);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                members.add(rows.statement(row.getString(1)));
            }
        }
        return members;
    }

    private List<MatchPair> between(Set<StatementName> statements) throws SQLException {
        var names = rows.names(connection, statements);
        return rows.pairs(connection, "where p.one = any(?) and p.other = any(?) order by p.id", names, names);
    }
}
