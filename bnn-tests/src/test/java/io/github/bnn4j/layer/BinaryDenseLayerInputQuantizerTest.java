package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.assertSame;
import static io.github.bnn4j.layer.Reference.multiply;
import static io.github.bnn4j.layer.Reference.signed;
import static io.github.bnn4j.layer.Reference.transpose;
import static io.github.bnn4j.layer.Reference.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code y = q(x) Wb}, {@code dL/dx = (dL/dy Wb^T) * 1[|x| <= 1]}, elementwise at the raw input. */
class BinaryDenseLayerInputQuantizerTest {

    /** Inside, outside and exactly on the bounds of the straight-through estimator, and zero of both signs. */
    private static final INDArray X = Nd4j.createFromArray(new double[][] {
        {-3, -1, -0.5, -0.0, 0.0, 0.25, 1, 1.0001},
        {2, -1.0001, 0.75, 1, -1, -0.01, 0.01, -40},
        {0.999, -0.999, 1.5, -1.5, 0.6, -0.6, 0, 9}
    });

    private static final int IN = 8;
    private static final int OUT = 5;
    private static final double H = 0.5;

    static Stream<Arguments> quantizers() {
        return Stream.of(
                quantizer(new SteSign(), x -> x >= 0 ? 1 : -1, 1),
                quantizer(new SteSign(0.7), x -> x >= 0 ? 1 : -1, 0.7),
                quantizer(new SteSign(Double.POSITIVE_INFINITY), x -> x >= 0 ? 1 : -1, Double.POSITIVE_INFINITY),
                quantizer(new SteHeaviside(), x -> x >= 0 ? 1 : 0, 1),
                quantizer(new SteTernary(0.3), x -> x > 0.3 ? 1 : x < -0.3 ? -1 : 0, 1));
    }

    private static Arguments quantizer(Quantizer quantizer, DoubleUnaryOperator value, double clip) {
        return Arguments.of(quantizer, value, clip);
    }

    @ParameterizedTest
    @MethodSource("quantizers")
    void quantizesItsInputAndMasksTheGradientAtTheRawInput(
            Quantizer quantizer, DoubleUnaryOperator value, double clip) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray x = X.castTo(type);
            OneLayer layer =
                    OneLayer.of(type, builder().inputQuantizer(quantizer).build());
            INDArray epsilon = Nd4j.rand(type, 3, OUT).addi(0.1);
            double[][] kernel = values(signed(layer.kernel(), H));
            double[][] quantized = values(x);
            for (double[] row : quantized) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = value.applyAsDouble(row[j]);
                }
            }

            assertClose(layer.predict(x), multiply(quantized, kernel), 1e-6);
            assertClose(layer.train(x), multiply(quantized, kernel), 1e-6);
            double[][] expected = multiply(values(epsilon), transpose(kernel));
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < IN; j++) {
                    expected[i][j] *= Math.abs(X.getDouble(i, j)) <= clip ? 1 : 0;
                }
            }
            assertClose(layer.backward(epsilon), expected, 1e-6);
            assertClose(layer.gradient("W"), multiply(transpose(quantized), values(epsilon)), 1e-6);
            assertSame(x, X.castTo(type));
        }
    }

    /** A dropped input must count for nothing; dropped before the sign it would count as +1. */
    @Test
    void dropsAfterQuantizing() {
        INDArray kept = Nd4j.createFromArray(new double[][] {
            {1, 0, 1, 1, 0, 1, 1, 0},
            {0, 1, 0, 1, 1, 1, 0, 1},
            {1, 1, 0, 0, 1, 0, 1, 1}
        });
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                builder()
                        .inputQuantizer(new SteSign())
                        .dropOut(new GivenMaskDropout(kept))
                        .build());
        INDArray epsilon = Nd4j.rand(DataType.DOUBLE, 3, OUT).addi(0.1);
        double[][] kernel = values(signed(layer.kernel(), H));
        double[][] used = values(signed(X, 1).muli(kept));

        assertClose(layer.train(X), multiply(used, kernel), 1e-12);
        double[][] expected = multiply(values(epsilon), transpose(kernel));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < IN; j++) {
                expected[i][j] *= kept.getDouble(i, j) * (Math.abs(X.getDouble(i, j)) <= 1 ? 1 : 0);
            }
        }
        assertClose(layer.backward(epsilon), expected, 1e-12);
        assertClose(layer.gradient("W"), multiply(transpose(used), values(epsilon)), 1e-12);
        assertClose(layer.predict(X), multiply(values(signed(X, 1)), kernel), 1e-12);
    }

    /** An activation function makes backward compute the forward product again, on the input as it was: once dropped. */
    @Test
    void dropsAndQuantizesOnceForEachTrainingPass() {
        GivenMaskDropout dropout = new GivenMaskDropout(Nd4j.ones(DataType.DOUBLE, 3, IN));
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                builder()
                        .inputQuantizer(new StochasticSign())
                        .activation(Activation.TANH)
                        .dropOut(dropout)
                        .build());
        INDArray x = X.mul(0); // every quantized value is a coin toss
        INDArray epsilon = Nd4j.rand(DataType.DOUBLE, 3, OUT).addi(0.1);
        double[][] kernel = values(signed(layer.kernel(), H));
        for (int pass = 1; pass <= 3; pass++) {
            double[][] y = values(layer.train(x));
            double[][] delta = values(epsilon);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < OUT; j++) {
                    delta[i][j] *= 1 - y[i][j] * y[i][j];
                }
            }
            assertClose(layer.backward(epsilon), multiply(delta, transpose(kernel)), 1e-12);
            assertThat(dropout.applied()).isEqualTo(pass);
        }
    }

    private static BinaryDenseLayer.Builder builder() {
        return new BinaryDenseLayer.Builder().nIn(IN).nOut(OUT).kernelBound(H);
    }

    /** Keeps what it is told to keep, and counts its calls. */
    static final class GivenMaskDropout implements IDropout {

        private final INDArray kept;
        private int applied;

        GivenMaskDropout(INDArray kept) {
            this.kept = kept;
        }

        int applied() {
            return applied;
        }

        @Override
        public INDArray applyDropout(
                INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
            applied++;
            return result.assign(input.mul(kept));
        }

        @Override
        public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
            return gradAtInput.assign(gradAtOutput.mul(kept));
        }

        @Override
        public void clear() {
            // The mask is given, not drawn.
        }

        /** The one instance, so that the test sees its count. */
        @Override
        public IDropout clone() {
            return this;
        }
    }
}
