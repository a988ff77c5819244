package puente.exchange;

/**
 * An answer cannot be right, but nothing in it is signed: the line may have damaged it. It is thrown away and asked for again;
 * only an answer that stays wrong is the partner's own, and its {@link #fault}.
 */
final class AnswerDoubted extends Exception {
    private static final long serialVersionUID = 1L;

    final Fault fault;
    final long entry;
    final transient byte[] answer;

    AnswerDoubted(Fault fault, long entry, byte[] answer) {
        super(fault + " at " + entry);
        this.fault = fault;
        this.entry = entry;
        this.answer = answer;
    }
}
