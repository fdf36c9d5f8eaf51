package io.github.bnn4j.updater;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/** Binary and stock layers are mixed in these networks; no kernel is clipped, to see the step. */
final class MixedNetworks {

    static final int INPUTS = 5;

    private MixedNetworks() {}

    /**
     * The layers are binary 5x4 with bias (and tanh, or batch norm would leave the bias without gradient), batch norm
     * 4, dense 4x3, binary 3x3 and output 3x2; the parameters are 0_W, 0_b, 1_gamma, 1_beta, 1_mean, 1_log10stdev,
     * 2_W, 2_b, 3_W, 4_W, 4_b.
     */
    static MultiLayerNetwork mixed(IUpdater updater, KernelLearningRateScale first, KernelLearningRateScale second) {
        return network(
                updater,
                new BinaryDenseLayer.Builder()
                        .nOut(4)
                        .hasBias(true)
                        .activation(Activation.TANH)
                        .clipKernel(false)
                        .learningRateScale(first)
                        .build(),
                new BatchNormalization(),
                new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build(),
                new BinaryDenseLayer.Builder()
                        .nOut(3)
                        .clipKernel(false)
                        .learningRateScale(second)
                        .build());
    }

    static MultiLayerNetwork network(IUpdater updater, Layer... hidden) {
        return new SmallNetwork()
                .seed(5) // with gradients that make Bop flip some weights and keep others
                .type(DataType.DOUBLE)
                .updater(updater)
                .inputs(INPUTS)
                .chain(Stream.concat(Stream.of(hidden), Stream.of(linearOutput(2)))
                        .toList());
    }

    static DataSet data(long seed) {
        return RandomData.of(DataType.DOUBLE, 7, INPUTS, 2, seed);
    }
}
