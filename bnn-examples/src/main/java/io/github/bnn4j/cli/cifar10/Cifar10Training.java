package io.github.bnn4j.cli.cifar10;

import io.github.bnn4j.cli.classifier.HyperparameterOptions;
import io.github.bnn4j.cli.classifier.RunOptions;
import io.github.bnn4j.cli.classifier.UiOptions;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cifar10 train}: trains the network, with everything that a long training needs. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Trains the binarized ConvNet of Courbariaux et al. 2016 on CIFAR-10, or one like it on other pictures.",
            "",
            "At full width it takes days on two cores; see --width-multiplier. Writes model.zip (the best on the validation "
                    + "images, for DL4J's ModelSerializer), model.bnn (the same, packed), checkpoint.zip, metrics.csv, "
                    + "learning-curve.png, kernels.png, flip-ratio.csv "
                    + "and flip-ratio.png into the output directory.",
            ""
        })
public final class Cifar10Training implements Callable<Integer> {

    @Mixin
    private HyperparameterOptions options;

    @Mixin
    private Cifar10Data data;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private UiOptions ui;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new Cifar10Training()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        ui.run(epochs ->
                runOptions.train(Cifar10Network.hyperparameters(), options, "out/cifar10", data::read, epochs));
        return 0;
    }
}
