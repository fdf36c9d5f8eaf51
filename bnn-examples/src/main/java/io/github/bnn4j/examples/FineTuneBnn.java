package io.github.bnn4j.examples;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Transfer learning: a small binarized ConvNet learns digits; its convolutions are frozen, and a new end learns to tell even digits
 * from odd ones.
 *
 * <p>Arguments: none.
 */
public final class FineTuneBnn {

    /** The layers up to this one are kept: three blocks of four layers each, which are convolution, pooling, normalization and sign. */
    private static final int LAST_FROZEN = 11;

    private FineTuneBnn() {}

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        MultiLayerNetwork digits = new MultiLayerNetwork(SmallConvNet.configuration(1));
        digits.init();
        digits.fit(ImageIterator.shuffled(mnist.train(), 100, 1));
        System.out.printf("even or odd, error: %.2f %%%n", 100 * (1 - fineTuned(digits, mnist)));
    }

    /** Returns the accuracy on the test images. */
    static double fineTuned(MultiLayerNetwork digits, ImageClassificationData mnist) {
        MultiLayerNetwork parity = withNewEnd(digits);
        parity.fit(evenOrOdd(mnist.train(), 100));
        int sample = Math.min(5000, mnist.train().size());
        BatchNormRecalibration.recalibrate(parity, evenOrOdd(mnist.train().range(0, sample), 500));
        return parity.evaluate(evenOrOdd(mnist.test(), 1000)).accuracy();
    }

    static MultiLayerNetwork withNewEnd(MultiLayerNetwork digits) {
        return new TransferLearning.Builder(digits)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new KernelScaledUpdater(new Adam(1e-3)))
                        .build())
                .setFeatureExtractor(LAST_FROZEN)
                .removeLayersFromOutput(digits.getnLayers() - 1 - LAST_FROZEN)
                .addLayer(new BinaryDenseLayer.Builder().nIn(3 * 3 * 64).nOut(2).build())
                .addLayer(new FastBatchNormalization.Builder()
                        .nIn(2)
                        .nOut(2)
                        .eps(1e-4)
                        .build())
                .addLayer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
    }

    private static ImageIterator evenOrOdd(LabelledImages images, int batch) {
        ImageIterator iterator = ImageIterator.inOrder(images, batch);
        iterator.setPreProcessor((DataSetPreProcessor) data -> {
            DataSet set = (DataSet) data;
            int[] digit = set.getLabels().argMax(1).toIntVector();
            set.setLabels(Nd4j.zeros(digit.length, 2));
            for (int i = 0; i < digit.length; i++) {
                set.getLabels().putScalar(i, digit[i] % 2, 1);
            }
        });
        return iterator;
    }
}
