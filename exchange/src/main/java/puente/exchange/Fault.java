package puente.exchange;

import java.time.Instant;
import java.util.Map;
import puente.record.Problem;
import puente.store.ChannelState.StoredFault;

/**
 * What stops a channel. Each has a text in the catalogue under its {@link #code}; {@code docs/protocol/03-channels.md} says for
 * each what proves it. Nothing but its own channel stops.
 */
public enum Fault {
    /** The checkpoint is not signed by the key that is pinned. */
    SIGNATURE("signature"),
    /** The checkpoint, truly signed, is of another log. */
    ORIGIN("origin"),
    /** The log, truly signed, has become smaller. */
    TRUNCATED("truncated"),
    /** Two true signatures stand over different logs of the same size. */
    FORK("fork"),
    /** The signed log does not contain what was verified before, or its entries are not those it signs. */
    INCONSISTENT("inconsistent"),
    /** A bundle, a tile or a checkpoint that was published is not served, or is not well formed. */
    UNSERVED("unserved"),
    /** An entry is malformed. */
    ENTRY("entry"),
    /** An entry is by, for, or about somebody whom this channel does not serve. */
    PARTY("party"),
    /** An entry names an agreement that is not in force between the parties. */
    AGREEMENT("agreement"),
    /** This node's own copy of the agreement does not permit the disclosure. */
    NOT_PERMITTED("not-permitted"),
    /** A payload does not have the digest that its leaf states. */
    PAYLOAD("payload"),
    /** A payload is gone, and no later entry ends its disclosure. */
    WITHHELD("withheld"),
    /** A payload holds no valid record, or not the one its leaf describes. */
    RECORD("record"),
    /** A record version is disclosed again while it is active. */
    TWICE("twice"),
    /** An entry withdraws or expires what is not disclosed. */
    ENDING("ending"),
    /** A receipt acknowledges what was never asked. */
    RECEIPT("receipt"),
    /** A new key is malformed, or did not sign the checkpoint that puts it in force. */
    ROTATION("rotation"),
    /** A file does not have the digest that its leaf states. */
    EVIDENCE("evidence"),
    /** The follower cosigned a tree that is not this node's. */
    COSIGNED_OTHER("cosigned-other"),
    /** This node's own log does not match the checkpoint it signed. */
    OWN_LOG("own-log");

    private final String code;

    Fault(String name) {
        this.code = "exchange.fault." + name;
    }

    /** Its key in the catalogue. */
    public String code() {
        return code;
    }

    StoredFault at(long entry, Instant when, Map<String, String> arguments, byte[] evidence) {
        return new StoredFault(code, entry, arguments, when, evidence);
    }

    /** What to tell a person about a stored fault. */
    public static Problem problem(StoredFault fault) {
        return new Problem(fault.code(), "entry " + fault.entry(), fault.arguments());
    }
}
