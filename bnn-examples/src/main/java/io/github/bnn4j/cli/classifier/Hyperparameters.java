package io.github.bnn4j.cli.classifier;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.isRate;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.data.PixelShape;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Everything that decides the result of a training: the network, blocks of convolution and then of dense layers, and how
 * it learns.
 *
 * @param floatTwin train the float network of the same widths instead
 * @param hiddenUnits units of each hidden dense layer
 * @param hiddenLayers number of hidden dense layers
 * @param epochs number of epochs; the learning rate falls over just as many
 * @param batchSize images in a mini-batch
 * @param learningRate of the first epoch; with {@link Updater#BOP}, Bop's gamma
 * @param finalLearningRate towards which it falls exponentially, epoch by epoch
 * @param inputDropRate share of pixels dropped, in [0, 1)
 * @param hiddenDropRate share of the input of each dense layer but a first one dropped, in [0, 1)
 * @param scaledDropout divide what is kept by the keep probability, as DL4J's own dropout does
 * @param stochastic draw the binarized kernels at random in training
 * @param loss the loss function
 * @param bias give the binary layers a bias
 * @param kernelRateMultiplier factor on the Glorot learning-rate scale of kernels; the article's code has 0.25
 * @param seed at least 1; of initial weights, order of images, dropout and stochastic signs
 * @param validationImages taken from the end of the training images, to choose the model
 * @param recalibrationImages training images to recalibrate batch normalization over; 0 for none
 * @param updater of the binarized network; null, as in older checkpoints, for Adam
 * @param normalization of the binarized network; null, as in older checkpoints, for the ordinary one
 * @param normalizationDecay of the running mean and variance of batch normalization, in [0, 1); null for .9
 * @param convolutions ahead of the dense layers, such as {@code 128C3-128C3-P2}; null, as in older checkpoints, for none
 * @param widthMultiplier factor on the filters of convolutions and the units of hidden layers; null for 1
 * @param augment flip training images at random, and shift them
 */
public record Hyperparameters(
        boolean floatTwin,
        int hiddenUnits,
        int hiddenLayers,
        int epochs,
        int batchSize,
        double learningRate,
        double finalLearningRate,
        double inputDropRate,
        double hiddenDropRate,
        boolean scaledDropout,
        boolean stochastic,
        Loss loss,
        boolean bias,
        double kernelRateMultiplier,
        long seed,
        int validationImages,
        int recalibrationImages,
        Updater updater,
        Normalization normalization,
        Double normalizationDecay,
        String convolutions,
        Double widthMultiplier,
        boolean augment) {

    /** Deeplearning4j's. */
    private static final double DEFAULT_DECAY = .9;

    /** What the last layer is trained with. */
    public enum Loss {
        /** Squared hinge loss, the paper's. */
        HINGE,
        /** Cross-entropy after softmax. */
        SOFTMAX
    }

    /** What the binarized network is trained by. */
    public enum Updater {
        ADAM(.01),
        /** The paper's, with shifts for multiplications. */
        SHIFT_ADAMAX(0x1p-7),
        /** Flips kernels and has no latent ones; batch normalization and biases have Adam. */
        BOP(.01);

        private final double learningRate;

        Updater(double learningRate) {
            this.learningRate = learningRate;
        }

        /** One that suits short trainings. */
        double learningRate() {
            return learningRate;
        }

        /** As options have it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Batch normalization of the binarized network. */
    public enum Normalization {
        BATCH,
        /** The paper's, with shifts for multiplications. */
        SHIFT;

        /** As options have it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Hyperparameters {
        updater = Objects.requireNonNullElse(updater, Updater.ADAM);
        normalization = Objects.requireNonNullElse(normalization, Normalization.BATCH);
        normalizationDecay = Objects.requireNonNullElse(normalizationDecay, DEFAULT_DECAY);
        convolutions = Objects.requireNonNullElse(convolutions, "");
        widthMultiplier = Objects.requireNonNullElse(widthMultiplier, 1.0);
        ConvolutionBlock.parse(convolutions);
        require(isPositive(widthMultiplier), "--width-multiplier must be greater than 0", widthMultiplier);
        require(isRate(normalizationDecay), "--normalization-decay must be in [0, 1)", normalizationDecay);
        require(!floatTwin || updater == Updater.ADAM, "--float is trained by --updater adam", updater);
        require(!floatTwin || normalization == Normalization.BATCH, "--float has --normalization batch", normalization);
        require(
                updater != Updater.BOP || learningRate <= 1,
                "--learning-rate is gamma with --updater bop, at most 1",
                learningRate);
        require(hiddenUnits >= 1, "--hidden-units must be at least 1", hiddenUnits);
        require(
                hiddenLayers >= (convolutions.isEmpty() ? 1 : 0),
                convolutions.isEmpty() ? "--hidden-layers must be at least 1" : "--hidden-layers must be at least 0",
                hiddenLayers);
        require(epochs >= 1, "--epochs must be at least 1", epochs);
        require(batchSize >= 2, "--batch-size must be at least 2, for batch normalization", batchSize);
        require(isPositive(learningRate), "--learning-rate must be greater than 0", learningRate);
        require(isPositive(finalLearningRate), "--final-learning-rate must be greater than 0", finalLearningRate);
        require(isRate(inputDropRate), "--input-drop-rate must be in [0, 1)", inputDropRate);
        require(isRate(hiddenDropRate), "--hidden-drop-rate must be in [0, 1)", hiddenDropRate);
        require(
                isPositive(kernelRateMultiplier),
                "--kernel-rate-multiplier must be greater than 0",
                kernelRateMultiplier);
        // ND4J takes 0 for "no seed".
        require(seed >= 1 && seed <= Integer.MAX_VALUE, "--seed must be between 1 and 2147483647", seed);
        require(validationImages >= 0, "--validation-images must be at least 0", validationImages);
        require(recalibrationImages >= 0, "--recalibration-images must be at least 0", recalibrationImages);
    }

    /** The convolutions as wide as they are trained. */
    List<ConvolutionBlock> convolutionBlocks() {
        return ConvolutionBlock.parse(convolutions).stream()
                .map(block -> block.withFilters(scaled(block.filters())))
                .toList();
    }

    /** Units of each hidden dense layer as they are trained. */
    int scaledHiddenUnits() {
        return scaled(hiddenUnits);
    }

    private int scaled(int width) {
        return Math.max(1, Math.toIntExact(Math.round(width * widthMultiplier)));
    }

    /** Such as {@code 784-3x1024-10} or {@code 3x32x32-32C3-32C3-P2-2x256-10}. */
    public String title(PixelShape input, int classes) {
        String convolutional =
                convolutionBlocks().stream().map(block -> block + "-").collect(Collectors.joining());
        return (convolutional.isEmpty()
                        ? String.valueOf(input.pixels())
                        : input.toString().replace(" ", "")) + "-" + convolutional
                + (hiddenLayers == 0 ? "" : hiddenLayers + "x" + scaledHiddenUnits() + "-") + classes;
    }

    /** The float network of the same widths, with softmax, which stands for it in comparisons. */
    public Hyperparameters asFloatTwin() {
        return new Hyperparameters(
                true,
                hiddenUnits,
                hiddenLayers,
                epochs,
                batchSize,
                learningRate,
                finalLearningRate,
                inputDropRate,
                hiddenDropRate,
                true,
                false,
                Loss.SOFTMAX,
                false,
                kernelRateMultiplier,
                seed,
                validationImages,
                recalibrationImages,
                Updater.ADAM,
                Normalization.BATCH,
                normalizationDecay,
                convolutions,
                widthMultiplier,
                augment);
    }
}
