package consumer;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Trains the article's network, made narrow, on examples of which the first four inputs tell the class. */
public final class ArticleNetwork {

    private static final int INPUTS = 16;
    private static final int UNITS = 64;
    private static final int CLASSES = 4;

    public static void main(String[] args) {
        NativeThreads.waitWithoutSpinning();
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(0.01), 0.25))
                .list();
        for (int i = 0; i <= 3; i++) {
            int units = i == 3 ? CLASSES : UNITS;
            list.layer(new BinaryDenseLayer.Builder()
                            .nIn(i == 0 ? INPUTS : UNITS)
                            .nOut(units)
                            .hasBias(true)
                            .dropOut(NoScaleDropout.dropRate(0.1))
                            .build())
                    .layer(new BatchNormalization.Builder().nIn(units).nOut(units).eps(1e-4).build());
            if (i < 3) {
                list.layer(new ActivationLayer(new SignActivation()));
            }
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(
                        new LossLayer.Builder(SquaredHingeLoss.oneHot()).activation(Activation.IDENTITY).build())
                .build());
        network.init();
        DataSet examples = examples(400);
        for (int step = 0; step < 300; step++) {
            network.fit(examples);
        }
        double accuracy = network.evaluate(new org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator(
                        examples(200)))
                .accuracy();
        System.out.printf("accuracy %.3f%n", accuracy);
        if (accuracy < 0.6) {
            throw new AssertionError("It has not learnt: a guess is right in a quarter of the cases");
        }
    }

    private static DataSet examples(int count) {
        INDArray features = Nd4j.rand(count, INPUTS).muli(2).subi(1);
        INDArray labels = Nd4j.zeros(count, CLASSES);
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES;
            features.putScalar(i, label, 3);
            labels.putScalar(i, label, 1);
        }
        return new DataSet(features, labels);
    }
}
