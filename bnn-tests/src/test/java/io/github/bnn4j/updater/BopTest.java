package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.SignedInit;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The flip rule, and that nothing but flips happens to kernels. */
class BopTest {

    private static final double GAMMA = 0.3;
    private static final double THRESHOLD = 2e-3;

    /** Binary 5x6 with bias, batch norm, dense, binary 3x4, output: kernels 0_W and 3_W. */
    private static MultiLayerNetwork network(IUpdater updater, KernelBound bound) {
        return MixedNetworks.network(
                updater,
                binary(bound).nOut(6).hasBias(true).activation(Activation.TANH).build(),
                new BatchNormalization(),
                new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build(),
                binary(bound).nOut(4).build());
    }

    private static BinaryDenseLayer.Builder binary(KernelBound bound) {
        return new BinaryDenseLayer.Builder()
                .kernelBound(bound)
                .learningRateScale(7)
                .weightInit(new SignedInit(bound));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 0, -1, Double.NaN})
    void refusesAGammaOfAScheduleThatIsNotAWeight(double gamma) {
        Bop bop = new Bop(new FixedSchedule(gamma), THRESHOLD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bop.gammaAt(3, 0))
                .withMessageContaining("gamma of Bop must be in (0, 1], got " + gamma);
    }

    private static KernelSplitUpdater bopAndAdam() {
        return new KernelSplitUpdater(new Bop(GAMMA, THRESHOLD), new Adam(0.01));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flipsByTheRuleAndLeavesTheRestToAdam(boolean glorot) {
        KernelBound bound = glorot ? KernelBound.glorot() : KernelBound.of(0.75);
        MultiLayerNetwork net = network(bopAndAdam(), bound);
        Map<String, double[]> momenta = Map.of("0_W", new double[30], "3_W", new double[12]);
        Map<String, Double> h = glorot
                ? Map.of("0_W", Math.sqrt(1.5 / 11), "3_W", Math.sqrt(1.5 / 7))
                : Map.of("0_W", 0.75, "3_W", 0.75);
        AdamByHand adam = new AdamByHand();
        int flips = 0;
        int kept = 0;
        for (int t = 0; t < 12; t++) {
            Map<String, INDArray> before = Map.of(
                    "0_W", net.getParam("0_W").dup(), "3_W", net.getParam("3_W").dup());
            ObservedStep step = ObservedStep.of(net, MixedNetworks.data(t));
            for (String kernel : momenta.keySet()) {
                double[] m = momenta.get(kernel);
                double[] w = Elements.doubles(before.get(kernel));
                double[] after = Elements.doubles(net.getParam(kernel));
                for (int i = 0; i < m.length; i++) {
                    m[i] = (1 - GAMMA) * m[i] + GAMMA * step.gradients().get(kernel)[i];
                    boolean flip = Math.abs(m[i]) > THRESHOLD && Math.signum(m[i]) == Math.signum(w[i]);
                    assertThat(Math.abs(w[i])).isEqualTo(h.get(kernel));
                    assertThat(after[i]).as("%s[%s] in step %s", kernel, i, t).isEqualTo(flip ? -w[i] : w[i]);
                    flips += flip ? 1 : 0;
                    kept += !flip && Math.signum(m[i]) == Math.signum(w[i]) ? 1 : 0;
                }
            }
            step.gradients().keySet().removeAll(momenta.keySet());
            adam.assertMoved(step, 0.01, Map.of());
        }
        assertThat(flips).as("flips").isGreaterThan(20);
        assertThat(kept).as("weights within the threshold").isPositive();
    }

    @Test
    void gammaFollowsItsSchedule() {
        Bop bop = new Bop(new ExponentialSchedule(ScheduleType.EPOCH, 0.4, 0.5), 0).forKernel(1);
        INDArray state = Nd4j.zeros(DataType.DOUBLE, 1);
        GradientUpdater<?> updater = bop.instantiate(state, true);
        updater.applyUpdater(Nd4j.createFromArray(1.0), 0, 0);
        assertThat(state.getDouble(0)).isEqualTo(0.4);
        updater.applyUpdater(Nd4j.createFromArray(-1.0), 1, 1);
        assertThat(state.getDouble(0)).isEqualTo(0.8 * 0.4 - 0.2);
    }

    /** m is exactly the threshold, or 0. */
    @Test
    void itTakesMoreThanTheThreshold() {
        GradientUpdater<?> updater = new Bop(1, 0.5).forKernel(2).instantiate(Nd4j.zeros(DataType.DOUBLE, 6), true);
        INDArray gradient = Nd4j.createFromArray(0.5, -0.5, 0, 0.6, -0.6, 1e9);
        updater.applyUpdater(gradient, 0, 0);
        assertThat(gradient.toDoubleVector()).containsExactly(0, 0, 0, 4, -4, 4);
    }

    @Test
    void kernelsNeedHalfOfAdamsState() {
        assertThat(new Bop().stateSize(100)).isEqualTo(new Adam().stateSize(100) / 2);
        long kernels = 30 + 12;
        long withAdam = stateSize(network(new Adam(0.01), KernelBound.of(1)));
        long withBop = stateSize(network(bopAndAdam(), KernelBound.of(1)));
        assertThat(withAdam - withBop).isEqualTo(kernels);
    }

    private static long stateSize(MultiLayerNetwork net) {
        return net.getUpdater().getStateViewArray().length();
    }

    @Test
    void savedAndRestoredTrainingEndsWhereUnbrokenDoes() {
        MultiLayerNetwork net = network(bopAndAdam(), KernelBound.of(1));
        for (int t = 0; t < 4; t++) {
            net.fit(MixedNetworks.data(t));
        }
        MultiLayerNetwork restored = Copies.saved(net);
        INDArray between = net.params().dup();
        for (int t = 4; t < 8; t++) {
            net.fit(MixedNetworks.data(t));
            restored.fit(MixedNetworks.data(t));
        }
        assertThat(restored.params()).isEqualTo(net.params()).isNotEqualTo(between);
        assertThat(restored.getUpdater().getStateViewArray())
                .isEqualTo(net.getUpdater().getStateViewArray());
    }

    @Test
    void copiesAreEqual() {
        List<IUpdater> examples = List.of(
                new Bop(),
                new Bop(0.1, 1e-8),
                new Bop(0.1, 0),
                new Bop(0.1, 0).forKernel(2),
                new Bop(new ExponentialSchedule(ScheduleType.EPOCH, 0.1, 0.9), 0),
                bopAndAdam(),
                new KernelSplitUpdater(new Bop(), new Adam(0.01)),
                new KernelSplitUpdater(new Bop(), new Sgd(0.01)));
        assertThat(examples).doesNotHaveDuplicates();
        for (IUpdater example : examples) {
            assertThat(Copies.of(example, IUpdater.class))
                    .allSatisfy(copy -> assertThat(copy).isEqualTo(example).hasSameHashCodeAs(example));
            assertThat(example.clone()).isNotSameAs(example).isEqualTo(example);
        }
        MultiLayerConfiguration network =
                network(bopAndAdam(), KernelBound.glorot()).getLayerWiseConfigurations();
        assertThat(Copies.of(network)).allSatisfy(copy -> assertThat(copy).isEqualTo(network));
    }

    @Test
    void hasLarqsValues() {
        assertThat(new Bop().getGamma()).isEqualTo(1e-4);
        assertThat(new Bop().getThreshold()).isEqualTo(1e-8);
        assertThat(new Bop().hasLearningRate()).isFalse();
        assertThat(new Bop().getLearningRate(0, 0)).isNaN();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> new Bop().setLrAndSchedule(0.5, null))
                .withMessageContaining("0.5");
    }

    @Test
    void theLearningRateIsThatOfTheOthers() {
        MultiLayerNetwork net = network(bopAndAdam(), KernelBound.of(1));
        net.setLearningRate(0.25);
        assertThat(net.getLearningRate(0)).isEqualTo(0.25);
        KernelSplitUpdater both = new KernelSplitUpdater(new Sgd(0.1), new Adam(0.2));
        both.setLrAndSchedule(0.5, null);
        assertThat(both.getKernels().getLearningRate(0, 0)).isEqualTo(0.5);
    }

    /** A plain updater for kernels follows the layer's scale, as ever. */
    @Test
    void otherUpdatersOfKernelsAreScaled() {
        BinaryDenseLayer layer = binary(KernelBound.of(1)).nIn(3).nOut(2).build();
        layer.setIUpdater(new KernelSplitUpdater(new Sgd(0.1), new Adam(0.2)));
        assertThat(layer.getUpdaterByParam("W")).isEqualTo(KernelScaledUpdater.forKernel(new Sgd(0.1), 7));
        assertThat(layer.getUpdaterByParam("b")).isEqualTo(layer.getIUpdater());
    }

    @Test
    void isRefusedForWhatIsNoKernel() {
        MultiLayerNetwork net = network(new Bop(), KernelBound.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.fit(MixedNetworks.data(1)))
                .withMessageContaining("new KernelSplitUpdater(new Bop(...), new Adam(...))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelScaledUpdater(new Bop()))
                .withMessageContaining("KernelSplitUpdater");
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelSplitUpdater(new Bop(), new Bop()));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelSplitUpdater(null, new Adam()));
    }

    @Test
    void isRefusedWithoutTheClipAndWithRegularization() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixedNetworks.network(
                        bopAndAdam(),
                        binary(KernelBound.of(1))
                                .name("loose")
                                .nOut(2)
                                .clipKernel(false)
                                .build()))
                .withMessageContaining("loose")
                .withMessageContaining("WeightClip");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixedNetworks.network(
                        bopAndAdam(), binary(KernelBound.of(1)).nOut(2).l2(0.1).build()))
                .withMessageContaining("regularized");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
    void refusesAGammaThatCannotBe(double gamma) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bop(gamma, 0)).withMessageEndingWith("got " + gamma);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAThresholdThatCannotBe(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bop(0.1, threshold))
                .withMessageEndingWith("got " + threshold);
    }
}
