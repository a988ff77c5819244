package puente.store;

/**
 * Where a PostgreSQL database is and who opens it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
 * @param user the role that owns the schema
 * @param password its password; never shown by {@link #toString}
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
