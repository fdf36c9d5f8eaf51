package io.github.bnn4j.examples.mnist;

import io.github.bnn4j.examples.classifier.Hyperparameters;
import io.github.bnn4j.examples.classifier.Hyperparameters.Loss;
import io.github.bnn4j.examples.classifier.Hyperparameters.Normalization;
import io.github.bnn4j.examples.classifier.Hyperparameters.Updater;

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

    /** The network and recipe of Courbariaux et al. 2016: days on two cores. */
    PAPER {
        @Override
        public Hyperparameters hyperparameters() {
            return new Hyperparameters(
                    false,
                    4096,
                    3,
                    1000,
                    100,
                    .003,
                    3e-7,
                    .2,
                    .5,
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
    };

    public abstract Hyperparameters hyperparameters();
}
