package io.github.bnn4j.cli.serve.network;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.Window;

/**
 * The sum of one unit of a binary layer on signs or bytes, and what becomes of it: computed one by one, as on paper, not by the
 * layer, so that each part of it can be shown.
 *
 * @param weights +1 and -1 of this unit
 * @param inputs what they meet: +1 and -1, or unsigned bytes, 0 to 255
 * @param padding which of these are on padding
 * @param planes for each binary digit of the inputs the mismatches, the lowest digit first; signs have one
 * @param mismatches all of them, each plane's times its power of two
 * @param sum of products
 * @param stage what is made of it
 * @param boundary place of the unit's limit or offset in the stage: with its border class
 * @param unit of the stage
 * @param greatest count of mismatches that is possible
 * @param sumAtLimit with as many mismatches as the limit has; 0 if the stage gives scores
 */
public record UnitSum(
        int[] weights,
        int[] inputs,
        boolean[] padding,
        int[] planes,
        int mismatches,
        int sum,
        OutputStage stage,
        int boundary,
        int unit,
        int greatest,
        int sumAtLimit) {

    private static final int BITS_OF_BYTE = 8;

    /** Tells whether a layer's sums can be spelled out. */
    public static boolean isFor(PackedLayer layer) {
        return layer instanceof BinaryDense || layer instanceof BinaryConvolution;
    }

    /**
     * Computes one of a layer that {@link #isFor} tells.
     *
     * @param x what the layer takes, of one example
     * @param unit output of a fully connected layer, channel of a convolution
     * @param row of the result; 0 if it is no image
     * @param column of the result; 0 if it is no image
     */
    public static UnitSum of(PackedLayer layer, Activations x, int unit, int row, int column) {
        return layer instanceof BinaryConvolution convolution
                ? of(convolution, x, unit, row, column)
                : of((BinaryDense) layer, x, unit);
    }

    private static UnitSum of(BinaryDense layer, Activations x, int unit) {
        int[] inputs = new int[layer.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = value(x, i);
        }
        return of(layer.weights(), layer.sums(), layer.stage(), x, inputs, new boolean[inputs.length], unit, 0);
    }

    private static UnitSum of(BinaryConvolution layer, Activations x, int unit, int row, int column) {
        Window window = layer.window();
        int channels = layer.inputImage().channels();
        int[] inputs = new int[window.taps() * channels];
        boolean[] padding = new boolean[inputs.length];
        int onPadding = x.bytes() != null ? 0 : layer.positivePadding() ? 1 : -1;
        for (int i = 0; i < inputs.length; i++) {
            int tap = i / channels;
            int y = window.rows().position(row, tap / window.columns().size());
            int z = window.columns().position(column, tap % window.columns().size());
            padding[i] = y < 0
                    || y >= window.rows().input()
                    || z < 0
                    || z >= window.columns().input();
            inputs[i] = padding[i] ? onPadding : value(x, (y * window.columns().input() + z) * channels + i % channels);
        }
        int borderClass = layer.stage().classes() == 1
                ? 0
                : window.rows().classesOf(row + 1)[row] * window.columns().classes()
                        + window.columns().classesOf(column + 1)[column];
        return of(layer.weights(), layer.sums(), layer.stage(), x, inputs, padding, unit, borderClass);
    }

    private static int value(Activations x, int i) {
        return x.bytes() != null ? x.bytes()[x.from() + i] & 0xFF : (x.signs()[i >>> 6] >>> i & 1) == 1 ? 1 : -1;
    }

    private static UnitSum of(
            BitMatrix matrix,
            MismatchSums sums,
            OutputStage stage,
            Activations x,
            int[] inputs,
            boolean[] padding,
            int unit,
            int borderClass) {
        int[] weights = new int[inputs.length];
        int[] planes = new int[x.bytes() != null ? BITS_OF_BYTE : 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = matrix.get(unit, i);
            int bits = x.bytes() != null ? inputs[i] : (inputs[i] + 1) / 2;
            for (int p = 0; p < planes.length; p++) {
                planes[p] += (bits >>> p & 1) == (weights[i] + 1) / 2 ? 0 : 1;
            }
        }
        int mismatches = 0;
        for (int p = 0; p < planes.length; p++) {
            mismatches += planes[p] << p;
        }
        int boundary = borderClass * stage.outputs() + unit;
        int atLimit = stage instanceof Thresholds thresholds
                ? sums.sum(unit, thresholds.limits()[boundary])
                : 0;
        return new UnitSum(
                weights,
                inputs,
                padding,
                planes,
                mismatches,
                sums.sum(unit, mismatches),
                stage,
                boundary,
                unit,
                sums.greatestMismatches(),
                atLimit);
    }

    /** Returns the most mismatches with which the comparison holds; -1 if it never does. */
    public int limit() {
        return ((Thresholds) stage).limits()[boundary];
    }

    /** Returns whether the unit is +1 where the comparison does not hold. */
    public boolean isFlipped() {
        return (((Thresholds) stage).flips()[unit >>> 6] >>> unit & 1) == 1;
    }

    /** Returns the sign that comes out. */
    public int sign() {
        return mismatches <= limit() != isFlipped() ? 1 : -1;
    }

    /** Returns the score that comes out. */
    public float score() {
        return (float) (scale() * sum + offset());
    }

    /** Returns what the sum is multiplied by for the score. */
    public double scale() {
        return ((Scores) stage).scale()[unit];
    }

    /** Returns what is added then. */
    public double offset() {
        return ((Scores) stage).offset()[boundary];
    }
}
