package puente.match.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import puente.match.pair.Calibration.Decided;

class CalibrationTest {
    @Test
    void withoutDecisionsTheScaleIsTheModelsOwn() {
        assertThat(Calibration.of(List.of())).isEqualTo(Calibration.NONE);
        assertThat(Calibration.NONE.probability(0)).isEqualTo(0.5);
        assertThat(Calibration.NONE.probability(1)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void rejectionsOfWhatLookedProbable_lowerTheNext_andConfirmationsRaiseThem() {
        Calibration doubtful = Calibration.of(Collections.nCopies(10, new Decided(3, false)));
        Calibration trusted = Calibration.of(Collections.nCopies(10, new Decided(3, true)));

        assertThat(doubtful.probability(3)).isLessThan(0.5);
        assertThat(trusted.probability(3)).isGreaterThan(Calibration.NONE.probability(3));
        assertThat(Calibration.of(List.of(new Decided(3, false))).probability(3))
                .as("one decision moves it little")
                .isBetween(0.55, Calibration.NONE.probability(3));
    }

    /** Decisions drawn from a world in which the model is sure of itself by three bits too many. */
    @Test
    void decisionsOfAnOverconfidentModel_bringProbabilitiesNearTheShareThatPeopleConfirm() {
        Random random = new Random(7);
        List<Decided> decided = new ArrayList<>();
        for (int at = 0; at < 600; at++) {
            double bits = 8 * random.nextDouble() - 2;
            decided.add(new Decided(bits, random.nextDouble() < 1 / (1 + Math.pow(2, -(bits - 3)))));
        }

        Calibration learned = Calibration.of(decided);

        for (double bits = 0; bits <= 5; bits++) {
            double truth = 1 / (1 + Math.pow(2, -(bits - 3)));
            assertThat(learned.probability(bits)).as(bits + " bits").isCloseTo(truth, within(0.1));
        }
    }

    @Property(tries = 200)
    void moreWeightIsNeverLessProbable_whateverWasDecided_inWhateverOrder(
            @ForAll Random random,
            @ForAll @IntRange(max = 40) int size,
            @ForAll @DoubleRange(min = -25, max = 25) double bits) {
        List<Decided> decided = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            decided.add(new Decided(random.nextDouble() * 60 - 30, random.nextBoolean()));
        }
        Calibration learned = Calibration.of(decided);
        Collections.shuffle(decided, random);

        assertThat(learned.probability(bits + 1)).isGreaterThanOrEqualTo(learned.probability(bits));
        assertThat(learned.probability(bits)).isBetween(0.0, 1.0);
        assertThat(Calibration.of(decided).probability(bits)).isCloseTo(learned.probability(bits), within(1e-6));
    }
}
