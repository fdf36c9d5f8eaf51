package io.github.bnn4j.cli.mnist;

import io.github.bnn4j.cli.classifier.Hyperparameters;
import io.github.bnn4j.cli.classifier.Hyperparameters.Loss;
import io.github.bnn4j.cli.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.cli.classifier.Hyperparameters.Updater;

/** Hyperparameters to start from. */
public enum MnistPreset {
    /** Minutes on two cores. */
    QUICK {
        @Override
        public Hyperparameters hyperparameters() {
            return new Hyperparameters(
                    false,
                    1024,
                    3,
                    8,
                    200,
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
                    null,
                    null,
                    false);
        }
    },

    /**
     * The network of Courbariaux et al. 2016, for an hour or two on two cores rather than for its 1000 epochs: less dropout,
     * and a learning rate that is higher at first and falls sooner.
     */
    PAPER {
        @Override
        public Hyperparameters hyperparameters() {
            return new Hyperparameters(
                    false,
                    4096,
                    3,
                    60,
                    200,
                    .005,
                    2e-5,
                    .1,
                    .2,
                    true,
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
                    null,
                    null,
                    false);
        }
    };

    public abstract Hyperparameters hyperparameters();
}
