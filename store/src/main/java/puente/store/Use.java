package puente.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A use receipt: an agency read a foreign record for a purpose. On the reader's side it stands in an OUTGOING channel, on the
 * originator's in an INCOMING one.
 *
 * @param channel the channel that carries the receipt
 * @param entry its index there
 * @param record the record that was read
 * @param version its version
 * @param purpose for which it was read
 * @param agency who read it
 * @param at when
 */
public record Use(ChannelId channel, long entry, UUID record, int version, String purpose, String agency, Instant at) {}
