package io.github.bnn4j.updater;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** After one step, binary kernels have moved by scale x the updater's step, and everything else by the step itself. */
class KernelScaledUpdaterStepTest {

    private static final KernelLearningRateScale GLOROT = KernelLearningRateScale.glorot();
    private static final KernelLearningRateScale NONE = KernelLearningRateScale.none();

    /** Fans 5 + 4 and 3 + 3. */
    private static final double FIRST_GLOROT = Math.sqrt(9 / 1.5);

    private static final double SECOND_GLOROT = 2;

    static List<FirstStep> updaters() {
        return FirstStep.all();
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void aWrappedUpdater(FirstStep rule) {
        MultiLayerNetwork net = MixedNetworks.mixed(new KernelScaledUpdater(rule.updater()), GLOROT, GLOROT);
        ObservedStep step = ObservedStep.of(net, MixedNetworks.data(1));
        assertThat(step.changes())
                .containsOnlyKeys("0_W", "0_b", "1_gamma", "1_beta", "2_W", "2_b", "3_W", "4_W", "4_b");
        assertMoved(step, rule.step(), Map.of("0_W", FIRST_GLOROT, "3_W", SECOND_GLOROT));
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void aBareUpdater(FirstStep rule) {
        MultiLayerNetwork net = MixedNetworks.mixed(rule.updater(), GLOROT, GLOROT);
        assertMoved(
                ObservedStep.of(net, MixedNetworks.data(1)),
                rule.step(),
                Map.of("0_W", FIRST_GLOROT, "3_W", SECOND_GLOROT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachLayerHasItsOwnScale(boolean wrapped) {
        MultiLayerNetwork net =
                MixedNetworks.mixed(sgd(wrapped), KernelLearningRateScale.of(4), KernelLearningRateScale.of(0.5));
        assertMoved(ObservedStep.of(net, MixedNetworks.data(2)), g -> 0.05 * g, Map.of("0_W", 4.0, "3_W", 0.5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLayerWithoutScaleMovesLikeAStockLayer(boolean wrapped) {
        MultiLayerNetwork net = MixedNetworks.mixed(sgd(wrapped), NONE, KernelLearningRateScale.of(3));
        assertMoved(ObservedStep.of(net, MixedNetworks.data(2)), g -> 0.05 * g, Map.of("3_W", 3.0));
        MultiLayerNetwork neither = MixedNetworks.mixed(sgd(wrapped), NONE, NONE);
        assertMoved(ObservedStep.of(neither, MixedNetworks.data(2)), g -> 0.05 * g, Map.of());
    }

    /** The article divides every scale by 4. A layer without scale has none to divide. */
    @Test
    void theMultiplierIsAFactorOnEveryScale() {
        IUpdater quarter = new KernelScaledUpdater(new Sgd(0.05), 0.25);
        assertMoved(
                ObservedStep.of(
                        MixedNetworks.mixed(quarter, GLOROT, KernelLearningRateScale.of(10)), MixedNetworks.data(3)),
                g -> 0.05 * g,
                Map.of("0_W", FIRST_GLOROT / 4, "3_W", 2.5));
        assertMoved(
                ObservedStep.of(MixedNetworks.mixed(quarter, NONE, GLOROT), MixedNetworks.data(3)),
                g -> 0.05 * g,
                Map.of("3_W", SECOND_GLOROT / 4));
    }

    /** Neighbouring kernels without biases: with equal scales DL4J may update them as one block, with others not. */
    @ParameterizedTest
    @ValueSource(doubles = {7, 3})
    void neighbouringKernelsKeepTheirScales(double secondScale) {
        MultiLayerNetwork net = MixedNetworks.network(
                new KernelScaledUpdater(new Adam(0.01)),
                new BinaryDenseLayer.Builder()
                        .nOut(4)
                        .clipKernel(false)
                        .learningRateScale(7)
                        .build(),
                new BinaryDenseLayer.Builder()
                        .nOut(4)
                        .clipKernel(false)
                        .learningRateScale(secondScale)
                        .build());
        FirstStep adam = FirstStep.all().get(2);
        assertThat(adam.updater()).isInstanceOf(Adam.class);
        assertMoved(ObservedStep.of(net, MixedNetworks.data(4)), adam.step(), Map.of("0_W", 7.0, "1_W", secondScale));
    }

    /** An updater given to one layer, and one given to its biases, take the place of the network's. */
    @Test
    void updatersOfALayerAndOfItsBias() {
        MultiLayerNetwork net = MixedNetworks.network(
                new Sgd(0.05),
                new BinaryDenseLayer.Builder()
                        .nOut(4)
                        .hasBias(true)
                        .clipKernel(false)
                        .learningRateScale(4)
                        .updater(new Sgd(0.2))
                        .biasUpdater(new Sgd(0.3))
                        .build());
        ObservedStep step = ObservedStep.of(net, MixedNetworks.data(4));
        assertMoved(step, "0_W", g -> 4 * 0.2 * g);
        assertMoved(step, "0_b", g -> 0.3 * g);
        assertMoved(step, "1_W", g -> 0.05 * g);
        assertMoved(step, "1_b", g -> 0.05 * g);
    }

    /** Adam from its formulas over several steps: the state is that of the unscaled steps. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalStepsOfAdam(boolean wrapped) {
        IUpdater adam = wrapped ? new KernelScaledUpdater(new Adam(0.01)) : new Adam(0.01);
        MultiLayerNetwork net = MixedNetworks.mixed(adam, GLOROT, KernelLearningRateScale.of(3));
        Map<String, Double> scales = Map.of("0_W", FIRST_GLOROT, "3_W", 3.0);
        AdamByHand byHand = new AdamByHand();
        for (int t = 1; t <= 5; t++) {
            ObservedStep step = ObservedStep.of(net, MixedNetworks.data(t));
            byHand.assertMoved(step, 0.01, scales);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAComputationGraph(boolean wrapped) {
        ComputationGraphConfiguration configuration = new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(sgd(wrapped))
                .graphConfiguration(vertices -> vertices.addInputs("in")
                        .addLayer(
                                "binary",
                                new BinaryDenseLayer.Builder()
                                        .nOut(4)
                                        .hasBias(true)
                                        .clipKernel(false)
                                        .build(),
                                "in")
                        .addLayer(
                                "dense",
                                new DenseLayer.Builder()
                                        .nOut(4)
                                        .activation(Activation.TANH)
                                        .build(),
                                "in")
                        .addLayer("out", linearOutput(2), "binary", "dense")
                        .setOutputs("out")
                        .setInputTypes(InputType.feedForward(MixedNetworks.INPUTS)));
        ComputationGraph net = new ComputationGraph(configuration);
        net.init();
        assertMoved(ObservedStep.of(net, MixedNetworks.data(5)), g -> 0.05 * g, Map.of("binary_W", FIRST_GLOROT));
    }

    private static IUpdater sgd(boolean wrapped) {
        return wrapped ? new KernelScaledUpdater(new Sgd(0.05)) : new Sgd(0.05);
    }

    private static void assertMoved(ObservedStep step, DoubleUnaryOperator rule, Map<String, Double> scales) {
        assertThat(step.changes().keySet()).containsAll(scales.keySet());
        for (String name : step.changes().keySet()) {
            double scale = scales.getOrDefault(name, 1.0);
            assertMoved(step, name, g -> scale * rule.applyAsDouble(g));
        }
    }

    private static void assertMoved(ObservedStep step, String name, DoubleUnaryOperator rule) {
        double[] gradients = step.gradients().get(name);
        assertThat(Arrays.stream(gradients).map(Math::abs).max().orElseThrow())
                .as("gradient of %s", name)
                .isGreaterThan(1e-6);
        for (int i = 0; i < gradients.length; i++) {
            double expected = rule.applyAsDouble(gradients[i]);
            assertThat(step.changes().get(name)[i])
                    .as("%s[%s] with gradient %s", name, i, gradients[i])
                    .isCloseTo(expected, within(1e-12 + 1e-7 * Math.abs(expected)));
        }
    }
}
