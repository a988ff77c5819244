package puente.measure.evaluate;

import java.util.Optional;

/** The ways to ask whether something made a difference. */
public enum Method {
    /** The area against its own past: level, trend and season with autoregressive errors, and a shift from the start on. */
    INTERRUPTED_TIME_SERIES("interrupted-time-series", 0) {
        @Override
        Optional<Raw> estimate(Study study) {
            return Regressions.interrupted(study);
        }
    },
    /** The area against its own wandering level, its season and the other areas together (Kalman filter). */
    STRUCTURAL_TIME_SERIES("structural-time-series", 0) {
        @Override
        Optional<Raw> estimate(Study study) {
            return LocalLevel.counterfactual(study);
        }
    },
    /** The area's change against the average change of the others. */
    DIFFERENCE_IN_DIFFERENCES("difference-in-differences", 2) {
        @Override
        Optional<Raw> estimate(Study study) {
            return Comparisons.differenceInDifferences(study);
        }
    },
    /** The area against the mixture of others that moved as it did before. */
    SYNTHETIC_CONTROL("synthetic-control", 2) {
        @Override
        Optional<Raw> estimate(Study study) {
            return Comparisons.syntheticControl(study);
        }
    };

    /**
     * What a method finds, before it is judged.
     *
     * @param effect average logarithm of the ratio of what was to what would have been
     * @param error the method's own measure of uncertainty, in the same unit, above 0
     */
    record Raw(double effect, double error) {
        double ratio() {
            return effect / error;
        }
    }

    private final String code;
    private final int controlsMin;

    Method(String code, int controlsMin) {
        this.code = code;
        this.controlsMin = controlsMin;
    }

    /** The name in JSON and in the catalogue. */
    public String code() {
        return code;
    }

    /** Fewest areas to compare with. */
    public int controlsMin() {
        return controlsMin;
    }

    /** The effect, or nothing where the series cannot carry the method. Deterministic. */
    abstract Optional<Raw> estimate(Study study);
}
