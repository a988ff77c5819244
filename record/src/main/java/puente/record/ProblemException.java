package puente.record;

import java.util.List;

/**
 * Input was refused whole. Carries every problem found, so that a person can mend all of them at once; the edges (command,
 * HTTP) turn it into exit code 2 or a 4xx with the catalogue's messages.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(problems.toString());
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a refusal names at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The same refusal with every position set within an enclosing input. */
    public ProblemException within(String prefix) {
        return new ProblemException(
                problems.stream().map(problem -> problem.within(prefix)).toList());
    }
}
