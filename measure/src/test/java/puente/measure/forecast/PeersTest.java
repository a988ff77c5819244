package puente.measure.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The same models on the same series in R 4.2: the airline passengers of Box and Jenkins, 1949 to 1960. */
class PeersTest {
    static final double[] PASSENGERS = {
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133,
                114,
        140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209,
                191,
        172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293,
                259,
        229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413,
                405,
        355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
                491,
        505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472,
                535,
        622, 606, 508, 461, 390, 432
    };

    /** {@code arima(log(AirPassengers), c(0,1,1), seasonal = c(0,1,1), method = "CSS")} has sigma² 0.001389. */
    @Test
    void theAirlineModel_fitsAsCloselyAsThatOfR() {
        double[] logarithms = Arrays.stream(PASSENGERS).map(Math::log).toArray();
        Arima model = Arima.fit(logarithms, Arima.Order.seasonal(0, 1, 1, 12, 0, 1, 1, false));
        assertThat(model.variance()).isCloseTo(0.001389, within(0.00001));
    }

    /** The last year from the eleven before it: R's forecast::auto.arima is off by 2.9 to 4.2%, its seasonal naive by 10%. */
    @Test
    void theLastYear_isForecastWithinFivePercent_andInsideItsIntervals() {
        Forecast forecast =
                ((Outcome.Made) Forecaster.forecast(Arrays.copyOf(PASSENGERS, 132), new int[] {12}, 12)).forecast();
        double error = 0;
        int inside = 0;
        for (int h = 0; h < 12; h++) {
            double truth = PASSENGERS[132 + h];
            error += Math.abs(forecast.mean()[h] / truth - 1) / 12;
            inside += truth >= forecast.lower()[h] && truth <= forecast.upper()[h] ? 1 : 0;
        }
        assertThat(error).isLessThan(0.05);
        assertThat(inside).isGreaterThanOrEqualTo(10);
    }
}
