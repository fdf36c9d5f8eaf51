package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.read.ReadNetwork.Normalization;
import java.util.Arrays;

/** Reads batch normalization at inference, {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}, as a scale in double precision. */
final class Normalizations {

    /** ONNX's. */
    private static final double EPSILON = 1e-5;

    private Normalizations() {}

    static OnnxValue batch(Call call) {
        if (call.integer("training_mode", 0) != 0 || call.integer("spatial", 1) == 0) {
            throw call.refused("it is in training mode, or not the same for all pixels of a channel");
        }
        Signal value = call.signal(0);
        boolean ofChannels = value.axes().rank() >= 2 && value.axes().isAs(1, Axes.CHANNELS, value.shape());
        if (!ofChannels) {
            throw call.refused("its channels are to be axis 1 of values of shape "
                    + value.axes().describe(value.shape()) + ", axes "
                    + value.axes().labels());
        }
        int channels = value.shape().channels();
        double[] gamma = parameter(call, 1, channels);
        double[] beta = parameter(call, 2, channels);
        double[] mean = parameter(call, 3, channels);
        double[] variance = parameter(call, 4, channels);
        double epsilon = call.number("epsilon", EPSILON);
        double[] scale = new double[channels];
        double[] offset = new double[channels];
        double[] terms = new double[channels];
        for (int n = 0; n < channels; n++) {
            scale[n] = gamma[n] / Math.sqrt(variance[n] + epsilon);
            offset[n] = beta[n] - scale[n] * mean[n];
            terms[n] = Math.abs(beta[n]) + Math.abs(scale[n] * mean[n]);
            if (!Double.isFinite(scale[n]) || !Double.isFinite(offset[n])) {
                throw call.refused("channel " + n + " has scale " + gamma[n] + ", bias " + beta[n] + ", mean " + mean[n]
                        + " and variance " + variance[n] + ", which is not finite");
            }
        }
        Signal scaled = value.scaled(call, new Scaling(scale, offset, terms));
        double[] variances = Arrays.stream(variance).map(v -> v + epsilon).toArray();
        call.settings().normalizations().put(scaled.node(), new Normalization(gamma, beta, mean, variances));
        return scaled;
    }

    private static double[] parameter(Call call, int input, int channels) {
        double[] values = call.constant(input).values();
        if (values.length != channels) {
            throw call.refused(
                    "its input " + input + " has " + values.length + " numbers for " + channels + " channels");
        }
        return values;
    }
}
