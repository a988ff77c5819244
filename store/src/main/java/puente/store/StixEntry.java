package puente.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An object of a collection as held.
 *
 * @param place where it stands in its collection
 * @param id its STIX identifier
 * @param type its type
 * @param version its version, in normal form
 * @param body the object as canonical JSON; empty where it is a record, or was not asked for
 * @param record the record it stands for, with the instant at which the record's first version was made
 */
public record StixEntry(
        Place place, String id, String type, String version, Optional<byte[]> body, Optional<Statement> record) {

    /**
     * Objects of a collection are ordered by when they were added, and among those added at once by their sequence.
     *
     * @param added to the microsecond
     */
    public record Place(Instant added, long sequence) {
        /** Before every object. */
        public static final Place BEGINNING = new Place(Instant.EPOCH, 0);

        /** After every object added at an instant. */
        public static Place after(Instant added) {
            return new Place(added, Long.MAX_VALUE);
        }
    }

    /** A version of a record, and when its first version was made. */
    public record Statement(StoredRecord record, Instant created) {}
}
