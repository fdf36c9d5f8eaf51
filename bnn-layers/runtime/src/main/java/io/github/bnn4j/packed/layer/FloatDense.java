package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * An ordinary fully connected layer, {@code y = x W + b}, in single precision: for networks in which only some layers are
 * binary. The products of 32 inputs after the other are added to b as {@link FloatSums} does, four by four, each step
 * rounded: BLAS rounds too, in another order, and a result may differ from its in the last digits.
 */
public final class FloatDense implements PackedLayer {

    /** Those of an input, to all outputs. */
    private final float[][] weights;

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
        Pixels.checkFinite("weight", weights);
        Pixels.checkFinite("bias", bias);
        this.weights = FloatSums.rows(weights, bias.length);
        this.bias = bias.clone();
    }

    /** A copy. */
    public float[] weights() {
        return FloatSums.values(weights);
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
        return weights.length;
    }

    @Override
    public int outputs() {
        return bias.length;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        int inputs = weights.length;
        int outputs = bias.length;
        float[][] sums = new float[x.rows()][];
        for (int b = 0; b < sums.length; b++) {
            sums[b] = bias.clone();
        }
        for (int k = 0; k < inputs; k += FloatSums.ROWS_AT_ONCE) {
            int count = Math.min(FloatSums.ROWS_AT_ONCE, inputs - k);
            for (int b = 0; b < sums.length; b++) {
                FloatSums.add(x.floats(), x.from() + b * inputs + k, weights, k, count, sums[b]);
            }
        }
        return Activations.ofFloats(x.rows(), outputs, sums.length == 1 ? sums[0] : FloatSums.values(sums), 0);
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
