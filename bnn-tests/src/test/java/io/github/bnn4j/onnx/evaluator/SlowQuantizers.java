package io.github.bnn4j.onnx.evaluator;

/** Operators of QONNX and FINN. */
final class SlowQuantizers {

    private SlowQuantizers() {}

    static NdArray bipolarQuant(NdArray x, NdArray scale) {
        return SlowBroadcasts.binary(x, scale, (value, by) -> value >= 0 ? by : -by);
    }

    /** Of one bit with a sign it is bipolar; else rounded to integers in a range, of which there may be only two. */
    static NdArray quant(NdArray x, NdArray scale, NdArray zero, NdArray bits, NodeAttributes attributes) {
        boolean signed = attributes.integer("signed", 1) == 1;
        boolean narrow = attributes.integer("narrow", 0) == 1;
        double width = bits.values()[0];
        NdArray moved = SlowBroadcasts.binary(SlowBroadcasts.binary(x, scale, (a, b) -> a / b), zero, Double::sum);
        NdArray levels;
        if (signed && width == 1) {
            levels = SlowBroadcasts.unary(moved, value -> value >= 0 ? 1 : -1);
        } else {
            double greatest = Math.pow(2, signed ? width - 1 : width) - (!signed && narrow ? 2 : 1);
            double least = signed ? -Math.pow(2, width - 1) + (narrow ? 1 : 0) : 0;
            levels = SlowBroadcasts.unary(moved, value -> Math.rint(Math.max(least, Math.min(greatest, value))));
        }
        return SlowBroadcasts.binary(SlowBroadcasts.binary(levels, zero, (a, b) -> a - b), scale, (a, b) -> a * b);
    }

    /** Counts the thresholds that a value reaches. */
    static NdArray multiThreshold(NdArray x, NdArray thresholds, NodeAttributes attributes) {
        int channelAxis = attributes.text("data_layout", "NCHW").equals("NHWC") ? x.rank() - 1 : 1;
        NdArray result = NdArray.zeros(x.shape());
        for (int i = 0; i < x.values().length; i++) {
            int channel = x.coordinates(i)[channelAxis];
            int count = 0;
            for (int step = 0; step < thresholds.shape()[1]; step++) {
                double threshold = thresholds.get(thresholds.shape()[0] == 1 ? 0 : channel, step);
                count += x.values()[i] >= threshold ? 1 : 0;
            }
            result.values()[i] = attributes.number("out_scale", 1) * count + attributes.number("out_bias", 0);
        }
        return result;
    }

    static NdArray batchNorm(NdArray x, NdArray gamma, NdArray beta, NdArray mean, NdArray variance, double epsilon) {
        NdArray result = NdArray.zeros(x.shape());
        for (int i = 0; i < x.values().length; i++) {
            int c = x.coordinates(i)[1];
            result.values()[i] =
                    gamma.get(c) * (x.values()[i] - mean.get(c)) / Math.sqrt(variance.get(c) + epsilon) + beta.get(c);
        }
        return result;
    }
}
