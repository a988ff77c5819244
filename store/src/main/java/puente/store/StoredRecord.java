package puente.store;

import java.util.OptionalLong;
import puente.record.Record;

/**
 * A record as held.
 *
 * @param sequence its place in the order of insertion; grows, never reused
 * @param record the statement
 * @param origin own, or received
 * @param supersededAt the place in that order at which a newer version superseded it
 */
public record StoredRecord(long sequence, Record record, Origin origin, OptionalLong supersededAt) {}
