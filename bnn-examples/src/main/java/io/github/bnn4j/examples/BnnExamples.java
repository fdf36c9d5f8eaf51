package io.github.bnn4j.examples;

import io.github.bnn4j.examples.bench.Benchmarks;
import io.github.bnn4j.examples.cifar10.Cifar10Commands;
import io.github.bnn4j.examples.cli.CommandLines;
import io.github.bnn4j.examples.mnist.MnistCommands;
import io.github.bnn4j.examples.packed.InspectCommand;
import io.github.bnn4j.examples.packed.PackCommand;
import io.github.bnn4j.examples.packed.PredictCommand;
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
public final class BnnExamples {

    public static void main(String[] args) {
        System.exit(CommandLines.of(new BnnExamples()).execute(args));
    }
}
