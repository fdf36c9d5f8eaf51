package io.github.bnn4j.spark.training;

import io.github.bnn4j.cli.cifar10.Cifar10Data;
import io.github.bnn4j.cli.cifar10.Cifar10Network;
import io.github.bnn4j.cli.classifier.HyperparameterOptions;
import io.github.bnn4j.cli.classifier.Hyperparameters;
import io.github.bnn4j.cli.classifier.RunOptions;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.mnist.MnistData;
import io.github.bnn4j.cli.mnist.MnistStart;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.spark.session.MasterOption;
import java.io.IOException;
import java.nio.file.Path;
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
    private MnistStart start;

    @Mixin
    private HyperparameterOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory with the four IDX files of MNIST, Fashion-MNIST ..., with CIFAR-10, or with pictures "
                            + "in folders train/CLASS and test/CLASS (default: MNIST, which comes with the program).")
    private Path data;

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
        boolean pictures = data != null && Cifar10Data.areIn(data);
        Hyperparameters hyper = pictures ? Cifar10Network.hyperparameters() : start.hyperparameters();
        refuseBop(options.applyTo(hyper));
        try (SparkSession session = master.startWithDl4j("bnn-spark train")) {
            runOptions.train(
                    hyper,
                    options,
                    "out/spark-" + (pictures ? "cifar10" : "mnist-" + start.name()),
                    () -> pictures ? Cifar10Data.read(data) : MnistData.read(data),
                    epochs(JavaSparkContext.fromSparkContext(session.sparkContext())));
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

    private static void refuseBop(Hyperparameters hyper) throws UserError {
        if (hyper.updater() == Hyperparameters.Updater.BOP) {
            throw new UsageError(
                    "--updater bop has weights of one bit in training, of which there is no mean: take adam "
                            + "or shift-adamax");
        }
    }
}
