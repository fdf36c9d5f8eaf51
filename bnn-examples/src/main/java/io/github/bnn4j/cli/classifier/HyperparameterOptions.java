package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.classifier.Hyperparameters.Loss;
import io.github.bnn4j.cli.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.cli.classifier.Hyperparameters.Updater;
import io.github.bnn4j.cli.command.UsageError;
import java.util.Objects;
import picocli.CommandLine.Option;

/** The hyperparameters as options. One that is not given is null, and the preset's or the checkpoint's value holds. */
public final class HyperparameterOptions {

    @Option(names = "--float", description = "Train the float twin: the same widths, with ReLU and softmax.")
    private Boolean floatTwin;

    @Option(
            names = "--convolutions",
            paramLabel = "BLOCKS",
            description =
                    "Convolutions ahead of the dense layers, such as 128C3-128C3-P2: 128 filters of 3 x 3, twice, "
                            + "then max pooling of 2 x 2.")
    private String convolutions;

    @Option(names = "--hidden-units", paramLabel = "N", description = "Units of each hidden dense layer.")
    private Integer hiddenUnits;

    @Option(names = "--hidden-layers", paramLabel = "N", description = "Number of hidden dense layers.")
    private Integer hiddenLayers;

    @Option(
            names = "--width-multiplier",
            paramLabel = "FACTOR",
            description = "Factor on the filters of all convolutions and the units of all hidden dense layers.")
    private Double widthMultiplier;

    @Option(
            names = "--augment",
            negatable = true,
            description = "Flip training images at random, left to right, and shift them by up to 4 pixels: for "
                    + "photographs rather than digits.")
    private Boolean augment;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Number of epochs; the learning rate falls over as many.")
    private Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Images in a mini-batch.")
    private Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate of the first epoch.")
    private Double learningRate;

    @Option(
            names = "--final-learning-rate",
            paramLabel = "RATE",
            description = "Learning rate that it falls to, exponentially.")
    private Double finalLearningRate;

    @Option(names = "--input-drop-rate", paramLabel = "RATE", description = "Share of pixels dropped, in [0, 1).")
    private Double inputDropRate;

    @Option(
            names = "--hidden-drop-rate",
            paramLabel = "RATE",
            description = "Share of hidden activations dropped ahead of dense layers, in [0, 1).")
    private Double hiddenDropRate;

    @Option(
            names = "--scaled-dropout",
            negatable = true,
            description = "Scale what dropout keeps, as DL4J's own dropout does; the float twin always does.")
    private Boolean scaledDropout;

    @Option(names = "--stochastic", negatable = true, description = "Draw binarized kernels at random in training.")
    private Boolean stochastic;

    @Option(names = "--loss", description = "Loss function: ${COMPLETION-CANDIDATES}; the float twin has softmax.")
    private Loss loss;

    @Option(names = "--bias", negatable = true, description = "Give the binary layers a bias.")
    private Boolean bias;

    @Option(
            names = "--kernel-rate-multiplier",
            paramLabel = "FACTOR",
            description = "Factor on the Glorot learning-rate scale of binary kernels; the article's code has 0.25.")
    private Double kernelRateMultiplier;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
    private Long seed;

    @Option(
            names = "--validation-images",
            paramLabel = "N",
            description = "Images from the end of the training set that choose the model; 0 to train on all.")
    private Integer validationImages;

    @Option(
            names = "--recalibration-images",
            paramLabel = "N",
            description = "Training images over which batch normalization is recalibrated for evaluation; 0 for none.")
    private Integer recalibrationImages;

    @Option(
            names = "--updater",
            description =
                    "Updater of the binarized network: ${COMPLETION-CANDIDATES}. The learning rate's default follows "
                            + "it; with bop it is Bop's gamma.")
    private Updater updater;

    @Option(
            names = "--normalization",
            description = "Batch normalization of the binarized network, DL4J's or the shift-based one: "
                    + "${COMPLETION-CANDIDATES}.")
    private Normalization normalization;

    @Option(
            names = "--normalization-decay",
            paramLabel = "DECAY",
            description = "Decay of the running statistics of batch normalization, in [0, 1).")
    private Double normalizationDecay;

    /** Options that change the learning rates alone; null for one that is not given. */
    public static HyperparameterOptions ofLearningRates(Double first, Double last) {
        HyperparameterOptions options = new HyperparameterOptions();
        options.learningRate = first;
        options.finalLearningRate = last;
        return options;
    }

    /**
     * @throws UsageError naming the option whose value cannot be
     */
    public Hyperparameters applyTo(Hyperparameters base) throws UsageError {
        try {
            return changed(base);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }

    private Hyperparameters changed(Hyperparameters base) {
        // A rate that suits one updater is far off for another; it falls as steeply.
        double suited = updater == null || updater == base.updater() ? base.learningRate() : updater.learningRate();
        double fall = base.finalLearningRate() / base.learningRate();
        return new Hyperparameters(
                or(floatTwin, base.floatTwin()),
                or(hiddenUnits, base.hiddenUnits()),
                or(hiddenLayers, base.hiddenLayers()),
                or(epochs, base.epochs()),
                or(batchSize, base.batchSize()),
                or(learningRate, suited),
                or(finalLearningRate, suited == base.learningRate() ? base.finalLearningRate() : suited * fall),
                or(inputDropRate, base.inputDropRate()),
                or(hiddenDropRate, base.hiddenDropRate()),
                or(scaledDropout, base.scaledDropout()),
                or(stochastic, base.stochastic()),
                or(loss, base.loss()),
                or(bias, base.bias()),
                or(kernelRateMultiplier, base.kernelRateMultiplier()),
                or(seed, base.seed()),
                or(validationImages, base.validationImages()),
                or(recalibrationImages, base.recalibrationImages()),
                or(updater, base.updater()),
                or(normalization, base.normalization()),
                or(normalizationDecay, base.normalizationDecay()),
                or(convolutions, base.convolutions()),
                or(widthMultiplier, base.widthMultiplier()),
                or(augment, base.augment()));
    }

    private static <T> T or(T given, T base) {
        return Objects.requireNonNullElse(given, base);
    }
}
