package io.github.bnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.DoublePrecision;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** The gradient is that of the score: by central differences, through activation functions and masks. */
@ExtendWith(DoublePrecision.class)
class SquaredHingeLossGradientTest {

    private static final double STEP = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, none", "IDENTITY, example", "IDENTITY, output",
        "TANH, none", "TANH, example", "TANH, output",
        "SOFTMAX, none", "SOFTMAX, example", "SOFTMAX, output"
    })
    void isTheGradientOfTheScore(Activation activation, String maskKind) {
        INDArray preOutput = numbers(4, 3, 1);
        INDArray labels = signs(4, 3);
        INDArray mask = mask(maskKind);
        INDArray gradient = gradient(labels, preOutput, activation, mask);
        assertThat(gradient.amaxNumber().doubleValue()).isGreaterThan(0.01);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 3; column++) {
                double here = preOutput.getDouble(row, column);
                preOutput.putScalar(new int[] {row, column}, here + STEP);
                double above = score(labels, preOutput, activation, mask);
                preOutput.putScalar(new int[] {row, column}, here - STEP);
                double below = score(labels, preOutput, activation, mask);
                preOutput.putScalar(new int[] {row, column}, here);
                assertThat(gradient.getDouble(row, column))
                        .as("at %s, %s", row, column)
                        .isCloseTo((above - below) / (2 * STEP), within(1e-8));
            }
        }
    }

    /** DL4J's own check, which covers that DL4J divides by the number of examples, in score and gradient alike. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "example", "output"})
    void passesDl4jsGradientCheckInAnOutputLayer(String maskKind) {
        assertPasses(
                maskKind,
                new OutputLayer.Builder(new SquaredHingeLoss())
                        .nIn(5)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "example"})
    void passesDl4jsGradientCheckInALossLayer(String maskKind) {
        assertPasses(
                maskKind,
                new DenseLayer.Builder()
                        .nIn(5)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build(),
                new LossLayer.Builder(new SquaredHingeLoss())
                        .activation(Activation.IDENTITY)
                        .build());
    }

    private static void assertPasses(String maskKind, org.deeplearning4j.nn.conf.layers.Layer... last) {
        DenseLayer first = new DenseLayer.Builder()
                .nIn(4)
                .nOut(5)
                .activation(Activation.TANH)
                .build();
        MultiLayerNetwork net = new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(new NoOp())
                .chain(Stream.concat(Stream.of(first), Stream.of(last)).toList());
        GradientCheckUtil.MLNConfig check = new GradientCheckUtil.MLNConfig()
                .net(net)
                .input(numbers(4, 4, 3))
                .labels(signs(4, 3))
                .labelMask(mask(maskKind))
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .exitOnFirstError(true);
        assertThat(GradientCheckUtil.checkGradients(check)).isTrue();
    }

    private static INDArray gradient(INDArray labels, INDArray preOutput, Activation activation, INDArray mask) {
        IActivation function = activation.getActivationFunction();
        return new SquaredHingeLoss().computeGradient(labels, preOutput.dup(), function, mask);
    }

    private static double score(INDArray labels, INDArray preOutput, Activation activation, INDArray mask) {
        return new SquaredHingeLoss()
                .computeScore(labels, preOutput.dup(), activation.getActivationFunction(), mask, false);
    }

    private static INDArray numbers(int rows, int columns, long seed) {
        Random random = new Random(seed);
        INDArray numbers = Nd4j.create(DataType.DOUBLE, rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                numbers.putScalar(new int[] {row, column}, random.nextGaussian());
            }
        }
        return numbers;
    }

    private static INDArray signs(int rows, int columns) {
        INDArray signs = Nd4j.create(DataType.DOUBLE, rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                signs.putScalar(new int[] {row, column}, (row + 2 * column) % 3 == 0 ? 1 : -1);
            }
        }
        return signs;
    }

    private static INDArray mask(String kind) {
        return switch (kind) {
            case "example" -> Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});
            case "output" -> Nd4j.createFromArray(new double[][] {{1, 0, 1}, {0, 0, 0}, {1, 1, 1}, {0, 1, 0}});
            default -> null;
        };
    }
}
