package io.github.bnn4j.examples.mnist;

import static io.github.bnn4j.examples.mnist.OptionCheck.isPositive;
import static io.github.bnn4j.examples.mnist.OptionCheck.isRate;
import static io.github.bnn4j.examples.mnist.OptionCheck.require;

/**
 * Everything that decides the result of a training on MNIST, or on a data set of its format.
 *
 * @param floatTwin train the float network of the same widths instead
 * @param hiddenUnits units of each hidden layer
 * @param hiddenLayers number of hidden layers
 * @param epochs number of epochs; the learning rate falls over just as many
 * @param batchSize images in a mini-batch
 * @param learningRate of the first epoch
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
        int recalibrationImages) {

    /** What the last layer is trained with. */
    public enum Loss {
        /** Squared hinge loss, the paper's. */
        HINGE,
        /** Cross-entropy after softmax. */
        SOFTMAX
    }

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public MnistHyperparameters {
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
                recalibrationImages);
    }
}
