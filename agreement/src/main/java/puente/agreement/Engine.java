package puente.agreement;

/** Decides questions under one agreement. Immutable and safe for any number of threads. */
public final class Engine {
    private final Agreement agreement;

    private Engine(Agreement agreement) {
        this.agreement = agreement;
    }

    /** Compiles an agreement ahead: index and conditions. */
    public static Engine of(Agreement agreement) {
        return new Engine(agreement);
    }

    /** The agreement it decides under. */
    public Agreement agreement() {
        return agreement;
    }

    /** Decides. Never throws for what a question says: what it does not know it refuses, with the reason. */
    public Decision decide(Question question) {
        throw new UnsupportedOperationException(question.toString());
    }

    /** The same decision, slowly, with every candidate clause and why it did or did not apply. */
    public Explanation explain(Question question) {
        throw new UnsupportedOperationException(question.toString());
    }
}
