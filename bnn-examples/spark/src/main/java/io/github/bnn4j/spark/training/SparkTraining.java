package io.github.bnn4j.spark.training;

import io.github.bnn4j.cli.classifier.PresetOption;
import io.github.bnn4j.cli.classifier.RunOptions;
import io.github.bnn4j.cli.classifier.TrainCommand;
import io.github.bnn4j.cli.classifier.TrainingPlan;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.cli.settings.Schedule;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.spark.session.MasterOption;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: what {@code mnist train} and {@code cifar10 train} do, by the executors of Spark. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Trains a binarized network by parameter averaging: the one for MNIST, or the ConvNet for CIFAR-10 if --data has "
                    + "that, or pictures in folders.",
            "",
            "Options, output and checkpoints are those of 'mnist train' and 'cifar10 train'.",
            ""
        })
public final class SparkTraining implements Callable<Integer> {

    @Mixin
    private PresetOption presetOption;

    @Mixin
    private HyperparameterOptions options;

    @Mixin
    private DataOptions dataOptions;

    @Mixin
    private RunOptions runOptions;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers that train at the same time (default: the cores that Spark has).")
    private Integer workers;

    @Option(
            names = "--averaging-frequency",
            defaultValue = "10",
            paramLabel = "N",
            description = "Steps of each worker between averagings (default: ${DEFAULT-VALUE}).")
    private int averagingFrequency;

    @Mixin
    private MasterOption master;

    @Override
    public Integer call() throws IOException, UserError {
        checkNumbers();
        Dataset dataset = dataOptions.dataset(Datasets.MNIST);
        Preset preset = presetOption.presetFor(dataset, options);
        Hyperparameters hyper = preset.hyperparameters();
        refuseWhatHasNoMean(options.applyTo(hyper));
        String name = "spark-" + TrainCommand.directoryName(dataset, preset);
        try (TrainingPlan plan = runOptions.plan(hyper, options, name, dataOptions);
                SparkSession session = master.startWithDl4j("bnn-spark train")) {
            plan.run(dataOptions.read(dataset), epochs(JavaSparkContext.fromSparkContext(session.sparkContext())));
            return 0;
        } catch (WorkerFailure e) {
            throw new UserError(e.getMessage() + " (finished epochs are in the checkpoint: continue with --resume)", e);
        }
    }

    private EpochTraining.Factory epochs(JavaSparkContext spark) {
        int count = workers == null ? spark.defaultParallelism() : workers;
        return (settings, images) -> new AveragedEpochs(spark, settings, images, count, averagingFrequency);
    }

    private void checkNumbers() throws UserError {
        if (workers != null && workers < 1) {
            throw new UsageError("--workers must be at least 1, got " + workers);
        }
        if (averagingFrequency < 1) {
            throw new UsageError("--averaging-frequency must be at least 1, got " + averagingFrequency);
        }
    }

    private static void refuseWhatHasNoMean(Hyperparameters hyper) throws UserError {
        if (!hyper.architecture().isChain()) {
            throw new UsageError("--net " + hyper.architecture().net()
                    + " is trained in one process: use 'train' of the programs without Spark, or --net chain");
        }
        Schedule schedule = hyper.schedule();
        if (schedule.updater() == Schedule.Updater.BOP) {
            throw new UsageError(
                    "--updater bop keeps weights of one bit in training, which cannot be averaged: use adam or "
                            + "shift-adamax");
        }
        if (schedule.decayBy() == Schedule.DecayBy.STEP) {
            throw new UsageError(
                    "--decay-by step counts the steps of one process, but workers share those of an epoch: use "
                            + "--decay-by epoch");
        }
        if (schedule.warmUp() > 0) {
            throw new UsageError(
                    "--warm-up counts the steps of one process, and workers share an epoch's: take --warm-up 0");
        }
        if (schedule.realKernelsFor() > 0) {
            throw new UsageError(
                    "--real-kernels-for changes the network of one process, which workers have copies of: take 0");
        }
        if (hyper.targets().isTaught() || hyper.targets().labelSmoothing() > 0 || schedule.mixup() > 0) {
            throw new UsageError(
                    "--teacher, --label-smoothing and --mixup change mini-batches, which workers make of images: take "
                            + "'train' of the programs without Spark, or none of them");
        }
    }
}
