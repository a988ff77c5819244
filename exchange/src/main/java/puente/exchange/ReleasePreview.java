package puente.exchange;

import java.security.SecureRandom;
import java.time.InstantSource;
import puente.agreement.Decision;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.Pending;

/**
 * What would become of a proposal, by the very rules by which a {@link Sender} releases it; nothing is queued, signed or appended.
 * An answer holds for this moment: the agreement, the clock and what stands in the channel may be others when it is proposed.
 */
public final class ReleasePreview {

    /** What would become of it. */
    public sealed interface Result {
        /**
         * It would go.
         *
         * @param record exactly what would leave, obligations applied
         * @param bytes of its canonical form
         */
        record Leaves(Record record, int bytes) implements Result {}

        /** A person is missing. */
        record Waits(Pending.Needs needs) implements Result {}

        /** It would not go. */
        record Refused(Decision.Refused decision) implements Result {}
    }

    private final Release release;

    public ReleasePreview(Parties parties, Rules rules, InstantSource clock, SecureRandom random) {
        this.release = new Release(parties, rules, clock, random);
    }

    /** Decides as {@link Sender#disclose} would, short of what already stands in the channel. */
    public Result of(Proposal proposal) {
        return switch (release.decide(proposal)) {
            case Release.Verdict.May may -> {
                byte[] leaving = Payload.record(may.payload());
                yield new Result.Leaves(RecordCodec.standard().parse(leaving), leaving.length);
            }
            case Release.Verdict.Waits waits -> new Result.Waits(waits.needs());
            case Release.Verdict.MayNot not -> new Result.Refused(not.decision());
        };
    }
}
