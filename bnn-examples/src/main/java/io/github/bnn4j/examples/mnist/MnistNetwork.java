package io.github.bnn4j.examples.mnist;

import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.examples.data.LabelledImages;
import io.github.bnn4j.examples.mnist.MnistHyperparameters.Loss;
import io.github.bnn4j.examples.mnist.MnistHyperparameters.Normalization;
import io.github.bnn4j.examples.mnist.MnistHyperparameters.Updater;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.layer.SignedInit;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelUpdater;
import io.github.bnn4j.updater.ShiftAdaMax;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The article's MNIST network, and its float twin, by DL4J's ordinary builder. */
public final class MnistNetwork {

    private static final double BATCH_NORM_EPSILON = 1e-4;

    /** Of a mean over the mini-batch; a weight flips as soon as its recent gradients agree. */
    private static final double BOP_THRESHOLD = 1e-6;

    private final MnistHyperparameters hyper;
    private final int inputs;
    private final int classes;

    /**
     * @param inputs pixels of an image
     * @param classes number of outputs
     */
    public MnistNetwork(MnistHyperparameters hyper, int inputs, int classes) {
        this.hyper = hyper;
        this.inputs = inputs;
        this.classes = classes;
    }

    /** The network for such images, initialized. */
    public static MultiLayerNetwork initialized(MnistHyperparameters hyper, LabelledImages images) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                new MnistNetwork(hyper, images.rows() * images.columns(), images.classes()).configuration());
        network.init();
        return network;
    }

    public MultiLayerConfiguration configuration() {
        return hyper.floatTwin() ? floatTwin() : binary();
    }

    /** Blocks of dropout, binary dense layer, batch normalization and sign; the last block ends at the loss. */
    private MultiLayerConfiguration binary() {
        Quantizer quantizer = hyper.stochastic() ? new StochasticSign() : new SteSign();
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(hyper.seed())
                .updater(binaryUpdater())
                .list();
        for (int i = 0; i <= hyper.hiddenLayers(); i++) {
            boolean last = i == hyper.hiddenLayers();
            BinaryDenseLayer dense = new BinaryDenseLayer.Builder()
                    .nOut(last ? classes : hyper.hiddenUnits())
                    .kernelQuantizer(quantizer)
                    .hasBias(hyper.bias())
                    .weightInit(kernelInit())
                    .dropOut(dropout(i))
                    .build();
            (last ? BinaryBlock.output(dense) : BinaryBlock.hidden(dense))
                    .normalization(normalization(
                            hyper.normalization() == Normalization.SHIFT
                                    ? new ShiftBatchNormalization.Builder()
                                    : new FastBatchNormalization.Builder()))
                    .addTo(list);
        }
        list.layer(
                hyper.loss() == Loss.HINGE
                        ? new LossLayer.Builder(SquaredHingeLoss.oneHot())
                                .activation(Activation.IDENTITY)
                                .build()
                        : new LossLayer.Builder(new LossMCXENT())
                                .activation(Activation.SOFTMAX)
                                .build());
        return list.setInputType(InputType.feedForward(inputs)).build();
    }

    private MultiLayerConfiguration floatTwin() {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(hyper.seed())
                .updater(new Adam(schedule()))
                .weightInit(WeightInit.RELU)
                .list();
        for (int i = 0; i < hyper.hiddenLayers(); i++) {
            list.layer(new DenseLayer.Builder()
                            .nOut(hyper.hiddenUnits())
                            .activation(Activation.IDENTITY)
                            .hasBias(false)
                            .dropOut(dropout(i))
                            .build())
                    .layer(normalization(new BatchNormalization.Builder()))
                    .layer(new ActivationLayer(Activation.RELU));
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .dropOut(dropout(hyper.hiddenLayers()))
                .build());
        return list.setInputType(InputType.feedForward(inputs)).build();
    }

    private IUpdater binaryUpdater() {
        return switch (hyper.updater()) {
            case ADAM -> new KernelScaledUpdater(new Adam(schedule()), hyper.kernelRateMultiplier());
            case SHIFT_ADAMAX -> new KernelScaledUpdater(new ShiftAdaMax(schedule()), hyper.kernelRateMultiplier());
            case BOP ->
                new KernelUpdater(new Bop(schedule(), BOP_THRESHOLD), new Adam(schedule(Updater.ADAM.learningRate())));
        };
    }

    private IWeightInit kernelInit() {
        return hyper.updater() == Updater.BOP ? new SignedInit(1) : new LatentUniformInit(KernelBound.of(1));
    }

    private ExponentialSchedule schedule() {
        return schedule(hyper.learningRate());
    }

    private ExponentialSchedule schedule(double first) {
        double perEpoch = Math.pow(hyper.finalLearningRate() / hyper.learningRate(), 1.0 / hyper.epochs());
        return new ExponentialSchedule(ScheduleType.EPOCH, first, perEpoch);
    }

    private BatchNormalization normalization(BatchNormalization.Builder kind) {
        return kind.decay(hyper.normalizationDecay()).eps(BATCH_NORM_EPSILON).build();
    }

    /** Of the input of the block with this index; null for none. */
    private IDropout dropout(int block) {
        double rate = block == 0 ? hyper.inputDropRate() : hyper.hiddenDropRate();
        if (rate == 0) {
            return null;
        }
        return hyper.floatTwin() || hyper.scaledDropout() ? new Dropout(1 - rate) : NoScaleDropout.dropRate(rate);
    }
}
