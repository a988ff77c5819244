package puente.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import puente.record.Agency;

/** Pairs, members and decisions as rows, within a transaction that somebody else opens and commits. */
final class SubjectRows {
    static final String PAIR =
            "p.id, p.kind, p.one, p.other, p.purpose, p.agency, p.agreement, p.clauses, p.bits, p.steps, p.found, p.state";
    static final String DECISION =
            "d.id, d.at, d.act, d.kind, d.agency, d.officer, d.purpose, d.reason, d.pair, d.bits,"
                    + " d.subjects, d.statements, d.moves, d.pairs, d.undoes, d.undone_by";

    private static final String NONE = "-";

    private final RecordTable records;

    SubjectRows(RecordTable records) {
        this.records = records;
    }

    // ------------------------------------------------------------------------------------------------ names

    private static String name(short origin, UUID record) {
        return origin + ":" + record;
    }

    String name(StatementName statement) {
        return name(records.originId(statement.origin()), statement.record());
    }

    StatementName statement(String name) {
        int colon = name.indexOf(':');
        return new StatementName(
                records.origin(Short.parseShort(name.substring(0, colon))), UUID.fromString(name.substring(colon + 1)));
    }

    Array names(Connection connection, Collection<StatementName> statements) throws SQLException {
        return texts(connection, statements.stream().map(this::name).toList());
    }

    static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    // ------------------------------------------------------------------------------------------------ reading

