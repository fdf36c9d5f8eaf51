package io.github.bnn4j.cli.mnist;

import picocli.CommandLine.Command;

/** {@code mnist}: what can be done with the MNIST network. */
@Command(
        name = "mnist",
        description = "The MNIST network of the paper.",
        subcommands = {MnistTraining.class, MnistSearch.class, MnistCompare.class})
public final class MnistCommands {}
