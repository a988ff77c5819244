package puente.measure.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import puente.record.Language;

class EvaluatorTest {
    /** The flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978): the example of every text on state space models. */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    /** Areas whose levels wander a little and share a season and a common shock; nothing begins anywhere. */
    private static Map<String, double[]> world(long seed, int areas, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] common = new double[length];
        for (int t = 1; t < length; t++) {
            common[t] = 0.8 * common[t - 1] + 0.05 * random.nextGaussian();
        }
        Map<String, double[]> world = new LinkedHashMap<>();
        for (int area = 0; area < areas; area++) {
            double[] values = new double[length];
            double level = 4 + random.nextDouble();
            for (int t = 0; t < length; t++) {
                level += 0.03 * random.nextGaussian();
                values[t] = Math.exp(
                        level + common[t] + 0.1 * Math.sin(2 * Math.PI * t / 12) + 0.1 * random.nextGaussian());
            }
            world.put("area " + area, values);
        }
        return world;
    }

    private static Map<String, double[]> multiplied(Map<String, double[]> world, String area, int start, double ratio) {
        Map<String, double[]> changed = new LinkedHashMap<>(world);
        double[] values = world.get(area).clone();
        for (int t = start; t < values.length; t++) {
            values[t] *= ratio;
        }
        changed.put(area, values);
        return changed;
    }

    private static Finding.Estimated estimated(Study study, Method method) {
        return (Finding.Estimated) Evaluator.evaluate(study, method);
    }

    /** R 4.2: {@code StructTS(Nile, "level")} gives 15098.577 and 1469.147, {@code tsSmooth} 1111.669 and 798.3682 at the ends. */
    @Test
    void localLevel_ofTheNile_isThatOfDurbinAndKoopman_andOfR() {
        LocalLevel model = LocalLevel.fit(NILE, new double[0][]);
        assertThat(model.noise()).isCloseTo(15_098.577, within(2.0));
        assertThat(model.wandering()).isCloseTo(1_469.147, within(1.0));
        assertThat(model.logLikelihood()).isCloseTo(-632.5456, within(1e-3));
        assertThat(model.smoothed()[0]).isCloseTo(1_111.669, within(0.01));
        assertThat(model.filtered()[99]).isCloseTo(798.3682, within(0.01));
    }

    /** R 4.2: {@code lm(Nile ~ I(1871:1970 >= 1899))} gives 1097.75 and -247.78. */
    @Test
    void leastSquares_ofTheDamAtAswan_isThatOfR() {
        double[] one = new double[NILE.length];
        Arrays.fill(one, 1);
        double[] dam = IntStream.range(0, NILE.length)
                .mapToDouble(t -> t >= 28 ? 1 : 0)
                .toArray();
        Regressions.Fit fit = Regressions.fit(new double[][] {one, dam}, NILE);
        assertThat(fit.coefficients()[0]).isCloseTo(1_097.75, within(0.01));
        assertThat(fit.coefficients()[1]).isCloseTo(-247.78, within(0.01));
    }

    /**
     * R 4.2 on the same logarithms, t = 0…95, after = t ≥ 84, S two harmonics of twelve months, X the other 23 areas, x their mean, n the first 84:
     * {@code nlme::gls(y ~ t + S + after, correlation = corAR1(form = ~ t), method = "ML")};
     * {@code arima(y[n], c(0, 1, 1), xreg = cbind(S, x)[n, ])}, which is a local level with regressors, and the mean of what came less {@code predict};
     * means of the last 12 and of the 24 before; {@code quadprog::solve.QP} for weights of at least 0 that sum to 1 on centred series.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0.6, -0.6433228, -0.64741547, -0.6050048, -0.6313188",
        "2, 1.0, 0.2396205, 0.19158558, 0.2066786, 0.1718405",
        "3, 1.5, 0.3083049, 0.29949521, 0.2619316, 0.3096218"
    })
    void effects_areThoseOfR(
            long seed, double ratio, double gls, double localLevel, double differences, double quadratic) {
        Study study = Study.of(multiplied(world(seed, 24, 96), "area 7", 84, ratio), "area 7", 84, 12);
        assertThat(effect(study, Method.INTERRUPTED_TIME_SERIES)).isCloseTo(gls, within(5e-6));
        assertThat(effect(study, Method.STRUCTURAL_TIME_SERIES)).isCloseTo(localLevel, within(1e-6));
        assertThat(effect(study, Method.DIFFERENCE_IN_DIFFERENCES)).isCloseTo(differences, within(1e-6));
        assertThat(effect(study, Method.SYNTHETIC_CONTROL)).isCloseTo(quadratic, within(1e-5));
    }

    /**
     * CausalImpact 1.4.1 (bsts 0.9.10) on the same cases and regressors as {@code arima} above, {@code prior.level.sd = 0.1}, 1,000 draws: average effect and its posterior deviation. Sampled
     * under a prior, so it is not ours to the last digit; it is within a quarter of its own deviation.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.6, -0.6371437, 0.06813679", "2, 1.0, 0.1870925, 0.05088372", "3, 1.5, 0.3024229, 0.05841354"})
    void structuralEffects_areThoseOfCausalImpact(long seed, double ratio, double sampled, double deviation) {
        Study study = Study.of(multiplied(world(seed, 24, 96), "area 7", 84, ratio), "area 7", 84, 12);
        assertThat(effect(study, Method.STRUCTURAL_TIME_SERIES)).isCloseTo(sampled, within(deviation / 4));
    }

    /** The peer's failure: in the second case nothing began, and CausalImpact's effect is 3.7 of its deviations from none, with its standard prior 8.8. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void whereNothingBegan_itCannotBeTold_thoughThePeerIsSure(Method method) {
        Study study = Study.of(world(2, 24, 96), "area 7", 84, 12);
        assertThat(estimated(study, method).verdict()).isEqualTo(Finding.Verdict.CANNOT_TELL);
    }

    private static double effect(Study study, Method method) {
        return method.estimate(study).orElseThrow().effect();
    }

    @Test
    void differenceInDifferences_isTheDifferenceOfTheDifferences() {
        double[] flat = new double[48];
        Arrays.fill(flat, 10);
        double[] doubled = flat.clone();
        Arrays.fill(doubled, 24, 48, 20);
        double[] up = flat.clone();
        Arrays.fill(up, 24, 48, 30);
        Study study =
                Study.of(new LinkedHashMap<>(Map.of("treated", up, "a", doubled, "b", doubled)), "treated", 24, 12);
        assertThat(Method.DIFFERENCE_IN_DIFFERENCES
                        .estimate(study)
                        .orElseThrow()
                        .effect())
                .isCloseTo(Math.log(1.5), within(1e-12));
    }

    @Test
    void syntheticControl_ofAMixture_findsTheMixture() {
        Map<String, double[]> world = world(5, 5, 96);
        double[][] logs = world.values().stream().map(Study::logarithms).toArray(double[][]::new);
        double[] mixture = IntStream.range(0, 96)
                .mapToDouble(t -> Math.exp(0.7 * logs[1][t] + 0.3 * logs[3][t] + 2))
                .toArray();
        world.put("mixture", mixture);
        double[] weights = Comparisons.weights(Study.of(world, "mixture", 72, 12));
        assertThat(weights[1]).isCloseTo(0.7, within(0.01));
        assertThat(weights[3]).isCloseTo(0.3, within(0.01));
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aHalving_isSeen_withItsSize(Method method) {
        Map<String, double[]> world = multiplied(world(1, 24, 96), "area 7", 84, 0.35);
        Finding.Estimated found = estimated(Study.of(world, "area 7", 84, 12), method);
        assertThat(found.verdict()).isEqualTo(Finding.Verdict.FELL);
        assertThat(found.percent()).isBetween(-78.0, -50.0);
        assertThat(found.lower()).isLessThan(Math.log(0.35)).isLessThan(found.effect());
        assertThat(found.upper()).isNegative();
    }

    /** The peers' failure: estimates from sampled posteriors that change from run to run. */
    @Test
    void theSameStudy_givesTheSameFindings_everyTime() {
        Study study = Study.of(world(2, 22, 84), "area 3", 72, 12);
        assertThat(Evaluator.evaluate(study)).isEqualTo(Evaluator.evaluate(study));
    }

    /** The peers' failure: a p-value of something else than the effect that is shown. */
    @Test
    void pValue_intervalAndVerdict_neverDisagree() {
        for (int seed = 0; seed < 6; seed++) {
            for (Method method : Method.values()) {
                Finding.Estimated found = estimated(
                        Study.of(multiplied(world(seed, 22, 72), "area 0", 60, 0.6), "area 0", 60, 12), method);
                boolean excludesNone = found.lower() > 0 || found.upper() < 0;
                assertThat(found.probability() <= Evaluator.SIGNIFICANCE).isEqualTo(excludesNone);
                assertThat(found.verdict() != Finding.Verdict.CANNOT_TELL).isEqualTo(excludesNone);
            }
        }
    }

    /** The peers' failure: a number where there is no past to compare with. */
    @Test
    void withoutAPast_thereIsNoNumber() {
        Map<String, double[]> world = world(3, 22, 60);
        assertThatThrownBy(() -> Study.of(world, "area 0", Study.BEFORE_MIN - 1, 12))
                .hasMessageContaining("measure.evaluate.no-past");
        assertThatThrownBy(() -> Study.of(world, "area 0", 60, 12)).hasMessageContaining("measure.evaluate.no-future");
        double[] gap = world.get("area 1").clone();
        gap[10] = Double.NaN;
        world.put("area 1", gap);
        assertThatThrownBy(() -> Study.of(world, "area 1", 48, 12)).hasMessageContaining("measure.evaluate.gap-before");
        gap[10] = 1;
        gap[50] = Double.NaN;
        assertThatThrownBy(() -> Study.of(world, "area 1", 48, 12)).hasMessageContaining("measure.evaluate.gap-after");
    }

    @Test
    void anAreaWithGaps_isNoComparison_andIsNamed() {
        Map<String, double[]> world = world(3, 22, 60);
        double[] gap = world.get("area 1").clone();
        gap[10] = Double.NaN;
        world.put("area 1", gap);
        Study study = Study.of(world, "area 0", 48, 12);
        assertThat(study.names()).hasSize(20).doesNotContain("area 0", "area 1");
        assertThat(study.dropped()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("measure.evaluate.control-gap");
            assertThat(problem.position()).isEqualTo("area 1");
        });
    }

    /** The peers' failure: the wrong unit treated, because units are told by their order. */
    @Test
    void theNamedAreaIsTreated_whereverItStands_andAnUnknownOneIsRefused() {
        Map<String, double[]> world = multiplied(world(1, 24, 96), "area 7", 84, 0.35);
        Map<String, double[]> reversed = new LinkedHashMap<>();
        List.copyOf(world.keySet()).reversed().forEach(name -> reversed.put(name, world.get(name)));
        for (Method method : Method.values()) {
            Finding.Estimated one = estimated(Study.of(world, "area 7", 84, 12), method);
            Finding.Estimated other = estimated(Study.of(reversed, "area 7", 84, 12), method);
            assertThat(other.effect()).isCloseTo(one.effect(), within(1e-3));
            assertThat(other.probability()).isEqualTo(one.probability());
        }
        assertThatThrownBy(() -> Study.of(world, "area 99", 84, 12))
                .hasMessageContaining("measure.evaluate.unknown-area");
    }

    @Test
    void withoutOtherAreas_theOwnPastIsThePlacebo_orTheMethodIsRefused() {
        Map<String, double[]> alone = Map.of("a", world(4, 1, 96).get("area 0"));
        List<Finding> findings = Evaluator.evaluate(Study.of(alone, "a", 84, 12));
        assertThat(findings.subList(0, 2))
                .allSatisfy(finding -> assertThat(finding)
                        .isInstanceOfSatisfying(
                                Finding.Estimated.class,
                                found -> assertThat(found.inSpace()).isFalse()));
        assertThat(findings.subList(2, 4))
                .allSatisfy(finding -> assertThat(finding.toString()).contains("measure.evaluate.no-controls"));
        Map<String, double[]> few = world(4, 3, 40);
        assertThat(Evaluator.evaluate(Study.of(few, "area 0", 30, 12)))
                .allSatisfy(finding -> assertThat(finding.toString()).contains("measure.evaluate.few-placebos"));
    }

    @Test
    void placebos_areCalledEffects_inNoMoreThanOneOfTwenty() {
        int found = 0;
        int asked = 0;
        for (int seed = 0; seed < 10; seed++) {
            Map<String, double[]> world = world(100 + seed, 22, 60);
            for (int area = 0; area < 22; area += 2) {
                for (Method method : List.of(Method.DIFFERENCE_IN_DIFFERENCES, Method.INTERRUPTED_TIME_SERIES)) {
                    asked++;
                    found += estimated(Study.of(world, "area " + area, 48, 12), method)
                                            .verdict()
                                    == Finding.Verdict.CANNOT_TELL
                            ? 0
                            : 1;
                }
            }
        }
        // 4.5% expected of 220; 99.9% of a binomial lie below.
        assertThat(found).isLessThanOrEqualTo(asked / 10);
    }

    @Test
    void readings_sayEffect_interval_placebos_andWhatCouldNotBeSeen_inBothLanguages() {
        Study study = Study.of(multiplied(world(1, 24, 96), "area 7", 84, 0.35), "area 7", 84, 12);
        Finding finding = Evaluator.evaluate(study, Method.STRUCTURAL_TIME_SERIES);
        assertThat(Reading.of(finding, "Sinaloa", "2024-09", Language.EN))
                .contains("lower than it would have been", "could not have been seen", "Of 23 other areas")
                .doesNotContain("{");
        assertThat(Reading.of(finding, "Sinaloa", "2024-09", Language.ES))
                .contains("por debajo de lo que habría sido", "no habría podido detectarse", "De 23 otras áreas")
                .doesNotContain("{");
    }
}
