package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.assertSame;
import static io.github.bnn4j.layer.Reference.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.StochasticSign;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A kernel drawn at random. With the identity matrix as input the output is the drawn kernel itself, and with the
 * identity matrix as dL/dOutput, dL/dInput is the transposed kernel that backward multiplied with.
 */
class BinaryDenseLayerStochasticKernelTest {

    private static final int N = 24;
    private static final double H = 0.5;
    private static final INDArray IDENTITY = Nd4j.eye(N).castTo(DataType.FLOAT);

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(17);
    }

    @Test
    void backwardUsesTheDrawOfItsForward() {
        OneLayer layer = layer(Activation.IDENTITY, StochasticSign.Inference.SIGN);

        INDArray firstDraw = layer.train(IDENTITY).dup();
        INDArray firstBackward = layer.backward(IDENTITY).transpose().dup();
        INDArray secondDraw = layer.train(IDENTITY).dup();
        INDArray secondBackward = layer.backward(IDENTITY).transpose().dup();

        assertSame(firstBackward, firstDraw);
        assertSame(secondBackward, secondDraw);
        assertThat(firstDraw.equals(secondDraw))
                .as("576 signs drawn twice are equal")
                .isFalse();
        assertThat(Transforms.abs(firstDraw).minNumber().doubleValue()).isEqualTo(H);
        assertThat(Transforms.abs(firstDraw).maxNumber().doubleValue()).isEqualTo(H);
    }

    /** An activation function makes backward compute the forward product again; it must not draw again. */
    @Test
    void backwardThroughAnActivationFunctionUsesTheDrawOfItsForward() {
        OneLayer layer = layer(Activation.TANH, StochasticSign.Inference.SIGN);

        INDArray tanhOfDraw = layer.train(IDENTITY).dup();
        INDArray backward = layer.backward(IDENTITY).transpose();

        // dL/dInput = (I * tanh'(z)) Wb^T; z is +-H on and off the diagonal, so tanh' is the same everywhere.
        double slope = 1 - Math.pow(Math.tanh(H), 2);
        INDArray draw = signed(tanhOfDraw, H);
        assertClose(backward, draw.mul(slope), 1e-6);
    }

    @Test
    void kernelGradientGoesToTheLatentKernelUnmasked() {
        OneLayer layer = layer(Activation.IDENTITY, StochasticSign.Inference.SIGN);
        layer.kernel().muli(3); // latent weights beyond H are not masked either
        INDArray epsilon = Nd4j.rand(DataType.FLOAT, N, N);

        layer.train(IDENTITY);
        layer.backward(epsilon);

        assertSame(layer.gradient("W"), epsilon);
    }

    @Test
    void drawsByTheHardSigmoidOfTheLatentWeightInUnitsOfH() {
        OneLayer layer = layer(Activation.IDENTITY, StochasticSign.Inference.SIGN);
        double[] latent = {-1.2, -0.5, -0.25, 0, 0.1, 0.4, 0.5, 0.9};
        double[] positive = new double[latent.length];
        for (int i = 0; i < latent.length; i++) {
            layer.kernel().getRow(i).assign(latent[i]);
        }
        int passes = 200;
        for (int pass = 0; pass < passes; pass++) {
            INDArray draw = layer.train(IDENTITY);
            for (int i = 0; i < latent.length; i++) {
                positive[i] +=
                        draw.getRow(i).gt(0).castTo(DataType.INT32).sumNumber().doubleValue();
            }
        }
        for (int i = 0; i < latent.length; i++) {
            double probability = Math.max(0, Math.min(1, (latent[i] / H + 1) / 2));
            double deviation = Math.sqrt(probability * (1 - probability) / (passes * N));
            assertThat(positive[i] / (passes * N))
                    .as("share of +H for a latent weight of %s", latent[i])
                    .isBetween(probability - 5 * deviation, probability + 5 * deviation);
        }
    }

    @Test
    void inferenceIsTheSignOfTheLatentKernel() {
        OneLayer layer = layer(Activation.IDENTITY, StochasticSign.Inference.SIGN);

        assertSame(layer.predict(IDENTITY), signed(layer.kernel(), H));
        layer.train(IDENTITY);
        assertSame(layer.predict(IDENTITY), signed(layer.kernel(), H));
    }

    @Test
    void inferenceByExpectedValueIsTheLatentKernel() {
        OneLayer layer = layer(Activation.IDENTITY, StochasticSign.Inference.EXPECTED_VALUE);
        layer.kernel().putScalar(0, 0, 0.7f); // beyond H: its sign is +1 for certain

        INDArray expected = layer.kernel().dup('c');
        expected.putScalar(0, 0, H);
        assertClose(layer.predict(IDENTITY), expected, 1e-6);
    }

    private static OneLayer layer(Activation activation, StochasticSign.Inference inference) {
        return OneLayer.of(
                DataType.FLOAT,
                new BinaryDenseLayer.Builder()
                        .nIn(N)
                        .nOut(N)
                        .kernelBound(H)
                        .kernelQuantizer(new StochasticSign(inference))
                        .activation(activation)
                        .build());
    }
}
