package io.github.bnn4j.normalization.impl;

import io.github.bnn4j.memory.Spans;

/**
 * Moments of a mini-batch, one of each for a feature. Sums are in double precision.
 *
 * @param mean arithmetic mean
 * @param variance population variance
 * @param std {@code sqrt(variance + eps)}
 */
record MiniBatchMoments(float[] mean, float[] variance, float[] std) {

    static MiniBatchMoments of(FeatureRuns x, double eps, int valuesAtOnce) {
        int features = x.features();
        var moments = new MiniBatchMoments(new float[features], new float[features], new float[features]);
        Spans.forEach(features, Math.max(1, valuesAtOnce / x.values()), (from, to) -> {
            float[] values = new float[x.values()];
            for (int feature = from; feature < to; feature++) {
                x.get(feature, values);
                double mean = Sums.sum(values) / values.length;
                double variance = Sums.squares(values, mean) / values.length;
                moments.mean[feature] = (float) mean;
                moments.variance[feature] = (float) variance;
                moments.std[feature] = (float) Math.sqrt(variance + eps);
            }
        });
        return moments;
    }
}
