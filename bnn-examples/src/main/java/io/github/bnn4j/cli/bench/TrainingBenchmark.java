package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.classifier.ClassifierNetwork;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.cli.timing.Median;
import io.github.bnn4j.cli.timing.TrainingPass;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench training}: passes over the same images with the binarized network and its float twin in turn, so that both
 * see the same machine.
 */
@Command(
        name = "training",
        sortOptions = false,
        description =
                "Times training passes of the binarized network and of its float twin (stock DL4J layers) in turn.")
public final class TrainingBenchmark implements Callable<Integer> {

    @Option(names = "--samples", defaultValue = "10000", description = "Images in a pass (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Timed passes of each network, after one that is not timed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "paper",
            converter = Preset.Converter.class,
            completionCandidates = Preset.Names.class,
            description = "Where hyperparameters start from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Preset preset;

    @Mixin
    private HyperparameterOptions options;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new TrainingBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        Hyperparameters hyper = options.applyTo(preset.hyperparameters());
        LabelledImages all = ImageClassificationData.bundledMnist().train();
        if (rounds < 1 || samples < hyper.schedule().batchSize() || samples > all.size()) {
            throw new UsageError("--rounds must be at least 1 and --samples between a mini-batch of "
                    + hyper.schedule().batchSize() + " and " + all.size() + ", got " + rounds + " and " + samples);
        }
        LabelledImages images = all.range(0, samples);
        XnorKernels.best(); // Its measurement would take the others' time.
        TrainingPass binary = pass(hyper, images);
        TrainingPass twin = pass(hyper.asFloatTwin(), images);

        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, %,d images a pass%n",
                hyper.architecture().title(images.shape(), images.classes()),
                hyper.schedule().batchSize(),
                samples);
        System.out.println("kernel " + XnorKernels.choice());
        System.out.printf("%-8s %12s %12s %8s%n", "pass", "binary, s", "float, s", "ratio");
        double[] binarySeconds = new double[rounds];
        double[] twinSeconds = new double[rounds];
        double[] ratios = new double[rounds];
        binary.seconds();
        twin.seconds();
        Map<TrainingStepPart, Integer> binaryParts = StepProfile.newCounts();
        Map<TrainingStepPart, Integer> twinParts = StepProfile.newCounts();
        for (int i = 0; i < rounds; i++) {
            binarySeconds[i] = profiledSeconds(binary, binaryParts);
            twinSeconds[i] = profiledSeconds(twin, twinParts);
            ratios[i] = binarySeconds[i] / twinSeconds[i];
            print(String.valueOf(i + 1), binarySeconds[i], twinSeconds[i], ratios[i]);
        }
        print("median", Median.of(binarySeconds), Median.of(twinSeconds), Median.of(ratios));
        double steps = Math.ceil(samples / (double) hyper.schedule().batchSize());
        printParts(binaryParts, Median.of(binarySeconds) / steps, twinParts, Median.of(twinSeconds) / steps);
        return 0;
    }

    private static TrainingPass pass(Hyperparameters hyper, LabelledImages images) {
        return new TrainingPass(
                ClassifierNetwork.initialized(hyper, images),
                images,
                hyper.schedule().batchSize());
    }

    private static double profiledSeconds(TrainingPass pass, Map<TrainingStepPart, Integer> parts) {
        try (StepProfile profile = StepProfile.into(parts)) {
            return pass.seconds();
        }
    }

    private static void printParts(
            Map<TrainingStepPart, Integer> binary,
            double binaryStep,
            Map<TrainingStepPart, Integer> twin,
            double twinStep) {
        System.out.printf("%n%-8s %12s %8s %12s %8s%n", "a step", "binary, ms", "share", "float, ms", "share");
        for (TrainingStepPart part : TrainingStepPart.values()) {
            double binaryShare = share(part, binary);
            double twinShare = share(part, twin);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %12.1f %7.0f%% %12.1f %7.0f%%%n",
                    part.title(),
                    1e3 * binaryStep * binaryShare,
                    100 * binaryShare,
                    1e3 * twinStep * twinShare,
                    100 * twinShare);
        }
        System.out.printf(Locale.ROOT, "%-8s %12.1f %8s %12.1f%n", "all", 1e3 * binaryStep, "", 1e3 * twinStep);
    }

    private static double share(TrainingStepPart part, Map<TrainingStepPart, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : counts.getOrDefault(part, 0) / (double) all;
    }

    private static void print(String pass, double binary, double twin, double ratio) {
        System.out.printf(Locale.ROOT, "%-8s %12.2f %12.2f %8.2f%n", pass, binary, twin, ratio);
    }
}
