package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.settings.Architecture.Loss;
import io.github.bnn4j.cli.settings.Architecture.Normalization;
import io.github.bnn4j.cli.settings.Schedule.Updater;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * All that decides the result of a training.
 *
 * @param architecture the network, float or binarized
 * @param binarization how its binarized form comes about
 * @param schedule how it learns
 * @param targets what it is to answer
 * @param validation how the model that is kept comes out of it
 */
public record Hyperparameters(
        Architecture architecture,
        Binarization binarization,
        Schedule schedule,
        Targets targets,
        Validation validation) {

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Hyperparameters {
        if (architecture.floatTwin()) {
            require(schedule.updater() == Updater.ADAM, "--float is trained by --updater adam", schedule.updater());
            require(
                    architecture.normalization() == Normalization.BATCH,
                    "--float has --normalization batch",
                    architecture.normalization());
            require(
                    schedule.realKernelsFor() == 0,
                    "--float has no other than real kernels: --real-kernels-for must be 0",
                    schedule.realKernelsFor());
        }
        if (!architecture.isChain()) {
            String net = "--net " + architecture.net();
            require(schedule.updater() == Updater.ADAM, net + " is trained by --updater adam", schedule.updater());
            require(binarization.isDefault(), net + " has quantizers and rates of its own", binarization);
        }
        require(
                validation.averageLast() <= schedule.epochs(),
                "--average-last must be at most --epochs, which is " + schedule.epochs(),
                validation.averageLast());
        require(
                validation.averageLast() == 0 || schedule.updater() != Updater.BOP,
                "--average-last averages latent kernels, of which --updater bop has none",
                validation.averageLast());
        if (architecture.loss() == Loss.HINGE && !architecture.floatTwin()) {
            requireOneClass("--teacher", !targets.isTaught());
            requireOneClass("--label-smoothing", targets.labelSmoothing() == 0);
            requireOneClass("--mixup", schedule.mixup() == 0);
        }
    }

    private static void requireOneClass(String option, boolean holds) {
        require(
                holds,
                option + " needs --loss softmax, as the squared hinge loss knows answers of one class only",
                "--loss hinge");
    }

    /** Tells whether an epoch does not depend on how many are to follow. */
    public boolean isOpenEnded() {
        return schedule.isConstant() && validation.averageLast() == 0;
    }

    /** Returns the float network of the same widths, with softmax, which stands for it in comparisons. */
    public Hyperparameters asFloatTwin() {
        return HyperparametersJson.changed(this, HyperparametersJson.resource("float-twin"));
    }

    /** Returns the same with other widths. */
    public Hyperparameters withWidthMultiplier(double factor) {
        ObjectNode change = HyperparametersJson.JSON.createObjectNode();
        change.putObject("architecture").put("widthMultiplier", factor);
        return HyperparametersJson.changed(this, change);
    }

    /** Returns the same with other epochs. */
    public Hyperparameters withEpochs(int epochs) {
        ObjectNode change = HyperparametersJson.JSON.createObjectNode();
        change.putObject("schedule").put("epochs", epochs);
        return HyperparametersJson.changed(this, change);
    }

    /** Returns the same, trained by another updater: at the rates that suit it, if they were another's. */
    Hyperparameters trainedBy(Updater updater) {
        return new Hyperparameters(architecture, binarization, schedule.trainedBy(updater), targets, validation);
    }
}
