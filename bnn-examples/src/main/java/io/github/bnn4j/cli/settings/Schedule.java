package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import java.util.Locale;

/**
 * Says how a network learns.
 *
 * @param epochs at least 1; the learning rate falls over just as many
 * @param batchSize images in a mini-batch, at least 2
 * @param updater of the binarized network
 * @param learningRate at first; with {@link Updater#BOP}, Bop's gamma
 * @param finalLearningRate towards which it falls
 * @param decay the curve of its fall
 * @param decayBy how often it falls
 * @param warmUp epochs in which it rises to its height, step by step; at least 0, less than all
 * @param realKernelsFor epochs at first whose kernels are real and only activations are binary; at least 0, less than all
 * @param flip training images at random, left to right
 * @param shift pixels by which training images are shifted at most, in each direction; at least 0
 * @param cutout side of a grey square in each training image, in pixels; at least 0, for none
 * @param mixup parameter of the Beta distribution by which training images are mixed in pairs, in [0, 1]; 0 to leave them
 * @param seed at least 1; of initial weights, order of images, dropout and stochastic signs
 */
public record Schedule(
        int epochs,
        int batchSize,
        Updater updater,
        double learningRate,
        double finalLearningRate,
        Decay decay,
        DecayBy decayBy,
        int warmUp,
        int realKernelsFor,
        boolean flip,
        int shift,
        int cutout,
        double mixup,
        long seed) {

    /** Tells what the binarized network is trained by. */
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

        /** Returns one that suits short trainings. */
        public double learningRate() {
            return learningRate;
        }

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Tells how a learning rate falls. */
    public enum Decay {
        /** It falls by the same factor each time. */
        EXPONENTIAL,
        /** It falls as half a wave does: slowly at first and at the end. */
        COSINE,
        /** It falls by the same amount each time. */
        LINEAR;

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tells how often a learning rate falls. */
    public enum DecayBy {
        EPOCH,
        /** It falls with each mini-batch, as the article's does. */
        STEP;

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Schedule {
        require(epochs >= 1, "--epochs must be at least 1", epochs);
        require(batchSize >= 2, "--batch-size must be at least 2, for batch normalization", batchSize);
        require(isPositive(learningRate), "--learning-rate must be greater than 0", learningRate);
        require(isPositive(finalLearningRate), "--final-learning-rate must be greater than 0", finalLearningRate);
        require(
                updater != Updater.BOP || learningRate <= 1,
                "--learning-rate must be at most 1 with --updater bop, where it is gamma",
                learningRate);
        require(
                warmUp >= 0 && warmUp < epochs,
                "--warm-up must be at least 0 and less than --epochs, which is " + epochs,
                warmUp);
        require(
                realKernelsFor >= 0 && realKernelsFor < epochs,
                "--real-kernels-for must be at least 0 and less than --epochs, which is " + epochs,
                realKernelsFor);
        require(
                realKernelsFor == 0 || updater != Updater.BOP,
                "--real-kernels-for trains latent kernels, of which --updater bop has none",
                realKernelsFor);
        require(shift >= 0, "--shift must be at least 0", shift);
        require(cutout >= 0, "--cutout must be at least 0", cutout);
        require(mixup >= 0 && mixup <= 1, "--mixup must be in [0, 1]", mixup);
        // ND4J takes 0 for "no seed".
        require(seed >= 1 && seed <= Integer.MAX_VALUE, "--seed must be between 1 and 2147483647", seed);
    }

    /** Tells whether the learning rate stays as it is, once it is warm: then an epoch does not depend on how many are to follow. */
    public boolean isConstant() {
        return learningRate == finalLearningRate;
    }

    /** Returns this schedule for another updater. A rate that suits one updater is far off for another; it falls as steeply. */
    Schedule trainedBy(Updater other) {
        if (other == updater) {
            return this;
        }
        double fall = finalLearningRate / learningRate;
        return new Schedule(
                epochs,
                batchSize,
                other,
                other.learningRate(),
                other.learningRate() * fall,
                decay,
                decayBy,
                warmUp,
                realKernelsFor,
                flip,
                shift,
                cutout,
                mixup,
                seed);
    }
}
