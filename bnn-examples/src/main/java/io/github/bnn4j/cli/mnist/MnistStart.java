package io.github.bnn4j.cli.mnist;

import io.github.bnn4j.cli.classifier.Hyperparameters;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where the hyperparameters of a training on MNIST start from. */
public final class MnistStart {

    /** What the network is made of. */
    enum Net {
        /** Dense layers, as the paper's. */
        DENSE,
        /** Convolutions before them. */
        CONV
    }

    @Option(
            names = "--net",
            defaultValue = "dense",
            description = "What the network is made of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Net net;

    @Option(
            names = "--preset",
            description = "Where hyperparameters of the dense network start from: ${COMPLETION-CANDIDATES} (default: "
                    + "quick). The options below change them one by one.")
    private MnistPreset preset;

    /**
     * @throws UserError if there is no such preset of such a network
     */
    public Hyperparameters hyperparameters() throws UserError {
        if (net == Net.DENSE) {
            return densePreset().hyperparameters();
        }
        if (preset != null) {
            throw new UsageError(
                    "--preset is of the dense network, --net conv has hyperparameters of its own: leave out one "
                            + "of them");
        }
        return MnistConvNet.hyperparameters();
    }

    /** Such as {@code quick} or {@code conv}. */
    public String name() {
        return (net == Net.DENSE ? densePreset() : net).name().toLowerCase(Locale.ROOT);
    }

    private MnistPreset densePreset() {
        return preset == null ? MnistPreset.QUICK : preset;
    }
}
