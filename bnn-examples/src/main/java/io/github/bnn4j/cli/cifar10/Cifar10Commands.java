package io.github.bnn4j.cli.cifar10;

import picocli.CommandLine.Command;

/** {@code cifar10}: what can be done with the CIFAR-10 network. */
@Command(
        name = "cifar10",
        description = "The CIFAR-10 network of the paper.",
        subcommands = {Cifar10Training.class, Cifar10Evaluation.class})
public final class Cifar10Commands {}
