package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * The mean over all pixels, channel by channel: {@code y = scale[n] * mean + offset[n]}, with what comes before or after it
 * folded into scale and offset. Sums are in double precision, and rounded once, to single.
 */
public final class GlobalAveragePooling implements OnImages {

    private final ImageShape input;
    private final double[] scale;
    private final double[] offset;

    /**
     * @param scale for each channel; copied
     * @param offset for each channel; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public GlobalAveragePooling(ImageShape input, double[] scale, double[] offset) {
        Objects.requireNonNull(input, "input");
        Affine.check(scale, offset);
        if (scale.length != input.channels()) {
            throw new IllegalArgumentException(
                    "The image has " + input.channels() + " channels, scale and offset " + scale.length);
        }
        this.input = input;
        this.scale = scale.clone();
        this.offset = offset.clone();
    }

    /** Returns a copy. */
    public double[] scale() {
        return scale.clone();
    }

    /** Returns a copy. */
    public double[] offset() {
        return offset.clone();
    }

    @Override
    public ImageShape inputImage() {
        return input;
    }

    @Override
    public ImageShape outputImage() {
        return new ImageShape(input.channels(), 1, 1);
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), scale.length);
        double[] sums = Workspace.doubles(scale.length);
        for (int row = 0; row < x.rows(); row++) {
            Arrays.fill(sums, 0);
            int at = x.from() + row * input.size();
            for (int p = 0; p < input.pixels(); p++) {
                for (int n = 0; n < sums.length; n++) {
                    sums[n] += x.floats()[at + p * sums.length + n];
                }
            }
            for (int n = 0; n < sums.length; n++) {
                out[row * sums.length + n] = (float) (scale[n] * (sums[n] / input.pixels()) + offset[n]);
            }
        }
        return Activations.ofFloats(x.rows(), scale.length, out, 0);
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
