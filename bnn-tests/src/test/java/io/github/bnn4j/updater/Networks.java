package io.github.bnn4j.updater;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that mix binary and stock layers, made with DL4J's plain builder; no kernel is clipped, to see the step. */
final class Networks {

    static final int INPUTS = 5;

    private Networks() {}

    /**
     * Binary 5x4 with bias (and tanh, or batch norm would leave the bias without gradient), batch norm 4, dense 4x3, binary 3x3, output 3x2: parameters 0_W, 0_b, 1_gamma, 1_beta,
     * 1_mean, 1_log10stdev, 2_W, 2_b, 3_W, 4_W, 4_b.
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
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(updater)
                .list();
        for (Layer layer : hidden) {
            builder.layer(layer);
        }
        MultiLayerNetwork net = new MultiLayerNetwork(builder.layer(output())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
        net.init();
        return net;
    }

    static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
    }

    static DataSet data(long seed) {
        return new DataSet(random(7, INPUTS, seed), random(7, 2, seed + 1));
    }

    private static INDArray random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        INDArray numbers = Nd4j.create(DataType.DOUBLE, rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            numbers.putScalar(new int[] {i / columns, i % columns}, random.nextGaussian());
        }
        return numbers;
    }
}
