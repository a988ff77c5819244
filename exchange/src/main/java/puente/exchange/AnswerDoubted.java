package puente.exchange;

/**
 * An answer cannot be right, but nothing in it is signed: the line may have damaged it. It is thrown away and asked for again;
 * only an answer that stays wrong is the partner's own, and its {@link #fault}.
 */
final class AnswerDoubted extends Exception {
    private static final long serialVersionUID = 1L;

    final Fault fault;
    final long entry;
    /** What tells one wrong answer from another. */
    final transient byte[] answer;

    /** What is kept should the answer stay wrong: what the partner signed, wherever it signed anything. */
    final transient byte[] evidence;

    AnswerDoubted(Fault fault, long entry, byte[] answer) {
        this(fault, entry, answer, answer);
    }

    AnswerDoubted(Fault fault, long entry, byte[] answer, byte[] evidence) {
        super(fault + " at " + entry);
        this.fault = fault;
        this.entry = entry;
        this.answer = answer;
        this.evidence = evidence;
    }
}
