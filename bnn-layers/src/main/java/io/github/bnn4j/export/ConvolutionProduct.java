package io.github.bnn4j.export;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.ChannelScores;
import io.github.bnn4j.packed.layer.ChannelThresholds;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Of a convolution.
 *
 * @param type of its input
 * @param channels of its input
 * @param padding what taps on padding are in DL4J
 * @param values what bytes or signs stand for
 * @param kernel a row for each output: tap after tap, the channels of a tap together
 */
record ConvolutionProduct(ValueType type, int channels, Window window, double padding, Linear values, BitMatrix kernel)
        implements Product {

    /**
     * What values stand for.
     *
     * @param slope {@code value = slope * x + center} of a byte or sign x
     */
    record Linear(double slope, double center) {}

    /**
     * What has to be done with its sums so that they are those of DL4J: for each border class, or for all alike if the padding
     * of packed layers is the one that is wanted. Otherwise they differ by the weights on padding, of which the sum is the
     * same for all pixels of a class.
     */
    List<Scaling> scalings(double[] magnitude, double[] bias) {
        if (!isInteger()) {
            return List.of(new Scaling(magnitude, bias, absolute(bias)));
        }
        double difference = padding - values.center - (type == ValueType.BYTES ? 0 : values.slope * paddingSign());
        int classes = difference == 0 ? 1 : window.classes();
        List<Scaling> scalings = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            double[] scale = new double[bias.length];
            double[] offset = new double[bias.length];
            double[] terms = new double[bias.length];
            boolean[] onPadding = difference == 0 ? new boolean[window.taps()] : tapsOnPadding(i);
            for (int n = 0; n < bias.length; n++) {
                double constant = magnitude[n] * values.center * kernel.rowSum(n);
                double correction = magnitude[n] * difference * sum(n, onPadding);
                scale[n] = magnitude[n] * values.slope;
                offset[n] = constant + correction + bias[n];
                terms[n] = Math.abs(constant) + Math.abs(correction) + Math.abs(bias[n]);
            }
            scalings.add(new Scaling(scale, offset, terms));
        }
        return scalings;
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private int paddingSign() {
        return positivePadding() ? 1 : -1;
    }

    private boolean positivePadding() {
        return type == ValueType.SIGNS && padding == values.center + values.slope;
    }

    private boolean[] tapsOnPadding(int number) {
        int perRow = window.columns().classes();
        int row = member(window.rows(), number / perRow);
        int column = member(window.columns(), number % perRow);
        boolean[] onPadding = new boolean[window.taps()];
        for (int tap = 0; tap < onPadding.length; tap++) {
            int i = tap / window.columns().size();
            int j = tap % window.columns().size();
            onPadding[tap] = !isInside(window.rows(), row, i) || !isInside(window.columns(), column, j);
        }
        return onPadding;
    }

    private static boolean isInside(Axis axis, int o, int tap) {
        return tap >= axis.firstTap(o) && tap < axis.endTap(o);
    }

    /** An output of this class. */
    private static int member(Axis axis, int number) {
        int[] classes = axis.classesOf(axis.output());
        int o = 0;
        while (classes[o] != number) {
            o++;
        }
        return o;
    }

    private int sum(int n, boolean[] taps) {
        int sum = 0;
        for (int k = 0; k < kernel.columns(); k++) {
            sum += taps[k / channels] ? kernel.get(n, k) : 0;
        }
        return sum;
    }

    /**
     * The mean over all pixels of it scaled, as a scaling of the mean of its sums.
     */
    Scaling meanOf(List<Scaling> scalings) {
        if (scalings.size() == 1) {
            return scalings.get(0);
        }
        int outputs = kernel.rows();
        int[] rows = window.rows().classesOf(window.rows().output());
        int[] columns = window.columns().classesOf(window.columns().output());
        double[] offset = new double[outputs];
        double[] terms = new double[outputs];
        int perRow = window.columns().classes();
        int pixels = rows.length * columns.length;
        for (int row : rows) {
            for (int column : columns) {
                Scaling scaling = scalings.get(row * perRow + column);
                for (int n = 0; n < outputs; n++) {
                    offset[n] += scaling.offset()[n] / pixels;
                    terms[n] += scaling.terms()[n] / pixels;
                }
            }
        }
        return new Scaling(scalings.get(0).scale(), offset, terms);
    }

    @Override
    public PackedLayer scaled(List<Scaling> scalings) {
        double[] scale = scalings.get(0).scale();
        if (!isInteger()) {
            return new BinaryConvolutionOnFloats(
                    channels,
                    window,
                    (float) padding,
                    kernel,
                    scale,
                    scalings.get(0).offset());
        }
        double[] offsets = scalings.stream()
                .flatMapToDouble(scaling -> Arrays.stream(scaling.offset()))
                .toArray();
        return new BinaryConvolution(
                type, channels, window, positivePadding(), kernel, new ChannelScores(scale, offsets));
    }

    @Override
    public boolean isInteger() {
        return Product.isInteger(type);
    }

    @Override
    public PackedLayer compared(List<Scaling> scalings, Step step) {
        ThresholdFolding folding = ThresholdFolding.fold(MismatchSums.of(type, kernel), scalings, step);
        return new BinaryConvolution(
                type,
                channels,
                window,
                positivePadding(),
                kernel,
                new ChannelThresholds(kernel.rows(), folding.limits(), folding.flips()));
    }

    @Override
    public ImageShape image() {
        return window.output(kernel.rows());
    }
}
