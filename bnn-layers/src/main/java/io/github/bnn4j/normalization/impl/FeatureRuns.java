package io.github.bnn4j.normalization.impl;

import io.github.bnn4j.memory.FloatMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations as {@code [outer][features][run]} in memory: a feature's values are {@code outer} runs. An 'f' ordered
 * matrix has one run for each feature, NCHW one for each example.
 */
final class FeatureRuns {

    private final FloatMemory memory;
    private final int outer;
    private final int features;
    private final int run;

    private FeatureRuns(FloatMemory memory, int outer, int features, int run) {
        this.memory = memory;
        this.outer = outer;
        this.features = features;
        this.run = run;
    }

    /**
     * @param activations a dense 'f' ordered matrix, or dense 'c' ordered NCHW
     */
    static FeatureRuns of(INDArray activations) {
        FloatMemory memory = FloatMemory.of(activations);
        int features = (int) activations.size(1);
        int examples = (int) activations.size(0);
        return activations.rank() == 2
                ? new FeatureRuns(memory, 1, features, examples)
                : new FeatureRuns(memory, examples, features, memory.length() / features / examples);
    }

    int features() {
        return features;
    }

    /** Returns the count of a feature's values. */
    int values() {
        return outer * run;
    }

    void get(int feature, float[] to) {
        for (int o = 0; o < outer; o++) {
            memory.get((o * features + feature) * run, to, o * run, run);
        }
    }

    void put(int feature, float[] from) {
        for (int o = 0; o < outer; o++) {
            memory.put((o * features + feature) * run, from, o * run, run);
        }
    }
}
