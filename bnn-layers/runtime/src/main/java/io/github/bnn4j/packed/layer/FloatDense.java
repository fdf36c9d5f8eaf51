package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * An ordinary fully connected layer, {@code y = x W + b}, in single precision: for networks in which only some layers are
 * binary.
 */
public final class FloatDense implements PackedLayer {

    private final int inputs;
    private final float[] weights;
    private final float[] bias;

    /**
     * @param inputs at least 1
     * @param weights {@code inputs * outputs}; those of one input, to all outputs, follow one another; copied
     * @param bias one for each output; copied
     * @throws IllegalArgumentException if the lengths do not fit or a number is not finite
     */
    public FloatDense(int inputs, float[] weights, float[] bias) {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(bias, "bias");
        if (inputs < 1 || bias.length < 1 || weights.length != (long) inputs * bias.length) {
            throw new IllegalArgumentException("A layer of " + inputs + " inputs and " + bias.length + " outputs needs "
                    + (long) inputs * bias.length + " weights, got " + weights.length);
        }
        checkFinite("weight", weights);
        checkFinite("bias", bias);
        this.inputs = inputs;
        this.weights = weights.clone();
        this.bias = bias.clone();
    }

    private static void checkFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("The " + name + " with index " + i + " is " + values[i]);
            }
        }
    }

    /** A copy. */
    public float[] weights() {
        return weights.clone();
    }

    /** A copy. */
    public float[] bias() {
        return bias.clone();
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
        return bias.length;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        int outputs = bias.length;
        float[] out = Activations.floats(x.rows(), outputs);
        float[] sums = new float[outputs];
        float[] row = new float[outputs];
        for (int b = 0; b < x.rows(); b++) {
            System.arraycopy(bias, 0, sums, 0, outputs);
            for (int k = 0; k < inputs; k++) {
                System.arraycopy(weights, k * outputs, row, 0, outputs);
                addScaled(x.floats()[x.from() + b * inputs + k], row, sums);
            }
            System.arraycopy(sums, 0, out, b * outputs, outputs);
        }
        return Activations.ofFloats(x.rows(), outputs, out, 0);
    }

    /** The compiler vectorizes this only where all arrays have the same index: hence the copy of the weights' row. */
    private static void addScaled(float factor, float[] row, float[] sums) {
        for (int n = 0; n < sums.length; n++) {
            sums[n] += factor * row[n];
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
