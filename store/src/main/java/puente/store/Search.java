package puente.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGStatement;

/**
 * A query as one SQL statement over the term index.
 *
 * <p>What must all hold is one containment ({@code terms @> …}); what may hold in several ways (readable, period, box) an overlap
 * each ({@code terms && …}), followed by the exact comparison. A word that names a code is that code's key or the word ({@link
 * CodedWords}). The planner either reads the inverted index (rare) or walks the
 * primary key backwards (common); its statistics of {@code terms} tell it which. So that it sees the values, the statement is
 * planned each time and never kept prepared.
 *
 * <p><b>Windows.</b> Its statistics of words are worse: of the beginning of a word, which the last one may be, it assumes one row in
 * two hundred. Where it is one in ten thousand it walks, and reads the words of thousands of rows to find none. And what matches one row
 * in fifty it gathers from everywhere to keep the newest fifty. So a page is first sought among the newest {@link Window#FIRST}
 * sequences before the cursor. For words, only the newest {@link Window#READ} of these are read, which finds what is common; the rest by
 * a bitmap of the inverted index cut with one of the primary key. Only if the page is not full does it go on below: for words by the
 * inverted index alone. What that costs grows with how many records hold the words; dear are only words that are common and
 * yet absent from the newest.
 */
final class Search {
    /** What the driver takes for "describe before the first execution, so that bytes need not travel as hexadecimal text". */
    private static final int BINARY_AT_ONCE = -1;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private Search() {}

    /** How the planner may come by the rows of a window. */
    enum Way {
        /** As it likes; it may walk the primary key. */
        ANY,
        /** Along the primary key: the index of words takes as long for a few rows as for all. */
        WALK,
        /** By bitmaps, of the inverted index and of the primary key: no word is read again that the index knows. */
        BITMAPS,
        /** By the inverted index alone, and sorted. */
        GATHER
    }

    /**
     * The part of the sequences that one statement looks at.
     *
     * @param from the least, inclusive
     * @param before the end, exclusive
     * @param way how its rows are come by
     */
    record Window(long from, long before, Way way) {
        /** How far down the first windows look, where there is a last one. */
        static final long FIRST = 16_000;

        /** How many of the newest records have their words read one by one: who is not among them is not common. */
        static final long READ = 200;

        /**
         * The windows of a page, one after the other, the newest first. Identifiers are rare, periods and places lie anywhere: for
         * them the statistics are good and one look is best. What is not committed is jumped over where the table is walked.
         */
        static List<Window> of(RecordQuery query, Cursor cursor, Unfinished unfinished) {
            boolean parted = query.text().isPresent()
                    || query.keys().isEmpty()
                            && query.from().isEmpty()
                            && query.to().isEmpty()
                            && query.box().isEmpty();
            long top = unfinished.below(cursor.before());
            if (!parted) {
                return List.of(new Window(0, top, Way.ANY));
            }
            List<Window> windows = new ArrayList<>();
            long first = Math.max(0, top - FIRST);
            if (query.text().isPresent()) {
                long read = Math.max(0, top - READ);
                windows.add(new Window(read, top, Way.WALK));
                if (first < read) {
                    windows.add(new Window(first, read, Way.BITMAPS));
                }
                if (first > 0) {
                    windows.add(new Window(0, first, Way.GATHER));
                }
            } else {
                walk(windows, first, top, unfinished);
                if (first > 0) {
                    walk(windows, 0, first, unfinished);
                }
            }
            return windows;
        }

        private static void walk(List<Window> windows, long from, long before, Unfinished unfinished) {
            for (Unfinished.Run part : unfinished.outside(from, before)) {
                windows.add(new Window(part.from(), part.before(), Way.ANY));
            }
        }
    }

