package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Preset;
import picocli.CommandLine.Option;

/** Decides where the hyperparameters of a training start from. */
public final class PresetOption {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = Preset.Converter.class,
            completionCandidates = Preset.Names.class,
            description =
                    "Where the hyperparameters start from: ${COMPLETION-CANDIDATES} (default: that of --net, or quick for "
                            + "MNIST, cifar10 for other images). The options below change them one by one; their values are at the end.")
    private Preset preset;

    /** Returns the one that was asked for, or that of a network which an option names, or the data set's own. */
    public Preset presetFor(Dataset dataset, HyperparameterOptions options) {
        if (preset != null) {
            return preset;
        }
        return Preset.named(options.presetOfNet() == null ? dataset.preset() : options.presetOfNet());
    }
}
