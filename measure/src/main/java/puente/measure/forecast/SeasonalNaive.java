package puente.measure.forecast;

/**
 * The forecast that every other has to beat: the value one season ago. With a season of one it is the last value.
 *
 * @param values the series
 * @param season periods of one cycle, at least 1 and at most the length of what it is replayed on
 */
record SeasonalNaive(double[] values, int season) implements Model {
    private static final double NORMAL_975 = 1.959964;

    @Override
    public String name() {
        return season == 1 ? "naive" : "seasonal naive(" + season + ")";
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public void replay(int[] origins, double[][] into) {
        for (int k = 0; k < origins.length; k++) {
            for (int h = 0; h < into[k].length; h++) {
                into[k][h] = values[Math.max(0, origins[k] - season + h % season)];
            }
        }
    }

    /**
     * Half the width of its own 95% intervals, as R's {@code snaive} has them: the root mean square of its past errors, growing with the root
     * of the cycles ahead.
     */
    double[] halfWidths(int horizon) {
        double squares = 0;
        for (int t = season; t < values.length; t++) {
            squares += Math.pow(values[t] - values[t - season], 2) / (values.length - season);
        }
        double[] half = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            half[h] = NORMAL_975 * Math.sqrt(squares * (h / season + 1));
        }
        return half;
    }
}