    List<MatchPair> pairs(Connection connection, String where, Object... parameters) throws SQLException {
        List<MatchPair> found = new ArrayList<>();
        try (PreparedStatement select =
                        Sql.prepare(connection, "select " + PAIR + " from match_pair p " + where, parameters);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(pair(row));
            }
        }
        return found;
    }

    private MatchPair pair(ResultSet row) throws SQLException {
        List<MatchPair.Reason> reasons = new ArrayList<>();
        for (String step : (String[]) row.getArray(10).getArray()) {
            String[] words = step.split(" ", 3);
            reasons.add(new MatchPair.Reason(words[0], words[1], Double.parseDouble(words[2])));
        }
        return new MatchPair(
                row.getObject(1, UUID.class),
                row.getString(2),
                statement(row.getString(3)),
                statement(row.getString(4)),
                row.getString(5),
                new Agency(row.getString(6)),
                row.getString(7),
                List.of((String[]) row.getArray(8).getArray()),
                row.getDouble(9),
                reasons,
                DisclosureTable.instant(row, 11),
                MatchPair.State.of(row.getString(12)));
    }

    List<SubjectDecision> decisions(Connection connection, String where, Object... parameters) throws SQLException {
        List<SubjectDecision> found = new ArrayList<>();
        try (PreparedStatement select = Sql.prepare(
                        connection, "select " + DECISION + " from subject_decision d " + where, parameters);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(decision(row));
            }
        }
        return found;
    }

    private SubjectDecision decision(ResultSet row) throws SQLException {
        double bits = row.getDouble(10);
        OptionalDouble weight = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(bits);
        List<SubjectDecision.Move> moves = new ArrayList<>();
        for (String move : (String[]) row.getArray(13).getArray()) {
            String[] words = move.split(" ");
            moves.add(new SubjectDecision.Move(statement(words[0]), subject(words[1]), subject(words[2])));
        }
        List<SubjectDecision.Change> changes = new ArrayList<>();
        for (String change : (String[]) row.getArray(14).getArray()) {
            String[] words = change.split(" ");
            changes.add(new SubjectDecision.Change(
                    UUID.fromString(words[0]), MatchPair.State.of(words[1]), MatchPair.State.of(words[2])));
        }
        List<StatementName> statements = new ArrayList<>();
        for (String name : (String[]) row.getArray(12).getArray()) {
            statements.add(statement(name));
        }
        return new SubjectDecision(
                row.getLong(1),
                DisclosureTable.instant(row, 2),
                SubjectDecision.Act.of(row.getString(3)),
                row.getString(4),
                new Agency(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Optional.ofNullable(row.getObject(9, UUID.class)),
                weight,
                List.of((UUID[]) row.getArray(11).getArray()),
                statements,
                moves,
                changes,
                number(row, 15),
                number(row, 16));
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Optional<UUID> subject(String word) {
        return word.equals(NONE) ? Optional.empty() : Optional.of(UUID.fromString(word));
    }

    // ------------------------------------------------------------------------------------------------ writing

    void insert(Connection connection, MatchPair pair) throws SQLException {
        List<String> steps = pair.reasons().stream()
                .map(reason -> reason.field() + " " + reason.level() + " " + reason.bits())
                .toList();
        Sql.update(
                connection,
                """
                insert into match_pair
                    (id, kind, one, other, purpose, agency, agreement, clauses, bits, steps, found, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (one, other) do nothing
                """,
                pair.id(),
                pair.kind(),
                name(pair.one()),
                name(pair.other()),
                pair.purpose(),
                pair.agency().code(),
                pair.agreement(),
                texts(connection, pair.clauses()),
                pair.bits(),
                texts(connection, steps),
                pair.found(),
                pair.state().code());
    }

    /** Keeps a decision and gives its number. */
    long insert(Connection connection, SubjectDecision decision) throws SQLException {
        List<String> moves = decision.moves().stream()
                .map(move -> name(move.statement()) + " " + word(move.before()) + " " + word(move.after()))
                .toList();
        List<String> changes = decision.pairs().stream()
                .map(change -> change.pair() + " " + change.before().code() + " "
                        + change.after().code())
                .toList();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into subject_decision (at, act, kind, agency, officer, purpose, reason, pair, bits, subjects,
                                              statements, moves, pairs, undoes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)) {
            Sql.set(
                    insert,
                    decision.at(),
                    decision.act().code(),
                    decision.kind(),
                    decision.agency().code(),
                    decision.officer(),
                    decision.purpose(),
                    decision.reason());
            insert.setObject(8, decision.pair().orElse(null));
            insert.setObject(
                    9,
                    decision.bits().isPresent() ? (Double) decision.bits().getAsDouble() : null,
                    java.sql.Types.DOUBLE);
            insert.setArray(
                    10, connection.createArrayOf("uuid", decision.subjects().toArray()));
            insert.setArray(11, names(connection, decision.statements()));
            insert.setArray(12, texts(connection, moves));
            insert.setArray(13, texts(connection, changes));
            insert.setObject(
                    14,
                    decision.undoes().isPresent() ? (Long) decision.undoes().getAsLong() : null,
                    java.sql.Types.BIGINT);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String word(Optional<UUID> subject) {
        return subject.map(UUID::toString).orElse(NONE);
    }

    // ------------------------------------------------------------------------------------------------ forgetting

    /** Deletes the digests of records that are about to be purged. */
    static void purgeKeys(Connection connection, short origin, Collection<UUID> ids) throws SQLException {
        noteRemains(
                connection,
                "match_key",
                Sql.update(
                        connection,
                        "delete from match_key k using record r where r.id = any(?) and r.origin = ? and k.record = r.seq",
                        ids.toArray(UUID[]::new),
                        origin));
    }

    /** Deletes what is held of purged records: pairs, memberships, and decisions with the reasons that officers wrote. */
    static void purge(Connection connection, short origin, Collection<UUID> ids) throws SQLException {
        Array names = texts(connection, ids.stream().map(id -> name(origin, id)).toList());
        noteRemains(
                connection,
                "match_pair",
                Sql.update(connection, "delete from match_pair where one = any(?) or other = any(?)", names, names));
        noteRemains(
                connection,
                "subject_member",
                Sql.update(connection, "delete from subject_member where statement = any(?)", names));
        noteRemains(
                connection,
                "subject_decision",
                Sql.update(connection, "delete from subject_decision where statements && ?", names));
    }

    /** Deletes what was found by purged versions; where none is left of a record, everything about it. */
    static void purgeVersions(Connection connection, short origin, Collection<UUID> ids) throws SQLException {
        List<UUID> gone = new ArrayList<>(ids);
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "select id from record where id = any(?) and origin = ?",
                        ids.toArray(UUID[]::new),
                        origin);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                gone.remove(row.getObject(1, UUID.class));
            }
        }
        if (!gone.isEmpty()) {
            purge(connection, origin, gone);
        }
    }

    private static void noteRemains(Connection connection, String table, int gone) throws SQLException {
        if (gone > 0) {
            RecordTable.remains(connection, table);
        }
    }
}
