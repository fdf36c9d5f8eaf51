package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Against its formula, number by number. */
class ShiftAdaMaxTest {

    private static final int N = 6;

    private static double ap2(double x) {
        return Math.signum(x) * Math.pow(2, Math.rint(Math.log(Math.abs(x)) / Math.log(2)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void followsTheFormula(DataType type) {
        ShiftAdaMax config = new ShiftAdaMax(new ExponentialSchedule(ScheduleType.ITERATION, 0.03, 0.6));
        assertSteps(config, type, 0.875, 1 - 1 / 1024.0, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesALearningRateThatIsNone(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShiftAdaMax(rate))
                .withMessageContaining("must be finite and at least 0, got " + rate);
    }

    @Test
    void followsTheFormulaWithOtherDecays() {
        ShiftAdaMax config =
                new ShiftAdaMax(Double.NaN, new ExponentialSchedule(ScheduleType.ITERATION, 0.03, 0.6), 0.5, 0.25);
        assertSteps(config, DataType.DOUBLE, 0.5, 0.25, 1);
    }

    @Test
    void worksInsideTheScaledUpdater() {
        ShiftAdaMax config = new ShiftAdaMax(new ExponentialSchedule(ScheduleType.ITERATION, 0.03, 0.6));
        assertSteps(KernelScaledUpdater.forKernel(config, 3), DataType.DOUBLE, 0.875, 1 - 1 / 1024.0, 3);
    }

    private static void assertSteps(IUpdater config, DataType type, double beta1, double beta2, double scale) {
        assertThat(config.stateSize(N)).isEqualTo(2 * N);
        INDArray state = Nd4j.valueArrayOf(new long[] {2 * N}, 9.0, type);
        GradientUpdater<?> updater = config.instantiate(state, true);
        double[] m = new double[N];
        double[] v = new double[N];
        Random random = new Random(2);
        for (int t = 1; t <= 8; t++) {
            INDArray gradient = Nd4j.create(type, N);
            for (int i = 0; i < N; i++) {
                // Element 0 never has a gradient, element 1 has one that stops.
                gradient.putScalar(i, i == 0 || (i == 1 && t > 2) ? 0 : random.nextGaussian());
            }
            double[] g = gradient.toDoubleVector();
            updater.applyUpdater(gradient, t - 1, 0);
            for (int i = 0; i < N; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                v[i] = Math.max(beta2 * v[i], Math.abs(g[i]));
                double rate = ap2(0.03 * Math.pow(0.6, t - 1) / (1 - Math.pow(beta1, t)));
                double expected = v[i] == 0 ? 0 : scale * rate * m[i] * ap2(1 / v[i]);
                assertThat(gradient.getDouble(i)).isCloseTo(expected, within(1e-12 + 1e-5 * Math.abs(expected)));
                assertThat(updater.getState().get("M").getDouble(i)).isCloseTo(m[i], within(1e-6));
                assertThat(updater.getState().get("V").getDouble(i)).isCloseTo(v[i], within(1e-6));
                // Where DL4J saves it.
                assertThat(state.getDouble(i)).isCloseTo(m[i], within(1e-6));
                assertThat(state.getDouble(N + i)).isCloseTo(v[i], within(1e-6));
            }
        }
    }

    @Test
    void stateThatIsGivenByName() {
        Map<String, INDArray> state = Map.of("M", Nd4j.ones(2), "V", Nd4j.ones(2));
        assertThat(new ShiftAdaMax().instantiate(state, false).getState()).isEqualTo(state);
        assertThat(new ShiftAdaMax()
                        .instantiate(state, true)
                        .getState()
                        .get("V")
                        .sumNumber()
                        .doubleValue())
                .isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> new ShiftAdaMax().instantiate(Map.of("M", Nd4j.ones(2)), false))
                .withMessageContaining("[M]");
    }

    @Test
    void hasThePapersValues() {
        ShiftAdaMax config = new ShiftAdaMax();
        assertThat(config.getLearningRate(3, 4)).isEqualTo(1 / 1024.0);
        assertThat(config.getBeta1()).isEqualTo(7 / 8.0);
        assertThat(config.getBeta2()).isEqualTo(1023 / 1024.0);
        assertThat(config.hasLearningRate()).isTrue();
        config.setLrAndSchedule(0.5, null);
        assertThat(config.getLearningRate(3, 4)).isEqualTo(0.5);
    }

    @Test
    void copiesAreEqual() {
        List<ShiftAdaMax> examples = List.of(
                new ShiftAdaMax(),
                new ShiftAdaMax(0.1),
                new ShiftAdaMax(0.1, null, 0.5, 0.9),
                new ShiftAdaMax(0.1, null, 0.9, 0.5),
                new ShiftAdaMax(new ExponentialSchedule(ScheduleType.EPOCH, 0.1, 0.9)));
        assertThat(examples).doesNotHaveDuplicates();
        for (ShiftAdaMax example : examples) {
            assertThat(Copies.of((IUpdater) example, IUpdater.class))
                    .allSatisfy(copy -> assertThat(copy).isEqualTo(example).hasSameHashCodeAs(example));
            assertThat(example.clone()).isNotSameAs(example).isEqualTo(example);
        }
        ShiftAdaMax original = new ShiftAdaMax(0.1);
        original.clone().setLrAndSchedule(0.2, null);
        assertThat(original.getLearningRate()).isEqualTo(0.1);
        MultiLayerConfiguration network = MixedNetworks.mixed(
                        new KernelScaledUpdater(original),
                        KernelLearningRateScale.glorot(),
                        KernelLearningRateScale.none())
                .getLayerWiseConfigurations();
        assertThat(MultiLayerConfiguration.fromJson(network.toJson())).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refusesADecayThatCannotBe(double decay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShiftAdaMax(0.1, null, decay, 0.5))
                .withMessageStartingWith("beta1")
                .withMessageEndingWith("got " + decay);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShiftAdaMax(0.1, null, 0.5, decay))
                .withMessageStartingWith("beta2");
    }
}
