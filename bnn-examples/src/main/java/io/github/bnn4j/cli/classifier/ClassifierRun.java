package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.Augmentation;
import io.github.bnn4j.cli.data.BatchChange;
import io.github.bnn4j.cli.data.Cutout;
import io.github.bnn4j.cli.data.FlipAndShift;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelSmoothing;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.Mixup;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.HyperparametersJson;
import io.github.bnn4j.cli.settings.Schedule;
import io.github.bnn4j.cli.settings.Targets;
import io.github.bnn4j.cli.teacher.Teacher;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.Interruption;
import io.github.bnn4j.cli.training.LocalEpochs;
import io.github.bnn4j.cli.training.Progress;
import io.github.bnn4j.cli.training.RealKernelEpochs;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.cli.training.TrainingRun;
import io.github.bnn4j.cli.training.TrainingSettings;
import io.github.bnn4j.cli.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A run is one training of a classifier of images, begun or continued, with the report at its end. */
public final class ClassifierRun {

    private final Hyperparameters hyper;
    private final ImageClassificationData data;
    private final RunDirectory directory;
    private final EpochTraining.Factory epochs;

    /** Makes one that trains in this process. */
    public ClassifierRun(Hyperparameters hyper, ImageClassificationData data, RunDirectory directory) {
        this(hyper, data, directory, LocalEpochs::new);
    }

    /**
     * @param epochs trains
     */
    public ClassifierRun(
            Hyperparameters hyper, ImageClassificationData data, RunDirectory directory, EpochTraining.Factory epochs) {
        this.hyper = hyper;
        this.data = data;
        this.directory = directory;
        this.epochs = epochs;
    }

