package io.github.bnn4j.cli.comparison;

import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.classifier.ClassifierNetwork;
import io.github.bnn4j.cli.classifier.PresetOption;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.timing.Dl4jThreads;
import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.cli.timing.RoundOptions;
import io.github.bnn4j.cli.timing.TrainingPass;
import io.github.bnn4j.cli.timing.TrainingTimes;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.files.DirectoryLock;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: the binarized network against its float twin, in one picture, one table and five lines. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Compares the binarized network with its float twin: error by epoch, seconds an epoch, prediction time, bytes "
                    + "of weights, test error.",
            "",
            "Trains both, one after the other, into the directories binary and float of the output directory; or takes "
                    + "finished runs of 'train' with --binary-run and --float-run. Writes comparison.png and "
                    + "comparison.md into the output directory.",
            ""
        })
public final class CompareCommand implements Callable<Integer> {

    /** These have a meaning where both have been trained. */
    private static final Set<String> OPTIONS_WITHOUT_TRAINING = Set.of(
            "--binary-run",
            "--float-run",
            "--data",
            "--out",
            "--allow-class",
            "--training-images",
            "--training-rounds",
            "--batches",
            "--threads",
            "--rounds",
            "--seconds");

    @Option(
            names = "--binary-run",
            paramLabel = "DIR",
            description = "Finished run of the binarized network, instead of training; with --float-run.")
    private Path binaryRun;

    @Option(names = "--float-run", paramLabel = "DIR", description = "Finished run of the float twin.")
    private Path floatRun;

    @Mixin
    private PresetOption presetOption;

    @Mixin
    private HyperparameterOptions options;

    @Mixin
    private FloatTwinOptions floatOptions;

    @Option(
            names = "--training-images",
            defaultValue = "5000",
            paramLabel = "N",
            description =
                    "Images of a pass when training is timed (default: ${DEFAULT-VALUE}, or all if there are fewer).")
    private int trainingImages;

