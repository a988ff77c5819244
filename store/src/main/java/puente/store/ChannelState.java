package puente.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one channel stands on this node.
 *
 * @param id the channel
 * @param role whether this node writes it or follows it
 * @param size entries durable here. OUTGOING: the size of the published checkpoint. INCOMING: the cursor, the number of
 *     entries verified and stored
 * @param checkpoint the signed note in force; empty before the first. OUTGOING: the published checkpoint, of exactly
 *     {@code size}. INCOMING: the newest verified checkpoint of the sender, of {@code size} or more: the entries between
 *     are still being fetched
 * @param cosignedSize entries under the follower's cosignature (the receipt "received, verified, durable up to")
 * @param cosigned the checkpoint with that cosignature; empty before the first
 * @param keys the log's verifier keys in order of their validity; the last one is in force
 * @param fault why the channel is stopped; absent while it runs
 */
public record ChannelState(
        ChannelId id,
        Role role,
        long size,
        byte[] checkpoint,
        long cosignedSize,
        byte[] cosigned,
        List<LogKey> keys,
        Optional<StoredFault> fault) {

    /** What this node does with the channel. */
    public enum Role {
        /** This node appends and signs. */
        OUTGOING,
        /** This node follows, verifies and cosigns. */
        INCOMING
    }

    /**
     * A verifier key of the log.
     *
     * @param vkey in the C2SP signed-note form
     * @param since the smallest log size whose checkpoint this key must sign; 0 for the first key
     */
    public record LogKey(String vkey, long since) {}

    /**
     * Why a channel is stopped.
     *
     * @param code a key of the catalogue
     * @param entry the entry at which it was found, or the size of the checkpoint concerned
     * @param arguments what the message's placeholders stand for
     * @param at when it was found
     * @param evidence the bytes that prove it, as received: a signed checkpoint, an entry; may be empty
     */
    public record StoredFault(String code, long entry, Map<String, String> arguments, Instant at, byte[] evidence) {
        public StoredFault {
            arguments = Map.copyOf(arguments);
        }
    }

    public ChannelState {
        keys = List.copyOf(keys);
    }
}
