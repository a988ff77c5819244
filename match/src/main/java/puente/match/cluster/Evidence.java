package puente.match.cluster;

/** What is known of any two rows, whether blocking brought them together or not. Symmetric. */
@FunctionalInterface
public interface Evidence {
    /** That two rows must never be of one subject. */
    float NEVER = Float.NEGATIVE_INFINITY;

    /** The weight in bits, prior included: above 0 more likely one subject than not; {@link #NEVER} forbids. */
    float bits(int a, int b);
}
