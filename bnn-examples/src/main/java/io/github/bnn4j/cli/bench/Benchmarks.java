package io.github.bnn4j.cli.bench;

import picocli.CommandLine.Command;

/** {@code bench}: timed comparisons. */
@Command(
        name = "bench",
        description = "Timed comparisons, side by side in one process.",
        subcommands = {TrainingBenchmark.class, PackedBenchmark.class, ConvolutionBenchmark.class, KernelBenchmark.class
        })
public final class Benchmarks {}
