package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * An ordinary fully connected layer, {@code y = x W + b}, in single precision: for networks in which only some layers are
 * binary. The products of 32 inputs after the other are added to b as {@link FloatSums} does, four by four, each step
 * rounded: BLAS rounds too, in another order, and a result may differ from its in the last digits.
 */
public final class FloatDense implements PackedLayer {

    /** Outputs that are computed together, so that their sums and some rows of weights are in the near cache. */
    private static final int OUTPUTS_AT_ONCE = 256;

    private final int inputs;

    /** {@code [part of the outputs][input][output of the part]}. */
    private final float[][][] weights;

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
        this.inputs = inputs;
        this.bias = bias.clone();
        int parts = (bias.length - 1) / OUTPUTS_AT_ONCE + 1;
        this.weights = new float[parts][inputs][];
        for (int part = 0; part < parts; part++) {
            for (int k = 0; k < inputs; k++) {
                int row = k * bias.length;
                this.weights[part][k] =
                        Arrays.copyOfRange(weights, row + start(part, parts), row + start(part + 1, parts));
            }
        }
    }

    /** Returns the index of the first output of a part; parts are about as large as one another. */
    private int start(int part, int parts) {
        return (int) ((long) outputs() * part / parts);
    }

    /** Returns a copy. */
    public float[] weights() {
        float[] all = new float[inputs * bias.length];
        for (int part = 0; part < weights.length; part++) {
            FloatSums.put(weights[part], all, start(part, weights.length), bias.length);
        }
        return all;
    }

    /** Returns a copy. */
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
        float[] out = Activations.floats(x.rows(), bias.length);
        for (int part = 0; part < weights.length; part++) {
            int start = start(part, weights.length);
            float[][] sums = Workspace.floats(x.rows(), start(part + 1, weights.length) - start);
            for (float[] sum : sums) {
                System.arraycopy(bias, start, sum, 0, sum.length);
            }
            for (int k = 0; k < inputs; k += FloatSums.ROWS_AT_ONCE) {
                int count = Math.min(FloatSums.ROWS_AT_ONCE, inputs - k);
                for (int b = 0; b < sums.length; b++) {
                    FloatSums.add(x.floats(), x.from() + b * inputs + k, weights[part], k, count, sums[b]);
                }
            }
            FloatSums.put(sums, out, start, bias.length);
        }
        return Activations.ofFloats(x.rows(), bias.length, out, 0);
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
