/** Files of trained models, read without trusting them. Begin with {@link io.github.bnn4j.cli.model.ModelFile}. */
package io.github.bnn4j.cli.model;
