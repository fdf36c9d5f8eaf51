package io.github.bnn4j.cli.timing;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;

import io.github.bnn4j.cli.command.UsageError;
import picocli.CommandLine.Option;

/** These options say how often, and how long, contenders are timed in turn. */
public final class RoundOptions {

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Timed rounds of each, after those in which the JVM warms up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "0.5",
            description = "Length of a round, or a single batch if that takes longer (default: ${DEFAULT-VALUE}).")
    private double seconds;

    public int rounds() {
        return rounds;
    }

    public double seconds() {
        return seconds;
    }

    /**
     * @throws UsageError naming the option that is out of its range
     */
    public void check() throws UsageError {
        if (rounds < 1) {
            throw new UsageError("--rounds must be at least 1, got " + rounds);
        }
        if (!isPositive(seconds)) {
            throw new UsageError("--seconds must be greater than 0, got " + seconds);
        }
    }
}
