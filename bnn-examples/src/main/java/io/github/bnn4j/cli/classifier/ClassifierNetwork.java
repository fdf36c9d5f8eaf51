package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.settings.Architecture;
import io.github.bnn4j.cli.settings.Architecture.Loss;
import io.github.bnn4j.cli.settings.Architecture.Normalization;
import io.github.bnn4j.cli.settings.Binarization;
import io.github.bnn4j.cli.settings.ConvolutionBlock;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.QuantizerNames;
import io.github.bnn4j.cli.settings.Schedule;
import io.github.bnn4j.cli.settings.Schedule.DecayBy;
import io.github.bnn4j.cli.settings.Schedule.Updater;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.FastMaxPooling;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.layer.SignedInit;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.schedule.CosineSchedule;
import io.github.bnn4j.schedule.LinearSchedule;
import io.github.bnn4j.schedule.WarmUpSchedule;
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
import org.deeplearning4j.nn.conf.layers.Layer;
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
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The chains of the programs, binarized or float twins, by DL4J's ordinary builder: blocks of convolution, then dense ones. */
public final class ClassifierNetwork {

    private static final double BATCH_NORM_EPSILON = 1e-4;

    /** Bop compares it with a mean over the mini-batch; a weight flips as soon as its recent gradients agree. */
    private static final double BOP_THRESHOLD = 1e-6;

    private final Architecture architecture;
    private final Binarization binarization;
    private final Schedule schedule;
    private final PixelShape input;
    private final int classes;
    private final int stepsPerEpoch;

    /**
     * @param images all training images, those that validate at their end
     * @throws IllegalArgumentException if the images are too small for so much pooling
     */
    public ClassifierNetwork(Hyperparameters hyper, LabelledImages images) {
        this.architecture = hyper.architecture();
        this.binarization = hyper.binarization();
        this.schedule = hyper.schedule();
        this.input = images.shape();
        this.classes = images.classes();
        int trained = Math.max(1, images.size() - hyper.validation().validationImages());
        this.stepsPerEpoch = ImageIterator.inOrder(images.range(0, trained), schedule.batchSize())
                .batches();
        requirePixelsLeft();
    }

    private void requirePixelsLeft() {
        int side = Math.min(input.rows(), input.columns());
        for (ConvolutionBlock block : architecture.convolutionBlocks()) {
            side /= block.pooling();
        }
        if (side == 0) {
            throw new IllegalArgumentException("--convolutions " + architecture.convolutions()
                    + " pools more often than images of " + input + " can be");
        }
    }

    /**
     * Returns the network, initialized.
     *
     * @param images all training images, those that validate at their end
     * @throws IllegalArgumentException if the images are too small for so much pooling
     */
    public static MultiLayerNetwork initialized(Hyperparameters hyper, LabelledImages images) {
        MultiLayerNetwork network = new MultiLayerNetwork(new ClassifierNetwork(hyper, images).configuration());
        network.init();
        return network;
    }

    public MultiLayerConfiguration configuration() {
        return architecture.floatTwin() ? floatTwin() : binary();
    }

