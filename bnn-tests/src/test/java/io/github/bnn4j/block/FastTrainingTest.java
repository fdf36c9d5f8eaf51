package io.github.bnn4j.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.examples.data.ImageClassificationData;
import io.github.bnn4j.examples.data.ImageIterator;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Fast layers train as those that they stand for: products in floating point and DL4J's batch normalization. */
class FastTrainingTest {

    private static final int STEPS = 3;

    @Test
    void parametersAreTheSameButForRounding() throws IOException {
        MultiLayerNetwork fast = network(true);
        MultiLayerNetwork slow = network(false);
        assertThat(fast.params()).isEqualTo(slow.params());
        INDArray before = slow.params().dup();
        ImageIterator images = ImageIterator.inOrder(
                ImageClassificationData.bundledMnist().train().range(0, STEPS * 64), 64);
        while (images.hasNext()) {
            var batch = images.next();
            fast.fit(batch.copy());
            slow.fit(batch.copy());
            assertThat(fast.score()).isCloseTo(slow.score(), org.assertj.core.api.Assertions.within(1e-3));
        }
        slow.paramTable().forEach((name, param) -> {
            float[] expected = param.dup('c').reshape(param.length()).toFloatVector();
            float[] actual =
                    fast.getParam(name).dup('c').reshape(param.length()).toFloatVector();
            int far = 0;
            for (int i = 0; i < expected.length; i++) {
                far += Math.abs(actual[i] - expected[i]) <= 1e-4 * (1 + Math.abs(expected[i])) ? 0 : 1;
            }
            // A sum next to 0 may get the other sign by rounding: then some weights go another way.
            assertThat(far).as("of %d parameters %s", expected.length, name).isLessThanOrEqualTo(expected.length / 50);
        });
        assertThat(slow.params().distance1(before) / before.length())
                .as("mean way of a parameter")
                .isGreaterThan(1e-3);
    }

    private static MultiLayerNetwork network(boolean fast) {
        ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(0.003)))
                .list();
        for (int i = 0; i < 4; i++) {
            list.layer(new BinaryDenseLayer.Builder()
                    .nOut(i == 3 ? 10 : 128)
                    .kernelQuantizer(fast ? new SteSign() : new InFloatingPoint())
                    .build());
            list.layer((fast ? new FastBatchNormalization.Builder() : new BatchNormalization.Builder())
                    .eps(1e-4)
                    .build());
            if (i < 3) {
                list.layer(new ActivationLayer(new SignActivation()));
            }
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(784))
                .build());
        network.init();
        return network;
    }

    /** The sign, but it does not say so. */
    private static final class InFloatingPoint implements Quantizer {

        private static final long serialVersionUID = 1;

        private final SteSign sign = new SteSign();

        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            sign.quantize(x, out, training);
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {
            sign.backprop(x, gradient);
        }

        @Override
        public void backpropKernel(INDArray latent, INDArray gradient) {
            sign.backpropKernel(latent, gradient);
        }
    }
}
