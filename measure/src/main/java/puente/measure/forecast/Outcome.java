package puente.measure.forecast;

import puente.record.Problem;

/** A forecast, or the reason why there is none. A number is never given where the series cannot carry it. */
public sealed interface Outcome {
    /** There is a forecast. */
    record Made(Forecast forecast) implements Outcome {}

    /** There is none, and this is why. */
    record Refused(Problem reason) implements Outcome {}
}
