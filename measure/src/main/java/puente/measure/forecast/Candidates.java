package puente.measure.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import puente.measure.forecast.Arima.Order;
import puente.measure.forecast.Smoothing.Shape;

/**
 * The models that are tried on a series. Each family (smoothing without a season, smoothing with one, ARIMA by its differences, Theta) fits
 * a few shapes or orders and sends the one with the smallest AICc; where every value is positive it does so on the logarithms
 * as well. AICc decides only within a family, where the criterion compares like with like (the same differences, the same values scored);
 * between families the replayed errors decide.
 */
final class Candidates {
    private static final int CALLS = 300;

    /** Cycles of a season that a series must hold before models with this season are tried. */
    static final int CYCLES_MIN = 3;

    private Candidates() {}

    /** Models fitted to {@code values}; {@code seasons} ascend, none is 1, and each fits {@value #CYCLES_MIN} times into the series. */
    static List<Model> of(double[] values, int[] seasons) {
        List<Model> models = new ArrayList<>();
        models.add(new SeasonalNaive(values, 1));
        for (int season : seasons) {
            models.add(new SeasonalNaive(values, season));
        }
        scale(values, seasons, models);
        double[] logarithms = logarithms(values);
        if (logarithms.length > 0) {
            List<Model> inner = new ArrayList<>();
            scale(logarithms, seasons, inner);
            inner.forEach(model -> models.add(Model.exponentiated(model)));
        }
        return models;
    }

    /** Logarithms where every value is positive, else nothing. */
    private static double[] logarithms(double[] values) {
        double[] result = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            if (values[t] <= 0) {
                return new double[0];
            }
            result[t] = Math.log(values[t]);
        }
        return result;
    }

    private static void scale(double[] values, int[] seasons, List<Model> models) {
        if (seasons.length < 2) {
            models.add(smoothing(values, plain(false, false), plain(true, false), plain(true, true)));
            models.add(Theta.fit(values, true, CALLS));
            models.add(arima(
                    values,
                    Order.plain(2, 1, 2, false),
                    Order.plain(5, 1, 1, false),
                    Order.plain(1, 1, 1, false),
                    Order.plain(0, 1, 1, false),
                    Order.plain(2, 1, 0, true)));
            models.add(
                    arima(values, Order.plain(2, 0, 2, true), Order.plain(1, 0, 1, true), Order.plain(3, 0, 0, true)));
        }
        for (int season : seasons) {
            if (seasons.length == 1 || season < 100) {
                single(values, season, models);
            } else {
                models.add(smoothing(values, new Shape(false, false, season, 0, true)));
            }
        }
        if (seasons.length == 2) {
            twofold(values, seasons[0], seasons[1], models);
        }
    }

    private static void single(double[] values, int season, List<Model> models) {
        models.add(smoothing(
                values,
                new Shape(false, false, season, 0, false),
                new Shape(false, false, season, 0, true),
                new Shape(true, true, season, 0, false)));
        models.add(arima(
                values,
                Order.seasonal(2, 1, 2, season, 0, 1, 1, false),
                Order.seasonal(0, 1, 1, season, 0, 1, 1, false),
                Order.seasonal(1, 1, 1, season, 0, 1, 1, false)));
        models.add(arima(
                values,
                Order.seasonal(2, 0, 2, season, 0, 1, 1, false),
                Order.seasonal(3, 0, 1, season, 0, 1, 1, false),
                Order.seasonal(2, 0, 2, season, 1, 1, 1, false)));
        models.add(arima(
                values,
                Order.seasonal(3, 0, 1, season, 0, 1, 1, true),
                Order.seasonal(1, 0, 0, season, 0, 1, 1, true)));
        models.add(arima(
                values,
                Order.seasonal(2, 1, 2, season, 1, 0, 1, false),
                Order.seasonal(1, 1, 1, season, 1, 0, 1, false)));
    }

    private static void twofold(double[] values, int first, int second, List<Model> models) {
        models.add(smoothing(values, new Shape(false, false, first, second, true)));
        models.add(smoothing(values, new Shape(true, true, first, second, true)));
        models.add(arima(
                values,
                new Order(2, 0, 1, first, 0, 1, 1, second, 1, 0, 1, false),
                new Order(3, 0, 1, first, 0, 1, 1, second, 1, 0, 1, false),
                new Order(2, 0, 1, first, 1, 1, 1, second, 1, 0, 1, false)));
        models.add(arima(
                values,
                new Order(2, 0, 1, first, 1, 0, 1, second, 0, 1, 1, false),
                new Order(3, 0, 2, first, 1, 0, 1, second, 0, 1, 1, false)));
    }

    private static Shape plain(boolean trend, boolean damped) {
        return new Shape(trend, damped, 0, 0, false);
    }

    private static Model smoothing(double[] values, Shape... shapes) {
        return best(shapes, shape -> Smoothing.fit(values, shape, CALLS), Smoothing::aicc);
    }

    private static Model arima(double[] values, Order... orders) {
        return best(orders, order -> Arima.fit(values, order), Arima::aicc);
    }

    private static <S, M> M best(S[] choices, Function<S, M> fit, java.util.function.ToDoubleFunction<M> criterion) {
        M best = fit.apply(choices[0]);
        double least = criterion.applyAsDouble(best);
        for (int at = 1; at < choices.length; at++) {
            M model = fit.apply(choices[at]);
            double value = criterion.applyAsDouble(model);
            if (value < least) {
                best = model;
                least = value;
            }
        }
        return best;
    }
}
