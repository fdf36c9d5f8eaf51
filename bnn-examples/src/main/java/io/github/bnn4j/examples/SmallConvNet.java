package io.github.bnn4j.examples;

import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.summary.BinarySummary;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * A small binarized ConvNet for MNIST. A {@link BinaryBlock} is a binary layer with what belongs behind it: max pooling, batch
 * normalization and sign.
 *
 * <p>Arguments: epochs (3 by default).
 */
public final class SmallConvNet {

    private SmallConvNet() {}

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();

        MultiLayerNetwork network = new MultiLayerNetwork(configuration(epochs));
        network.init();
        System.out.println(BinarySummary.of(network, InputType.convolutionalFlat(28, 28, 1)));
        network.fit(ImageIterator.shuffled(mnist.train(), 100, 1), epochs);
        BatchNormRecalibration.recalibrate(
                network, ImageIterator.inOrder(mnist.train().range(0, 5000), 500));

        double accuracy =
                network.evaluate(ImageIterator.inOrder(mnist.test(), 1000)).accuracy();
        System.out.printf("test error: %.2f %%%n", 100 * (1 - accuracy));
    }

    static MultiLayerConfiguration configuration(int epochs) {
        double fall = Math.pow(1e-2, 1.0 / epochs);
        ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 1e-2, fall))))
                .list();
        for (int filters : new int[] {32, 64, 64}) {
            BinaryBlock.hidden(new BinaryConvolutionLayer.Builder(3, 3)
                            .convolutionMode(ConvolutionMode.Same)
                            .nOut(filters)
                            .build())
                    .maxPool(2)
                    .addTo(list);
        }
        BinaryBlock.hidden(new BinaryDenseLayer.Builder().nOut(256).build()).addTo(list);
        BinaryBlock.output(new BinaryDenseLayer.Builder().nOut(10).build()).addTo(list);
        return list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build();
    }
}
