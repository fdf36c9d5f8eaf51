package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Objects;

/**
 * {@code y = t + after[n] where t = z if z >= 0 else slope[n] * z, and z = x + before[n]}, each feature by itself: PReLU, and
 * with its shifts ReActNet's RPReLU. In single precision, each step rounded. The features may be those of a vector, or the
 * channels of each pixel of an image.
 */
public final class PRelu implements PackedLayer {

    private final float[] before;
    private final float[] slopes;
    private final float[] after;
    private final int pixels;
    private final int inputs;

    /** Makes PReLU itself, without shifts; else as {@link #PRelu(float[], float[], float[], int)}. */
    public PRelu(float[] slopes, int pixels) {
        this(new float[Objects.requireNonNull(slopes, "slopes").length], slopes, new float[slopes.length], pixels);
    }

    /**
     * @param before what is added to each feature first; copied
     * @param slopes of each feature where it is negative; copied
     * @param after what is added to each feature at last; copied
     * @param pixels of an example, each of which has these features; at least 1
     * @throws IllegalArgumentException if the lengths differ, a number is not finite or an example has 2^28 values or more
     */
    public PRelu(float[] before, float[] slopes, float[] after, int pixels) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(slopes, "slopes");
        Objects.requireNonNull(after, "after");
        if (before.length != slopes.length || after.length != slopes.length) {
            throw new IllegalArgumentException("Slopes and shifts need one number for each feature, got "
                    + slopes.length + " slopes, " + before.length + " shifts before and " + after.length + " after");
        }
        Pixels.checkFinite("shift before", before);
        Pixels.checkFinite("slope", slopes);
        Pixels.checkFinite("shift after", after);
        this.inputs = Pixels.values(slopes.length, pixels);
        this.before = before.clone();
        this.slopes = slopes.clone();
        this.after = after.clone();
        this.pixels = pixels;
    }

    /** Returns a copy. */
    public float[] before() {
        return before.clone();
    }

    /** Returns a copy. */
    public float[] slopes() {
        return slopes.clone();
    }

    /** Returns a copy. */
    public float[] after() {
        return after.clone();
    }

    /** Returns how many pixels an example has, each of which has these features. */
    public int pixels() {
        return pixels;
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
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), inputs);
        int together = Pixels.together(slopes.length, pixels);
        float[] b = Pixels.repeated(before, together);
        float[] s = Pixels.repeated(slopes, together);
        float[] a = Pixels.repeated(after, together);
        float[] values = Workspace.floats(together);
        for (int at = 0; at < out.length; at += together) {
            int count = Math.min(together, out.length - at);
            System.arraycopy(x.floats(), x.from() + at, values, 0, count);
            rectify(b, s, a, values);
            System.arraycopy(values, 0, out, at, count);
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }

    /** Adds two terms of which one is 0: the sum is exact, and needs no jump, so that the compiler makes vectors. */
    private static void rectify(float[] before, float[] slopes, float[] after, float[] values) {
        for (int i = 0; i < values.length; i++) {
            float z = values[i] + before[i];
            values[i] = Math.max(z, 0f) + slopes[i] * Math.min(z, 0f) + after[i];
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, pixels == 1 ? "" : pixels + " pixels");
    }
}
