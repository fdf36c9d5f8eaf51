package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * A fully connected layer with binary weights on real numbers: {@code y = scale[n] * sum_k w_nk x_k + offset[n]}. Sums are
 * in double precision, and rounded once, to single: exact for integers.
 *
 * <p>For each eight inputs, the sums of all 256 patterns of signs are made once; an output then costs one addition for
 * eight weights.
 */
public final class BinaryDenseOnFloats implements PackedLayer, BinaryWeights {

    private static final int PATTERNS = 256;

    /** Groups of eight inputs with tables at the same time: 64 kB, the size of a near cache. */
    private static final int GROUPS_AT_ONCE = 32;

    private final BitMatrix weights;
    private final double[] scale;
    private final double[] offset;

    /**
     * @param weights a row for each output
     * @param scale for each output; copied
     * @param offset for each output; copied
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public BinaryDenseOnFloats(BitMatrix weights, double[] scale, double[] offset) {
        Objects.requireNonNull(weights, "weights");
        Affine.check(scale, offset);
        if (scale.length != weights.rows()) {
            throw new IllegalArgumentException(
                    "The weights have " + weights.rows() + " outputs, scale and offset " + scale.length);
        }
        this.weights = weights;
        this.scale = scale.clone();
        this.offset = offset.clone();
    }

    @Override
    public BitMatrix weights() {
        return weights;
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
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public int inputs() {
        return weights.columns();
    }

    @Override
    public int outputs() {
        return weights.rows();
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.rows(), outputs());
        double[] sums = Workspace.doubles(outputs());
        double[] tables = Workspace.doubles(GROUPS_AT_ONCE * PATTERNS);
        for (int row = 0; row < x.rows(); row++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < inputs(); k += 8 * GROUPS_AT_ONCE) {
                int end = Math.min(inputs(), k + 8 * GROUPS_AT_ONCE);
                fillTables(x.floats(), x.from() + row * inputs(), k, end, tables);
                addFromTables(tables, k, end, sums);
            }
            for (int n = 0; n < sums.length; n++) {
                out[row * sums.length + n] = (float) (scale[n] * sums[n] + offset[n]);
            }
        }
        return Activations.ofFloats(x.rows(), outputs(), out, 0);
    }

    /** Computes {@code tables[group * 256 + pattern]}: the inputs of the group, added where the pattern's bit is 1, else subtracted. */
    private static void fillTables(float[] x, int from, int start, int end, double[] tables) {
        for (int k = start; k < end; k += 8) {
            int table = (k - start) / 8 * PATTERNS;
            tables[table] = 0;
            for (int i = 0; i < 8; i++) {
                double value = k + i < end ? x[from + k + i] : 0;
                int patterns = 1 << i;
                for (int pattern = 0; pattern < patterns; pattern++) {
                    double sum = tables[table + pattern];
                    tables[table + pattern] = sum - value;
                    tables[table + patterns + pattern] = sum + value;
                }
            }
        }
    }

    private void addFromTables(double[] tables, int start, int end, double[] sums) {
        int wordsPerRow = weights.wordsPerRow();
        for (int n = 0; n < sums.length; n++) {
            double sum = 0;
            for (int k = start; k < end; k += 8) {
                int pattern = (int) (weights.word(n * wordsPerRow + (k >>> 6)) >>> k) & 0xFF;
                sum += tables[(k - start) / 8 * PATTERNS + pattern];
            }
            sums[n] += sum;
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
