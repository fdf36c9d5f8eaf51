package io.github.bnn4j.cli.cifar10;

import io.github.bnn4j.cli.classifier.Hyperparameters;
import io.github.bnn4j.cli.classifier.Hyperparameters.Loss;
import io.github.bnn4j.cli.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.cli.classifier.Hyperparameters.Updater;

/** The ConvNet of Courbariaux et al. 2016 for CIFAR-10, with a learning rate for fewer epochs than its 500. */
public final class Cifar10Network {

    private Cifar10Network() {}

    public static Hyperparameters hyperparameters() {
        return new Hyperparameters(
                false,
                1024,
                2,
                50,
                50,
                .005,
                1e-5,
                0,
                0,
                false,
                false,
                Loss.HINGE,
                false,
                1,
                1,
                5_000,
                5_000,
                Updater.ADAM,
                Normalization.BATCH,
                null,
                "128C3-128C3-P2-256C3-256C3-P2-512C3-512C3-P2",
                null,
                true);
    }
}
