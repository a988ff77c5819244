package puente.store;

import java.util.List;

/**
 * Which objects of a collection.
 *
 * @param collection its name
 * @param after where the page before ended
 * @param ids of one of these identifiers; empty: of any
 * @param types of one of these types; empty: of any
 * @param versions which versions of an object
 * @param limit how many at most
 * @param content whether the objects themselves are wanted, or only what they are called
 */
public record StixQuery(
        String collection,
        StixEntry.Place after,
        List<String> ids,
        List<String> types,
        Versions versions,
        int limit,
        boolean content) {
    /** Most objects of a page. */
    public static final int LIMIT_MAX = 1_000;

    /**
     * Versions, any of which will do.
     *
     * @param earliest the first of each object
     * @param latest the last of each object
     * @param named versions in normal form
     */
    public record Versions(boolean all, boolean earliest, boolean latest, List<String> named) {
        public static final Versions ALL = new Versions(true, false, false, List.of());
        public static final Versions LATEST = new Versions(false, false, true, List.of());

        public Versions {
            named = List.copyOf(named);
        }
    }

    public StixQuery {
        ids = List.copyOf(ids);
        types = List.copyOf(types);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page holds 1 to " + LIMIT_MAX + " objects, not " + limit);
        }
    }

    /** Everything in a collection, newest versions. */
    public static StixQuery of(String collection, StixEntry.Place after, int limit) {
        return new StixQuery(collection, after, List.of(), List.of(), Versions.LATEST, limit, true);
    }
}
