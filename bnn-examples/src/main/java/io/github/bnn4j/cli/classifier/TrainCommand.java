package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Preset;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code train}: trains a network, with everything that a long training needs. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Trains a binarized network to classify images, such as those of Courbariaux et al. 2016, or its float twin.",
            "",
            "Writes model.zip (the best on the validation images, for DL4J's ModelSerializer), model.bnn (the same, "
                    + "packed), checkpoint.zip, metrics.csv, learning-curve.png, kernels.png, flip-ratio.csv "
                    + "and flip-ratio.png into the output directory. The paper's ConvNet takes days at full width on two "
                    + "cores; see --width-multiplier.",
            ""
        })
public final class TrainCommand implements Callable<Integer> {

    private final Dataset ofCommand;

    @Mixin
    private PresetOption presetOption;

    @Mixin
    private HyperparameterOptions options;

    @Mixin
    private DataOptions dataOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private UiOptions uiOptions;

    /**
     * @param ofCommand what is trained on without {@code --data}
     */
    public TrainCommand(Dataset ofCommand) {
        this.ofCommand = ofCommand;
    }

    @Override
    public Integer call() throws IOException, UserError {
        Dataset dataset = dataOptions.dataset(ofCommand);
        Preset preset = presetOption.presetFor(dataset, options);
        try (TrainingPlan plan = runOptions.plan(
                        preset.hyperparameters(), options, directoryName(dataset, preset), dataOptions);
                UiOptions.View view = uiOptions.open()) {
            plan.run(dataOptions.read(ofCommand), view.epochs());
        }
        return 0;
    }

    /** Returns a text such as {@code mnist-quick}, or {@code cifar10} for what has the data set's name. */
    public static String directoryName(Dataset dataset, Preset preset) {
        return dataset.name().equals(preset.name()) ? preset.name() : dataset.name() + "-" + preset.name();
    }
}
