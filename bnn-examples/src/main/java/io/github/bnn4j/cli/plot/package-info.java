/** Charts and mosaics as PNG files. Begin with {@link io.github.bnn4j.cli.plot.LearningCurves}. */
package io.github.bnn4j.cli.plot;
