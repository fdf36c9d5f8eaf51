package io.github.bnn4j.cli.settings;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.settings.Architecture.Loss;
import io.github.bnn4j.cli.settings.Architecture.NetworkKind;
import io.github.bnn4j.cli.settings.Architecture.Normalization;
import io.github.bnn4j.cli.settings.Schedule.Decay;
import io.github.bnn4j.cli.settings.Schedule.DecayBy;
import io.github.bnn4j.cli.settings.Schedule.Updater;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The hyperparameters as options, in the groups and by the names that they have in JSON. One that is not given is null, and the
 * preset's or the checkpoint's value holds.
 */
public final class HyperparameterOptions {

    @Mixin
    private OfArchitecture architecture = new OfArchitecture();

    @Mixin
    private OfBinarization binarization = new OfBinarization();

    @Mixin
    private OfSchedule schedule = new OfSchedule();

    @Mixin
    private OfTargets targets = new OfTargets();

    @Mixin
    private OfValidation validation = new OfValidation();

    /** Ends {@code --help} with what each preset has. */
    @Spec(Spec.Target.MIXEE)
    void showPresets(CommandSpec command) {
        // Not before: each program would read all presets as it starts.
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> PresetTable.text());
    }

    /** Options that change the learning rates alone; null for one that is not given. */
    public static HyperparameterOptions ofLearningRates(Double first, Double last) {
        HyperparameterOptions options = new HyperparameterOptions();
        options.schedule.learningRate = first;
        options.schedule.finalLearningRate = last;
        return options;
    }

    /** Returns the name of the preset that the network has which an option names; null if none does. */
    public String presetOfNet() {
        return architecture.net == null || architecture.net == NetworkKind.CHAIN ? null : architecture.net.toString();
    }

    /** Returns the quantizers which options name that are classes of the user's own. */
    public List<String> ownClasses() {
        return QuantizerNames.ownClasses(Arrays.asList(binarization.kernelQuantizer, binarization.activationQuantizer));
    }

    /**
     * @throws UsageError naming the option whose value cannot be
     */
    public Hyperparameters applyTo(Hyperparameters base) throws UsageError {
        NetworkKind net = architecture.net == null ? base.architecture().net() : architecture.net;
        if (net != NetworkKind.CHAIN) {
            refuseChainOptions(net);
        }
        try {
            Hyperparameters start = schedule.updater == null ? base : base.trainedBy(schedule.updater);
            return HyperparametersJson.changed(start, given());
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }

    private void refuseChainOptions(NetworkKind net) throws UsageError {
        Optional<String> chainOption = ChainOptions.firstOf(given());
        if (chainOption.isPresent()) {
            throw new UsageError("--net " + net + " has no " + PresetTable.optionName(chainOption.get())
                    + ": that describes chains");
        }
    }

    private JsonNode given() {
        return HyperparametersJson.JSON.valueToTree(this);
    }

    /** See {@link Architecture}. */
    static final class OfArchitecture {

        @Option(names = "--float", description = "Train the float twin: the same widths, with ReLU and softmax.")
        private Boolean floatTwin;

        @Option(
                names = "--net",
                description =
                        "The network: a chain, which the options below describe, or a residual one, which has a preset "
                                + "of its name: ${COMPLETION-CANDIDATES}.")
        private NetworkKind net;

        @Option(
                names = "--convolutions",
                paramLabel = "BLOCKS",
                description =
                        "Convolutions ahead of the dense layers, such as 128C3-128C3-P2: 128 filters of 3 x 3, twice, "
                                + "then max pooling of 2 x 2.")
        private String convolutions;

        @Option(names = "--hidden-layers", paramLabel = "N", description = "Number of hidden dense layers.")
        private Integer hiddenLayers;

        @Option(names = "--hidden-units", paramLabel = "N", description = "Units of each hidden dense layer.")
        private Integer hiddenUnits;

        @Option(
                names = "--width-multiplier",
                paramLabel = "FACTOR",
                description = "Factor on the filters of all convolutions and the units of all hidden dense layers.")
        private Double widthMultiplier;

        @Option(names = "--bias", negatable = true, description = "Give the binary layers a bias.")
        private Boolean bias;

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

        @Option(names = "--loss", description = "Loss function: ${COMPLETION-CANDIDATES}; the float twin has softmax.")
        private Loss loss;
    }

    /** See {@link Binarization}. */
    static final class OfBinarization {

        @Option(
                names = "--kernel-quantizer",
                paramLabel = "NAME",
                completionCandidates = QuantizerNames.OfKernels.class,
                description =
                        "Quantizer of kernels: ${COMPLETION-CANDIDATES}, or a class of your own; stochastic draws "
                                + "binarized kernels at random in training.")
        private String kernelQuantizer;

        @Option(
                names = "--activation-quantizer",
                paramLabel = "NAME",
                completionCandidates = QuantizerNames.OfActivations.class,
                description =
                        "Quantizer of hidden activations, whose pseudo-gradients differ: ${COMPLETION-CANDIDATES}, or "
                                + "a class of your own.")
        private String activationQuantizer;

        @Option(
                names = "--kernel-rate-multiplier",
                paramLabel = "FACTOR",
                description =
                        "Factor on the Glorot learning-rate scale of binary kernels; the article's code has 0.25.")
        private Double kernelRateMultiplier;
    }

    /** See {@link Schedule}. */
    static final class OfSchedule {

        @Option(
                names = "--epochs",
                paramLabel = "N",
                description = "Number of epochs; the learning rate falls over as many.")
        private Integer epochs;

        @Option(names = "--batch-size", paramLabel = "N", description = "Images in a mini-batch.")
        private Integer batchSize;

        @Option(
                names = "--updater",
                description =
                        "Updater of the binarized network: ${COMPLETION-CANDIDATES}. The learning rate's default follows "
                                + "it; with bop it is Bop's gamma.")
        private Updater updater;

        @Option(names = "--learning-rate", paramLabel = "RATE", description = "Learning rate at first.")
        private Double learningRate;

        @Option(names = "--final-learning-rate", paramLabel = "RATE", description = "Learning rate that it falls to.")
        private Double finalLearningRate;

        @Option(names = "--decay", description = "Curve by which the learning rate falls: ${COMPLETION-CANDIDATES}.")
        private Decay decay;

        @Option(names = "--decay-by", description = "How often the learning rate falls: ${COMPLETION-CANDIDATES}.")
        private DecayBy decayBy;

        @Option(
                names = "--warm-up",
                paramLabel = "EPOCHS",
                description = "Epochs in which the learning rate rises from next to nothing, mini-batch by mini-batch.")
        private Integer warmUp;

        @Option(
                names = "--real-kernels-for",
                paramLabel = "EPOCHS",
                description =
                        "Epochs at first that train real kernels beside binary activations; validation binarizes them "
                                + "all the same.")
        private Integer realKernelsFor;

        @Option(
                names = "--flip",
                negatable = true,
                description = "Flip training images at random, left to right: photographs rather than digits.")
        private Boolean flip;

        @Option(
                names = "--shift",
                paramLabel = "PIXELS",
                description =
                        "Shift each training image at random, by up to so many pixels in each direction; 0 leaves "
                                + "them.")
        private Integer shift;

        @Option(
                names = "--cutout",
                paramLabel = "PIXELS",
                description = "Cover a square of this side in each training image with grey, anywhere; 0 for none.")
        private Integer cutout;

        @Option(
                names = "--mixup",
                paramLabel = "ALPHA",
                description =
                        "Mix training images in pairs, and their labels, in shares of the Beta distribution of this "
                                + "parameter, in [0, 1]; 0 leaves them. Needs --loss softmax.")
        private Double mixup;

        @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
        private Long seed;
    }

    /** See {@link Targets}. */
    static final class OfTargets {

        @Option(
                names = "--label-smoothing",
                paramLabel = "SHARE",
                description = "Share of each label that all classes have alike, in [0, 1). Needs --loss softmax.")
        private Double labelSmoothing;

        @Option(
                names = "--teacher",
                paramLabel = "FILE",
                description =
                        "The model.zip of another training on images of the same size and classes, float or binarized, "
                                + "whose answers are learnt beside the labels. Needs --loss softmax.")
        private String teacher;

        @Option(
                names = "--teacher-weight",
                paramLabel = "SHARE",
                description = "Share of the teacher's answers in what is learnt, in [0, 1]; the labels have the rest.")
        private Double teacherWeight;

        @Option(
                names = "--temperature",
                paramLabel = "T",
                description =
                        "What the teacher's scores are divided by: more than 1 makes its answers softer, less sure.")
        private Double temperature;
    }

    /** See {@link Validation}. */
    static final class OfValidation {

        @Option(
                names = "--validation-images",
                paramLabel = "N",
                description = "Images from the end of the training set that choose the model; 0 to train on all.")
        private Integer validationImages;

        @Option(
                names = "--recalibration-images",
                paramLabel = "N",
                description =
                        "Training images over which batch normalization is recalibrated for evaluation; 0 for none.")
        private Integer recalibrationImages;

        @Option(
                names = "--average-last",
                paramLabel = "EPOCHS",
                description =
                        "Epochs at the end over which the parameters of the model are averaged, ahead of recalibration "
                                + "and validation; 0 for none.")
        private Integer averageLast;
    }
}
