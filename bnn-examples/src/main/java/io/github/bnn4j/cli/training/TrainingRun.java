package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network on images, epoch by epoch, with validation, checkpoints and progress.
 *
 * <p>What is random in an epoch depends on the seed and the epoch's number alone, so that a resumed run gives the same
 * parameters as an unbroken one. The model that is kept is the one with the lowest validation error, with recalibrated
 * batch normalization; training itself goes on from the running statistics. Where the last epochs are averaged, the average is what is
 * recalibrated, validated and kept, and training itself goes on from the parameters that it has.
 */
public final class TrainingRun {

    private static final int RECALIBRATION_BATCH = 500;

    /** DL4J leaves native arrays behind at every step that only Java's collector frees, which sees no need to run. */
    private static final int COLLECT_EVERY_MILLIS = 5000;

    private final TrainingSettings settings;
    private final EpochTraining epochs;
    private final LabelledImages train;
    private final LabelledImages validation;
    private final RunDirectory directory;
    private final Progress progress;
    private final Interruption interruption;

    /**
     * @param epochs does the steps, on the images to train on
     * @param train the same images
     * @param validation may have no images: then the last model is kept
     */
    public TrainingRun(
            TrainingSettings settings,
            EpochTraining epochs,
            LabelledImages train,
            LabelledImages validation,
            RunDirectory directory,
            Progress progress,
            Interruption interruption) {
        this.settings = settings;
        this.epochs = epochs;
        this.train = train;
        this.validation = validation;
        this.directory = directory;
        this.progress = progress;
        this.interruption = interruption;
    }

    /**
     * Trains until all epochs are done, or until it is interrupted.
     *
     * @param start a fresh network with an empty history, or a checkpoint
     * @return the state after the last finished epoch
     */
    public TrainingState run(Checkpoint start) throws IOException {
        Dl4jNetwork network = start.network();
        TrainingState state = start.state();
        ParameterAverage average = start.average() == null ? null : new ParameterAverage(start.average());
        EpochFlips flips = new EpochFlips(network);
        Nd4j.getMemoryManager().setOccasionalGcFrequency(1);
        Nd4j.getMemoryManager().setAutoGcWindow(COLLECT_EVERY_MILLIS);
        while (state.epochsDone() < settings.epochs() && !interruption.requested()) {
            long began = System.nanoTime();
            progress.epochStarted(state.epochsDone() + 1, settings.epochs(), batches());
            double learningRate = network.learningRate();
            double loss = trainEpoch(network, state, began);
            if (interruption.requested()) {
                break;
            }
            double trainingSeconds = secondsSince(began);
            int averaged = settings.epochsToAverage(state.epochsDone() + 1);
            average = averaged > 0 ? ParameterAverage.with(average, network, averaged) : null;
            Dl4jNetwork evaluated = recalibrated(average == null ? network : network.copyWith(average.mean()));
            double error = validation.size() == 0
                    ? Double.NaN
                    : Predictions.of(evaluated, validation).errorPercent();
            EpochMetrics metrics = new EpochMetrics(
                    state.epochsDone() + 1, learningRate, loss, error, trainingSeconds, secondsSince(began));
            state = state.with(metrics, flips.of(network, state.epochsDone()));
            save(new Checkpoint(network, state, average == null ? null : average.mean()), evaluated);
            progress.epochDone(metrics, secondsLeft(state, 0, 0));
        }
        return state;
    }

    private int batches() {
        return (train.size() + settings.batchSize() - 1) / settings.batchSize();
    }

    private double trainEpoch(Dl4jNetwork network, TrainingState state, long began) {
        double loss = epochs.train(network, state.epochsDone(), (done, meanLoss) -> {
            double share = (double) done / batches();
            progress.batchDone(done, meanLoss, secondsLeft(state, share, secondsSince(began)));
            return !interruption.requested();
        });
        network.incrementEpochCount();
        return loss;
    }

    private Dl4jNetwork recalibrated(Dl4jNetwork network) {
        if (settings.recalibrationImages() == 0) {
            return network;
        }
        LabelledImages sample = train.range(0, Math.min(settings.recalibrationImages(), train.size()));
        return network.recalibratedCopy(ImageIterator.inOrder(sample, RECALIBRATION_BATCH));
    }

    /** Saves an epoch, the checkpoint last: a kill before it repeats the epoch, which gives the same model again. */
    private void save(Checkpoint checkpoint, Dl4jNetwork evaluated) throws IOException {
        TrainingState state = checkpoint.state();
        if (state.best().epoch() == state.epochsDone()) {
            AtomicFile.write(
                    directory.model(), file -> ModelSerializer.writeModel(evaluated.model(), file.toFile(), false));
        }
        MetricsCsv.write(state.history(), directory.metrics());
        FlipRatioCsv.write(state.flipRatios(), directory.flipRatios());
        checkpoint.write(directory.checkpoint());
    }

    /** Estimates the time from the mean of the epochs that are done, or from the pace of the first. */
    private double secondsLeft(TrainingState state, double shareOfCurrentEpoch, double secondsInCurrentEpoch) {
        double mean = state.history().stream()
                .mapToDouble(EpochMetrics::totalSeconds)
                .average()
                .orElse(secondsInCurrentEpoch / shareOfCurrentEpoch);
        return mean * (settings.epochs() - state.epochsDone() - shareOfCurrentEpoch);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
