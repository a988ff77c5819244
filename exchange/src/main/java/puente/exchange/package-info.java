/**
 * Channels: append, follow, receipts, withdrawal.
 *
 * <p>A channel is a log that one node writes and the other cosigns. {@link puente.exchange.Sender} puts disclosures into it
 * in group commit and serves it ({@link puente.exchange.ChannelServer}); {@link puente.exchange.Follower} pulls, proves, checks
 * against its own copy of the agreement, stores and cosigns; {@link puente.exchange.Reading} opens a foreign record for a
 * purpose and sends the originator a receipt. {@link puente.exchange.Introduction} is the small signed file by which two nodes
 * come to know each other's keys.
 *
 * <p>This room may depend on record, ledger, agreement and store. It has no thread, clock, socket or randomness of its own:
 * node gives it real ones, and the simulation in its tests gives it ones that fail. It knows nothing of what is in a payload
 * beyond its envelope.
 */
@NullMarked
package puente.exchange;

import org.jspecify.annotations.NullMarked;
