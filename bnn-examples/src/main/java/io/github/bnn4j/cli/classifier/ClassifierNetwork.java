package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.classifier.Hyperparameters.Loss;
import io.github.bnn4j.cli.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.cli.classifier.Hyperparameters.Updater;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
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
import io.github.bnn4j.updater.KernelSplitUpdater;
import io.github.bnn4j.updater.ShiftAdaMax;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
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

/** The article's networks, and their float twins, by DL4J's ordinary builder: blocks of convolution, then dense ones. */
public final class ClassifierNetwork {

    private static final double BATCH_NORM_EPSILON = 1e-4;

    /** Of a mean over the mini-batch; a weight flips as soon as its recent gradients agree. */
    private static final double BOP_THRESHOLD = 1e-6;

    private final Hyperparameters hyper;
    private final PixelShape input;
    private final int classes;

    /**
     * @param input an image
     * @param classes number of outputs
     * @throws IllegalArgumentException if the images are too small for so much pooling
     */
    public ClassifierNetwork(Hyperparameters hyper, PixelShape input, int classes) {
        this.hyper = hyper;
        this.input = input;
        this.classes = classes;
        requirePixelsLeft();
    }

    private void requirePixelsLeft() {
        int side = Math.min(input.rows(), input.columns());
        for (ConvolutionBlock block : hyper.convolutionBlocks()) {
            side /= block.pooling();
        }
        if (side == 0) {
            throw new IllegalArgumentException(
                    "--convolutions " + hyper.convolutions() + " pools more often than images of " + input + " can be");
        }
    }

    /** The network for such images, initialized. */
    public static MultiLayerNetwork initialized(Hyperparameters hyper, LabelledImages images) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(new ClassifierNetwork(hyper, images.shape(), images.classes()).configuration());
        network.init();
        return network;
    }

    public MultiLayerConfiguration configuration() {
        return hyper.floatTwin() ? floatTwin() : binary();
    }

    /** Blocks of dropout, binary layer, max pooling, batch normalization and sign; the last block ends at the loss. */
    private MultiLayerConfiguration binary() {
        Quantizer quantizer = hyper.stochastic() ? new StochasticSign() : new SteSign();
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(hyper.seed())
                .updater(binaryUpdater())
                .list();
        boolean first = true;
        for (ConvolutionBlock block : hyper.convolutionBlocks()) {
            BinaryBlock hidden = BinaryBlock.hidden(new BinaryConvolutionLayer.Builder(block.size(), block.size())
                            .convolutionMode(ConvolutionMode.Same)
                            .nOut(block.filters())
                            .kernelQuantizer(quantizer)
                            .hasBias(hyper.bias())
                            .weightInit(kernelInit())
                            .dropOut(first ? dropout(hyper.inputDropRate()) : null)
                            .build())
                    .normalization(binaryNormalization());
            (block.pooling() == 1 ? hidden : hidden.maxPool(block.pooling())).addTo(list);
            first = false;
        }
        for (int i = 0; i <= hyper.hiddenLayers(); i++) {
            boolean last = i == hyper.hiddenLayers();
            BinaryDenseLayer dense = new BinaryDenseLayer.Builder()
                    .nOut(last ? classes : hyper.scaledHiddenUnits())
                    .kernelQuantizer(quantizer)
                    .hasBias(hyper.bias())
                    .weightInit(kernelInit())
                    .dropOut(dropout(first ? hyper.inputDropRate() : hyper.hiddenDropRate()))
                    .build();
            (last ? BinaryBlock.output(dense) : BinaryBlock.hidden(dense))
                    .normalization(binaryNormalization())
                    .addTo(list);
            first = false;
        }
        list.layer(
                hyper.loss() == Loss.HINGE
                        ? new LossLayer.Builder(SquaredHingeLoss.oneHot())
                                .activation(Activation.IDENTITY)
                                .build()
                        : new LossLayer.Builder(new LossMCXENT())
                                .activation(Activation.SOFTMAX)
                                .build());
        return list.setInputType(inputType()).build();
    }

    private MultiLayerConfiguration floatTwin() {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(hyper.seed())
                .updater(new Adam(schedule()))
                .weightInit(WeightInit.RELU)
                .list();
        boolean first = true;
        for (ConvolutionBlock block : hyper.convolutionBlocks()) {
            list.layer(new ConvolutionLayer.Builder(block.size(), block.size())
                    .convolutionMode(ConvolutionMode.Same)
                    .nOut(block.filters())
                    .activation(Activation.IDENTITY)
                    .hasBias(false)
                    .dropOut(first ? dropout(hyper.inputDropRate()) : null)
                    .build());
            if (block.pooling() > 1) {
                list.layer(new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(block.pooling(), block.pooling())
                        .stride(block.pooling(), block.pooling())
                        .build());
            }
            addNormalizationAndRelu(list);
            first = false;
        }
        for (int i = 0; i < hyper.hiddenLayers(); i++) {
            list.layer(new DenseLayer.Builder()
                    .nOut(hyper.scaledHiddenUnits())
                    .activation(Activation.IDENTITY)
                    .hasBias(false)
                    .dropOut(dropout(first ? hyper.inputDropRate() : hyper.hiddenDropRate()))
                    .build());
            addNormalizationAndRelu(list);
            first = false;
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .dropOut(dropout(hyper.hiddenDropRate()))
                .build());
        return list.setInputType(inputType()).build();
    }

    private void addNormalizationAndRelu(NeuralNetConfiguration.ListBuilder list) {
        list.layer(normalization(new BatchNormalization.Builder())).layer(new ActivationLayer(Activation.RELU));
    }

    /** Flat, as image iterators have it. */
    InputType inputType() {
        return hyper.convolutions().isEmpty()
                ? InputType.feedForward(input.pixels())
                : InputType.convolutionalFlat(input.rows(), input.columns(), input.channels());
    }

    private IUpdater binaryUpdater() {
        return switch (hyper.updater()) {
            case ADAM -> new KernelScaledUpdater(new Adam(schedule()), hyper.kernelRateMultiplier());
            case SHIFT_ADAMAX -> new KernelScaledUpdater(new ShiftAdaMax(schedule()), hyper.kernelRateMultiplier());
            case BOP ->
                new KernelSplitUpdater(
                        new Bop(schedule(), BOP_THRESHOLD), new Adam(schedule(Updater.ADAM.learningRate())));
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

    private BatchNormalization binaryNormalization() {
        return normalization(
                hyper.normalization() == Normalization.SHIFT
                        ? new ShiftBatchNormalization.Builder()
                        : new FastBatchNormalization.Builder());
    }

    private BatchNormalization normalization(BatchNormalization.Builder kind) {
        return kind.decay(hyper.normalizationDecay()).eps(BATCH_NORM_EPSILON).build();
    }

    /** Null for none. */
    private IDropout dropout(double rate) {
        if (rate == 0) {
            return null;
        }
        return hyper.floatTwin() || hyper.scaledDropout() ? new Dropout(1 - rate) : NoScaleDropout.dropRate(rate);
    }
}
