package puente.node;

import java.util.Optional;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.Cursor;
import puente.store.RecordQuery;

/** Searches as the API states them: in a query string, or as the filter of a disclosure. */
final class RecordQueries {
    private RecordQueries() {}

    /** Reads {@code kind area from to q agency bbox field purpose cursor limit}. */
    static RecordQuery of(QueryParameters parameters) {
        RecordQuery.Builder query = builder(parameters);
        parameters.text("cursor").map(Cursor::parse).ifPresent(query::cursor);
        query.limit((int) parameters.number("limit", RecordQuery.LIMIT_STANDARD, 1, RecordQuery.LIMIT_MAX));
        return query.build();
    }

    /** The same without cursor and limit: everything that is found. */
    static RecordQuery.Builder builder(QueryParameters parameters) {
        RecordQuery.Builder query = RecordQuery.builder();
        parameters.text("kind").ifPresent(query::kind);
        parameters.agency("agency").ifPresent(query::agency);
        parameters.text("area").ifPresent(query::area);
        parameters.date("from", false).ifPresent(query::from);
        parameters.date("to", true).ifPresent(query::to);
        parameters.text("q").ifPresent(query::text);
        parameters.text("bbox").map(RecordQuery.Box::parse).ifPresent(query::box);
        for (String field : parameters.texts("field")) {
            int colon = field.indexOf(':');
            if (colon < 1) {
                parameters.refuse("field", "name:value");
            } else {
                query.key(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        parameters.text("purpose").ifPresent(query::purpose);
        return query;
    }

    /** Reads the filter of a disclosure: the same names, in JSON. Only own records are ever chosen by it. */
    static RecordQuery.Builder filter(RequestObject filter) {
        RecordQuery.Builder query = RecordQuery.builder();
        filter.text("kind").ifPresent(query::kind);
        filter.text("agency").map(puente.record.Agency::new).ifPresent(query::agency);
        filter.text("area").ifPresent(query::area);
        filter.text("from").flatMap(text -> day(filter, "from", text, false)).ifPresent(query::from);
        filter.text("to").flatMap(text -> day(filter, "to", text, true)).ifPresent(query::to);
        filter.text("q").ifPresent(query::text);
        for (String field : filter.texts("field")) {
            int colon = field.indexOf(':');
            if (colon < 1) {
                filter.refuse("field", "name:value");
            } else {
                query.key(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        filter.finish();
        return query;
    }

    private static Optional<java.time.LocalDate> day(RequestObject filter, String name, String text, boolean last) {
        Optional<java.time.LocalDate> day = Days.parse(text, last);
        if (day.isEmpty()) {
            filter.refuse(name, "2026, 2026-11, 2026-11-21");
        }
        return day;
    }

    /** Refuses a purpose-less request where a purpose is needed. */
    static ProblemException purposeMissing() {
        return new ProblemException(Problem.of("node.purpose.missing", "?purpose"));
    }
}
