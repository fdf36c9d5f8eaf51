/**
 * This package has what decides a training. Options, a {@link io.github.bnn4j.cli.settings.Preset} and defaults become {@link
 * io.github.bnn4j.cli.settings.Hyperparameters} here, once; networks and runs are built from these and know nothing of options.
 * Begin with {@link io.github.bnn4j.cli.settings.HyperparameterOptions}.
 *
 * <p>Presets are the JSON files beside this package's classes. Each says what differs from the defaults, which stand in {@code
 * defaults.json}; options say what differs from the preset. In {@code paper} there is less dropout than in the paper, and the
 * learning rate is higher at first and falls sooner: 60 epochs in place of 1000. {@code article} has the article's own settings,
 * which differ from the paper's (bias, a quarter of the learning-rate scale, no-scale dropout, a fall by step), but for the epochs
 * over which the rate falls.
 */
package io.github.bnn4j.cli.settings;
