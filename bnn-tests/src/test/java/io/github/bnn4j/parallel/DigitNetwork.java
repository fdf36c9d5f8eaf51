package io.github.bnn4j.parallel;

import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** A small binary network for MNIST; kernels are bounded as Glorot has it, so steps have to be small. */
final class DigitNetwork {

    static final KernelBound BOUND = KernelBound.glorot();

    private DigitNetwork() {}

    static MultiLayerNetwork initialized() {
        var list = new NeuralNetConfiguration.Builder()
                .seed(Seeds.or(1))
                .updater(new KernelScaledUpdater(new Adam(5e-4)))
                .list();
        BinaryBlock.hidden(dense(32)).addTo(list);
        BinaryBlock.output(dense(10)).addTo(list);
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(784))
                .build());
        network.init();
        return network;
    }

    private static BinaryDenseLayer dense(int units) {
        return new BinaryDenseLayer.Builder()
                .nOut(units)
                .kernelBound(BOUND)
                .weightInit(new LatentUniformInit(BOUND))
                .build();
    }

    static LabelledImages images(int count) throws IOException {
        return MnistSlice.whole().train().range(0, count);
    }
}
