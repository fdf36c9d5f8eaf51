package io.github.bnn4j.onnx.write;

import io.github.bnn4j.graph.PaddingSums;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds what a network had around its images, where a packed one corrects its own padding q by border classes: with the right
 * number p there, sums are greater by {@code (p - q)} times those of the weights on padding, and one threshold or offset does for
 * all classes of an output.
 */
final class PaddedSums {

    private final BinaryConvolution layer;
    private final MismatchSums sums;

    /** It has a number for each border class and output; it is null if there is one class only. */
    private final int[][] onPadding;

    PaddedSums(BinaryConvolution layer) {
        this.layer = layer;
        this.sums = layer.sums();
        this.onPadding = layer.stage().classes() == 1 ? null : PaddingSums.of(layer.window(), layer.weights());
    }

    /** Returns what packed layers have around an image. */
    double packedPadding() {
        return layer.inputType() == ValueType.BYTES ? 0 : layer.positivePadding() ? 1 : -1;
    }

    /** Returns a threshold of sums for each output, if with this padding there is one. */
    Optional<float[]> thresholds(double padding) {
        Thresholds stage = (Thresholds) layer.stage();
        float[] thresholds = new float[stage.outputs()];
        for (int n = 0; n < thresholds.length; n++) {
            SumInterval interval = SumInterval.ALL;
            for (int i = 0; i < stage.classes(); i++) {
                interval = interval.and(SumInterval.of(sums, n, stage.limits()[i * thresholds.length + n])
                        .plus(correction(padding, i, n)));
            }
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            thresholds[n] = interval.threshold(isSet(stage.flips(), n));
        }
        return Optional.of(thresholds);
    }

    /** Returns an offset for each output, if with this padding there is one: to the last bit, as it will be computed again. */
    Optional<double[]> offsets(double padding) {
        Scores stage = (Scores) layer.stage();
        double[] scale = stage.scale();
        double[] offset = stage.offset();
        double[] offsets = new double[stage.outputs()];
        for (int n = 0; n < offsets.length; n++) {
            int first = classWithoutPadding(n);
            offsets[n] = offset[first * offsets.length + n] - scale[n] * correction(padding, first, n);
            for (int i = 0; i < stage.classes(); i++) {
                if (scale[n] * correction(padding, i, n) + offsets[n] != offset[i * offsets.length + n]) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(offsets);
    }

    private int classWithoutPadding(int n) {
        for (int i = 0; onPadding != null && i < onPadding.length; i++) {
            if (onPadding[i][n] == 0) {
                return i;
            }
        }
        return 0;
    }

    private double correction(double padding, int i, int n) {
        return onPadding == null ? 0 : (padding - packedPadding()) * onPadding[i][n];
    }

    /**
     * Returns what each value of the result has, of what each class has.
     *
     * @param byClass those of a class together
     * @return in the order of the file, channel after channel
     */
    double[] ofEachValue(double[] byClass) {
        int[] rows = layer.window().rows().classesOf(layer.window().rows().output());
        int[] columns =
                layer.window().columns().classesOf(layer.window().columns().output());
        int perRow = layer.window().columns().classes();
        int channels = layer.outputImage().channels();
        int pixels = layer.outputImage().pixels();
        double[] each = new double[layer.outputs()];
        Arrays.setAll(each, i -> {
            int pixel = i % pixels;
            int ofPixel = rows[pixel / columns.length] * perRow + columns[pixel % columns.length];
            return byClass[ofPixel * channels + i / pixels];
        });
        return each;
    }

    static boolean isSet(long[] bits, int n) {
        return (bits[n >>> 6] >>> n & 1) == 1;
    }
}
