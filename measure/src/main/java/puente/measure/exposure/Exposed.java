package puente.measure.exposure;

/**
 * A count of an area and what it is measured by. A count that was rounded before it was published is known between two numbers, and everything
 * made of it is as wide as both allow.
 *
 * @param area its code
 * @param least the least that the count may be
 * @param most the most that it may be
 * @param exposure vehicles that passed, stops, persons; above 0
 */
public record Exposed(String area, long least, long most, double exposure) {
    public Exposed {
        if (least < 0 || most < least || !(exposure > 0)) {
            throw new IllegalArgumentException("a count from 0 on and an exposure above it");
        }
    }

    double middle() {
        return (least + most) / 2.0;
    }
}
