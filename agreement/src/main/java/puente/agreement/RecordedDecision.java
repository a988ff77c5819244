package puente.agreement;

import java.util.List;

/**
 * A decision as the journal keeps it.
 *
 * @param question what was asked
 * @param agreement under which agreement it was decided
 * @param permitted how
 * @param clauses the ids of the deciding clauses
 * @param reason the code of the reason of a refusal; empty where permitted
 */
public record RecordedDecision(
        Question question, AgreementHash agreement, boolean permitted, List<String> clauses, String reason) {

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

    /** Canonical JSON, one line. */
    public byte[] json() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads {@link #json()}, strictly.
     *
     * @throws puente.record.ProblemException with a JSON pointer
     */
    public static RecordedDecision parse(byte[] json) {
        throw new UnsupportedOperationException();
    }
}