    /**
     * @param allowed classes of the user's own that it may name
     * @throws UserError if there is none, it cannot be read, or is not trusted
     */
    public static Checkpoint readCheckpoint(RunDirectory directory, Set<String> allowed) throws UserError {
        try {
            return Checkpoint.read(directory.checkpoint(), allowed);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--allow-class: " + e.getMessage());
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    /**
     * Trains to the end, and reports; or until it is interrupted. The directory is the caller's alone, see
     * {@link RunDirectory#lock()}.
     *
     * @param checkpoint where to go on; null to begin
     * @param farewell the last line of an interrupted run
     * @return whether it came to its end
     * @throws UserError if the hyperparameters or a teacher do not fit the data, or the checkpoint is of other data, of another
     *     teacher or without its model
     */
    public boolean train(Checkpoint checkpoint, Supplier<String> farewell) throws IOException, UserError {
        Teacher teacher = teacher();
        Checkpoint start = checkpoint == null ? start(teacher) : continued(checkpoint, teacher);
        TrainingState end = run(start, teacher, farewell);
        boolean finished = end.epochsDone() == hyper.schedule().epochs();
        if (finished) {
            new RunReport(hyper, data, directory, end).write(System.out);
        }
        return finished;
    }

    /**
     * Writes a checkpoint before the first epoch, which keeps the hyperparameters even of a run that is stopped before it.
     *
     * @throws UserError if the hyperparameters or a teacher do not fit the data
     */
    public void begin() throws IOException, UserError {
        start(teacher()).write(directory.checkpoint());
    }

    /** Null for none. */
    private Teacher teacher() throws UserError {
        Targets targets = hyper.targets();
        return targets.isTaught()
                ? Teacher.read(
                        Path.of(targets.teacher()),
                        AllowedClasses.reader(hyper.binarization().ownClasses()),
                        targets.teacherWeight(),
                        targets.temperature(),
                        data.train())
                : null;
    }

    private static String digest(Teacher teacher) {
        return teacher == null ? null : teacher.digest();
    }

    private Checkpoint start(Teacher teacher) throws UserError {
        LabelledImages train = data.train();
        if (hyper.validation().validationImages()
                > train.size() - hyper.schedule().batchSize()) {
            throw new UsageError("--validation-images " + hyper.validation().validationImages() + " leaves less than a "
                    + "mini-batch of "
                    + hyper.schedule().batchSize() + " of the " + train.size() + " training images");
        }
        int side = Math.min(train.rows(), train.columns());
        requireWithin(side, "--shift", hyper.schedule().shift());
        requireWithin(side, "--cutout", hyper.schedule().cutout());
        return new Checkpoint(
                initialized(), TrainingState.start(HyperparametersJson.write(hyper), data.digest(), digest(teacher)));
    }

    private static void requireWithin(int side, String option, int pixels) throws UsageError {
        if (pixels > side) {
            throw new UsageError(
                    option + " " + pixels + " is more than the " + side + " pixels of the images' shorter side");
        }
    }

    private Checkpoint continued(Checkpoint checkpoint, Teacher teacher) throws IOException, UserError {
        TrainingState state = checkpoint.state();
        if (!state.data().equals(data.digest())) {
            throw new UserError(
                    directory.checkpoint() + " was trained on other images than --data has (or than come with the "
                            + "program, where none is given): a resumed run keeps its data");
        }
        if (!Objects.equals(state.teacher(), digest(teacher))) {
            throw new UserError(hyper.targets().teacher() + " is not the network that " + directory.checkpoint()
                    + " has been taught by so far: put that back, or start anew with --overwrite");
        }
        if (state.epochsDone() > 0 && !Files.isRegularFile(directory.model())) {
            throw new UserError("There is no " + directory.model() + ", the best network so far, of epoch "
                    + state.best().epoch() + ": put it back, or start anew with --overwrite");
        }
        if (HyperparametersJson.read(state.hyperparameters()).equals(hyper)) {
            return checkpoint;
        }
        // Written at once: if it is stopped in its first epoch, it goes on to the same end without being told again.
        Checkpoint extended =
                new Checkpoint(checkpoint.network(), state.withHyperparameters(HyperparametersJson.write(hyper)));
        extended.write(directory.checkpoint());
        return extended;
    }

    private Dl4jNetwork initialized() throws UserError {
        try {
            return TrainedNetworks.initialized(hyper, data.train());
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }

    private TrainingState run(Checkpoint start, Teacher teacher, Supplier<String> farewell) throws IOException {
        int trained = data.train().size() - hyper.validation().validationImages();
        System.out.printf(
                "Training on %,d images, validating on %,d, into %s%n",
                trained, hyper.validation().validationImages(), directory.path());
        TrainingSettings settings = new TrainingSettings(
                hyper.schedule().epochs(),
                hyper.schedule().batchSize(),
                hyper.schedule().seed(),
                augmentation(),
                batchChange(teacher),
                hyper.validation().recalibrationImages(),
                hyper.validation().averageLast());
        try (Interruption interruption = new Interruption(farewell);
                Progress progress = Progress.forThisOutput()) {
            LabelledImages images = data.train().range(0, trained);
            return new TrainingRun(
                            settings,
                            training(settings, images),
                            images,
                            data.train().range(trained, data.train().size()),
                            directory,
                            progress,
                            interruption)
                    .run(start);
        }
    }

    private EpochTraining training(TrainingSettings settings, LabelledImages images) {
        EpochTraining training = epochs.of(settings, images);
        int real = hyper.schedule().realKernelsFor();
        return real == 0 ? training : new RealKernelEpochs(training, real);
    }

    private Augmentation augmentation() {
        Schedule schedule = hyper.schedule();
        Augmentation moved = schedule.flip() || schedule.shift() > 0
                ? new FlipAndShift(schedule.flip(), schedule.shift())
                : Augmentation.NONE;
        return schedule.cutout() == 0 ? moved : moved.then(new Cutout(schedule.cutout()));
    }

    /** The teacher comes last: it sees what is trained on. */
    private BatchChange batchChange(Teacher teacher) {
        BatchChange change = BatchChange.NONE;
        if (hyper.targets().labelSmoothing() > 0) {
            change = change.then(new LabelSmoothing(hyper.targets().labelSmoothing()));
        }
        if (hyper.schedule().mixup() > 0) {
            change = change.then(new Mixup(hyper.schedule().mixup()));
        }
        return teacher == null ? change : change.then(teacher);
    }
}
