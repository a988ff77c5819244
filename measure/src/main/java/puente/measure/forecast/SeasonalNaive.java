package puente.measure.forecast;

/**
 * The forecast that every other has to beat: the value one season ago. With a season of one it is the last value.
 *
 * @param values the series
 * @param season periods of one cycle, at least 1 and at most the length of what it is replayed on
 */
record SeasonalNaive(double[] values, int season) implements Model {
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
}
