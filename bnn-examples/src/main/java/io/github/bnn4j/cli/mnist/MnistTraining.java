package io.github.bnn4j.cli.mnist;

import io.github.bnn4j.cli.classifier.HyperparameterOptions;
import io.github.bnn4j.cli.classifier.RunOptions;
import io.github.bnn4j.cli.classifier.UiOptions;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist train}: trains the network, with everything that a long training needs. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Trains a binarized network on MNIST: the dense one of Courbariaux et al. 2016, or a small one of convolutions.",
            "",
            "Writes model.zip (the best on the validation images, for DL4J's ModelSerializer), model.bnn (the same, "
                    + "packed), checkpoint.zip, metrics.csv, learning-curve.png, kernels.png, flip-ratio.csv "
                    + "and flip-ratio.png into the output directory.",
            ""
        })
public final class MnistTraining implements Callable<Integer> {

    @Mixin
    private MnistStart start;

    @Mixin
    private HyperparameterOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory with the four IDX files of MNIST, Fashion-MNIST, KMNIST ... (default: MNIST, which "
                            + "comes with the program).")
    private Path dataDirectory;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private UiOptions ui;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new MnistTraining()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        ui.run(epochs -> runOptions.train(
                start.hyperparameters(),
                options,
                "out/mnist-" + start.name(),
                () -> MnistData.read(dataDirectory),
                epochs));
        return 0;
    }
}