    /**
     * The statement for one window of a page.
     *
     * @param limit how many rows at most
     */
    static Search of(Terms terms, RecordQuery query, Cursor cursor, Window window, int limit) {
        Search search = new Search();
        String columns = "select " + RecordTable.COLUMNS + " from record r where ";
        if (window.way() != Way.GATHER) {
            search.add(columns + "r.seq < ?", window.before());
            search.add(" and r.seq >= ?", window.from());
        } else {
            // Arithmetic and the fence keep the primary key out of it.
            search.add("select * from (" + columns + "r.seq + 0 < ?", window.before());
        }
        search.add(" and r.superseded > ?", cursor.top());
        // A version whose predecessor was current when the cursor began came later, whatever its own number says.
        search.add("""
                 and (r.version = 1 or not exists (
                   select 1 from record o
                   where o.id = r.id and o.origin = r.origin and o.version < r.version and o.superseded > ?))
                """, cursor.top());
        List<Long> all = new ArrayList<>();
        query.kind().ifPresent(kind -> all.add(terms.kind(kind)));
        query.agency().ifPresent(agency -> all.add(terms.agency(agency)));
        query.area().ifPresent(area -> all.add(terms.area(area)));
        query.keys().forEach((field, value) -> all.add(terms.key(field + "=" + value)));
        if (query.purpose().isEmpty()) {
            all.add(terms.own());
        } else {
            search.add(" and r.terms && ?", readable(terms, query.purpose()));
        }
        if (!all.isEmpty()) {
            search.add(
                    " and r.terms @> ?", all.stream().mapToLong(Long::longValue).toArray());
        }
        if (query.from().isPresent() || query.to().isPresent()) {
            search.add(" and r.terms && ?", terms.overlapping(query.from(), query.to()));
            query.to().ifPresent(to -> search.add(" and r.from_day <= ?", to));
            query.from().ifPresent(from -> search.add(" and r.to_day >= ?", from));
        }
        query.box().ifPresent(box -> search.box(terms, box));
        query.text().ifPresent(text -> search.text(terms, text));
        search.add((window.way() == Way.GATHER ? " offset 0) r" : "") + " order by r.seq desc limit ?", limit);
        return search;
    }

    /** Terms of which a record has one if a reader with this purpose may find it. */
    static long[] readable(Terms terms, Optional<String> purpose) {
        return purpose.map(named -> new long[] {terms.own(), terms.purpose(named)})
                .orElseGet(() -> new long[] {terms.own()});
    }

    private void box(Terms terms, RecordQuery.Box box) {
        add(" and r.terms && ?", terms.within(box));
        add(" and r.lat >= ?", box.south());
        add(" and r.lat <= ?", box.north());
        add(" and (r.lon >= ?", box.west());
        add(box.west() <= box.east() ? " and r.lon <= ?)" : " or r.lon <= ?)", box.east());
    }

    /** Words that name no code are one condition; each name of a code is one of its own, since its key will do as well. */
    private void text(Terms terms, String text) {
        List<CodedWords.Group> groups = CodedWords.of(Folding.words(text));
        List<CodedWords.Group> plain =
                groups.stream().filter(each -> each.keys().isEmpty()).toList();
        if (!plain.isEmpty()) {
            sql.append(" and ");
            words(plain);
        }
        for (CodedWords.Group group : groups) {
            if (!group.keys().isEmpty()) {
                sql.append(" and (");
                words(List.of(group));
                add(
                        " or r.terms && ?)",
                        group.keys().stream().mapToLong(terms::key).toArray());
            }
        }
    }

    private void words(List<CodedWords.Group> groups) {
        String separator = "r.stems @@ (";
        for (CodedWords.Group group : groups) {
            for (int at = 0; at < group.words().size(); at++) {
                String word = group.words().get(at);
                add(separator + "(plainto_tsquery('puente_es', ?)", word);
                add(" || plainto_tsquery('puente_en', ?)", word);
                if (group.isLast() && at == group.words().size() - 1) {
                    add(" || to_tsquery('simple', ?)", word + ":*");
                }
                sql.append(')');
                separator = " && ";
            }
        }
        sql.append(')');
    }

    private void add(String fragment, Object parameter) {
        sql.append(fragment);
        parameters.add(parameter);
    }

    String sql() {
        return sql.toString();
    }

    /** The statement, with {@code prefix} ({@code explain}, or nothing) before it. */
    PreparedStatement prepare(Connection connection, String prefix) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(prefix + sql);
        // First that what comes back is binary at once, then that no plan is kept: the order matters.
        PGStatement driver = statement.unwrap(PGStatement.class);
        driver.setPrepareThreshold(BINARY_AT_ONCE);
        driver.setPrepareThreshold(0);
        for (int at = 0; at < parameters.size(); at++) {
            if (parameters.get(at) instanceof long[] terms) {
                Array array = connection.createArrayOf("bigint", boxed(terms));
                statement.setArray(at + 1, array);
            } else {
                statement.setObject(at + 1, parameters.get(at));
            }
        }
        return statement;
    }

    static Object[] boxed(long[] terms) {
        Object[] boxed = new Object[terms.length];
        for (int at = 0; at < terms.length; at++) {
            boxed[at] = terms[at];
        }
        return boxed;
    }
}
