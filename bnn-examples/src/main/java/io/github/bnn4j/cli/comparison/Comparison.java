package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.cli.timing.TrainingTimes;
import java.util.List;

/**
 * A binarized network and its float twin, measured.
 *
 * @param binary the binarized network
 * @param floatTwin the float network of the same widths
 * @param training seconds of an epoch
 * @param predictions an entry for each size of a batch, at least one
 */
public record Comparison(
        RunFigures binary, RunFigures floatTwin, TrainingTimes training, List<PredictionRates> predictions) {

    public Comparison {
        predictions = List.copyOf(predictions);
    }

    /** Returns the ratio of what has to be shipped: the bits of the one, the floats of the other. */
    public double memoryRatio() {
        return (double) floatTwin.parameterBytes() / binary.packedFileBytes();
    }
}
