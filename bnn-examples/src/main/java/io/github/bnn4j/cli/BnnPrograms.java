package io.github.bnn4j.cli;

import io.github.bnn4j.cli.bench.Benchmarks;
import io.github.bnn4j.cli.cifar10.Cifar10Commands;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.mnist.MnistCommands;
import io.github.bnn4j.cli.packed.InspectCommand;
import io.github.bnn4j.cli.packed.PackCommand;
import io.github.bnn4j.cli.packed.PredictCommand;
import picocli.CommandLine.Command;

/** All example programs behind one jar: {@code java -jar bnn-examples.jar COMMAND}. */
@Command(
        name = "bnn-examples",
        description = "Binarized neural networks on Deeplearning4j.",
        subcommands = {
            MnistCommands.class,
            Cifar10Commands.class,
            PackCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            Benchmarks.class
        })
public final class BnnPrograms {

    public static void main(String[] args) {
        System.exit(CommandLines.of(new BnnPrograms()).execute(args));
    }
}
