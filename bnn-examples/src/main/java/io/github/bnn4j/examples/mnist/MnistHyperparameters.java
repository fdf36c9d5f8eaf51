package io.github.bnn4j.examples.mnist;

import static io.github.bnn4j.examples.mnist.OptionCheck.isPositive;
import static io.github.bnn4j.examples.mnist.OptionCheck.isRate;
import static io.github.bnn4j.examples.mnist.OptionCheck.require;

import java.util.Locale;
import java.util.Objects;

/**
 * Everything that decides the result of a training on MNIST, or on a data set of its format.
 *
 * @param floatTwin train the float network of the same widths instead
 * @param hiddenUnits units of each hidden layer
 * @param hiddenLayers number of hidden layers
 * @param epochs number of epochs; the learning rate falls over just as many
 * @param batchSize images in a mini-batch
 * @param learningRate of the first epoch; with {@link Updater#BOP}, Bop's gamma
 * @param finalLearningRate towards which it falls exponentially, epoch by epoch
 * @param inputDropRate share of pixels dropped, in [0, 1)
 * @param hiddenDropRate share of hidden activations dropped, in [0, 1)
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
 */
public record MnistHyperparameters(
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
        Double normalizationDecay) {

    /** Deeplearning4j's. */
    static final double DEFAULT_DECAY = .9;

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
    public MnistHyperparameters {
        updater = Objects.requireNonNullElse(updater, Updater.ADAM);
        normalization = Objects.requireNonNullElse(normalization, Normalization.BATCH);
        normalizationDecay = Objects.requireNonNullElse(normalizationDecay, DEFAULT_DECAY);
        require(isRate(normalizationDecay), "--normalization-decay must be in [0, 1)", normalizationDecay);
        require(!floatTwin || updater == Updater.ADAM, "--float is trained by --updater adam", updater);
        require(!floatTwin || normalization == Normalization.BATCH, "--float has --normalization batch", normalization);
        require(
                updater != Updater.BOP || learningRate <= 1,
                "--learning-rate is gamma with --updater bop, at most 1",
                learningRate);
        require(hiddenUnits >= 1, "--hidden-units must be at least 1", hiddenUnits);
        require(hiddenLayers >= 1, "--hidden-layers must be at least 1", hiddenLayers);
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

    /** The float network of the same widths, with softmax, which stands for it in comparisons. */
    public MnistHyperparameters asFloatTwin() {
        return new MnistHyperparameters(
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
                normalizationDecay);
    }
}