    @Option(
            names = "--training-rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "Timed passes of each training, after one that is not timed (default: ${DEFAULT-VALUE}).")
    private int trainingRounds;

    @Option(
            names = "--batches",
            split = ",",
            defaultValue = "1,1000",
            paramLabel = "N",
            description = "Images at a time when predictions are timed (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of predictions, in DL4J as in the packed network (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private RoundOptions timing;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output directory (default: one in out, named after the data set).")
    private Path outDirectory;

    @Option(names = "--resume", description = "Continue the comparison in the output directory.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Start anew even if the output directory has a comparison.")
    private boolean overwrite;

    @Mixin
    private AllowedClasses allowedClasses;

    @Spec
    private CommandSpec spec;

    private final Dataset ofCommand;

    /**
     * @param ofCommand what is trained on without {@code --data}
     */
    public CompareCommand(Dataset ofCommand) {
        this.ofCommand = ofCommand;
    }

    @Override
    public Integer call() throws IOException, UserError {
        check();
        if (outDirectory == null) {
            outDirectory = Path.of("out", dataOptions.dataset(ofCommand).name() + "-compare");
        }
        return binaryRun == null ? trainAndCompare() : compareFinished();
    }

    private void check() throws UserError {
        if ((binaryRun == null) != (floatRun == null)) {
            throw new UsageError("--binary-run and --float-run go together: give both, or neither to train both");
        }
        try {
            require(trainingImages >= 1, "--training-images must be at least 1", trainingImages);
            require(trainingRounds >= 1, "--training-rounds must be at least 1", trainingRounds);
            batches.forEach(batch -> require(batch >= 1, "--batches must be at least 1", batch));
            require(threads >= 1 && threads <= 1024, "--threads must be between 1 and 1024", threads);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
        timing.check();
        if (binaryRun != null) {
            refuseTrainingOptions();
        }
    }

    private void refuseTrainingOptions() throws UserError {
        List<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !OPTIONS_WITHOUT_TRAINING.contains(name))
                .toList();
        if (!given.isEmpty()) {
            throw new UsageError("With --binary-run and --float-run both networks have been trained: leave out "
                    + String.join(", ", given));
        }
    }

    private int trainAndCompare() throws IOException, UserError {
        Hyperparameters asked = options.applyTo(
                presetOption.presetFor(dataOptions.dataset(ofCommand), options).hyperparameters());
        // A bad value should be found out now, not after the binarized network is trained.
        floatOptions.twinOf(asked);
        if (asked.architecture().floatTwin()) {
            throw new UsageError("A comparison trains both networks: leave out --float");
        }
        if (!asked.architecture().isChain()
                || !asked.architecture().convolutions().isEmpty()) {
            throw new UsageError(
                    "A comparison takes fully connected networks only: leave out --convolutions and --net");
        }
        requireValidation(asked);
        ComparedTrainings trainings = new ComparedTrainings(
                outDirectory, dataOptions.asTyped() + AllowedClasses.asTyped(allowed()), allowed());
        try (DirectoryLock lock = DirectoryLock.take(outDirectory);
                DirectoryLock ofBinary = trainings.binary().lock();
                DirectoryLock ofTwin = trainings.floatTwin().lock()) {
            ImageClassificationData data = data();
            trainings.prepare(resume, overwrite);
            if (trainings.train(asked, options, floatOptions, data)) {
                compare(data, trainings.binary(), trainings.floatTwin());
            }
            return 0;
        }
    }

    /** Refuses runs without validation images before hours of training rather than after. */
    private static void requireValidation(Hyperparameters asked) throws UserError {
        if (asked.validation().validationImages() == 0) {
            throw new UsageError("--validation-images must be at least 1, as validation errors are compared, got 0");
        }
    }

    private int compareFinished() throws IOException, UserError {
        // Before the data are read: a wrong directory should not take seconds to be found out.
        FinishedRun.requirePair(
                FinishedRun.read(new RunDirectory(binaryRun), allowed()),
                FinishedRun.read(new RunDirectory(floatRun), allowed()));
        try (DirectoryLock lock = DirectoryLock.take(outDirectory)) {
            compare(data(), new RunDirectory(binaryRun), new RunDirectory(floatRun));
            return 0;
        }
    }

    private Set<String> allowed() {
        return allowedClasses.with(options.ownClasses());
    }

    private ImageClassificationData data() throws UserError {
        ImageClassificationData data = dataOptions.read(ofCommand);
        for (int batch : batches) {
            if (batch > data.test().size()) {
                throw new UsageError(
                        "--batches must be at most the " + data.test().size() + " test images, got " + batch);
            }
        }
        return data;
    }

    private void compare(ImageClassificationData data, RunDirectory binaryFiles, RunDirectory floatFiles)
            throws IOException, UserError {
        FinishedRun binaryRun = FinishedRun.read(binaryFiles, allowed());
        FinishedRun twinRun = FinishedRun.read(floatFiles, allowed());
        FinishedRun.requirePair(binaryRun, twinRun);
        EvaluatedRun binary = EvaluatedRun.of(binaryRun, data);
        EvaluatedRun twin = EvaluatedRun.of(twinRun, data);
        System.out.println();
        System.out.println("Timing both, in training and in prediction");
        LabelledImages passImages = passImages(data, binaryRun.hyper());
        Comparison comparison = new Comparison(
                binary.figures(),
                twin.figures(),
                training(binaryRun, twinRun, passImages, imagesOfAnEpoch(data, binaryRun.hyper())),
                predictions(binary, twin, data.test()));

        String network = binaryRun
                .hyper()
                .architecture()
                .title(data.test().shape(), data.test().classes());
        Path picture = outDirectory.resolve("comparison.png");
        Path text = outDirectory.resolve("comparison.md");
        new ComparisonPicture(comparison).write(network, picture);
        ComparisonTable table = new ComparisonTable(comparison);
        table.write(
                "A binarized network against its float twin, " + network,
                circumstances(binaryRun, twinRun, data, passImages),
                text);
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println();
        System.out.println(text + " and " + picture);
        System.out.println();
        table.verdicts().forEach(System.out::println);
    }

    private LabelledImages passImages(ImageClassificationData data, Hyperparameters hyper) {
        return data.train().range(0, Math.min(trainingImages, imagesOfAnEpoch(data, hyper)));
    }

    private static int imagesOfAnEpoch(ImageClassificationData data, Hyperparameters hyper) {
        return data.train().size() - hyper.validation().validationImages();
    }

    private TrainingTimes training(FinishedRun binary, FinishedRun twin, LabelledImages images, int epoch) {
        return TrainingTimes.measure(pass(binary.hyper(), images), pass(twin.hyper(), images), trainingRounds, epoch);
    }

    /** Makes a pass with new networks: how well one has learned makes no difference. */
    private static TrainingPass pass(Hyperparameters hyper, LabelledImages images) {
        return new TrainingPass(
                ClassifierNetwork.initialized(hyper, images),
                images,
                hyper.schedule().batchSize());
    }

    private List<PredictionRates> predictions(EvaluatedRun binary, EvaluatedRun twin, LabelledImages images) {
        // Waits for the packed kernels' own measurement, which would take the others' time.
        XnorKernels.best();
        PackedNetwork packed = binary.packed().parallel(threads);
        return Dl4jThreads.with(threads, () -> {
            List<PredictionRates> rates = new ArrayList<>();
            for (int batch : batches) {
                rates.add(PredictionRates.measure(
                        packed,
                        Dl4jNetwork.of(twin.model()),
                        Dl4jNetwork.of(binary.model()),
                        images.range(0, batch),
                        timing.rounds(),
                        timing.seconds()));
            }
            return rates;
        });
    }

    private Map<String, String> circumstances(
            FinishedRun binary, FinishedRun twin, ImageClassificationData data, LabelledImages passImages) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("command", "`" + command() + "`");
        lines.put("date", LocalDate.now().toString());
        lines.put(
                "seed",
                binary.hyper().schedule().seed() + ", float twin "
                        + twin.hyper().schedule().seed());
        lines.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        lines.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        lines.put(
                "data",
                "%s: %d images to train, %d to validate, %d to test"
                        .formatted(
                                dataOptions.directory() == null ? ofCommand.title() : dataOptions.directory(),
                                imagesOfAnEpoch(data, binary.hyper()),
                                binary.hyper().validation().validationImages(),
                                data.test().size()));
        // The command of a resumed comparison, or of one of finished runs, does not tell them.
        lines.put("settings of the binarized network", "`" + HyperparametersJson.write(binary.hyper()) + "`");
        List<String> differences = FinishedRun.differences(binary, twin);
        lines.put(
                "what its float twin was trained with otherwise",
                differences.isEmpty() ? "nothing" : String.join(", ", differences));
        lines.put(
                "training times",
                "medians of %d passes each over %d images, in turn in one process, for an epoch of %d"
                        .formatted(trainingRounds, passImages.size(), imagesOfAnEpoch(data, binary.hyper())));
        lines.put(
                "predictions",
                "medians of %d rounds of %s s, in turn in one process, threads: %d, packed kernel: %s"
                        .formatted(
                                timing.rounds(),
                                timing.seconds(),
                                threads,
                                XnorKernels.best().name()));
        return lines;
    }

    /** Returns what was typed, so that it can be typed again. */
    private String command() {
        String words = spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(CompareCommand::quoted)
                .collect(Collectors.joining(" "));
        return "java -jar bnn-examples/target/bnn-examples.jar " + words;
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
