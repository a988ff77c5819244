package puente.store;

/** What stands beside one entry of a log. */
public sealed interface StoredPayload {

    /** The entry never had a payload. */
    record None() implements StoredPayload {}

    /** The payload, as its sender made it: salt and canonical record. */
    record Present(byte[] bytes) implements StoredPayload {}

    /** The payload was deleted when its disclosure ended. */
    record Gone(long endedBy) implements StoredPayload {}
}
