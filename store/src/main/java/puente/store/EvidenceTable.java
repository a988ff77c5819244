package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which files disclosures name, and which are held, within a transaction that somebody else opens and commits. */
final class EvidenceTable {
    private EvidenceTable() {}

    /** Files that active disclosures of a channel name and that are not held yet, in order of their disclosure. */
    static List<Disclosure.Evidence> missing(Connection connection, int log, int limit) throws SQLException {
        List<Disclosure.Evidence> found = new ArrayList<>();
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select e.sha256, min(e.length), min(e.entry) as first
                        from evidence_of e
                        where e.log = ?
                          and not exists (select 1 from evidence_held h where h.sha256 = e.sha256 and h.complete)
                          and (select d.ended_by is null from disclosure d where d.log = e.log and d.entry = e.entry)
                        group by e.sha256 order by first limit ?
                        """, log, limit);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Disclosure.Evidence(row.getString(1), row.getLong(2)));
            }
        }
        return found;
    }

    /** Notes that a file is being fetched. */
    static int begun(Connection connection, Disclosure.Evidence evidence) throws SQLException {
        return Sql.update(
                connection,
                "insert into evidence_held (sha256, length, complete) values (?, ?, false) on conflict do nothing",
                evidence.sha256(),
                evidence.length());
    }

    /** Notes that a file is held. */
    static int held(Connection connection, Disclosure.Evidence evidence) throws SQLException {
        return Sql.update(connection, """
                insert into evidence_held (sha256, length) values (?, ?)
                on conflict (sha256) do update set complete = true
                """, evidence.sha256(), evidence.length());
    }

    /** Whether an active disclosure of a channel names a file. */
    static boolean isServed(Connection connection, int log, String sha256) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select exists (select 1 from evidence_of e
                                       join disclosure d on d.log = e.log and d.entry = e.entry
                                       where e.sha256 = ? and e.log = ? and d.ended_by is null)
                        """, sha256, log);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Files held that no active disclosure and no own record names. */
    static List<String> unreferenced(Connection connection, int limit) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select h.sha256 from evidence_held h
                        where (exists (select 1 from evidence_of e where e.sha256 = h.sha256)
                               or exists (select 1 from evidence_own o where o.sha256 = h.sha256))
                          and not exists (select 1 from evidence_own o where o.sha256 = h.sha256 and not o.gone)
                          and not exists (select 1 from evidence_of e
                                          join disclosure d on d.log = e.log and d.entry = e.entry
                                          where e.sha256 = h.sha256 and d.ended_by is null)
                        order by h.sha256 limit ?
                        """, limit);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
