package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.SmallNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Time series between recurrent layers, masked: score and every gradient are those of stock layers with signed weights. */
class BinaryDenseLayerMaskTest {

    private static final int EXAMPLES = 3;
    private static final int STEPS = 4;
    /** Steps missing at the start too: what a mask hides there would reach all later steps. */
    private static final double[][] GAPS = {{1, 1, 1, 1}, {0, 0, 1, 1}, {0, 1, 1, 0}};

    private static final double[][] RAGGED = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};
    private static final double[][] LAST_STEP = {{0, 0, 0, 1}, {0, 1, 0, 0}, {0, 0, 1, 0}};

    static List<Arguments> variants() {
        List<Arguments> variants = new ArrayList<>();
        for (double[][] featureMask : new double[][][] {null, GAPS}) {
            for (double[][] labelMask : new double[][][] {null, RAGGED, LAST_STEP}) {
                for (Activation activation :
                        new Activation[] {Activation.IDENTITY, Activation.TANH, Activation.SIGMOID}) {
                    variants.add(Arguments.of(DataType.DOUBLE, featureMask, labelMask, activation));
                    variants.add(Arguments.of(DataType.FLOAT, featureMask, labelMask, activation));
                }
            }
        }
        return variants;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void masksActAsOnTheStockLayer(DataType type, double[][] featureMask, double[][] labelMask, Activation activation) {
        double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-5;
        MultiLayerNetwork binary = network(type, true, activation);
        MultiLayerNetwork stock = network(type, false, activation);
        stock.setParams(binary.params().dup());
        for (int layer : new int[] {0, 2}) {
            stock.getLayer(layer)
                    .getParam("W")
                    .assign(signed(binary.getLayer(layer).getParam("W"), 0.5));
        }

        INDArray expected = gradient(stock, featureMask, labelMask);
        INDArray actual = gradient(binary, featureMask, labelMask);

        assertThat(expected.norm1Number().doubleValue()).isPositive();
        assertThat(binary.score()).isCloseTo(stock.score(), within(tolerance));
        assertThat(actual.equalsWithEps(expected, tolerance)).isTrue();
        if (featureMask != null) {
            assertThat(gradient(binary, null, labelMask).equalsWithEps(actual, 1e-4))
                    .as("a mask that changes nothing tests nothing")
                    .isFalse();
        }
    }

    private static INDArray gradient(MultiLayerNetwork network, double[][] featureMask, double[][] labelMask) {
        Nd4j.getRandom().setSeed(8);
        network.clearLayerMaskArrays();
        network.setInput(
                Nd4j.rand(network.params().dataType(), EXAMPLES, 2, STEPS).subi(0.5));
        network.setLabels(
                Nd4j.rand(network.params().dataType(), EXAMPLES, 2, STEPS).subi(0.5));
        network.setLayerMaskArrays(mask(featureMask), mask(labelMask));
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    private static INDArray mask(double[][] mask) {
        return mask == null ? null : Nd4j.createFromArray(mask);
    }

    private static MultiLayerNetwork network(DataType type, boolean binary, Activation activation) {
        return new SmallNetwork()
                .type(type)
                .updater(new NoOp())
                .input(InputType.recurrent(2, STEPS))
                .chain(
                        dense(binary, activation),
                        new LSTM.Builder().nOut(4).build(),
                        dense(binary, activation),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build());
    }

    private static Layer dense(boolean binary, Activation activation) {
        return binary
                ? new BinaryDenseLayer.Builder()
                        .nOut(5)
                        .kernelBound(0.5)
                        .hasBias(true)
                        .biasInit(0.1)
                        .activation(activation)
                        .build()
                : new DenseLayer.Builder().nOut(5).activation(activation).build();
    }
}
