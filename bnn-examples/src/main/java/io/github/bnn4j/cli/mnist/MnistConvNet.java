package io.github.bnn4j.cli.mnist;

import io.github.bnn4j.cli.classifier.Hyperparameters;
import io.github.bnn4j.cli.classifier.Hyperparameters.Loss;
import io.github.bnn4j.cli.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.cli.classifier.Hyperparameters.Updater;

/** A small binary ConvNet, for devices with little memory: minutes on two cores. */
final class MnistConvNet {

    private MnistConvNet() {}

    static Hyperparameters hyperparameters() {
        return new Hyperparameters(
                false,
                256,
                1,
                6,
                100,
                .01,
                1e-4,
                0,
                0,
                false,
                false,
                Loss.HINGE,
                false,
                1,
                1,
                10_000,
                5_000,
                Updater.ADAM,
                Normalization.BATCH,
                null,
                "32C3-P2-64C3-P2-64C3-P2",
                null,
                false);
    }
}
