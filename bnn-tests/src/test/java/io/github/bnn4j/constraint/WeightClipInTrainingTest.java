package io.github.bnn4j.constraint;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** On DL4J's own layers: after every step the kernel is inside, some weights at the bound, and biases run free. */
class WeightClipInTrainingTest {

    @ParameterizedTest
    @CsvSource({"FLOAT, 1", "FLOAT, 0.3", "DOUBLE, 1", "DOUBLE, 0.3"})
    void aDenseKernelIsInsideAfterEveryStep(DataType type, double h) {
        assertClippedInTraining(type, dense(new WeightClip(h)), InputType.feedForward(4), new long[] {8, 4}, h);
    }

    /** Fans 4 and 2: H = sqrt(1.5 / 6) = 1/2. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aDenseKernelIsInsideItsGlorotBound(DataType type) {
        Layer layer = dense(new WeightClip(KernelBound.glorot()));
        assertClippedInTraining(type, layer, InputType.feedForward(4), new long[] {8, 4}, 0.5);
    }

    /** 2 filters of 4 x 3 x 1, fans 12 and 6: H = sqrt(1.5 / 18) = sqrt(1 / 12). */
    @Test
    void aConvolutionKernelIsInsideItsGlorotBound() {
        Layer layer = new ConvolutionLayer.Builder(3, 1)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .constrainWeights(new WeightClip(KernelBound.glorot()))
                .build();
        assertClippedInTraining(
                DataType.FLOAT, layer, InputType.convolutional(5, 2, 4), new long[] {8, 4, 5, 2}, Math.sqrt(1 / 12.0));
    }

    @Test
    void stillHoldsInANetworkThatWasSavedAndRestored() {
        MultiLayerNetwork net = network(DataType.FLOAT, dense(new WeightClip(0.3)), InputType.feedForward(4));
        MultiLayerNetwork restored = Copies.saved(net);
        INDArray x = Nd4j.rand(DataType.FLOAT, 8, 4);
        restored.fit(x, Nd4j.valueArrayOf(new long[] {8, 1}, 100, DataType.FLOAT));
        assertThat(restored.getParam("0_W").amaxNumber().floatValue()).isEqualTo(0.3f);
    }

    private static void assertClippedInTraining(
            DataType type, Layer layer, InputType inputType, long[] shape, double h) {
        MultiLayerNetwork net = network(type, layer, inputType);
        Nd4j.getRandom().setSeed(12);
        INDArray x = Nd4j.rand(type, shape);
        // Far from what the network says, and to either side of it, so that weights are driven out of bounds.
        double bound = type == DataType.FLOAT ? (float) h : h;
        boolean someAtTheBound = false;
        for (int step = 0; step < 6; step++) {
            net.fit(x, Nd4j.valueArrayOf(new long[] {shape[0], 1}, step % 2 == 0 ? 60 : -80, type));
            double max = net.getParam("0_W").amaxNumber().doubleValue();
            assertThat(max).as("largest weight after step %s", step).isLessThanOrEqualTo(bound);
            someAtTheBound |= max == bound;
        }
        assertThat(someAtTheBound).isTrue();
        assertThat(net.getParam("0_b").amaxNumber().doubleValue())
                .as("the bias, which is not clipped")
                .isGreaterThan(bound);
        assertThat(net.params().isNaN().any()).isFalse();
        assertThat(net.getParam("1_W").amaxNumber().doubleValue())
                .as("the kernel of the other layer, which is not clipped")
                .isGreaterThan(bound);
    }

    private static Layer dense(WeightClip clip) {
        return new DenseLayer.Builder()
                .nOut(2)
                .activation(Activation.IDENTITY)
                .constrainWeights(clip)
                .build();
    }

    private static MultiLayerNetwork network(DataType type, Layer layer, InputType inputType) {
        return new SmallNetwork()
                .type(type)
                .updater(new Sgd(0.01))
                .input(inputType)
                .chain(layer, linearOutput(1));
    }
}
