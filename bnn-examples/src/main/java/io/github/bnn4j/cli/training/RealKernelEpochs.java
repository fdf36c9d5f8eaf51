package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains the first epochs with real kernels, clipped as ever, and binary activations, and all others as they are: two stages, as
 * ReActNet is trained in (Liu et al. 2020, arXiv 2003.03488). Between epochs the network is the binarized one, so that
 * evaluation, checkpoints and models know nothing of it.
 *
 * @param epochs does the steps
 * @param count of epochs with real kernels
 */
public record RealKernelEpochs(EpochTraining epochs, int count) implements EpochTraining {

    @Override
    public double train(Dl4jNetwork network, int epoch, Observer observer) {
        if (epoch >= count) {
            return epochs.train(network, epoch, observer);
        }
        Map<BinaryLayer, BinaryOptions> before = optionsOf(network);
        before.forEach((layer, options) -> layer.setBinaryOptions(options.withKernelQuantizer(new LatentKernel())));
        try {
            return epochs.train(network, epoch, observer);
        } finally {
            before.forEach(BinaryLayer::setBinaryOptions);
        }
    }

    /** By identity: equal layers are each to be set. */
    private static Map<BinaryLayer, BinaryOptions> optionsOf(Dl4jNetwork network) {
        Map<BinaryLayer, BinaryOptions> options = new IdentityHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer.conf().getLayer() instanceof BinaryLayer binary) {
                options.put(binary, binary.getBinaryOptions());
            }
        }
        return options;
    }

    /** Leaves the latent kernel as it is. It is no quantizer of a saved network, so it has no name among the options. */
    private record LatentKernel() implements Quantizer {

        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            if (out != x) {
                out.assign(x);
            }
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {}

        @Override
        public boolean appliesToActivations() {
            return false;
        }

        @Override
        public int bits() {
            return Float.SIZE;
        }
    }
}
