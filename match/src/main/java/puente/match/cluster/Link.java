package puente.match.cluster;

import java.util.Comparator;

/** A pair that speaks for one subject, by its weight in bits. */
public record Link(int left, int right, float bits) {
    /** Strongest first; equal ones by their rows, so that the order of input does not matter. */
    static final Comparator<Link> STRONGEST = Comparator.comparingDouble((Link link) -> -link.bits)
            .thenComparingInt(link -> Math.min(link.left, link.right))
            .thenComparingInt(link -> Math.max(link.left, link.right));
}
