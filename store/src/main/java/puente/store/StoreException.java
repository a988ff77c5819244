package puente.store;

/**
 * The store could not answer. After a write its outcome is <em>unknown</em>: it may be durable or not have happened, so the
 * caller forgets what it assumed and reloads before it signs, serves or writes anything more.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
