package puente.agreement;

import java.util.List;
import puente.record.RecordCodec;

/**
 * A decision with everything it was made from, so that it can be made again. It holds the record: keep it where records are
 * kept and purged, never in a log that cannot forget.
 *
 * @param question what was asked
 * @param agreement under which agreement it was decided
 * @param permitted how
 * @param clauses the ids of the deciding clauses
 * @param reason the code of the reason of a refusal; empty where permitted
 */
public record RecordedDecision(
        Question question, AgreementHash agreement, boolean permitted, List<String> clauses, String reason) {

    /** The most bytes of one recorded decision: a record and what stands around it. */
    public static final int BYTES_MAX = RecordCodec.MAXIMUM_BYTES + (1 << 16);

    public RecordedDecision {
        clauses = List.copyOf(clauses);
    }

    /** Records a decision just made. */
    public static RecordedDecision of(Question question, AgreementHash agreement, Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted ->
                new RecordedDecision(question, agreement, true, permitted.clauseIds(), "");
            case Decision.Refused refused ->
                new RecordedDecision(
                        question,
                        agreement,
                        false,
                        refused.clauseIds(),
                        refused.reason().code());
        };
    }

    /** Canonical JSON, one line without its end. */
    public byte[] json() {
        return RecordedDecisionJson.write(this, RecordCodec.standard());
    }

    /**
     * Reads {@link #json()}, strictly: nothing unknown, nothing absent, nothing after.
     *
     * @throws puente.record.ProblemException with a JSON pointer
     */
    public static RecordedDecision parse(byte[] json) {
        return RecordedDecisionJson.parse(json, RecordCodec.standard());
    }
}
