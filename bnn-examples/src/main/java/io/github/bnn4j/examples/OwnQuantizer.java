package io.github.bnn4j.examples;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.quantizer.BinarySign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A quantizer of one's own: a sign whose pseudo-gradient falls off smoothly, that of the hyperbolic tangent. As a DL4J
 * configuration is data, a quantizer without fields needs {@code equals}, {@code hashCode} and {@code toString}, no more.
 *
 * <p>Arguments: epochs (2 by default).
 */
public final class OwnQuantizer {

    private OwnQuantizer() {}

    /**
     * The sign with the pseudo-gradient of the hyperbolic tangent.
     *
     * <pre>{@code
     * q(x)  = +1 if x >= 0 else -1
     * dq/dx = 1 - tanh(x)^2
     * }</pre>
     */
    public static final class TanhSign implements Quantizer {

        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            BinarySign.apply(x, out); // It decides what the sign of 0 is: +1.
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {
            INDArray tanh = Transforms.tanh(x, true);
            gradient.muli(tanh.muli(tanh).rsubi(1));
        }

        @Override
        public boolean isSign(boolean training) {
            return true; // Bits may stand for what it gives, which is faster.
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TanhSign;
        }

        @Override
        public int hashCode() {
            return TanhSign.class.hashCode();
        }

        @Override
        public String toString() {
            return "TanhSign()";
        }
    }

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        network.fit(ImageIterator.shuffled(mnist.train(), 100, 1), epochs);
        BatchNormRecalibration.recalibrate(
                network, ImageIterator.inOrder(mnist.train().range(0, 5000), 500));
        double accuracy =
                network.evaluate(ImageIterator.inOrder(mnist.test(), 1000)).accuracy();
        System.out.printf("test error: %.2f %%%n", 100 * (1 - accuracy));
    }

    static MultiLayerConfiguration configuration() {
        ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(3e-3)))
                .list();
        for (int i = 0; i < 2; i++) {
            BinaryBlock.hidden(new BinaryDenseLayer.Builder()
                            .nOut(512)
                            .kernelQuantizer(new TanhSign())
                            .build())
                    .activation(new SignActivation(new TanhSign()))
                    .addTo(list);
        }
        BinaryBlock.output(new BinaryDenseLayer.Builder().nOut(10).build()).addTo(list);
        return list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(784))
                .build();
    }
}
