package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code W <- clip(W - step, -H, H)}: no latent weight is out of bounds after an update, however large the step. */
class BinaryDenseLayerClipTest {

    private static final int IN = 6;
    private static final int OUT = 9;
    private static final double GLOROT = Math.sqrt(1.5 / (IN + OUT));

    static Stream<KernelBound> bounds() {
        return Stream.of(KernelBound.of(1), KernelBound.of(0.5), KernelBound.of(2), KernelBound.glorot());
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void holdsAfterEachUpdate(KernelBound bound) {
        double h = bound.resolve(IN, OUT);
        MultiLayerNetwork network = network(builder -> builder.kernelBound(bound));
        INDArray kernel = network.getLayer(0).getParam("W");
        for (int step = 0; step < 5; step++) {
            INDArray before = kernel.dup();
            network.fit(data(step + 1));
            assertThat(kernel.equals(before)).as("an update that does nothing").isFalse();
            assertThat(largest(kernel))
                    .as("steps this large drive weights onto the bound")
                    .isCloseTo(h, within(1e-6));
        }
    }

    @Test
    void holdsInComputationGraph() {
        ComputationGraph graph = new SmallNetwork().updater(new Sgd(10)).graph(vertices -> vertices.addInputs("in")
                .addLayer("a", layer().kernelBound(0.5).build(), "in")
                .addLayer("b", layer().kernelBound(KernelBound.glorot()).build(), "in")
                .addVertex("merge", new MergeVertex(), "a", "b")
                .addLayer("out", linearOutput(2 * OUT, 3), "merge")
                .setOutputs("out"));
        for (int step = 0; step < 3; step++) {
            graph.fit(data(step + 1));
            assertThat(largest(graph.getLayer("a").getParam("W"))).isCloseTo(0.5, within(1e-6));
            assertThat(largest(graph.getLayer("b").getParam("W"))).isCloseTo(GLOROT, within(1e-6));
        }
    }

    @Test
    void clipsTheKernelOnly() {
        MultiLayerNetwork network = network(builder -> builder.hasBias(true).biasInit(7));
        network.fit(data(1));
        assertThat(largest(network.getLayer(0).getParam("W"))).isEqualTo(1);
        assertThat(largest(network.getLayer(0).getParam("b"))).isGreaterThan(5);
        assertThat(largest(network.getLayer(1).getParam("W")))
                .as("a stock layer's weights")
                .isGreaterThan(1.5);
    }

    @Test
    void aGivenWeightClipTakesTheDefaultsPlace() {
        for (double given : new double[] {0.25, 1.5}) {
            MultiLayerNetwork network = network(builder -> builder.constrainWeights(new WeightClip(given)));
            for (int step = 0; step < 4; step++) {
                network.fit(data(step + 1));
            }
            assertThat(largest(network.getLayer(0).getParam("W"))).isCloseTo(given, within(1e-6));
            assertThat(config(network).getConstraints())
                    .singleElement()
                    .isInstanceOfSatisfying(WeightClip.class, clip -> assertThat(clip.getBound())
                            .isEqualTo(KernelBound.of(given)));
        }
    }

    @Test
    void anotherConstraintStandsBesideTheDefault() {
        MultiLayerNetwork network = network(builder -> builder.constrainWeights(new MaxNormConstraint(100, 1)));
        network.fit(data(1));
        assertThat(largest(network.getLayer(0).getParam("W"))).isEqualTo(1);
        assertThat(config(network).getConstraints())
                .hasSize(2)
                .hasAtLeastOneElementOfType(MaxNormConstraint.class)
                .hasAtLeastOneElementOfType(WeightClip.class);
    }

    /** A fixed bound needs no kernel shape: it may be asked for biases too. */
    @Test
    void aClipOfAllParametersClipsTheBiasToo() {
        MultiLayerNetwork network =
                network(builder -> builder.hasBias(true).biasInit(7).constrainAllParameters(new WeightClip(0.75)));
        for (int step = 1; step < 4; step++) {
            network.fit(data(step));
        }
        assertThat(largest(network.getLayer(0).getParam("W"))).isCloseTo(0.75, within(1e-6));
        assertThat(largest(network.getLayer(0).getParam("b"))).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void isOffWhenToldSo() {
        MultiLayerNetwork network = network(builder -> builder.clipKernel(false));
        network.fit(data(1));
        assertThat(largest(network.getLayer(0).getParam("W"))).isGreaterThan(1.5);
        assertThat(config(network).getConstraints()).isNull();
    }

    /** A builder is often kept and built from again; each layer gets the clip that its own options ask for. */
    @Test
    void followsTheBuilderFromLayerToLayer() {
        BinaryDenseLayer.Builder builder = layer();
        BinaryDenseLayer first = builder.build();
        BinaryDenseLayer second = builder.kernelBound(0.5).build();
        BinaryDenseLayer third = builder.clipKernel(false).build();

        assertThat(first.getConstraints())
                .singleElement()
                .extracting(clip -> ((WeightClip) clip).getBound())
                .isEqualTo(KernelBound.of(1));
        assertThat(second.getConstraints())
                .singleElement()
                .extracting(clip -> ((WeightClip) clip).getBound())
                .isEqualTo(KernelBound.of(0.5));
        assertThat(third.getConstraints()).isNull();
    }

    private static BinaryDenseLayer config(MultiLayerNetwork network) {
        return (BinaryDenseLayer) network.getLayer(0).conf().getLayer();
    }

    private static double largest(INDArray array) {
        return Transforms.abs(array, true).maxNumber().doubleValue();
    }

    private static BinaryDenseLayer.Builder layer() {
        return new BinaryDenseLayer.Builder().nIn(IN).nOut(OUT);
    }

    private static MultiLayerNetwork network(UnaryOperator<BinaryDenseLayer.Builder> options) {
        return new SmallNetwork()
                .updater(new Sgd(10))
                .chain(options.apply(layer()).build(), linearOutput(OUT, 3));
    }

    private static DataSet data(long seed) {
        return RandomData.of(DataType.FLOAT, 8, IN, 3, seed);
    }
}
