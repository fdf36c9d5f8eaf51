package io.github.bnn4j.examples;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * The network of the article, 784-4096-4096-4096-10 for MNIST, as it is given there: no-scale dropout of .2 and .5, binary layers
 * with a bias, batch normalization (1e-4, .9), sign; squared hinge loss; Adam at .003 falling to 3e-7 step by step, for kernels
 * scaled by the Glorot factor and a quarter. The article trains for 1000 epochs; with fewer the rate falls as far, sooner.
 *
 * <p>Arguments: epochs (60 by default; one takes a minute or two on two cores).
 */
public final class MnistBnn {

    private static final int BATCH = 100;

    private MnistBnn() {}

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        ImageIterator train = ImageIterator.shuffled(mnist.train(), BATCH, 1);
        ImageIterator test = ImageIterator.inOrder(mnist.test(), 1000);

        MultiLayerNetwork network = new MultiLayerNetwork(configuration(4096, epochs * train.batches()));
        network.init();
        network.setListeners(new ScoreIterationListener(train.batches()));
        System.out.println(network.summary());
        for (int epoch = 1; epoch <= epochs; epoch++) {
            network.fit(train);
            System.out.printf("epoch %d: test error %.2f %%%n", epoch, error(network, test));
        }
        // Running means and variances lag behind weights that flip: the same network, with those of its last weights.
        MultiLayerNetwork recalibrated = BatchNormRecalibration.recalibratedCopy(
                network, ImageIterator.inOrder(mnist.train().range(0, 5000), 500));
        System.out.printf(
                "without recalibration %.2f %%, with it %.2f %%%n", error(network, test), error(recalibrated, test));
        recalibrated.save(new java.io.File("mnist-bnn.zip"));
    }

    /**
     * @param units of each hidden layer
     * @param steps over which the learning rate falls
     */
    static MultiLayerConfiguration configuration(int units, int steps) {
        double fall = Math.pow(3e-7 / 3e-3, 1.0 / steps);
        Adam adam = new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 3e-3, fall));
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(adam, 0.25))
                .list()
                .layer(dense(784, units, 0.2))
                .layer(normalization(units))
                .layer(new ActivationLayer(new SignActivation()))
                .layer(dense(units, units, 0.5))
                .layer(normalization(units))
                .layer(new ActivationLayer(new SignActivation()))
                .layer(dense(units, units, 0.5))
                .layer(normalization(units))
                .layer(new ActivationLayer(new SignActivation()))
                .layer(dense(units, 10, 0.5))
                .layer(normalization(10))
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
    }

    private static BinaryDenseLayer dense(int nIn, int nOut, double dropRate) {
        return new BinaryDenseLayer.Builder()
                .nIn(nIn)
                .nOut(nOut)
                .hasBias(true)
                .dropOut(NoScaleDropout.dropRate(dropRate))
                .build();
    }

    /** FastBatchNormalization of this library does the same in less time. */
    private static BatchNormalization normalization(int units) {
        return new BatchNormalization.Builder()
                .nIn(units)
                .nOut(units)
                .eps(1e-4)
                .decay(0.9)
                .build();
    }

    private static double error(MultiLayerNetwork network, ImageIterator test) {
        return 100 * (1 - network.evaluate(test).accuracy());
    }
}