    /** Blocks of dropout, binary layer, max pooling, batch normalization and sign; the last block ends at the loss. */
    private MultiLayerConfiguration binary() {
        Quantizer quantizer = QuantizerNames.forKernels(binarization.kernelQuantizer());
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(schedule.seed())
                .updater(binaryUpdater())
                .list();
        boolean first = true;
        for (ConvolutionBlock block : architecture.convolutionBlocks()) {
            BinaryBlock hidden = hidden(new BinaryConvolutionLayer.Builder(block.size(), block.size())
                            .convolutionMode(ConvolutionMode.Same)
                            .nOut(block.filters())
                            .kernelQuantizer(quantizer)
                            .hasBias(architecture.bias())
                            .weightInit(kernelInit())
                            .dropOut(first ? dropout(architecture.inputDropRate()) : null)
                            .build())
                    .normalization(binaryNormalization());
            (block.pooling() == 1 ? hidden : hidden.maxPool(new FastMaxPooling.Builder(block.pooling()).build()))
                    .addTo(list);
            first = false;
        }
        for (int i = 0; i <= architecture.hiddenLayers(); i++) {
            boolean last = i == architecture.hiddenLayers();
            BinaryDenseLayer dense = new BinaryDenseLayer.Builder()
                    .nOut(last ? classes : architecture.scaledHiddenUnits())
                    .kernelQuantizer(quantizer)
                    .hasBias(architecture.bias())
                    .weightInit(kernelInit())
                    .dropOut(dropout(first ? architecture.inputDropRate() : architecture.hiddenDropRate()))
                    .build();
            (last ? BinaryBlock.output(dense) : hidden(dense))
                    .normalization(binaryNormalization())
                    .addTo(list);
            first = false;
        }
        list.layer(
                architecture.loss() == Loss.HINGE
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
                .seed(schedule.seed())
                .updater(new Adam(rates()))
                .weightInit(WeightInit.RELU)
                .list();
        boolean first = true;
        for (ConvolutionBlock block : architecture.convolutionBlocks()) {
            list.layer(new ConvolutionLayer.Builder(block.size(), block.size())
                    .convolutionMode(ConvolutionMode.Same)
                    .nOut(block.filters())
                    .activation(Activation.IDENTITY)
                    .hasBias(false)
                    .dropOut(first ? dropout(architecture.inputDropRate()) : null)
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
        for (int i = 0; i < architecture.hiddenLayers(); i++) {
            list.layer(new DenseLayer.Builder()
                    .nOut(architecture.scaledHiddenUnits())
                    .activation(Activation.IDENTITY)
                    .hasBias(false)
                    .dropOut(dropout(first ? architecture.inputDropRate() : architecture.hiddenDropRate()))
                    .build());
            addNormalizationAndRelu(list);
            first = false;
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .dropOut(dropout(architecture.hiddenDropRate()))
                .build());
        return list.setInputType(inputType()).build();
    }

    private BinaryBlock hidden(Layer layer) {
        return BinaryBlock.hidden(layer)
                .activation(new SignActivation(QuantizerNames.forActivations(binarization.activationQuantizer())));
    }

    private void addNormalizationAndRelu(NeuralNetConfiguration.ListBuilder list) {
        list.layer(normalization(new BatchNormalization.Builder())).layer(new ActivationLayer(Activation.RELU));
    }

    private InputType inputType() {
        return inputType(architecture, input);
    }

    /** Returns the type of flat images, as image iterators have them. */
    static InputType inputType(Architecture architecture, PixelShape input) {
        return architecture.isChain() && architecture.convolutions().isEmpty()
                ? InputType.feedForward(input.pixels())
                : InputType.convolutionalFlat(input.rows(), input.columns(), input.channels());
    }

    private IUpdater binaryUpdater() {
        return switch (schedule.updater()) {
            case ADAM -> new KernelScaledUpdater(new Adam(rates()), binarization.kernelRateMultiplier());
            case SHIFT_ADAMAX -> new KernelScaledUpdater(new ShiftAdaMax(rates()), binarization.kernelRateMultiplier());
            case BOP ->
                new KernelSplitUpdater(new Bop(rates(), BOP_THRESHOLD), new Adam(rates(Updater.ADAM.learningRate())));
        };
    }

    /** Returns adam at the schedule's rates, without a factor for kernels. */
    IUpdater adam() {
        return new Adam(rates());
    }

    private IWeightInit kernelInit() {
        return schedule.updater() == Updater.BOP ? new SignedInit(1) : new LatentUniformInit(KernelBound.of(1));
    }

    private ISchedule rates() {
        return rates(schedule.learningRate());
    }

    private ISchedule rates(double first) {
        ISchedule fall = fall(first);
        return schedule.warmUp() == 0
                ? fall
                : new WarmUpSchedule(fall, Math.multiplyExact(schedule.warmUp(), stepsPerEpoch));
    }

    /** Returns a rate that falls over all epochs as the schedule's does. */
    private ISchedule fall(double first) {
        boolean byStep = schedule.decayBy() == DecayBy.STEP;
        ScheduleType type = byStep ? ScheduleType.ITERATION : ScheduleType.EPOCH;
        long falls = (long) schedule.epochs() * (byStep ? stepsPerEpoch : 1);
        double share = schedule.finalLearningRate() / schedule.learningRate();
        return switch (schedule.decay()) {
            case EXPONENTIAL -> new ExponentialSchedule(type, first, Math.pow(share, 1.0 / falls));
            case COSINE -> new CosineSchedule(type, first, first * share, Math.toIntExact(falls));
            case LINEAR -> new LinearSchedule(type, first, first * share, Math.toIntExact(falls));
        };
    }

    private BatchNormalization binaryNormalization() {
        return normalization(
                architecture.normalization() == Normalization.SHIFT
                        ? new ShiftBatchNormalization.Builder()
                        : new FastBatchNormalization.Builder());
    }

    private BatchNormalization normalization(BatchNormalization.Builder kind) {
        return kind.decay(architecture.normalizationDecay())
                .eps(BATCH_NORM_EPSILON)
                .build();
    }

    /** Returns the dropout; null for none. */
    private IDropout dropout(double rate) {
        if (rate == 0) {
            return null;
        }
        return architecture.floatTwin() || architecture.scaledDropout()
                ? new Dropout(1 - rate)
                : NoScaleDropout.dropRate(rate);
    }
}
