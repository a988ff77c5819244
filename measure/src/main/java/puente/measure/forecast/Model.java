package puente.measure.forecast;

/**
 * A model fitted to one series, which can be asked what it would have forecast at any origin with the parameters it has. That replay is
 * what weights and intervals are measured on. Immutable; safe for use by several threads.
 */
public interface Model {
    /** What the model is, as the reader of a forecast sees it: {@code ETS(A,Ad,N)}, {@code ARIMA(1,1,2)}. */
    String name();

    /** How many parameters were estimated, initial states among them. */
    int parameters();

    /**
     * Fills {@code into[k][h]} with the forecast of value {@code origins[k] + h}, made from the values before {@code origins[k]} alone (given
     * the parameters). The origins ascend; the last may be the length of the series, which is the forecast itself.
     */
    void replay(int[] origins, double[][] into);

    /** A model on the scale of logarithms, seen on the scale of the series. */
    static Model exponentiated(Model inner) {
        return new Model() {
            @Override
            public String name() {
                return "log " + inner.name();
            }

            @Override
            public int parameters() {
                return inner.parameters();
            }

            @Override
            public void replay(int[] origins, double[][] into) {
                inner.replay(origins, into);
                for (double[] path : into) {
                    for (int h = 0; h < path.length; h++) {
                        path[h] = Math.exp(path[h]);
                    }
                }
            }
        };
    }
}
