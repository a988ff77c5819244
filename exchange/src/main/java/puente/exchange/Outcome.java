package puente.exchange;

import java.util.UUID;
import puente.agreement.Decision;
import puente.store.ChannelState.StoredFault;

/** What became of something that was put to a {@link Sender}. */
public sealed interface Outcome {

    /** It stands in the log, durable, under a signed checkpoint. */
    record Appended(long entry) implements Outcome {}

    /** The agreement, or the record's own handling, refuses it. */
    record Refused(Decision.Refused decision) implements Outcome {}

    /** A second officer must approve; it waits under this id. */
    record AwaitsApproval(UUID pending) implements Outcome {}

    /** The originating agency must consent; it waits under this id. */
    record AwaitsConsent(UUID pending) implements Outcome {}

    /** This version of the record stands in the channel already, and is active. */
    record AlreadyDisclosed(long entry) implements Outcome {}

    /** There is no active disclosure of it in the channel. */
    record NotDisclosed() implements Outcome {}

    /** The channel is stopped. */
    record Stopped(StoredFault fault) implements Outcome {}
}
