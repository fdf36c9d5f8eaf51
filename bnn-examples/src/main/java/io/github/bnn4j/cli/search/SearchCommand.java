package io.github.bnn4j.cli.search;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.isRate;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.settings.QuantizerNames;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.search.BnnSpace;
import io.github.bnn4j.search.OutputLoss;
import io.github.bnn4j.search.SearchGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code search}: hyperparameters by Arbiter. */
@Command(
        name = "search",
        sortOptions = false,
        description = {
            "Searches for hyperparameters of a dense network with Arbiter. Options with several values are choices.",
            "",
            "Candidates are scored on validation images only; the best is tested once, at the end. Writes "
                    + "candidates.csv, scores.png, best-model.zip and model.bnn into the output directory. A search that was "
                    + "stopped goes on with --resume.",
            ""
        })
public final class SearchCommand implements Callable<Integer> {

    @Option(
            names = "--candidates",
            defaultValue = "20",
            description = "Candidates at most (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--minutes",
            defaultValue = "Infinity",
            description = "Minutes after which no candidate begins (default: no limit).")
    private double minutes;

    @Option(
            names = "--generator",
            defaultValue = "random",
            description = "How candidates are chosen: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SearchGenerator generator;

    @Option(
            names = "--grid-steps",
            defaultValue = "3",
            description = "Steps of the learning rate in a grid (default: ${DEFAULT-VALUE}).")
    private int gridSteps;

    @Option(
            names = "--width",
            split = ",",
            defaultValue = "256,512,1024",
            description = "Units of hidden layers (default: ${DEFAULT-VALUE}).")
    private List<Integer> widths;

    @Option(
            names = "--depth",
            split = ",",
            defaultValue = "1,2,3",
            description = "Hidden layers (default: ${DEFAULT-VALUE}).")
    private List<Integer> depths;

    @Option(
            names = "--learning-rate",
            split = ",",
            arity = "1",
            paramLabel = "MIN,MAX",
            defaultValue = "3e-4,3e-2",
            description = "Range of the first epoch's learning rate (default: ${DEFAULT-VALUE}).")
    private List<Double> learningRate;

    @Option(
            names = "--decay",
            split = ",",
            defaultValue = "1e-2",
            description = "Factor on the learning rate over all epochs (default: ${DEFAULT-VALUE}).")
    private List<Double> decays;

    @Option(
            names = "--input-drop-rate",
            split = ",",
            defaultValue = "0,0.2",
            description = "Share of pixels dropped (default: ${DEFAULT-VALUE}).")
    private List<Double> inputDropRates;

    @Option(
            names = "--hidden-drop-rate",
            split = ",",
            defaultValue = "0,0.25,0.5",
            description = "Share of hidden activations dropped (default: ${DEFAULT-VALUE}).")
    private List<Double> hiddenDropRates;

    @Option(
            names = "--kernel-rate-multiplier",
            split = ",",
            defaultValue = "0.25,1",
            description = "Factor on the learning-rate scale of kernels (default: ${DEFAULT-VALUE}).")
    private List<Double> multipliers;

    @Option(
            names = "--kernel-quantizer",
            split = ",",
            defaultValue = "ste",
            completionCandidates = QuantizerNames.OfKernels.class,
            description = "Quantizers of kernels: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<String> kernelQuantizers;

    @Option(
            names = "--activation-quantizer",
            split = ",",
            defaultValue = "ste",
            completionCandidates = QuantizerNames.OfActivations.class,
            description = "Quantizers of hidden activations: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<String> activationQuantizers;

    @Option(
            names = "--loss",
            split = ",",
            defaultValue = "HINGE,SOFTMAX",
            description = "Loss functions: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<OutputLoss> losses;

    @Option(
            names = "--epochs",
            defaultValue = "4",
            description = "Epochs of each candidate (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch-size",
            defaultValue = "100",
            description = "Images in a mini-batch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--train-images",
            defaultValue = "10000",
            description = "Images to train on, the first ones (default: ${DEFAULT-VALUE}).")
    private int trainImages;

    @Option(
            names = "--validation-images",
            defaultValue = "5000",
            description = "Images to score candidates on, the last of the training images (default: ${DEFAULT-VALUE}).")
    private int validationImages;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of candidates, weights and order of images (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output directory (default: one in out, named after the data set).")
    private Path outDirectory;

    @Option(names = "--resume", description = "Continue the search in the output directory.")
    private boolean resume;

    @Mixin
    private AllowedClasses allowedClasses;

    private final Dataset ofCommand;

    /**
     * @param ofCommand what is trained on without {@code --data}
     */
    public SearchCommand(Dataset ofCommand) {
        this.ofCommand = ofCommand;
    }

    @Override
    public Integer call() throws UserError, IOException {
        return search().run(
                                builder -> builder.generator(generator)
                                        .gridSteps(gridSteps)
                                        .candidates(candidates)
                                        .minutes(minutes),
                                resume)
                ? 0
                : 1;
    }

    private ImageSearch search() throws UserError {
        try {
            check();
            ImageClassificationData data = dataOptions.read(ofCommand);
            Path directory = outDirectory == null
                    ? Path.of("out", dataOptions.dataset(ofCommand).name() + "-search")
                    : outDirectory;
            return new ImageSearch(
                    space(data),
                    data,
                    dataOptions.directory(),
                    trainImages,
                    validationImages,
                    batchSize,
                    seed,
                    directory,
                    reader());
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }

    private ModelReader reader() throws UsageError {
        List<String> quantizers = new ArrayList<>(kernelQuantizers);
        quantizers.addAll(activationQuantizers);
        return AllowedClasses.reader(allowedClasses.with(QuantizerNames.ownClasses(quantizers)));
    }

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    private void check() {
        require(candidates >= 1, "--candidates must be at least 1", candidates);
        require(minutes > 0, "--minutes must be greater than 0", minutes);
        require(gridSteps >= 2, "--grid-steps must be at least 2", gridSteps);
        widths.forEach(width -> require(width >= 1, "--width must be at least 1", width));
        depths.forEach(depth -> require(depth >= 1, "--depth must be at least 1", depth));
        require(learningRate.size() == 2, "--learning-rate needs two numbers, such as 3e-4,3e-2", learningRate);
        double min = learningRate.get(0);
        double max = learningRate.get(1);
        require(
                min > 0 && max >= min && !Double.isInfinite(max),
                "--learning-rate must be 0 < MIN <= MAX",
                min + " and " + max);
        decays.forEach(decay -> require(isPositive(decay), "--decay must be greater than 0", decay));
        inputDropRates.forEach(rate -> require(isRate(rate), "--input-drop-rate must be in [0, 1)", rate));
        hiddenDropRates.forEach(rate -> require(isRate(rate), "--hidden-drop-rate must be in [0, 1)", rate));
        multipliers.forEach(
                factor -> require(isPositive(factor), "--kernel-rate-multiplier must be greater than 0", factor));
        require(epochs >= 1, "--epochs must be at least 1", epochs);
        require(batchSize >= 2, "--batch-size must be at least 2", batchSize);
        require(trainImages >= batchSize, "--train-images must be at least a mini-batch", trainImages);
        require(validationImages >= 1, "--validation-images must be at least 1", validationImages);
        require(seed != 0, "--seed must not be 0", seed);
    }

    private BnnSpace space(ImageClassificationData data) {
        return new BnnSpace.Builder(data.train().shape().pixels(), data.train().classes())
                .epochs(epochs)
                .seed(seed)
                .depth(depths.toArray(Integer[]::new))
                .width(widths.toArray(Integer[]::new))
                .learningRate(learningRate.get(0), learningRate.get(1))
                .decay(decays.toArray(Double[]::new))
                .inputDropRate(inputDropRates.toArray(Double[]::new))
                .hiddenDropRate(hiddenDropRates.toArray(Double[]::new))
                .kernelRateMultiplier(multipliers.toArray(Double[]::new))
                .kernelQuantizer(kernelQuantizers.stream()
                        .map(QuantizerNames::forKernels)
                        .toArray(Quantizer[]::new))
                .activationQuantizer(activationQuantizers.stream()
                        .map(QuantizerNames::forActivations)
                        .toArray(Quantizer[]::new))
                .loss(losses.toArray(OutputLoss[]::new))
                .build();
    }
}
