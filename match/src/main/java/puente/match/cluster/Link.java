package puente.match.cluster;

/** A pair that speaks for one subject, by its weight in bits. */
public record Link(int left, int right, float bits) {}
