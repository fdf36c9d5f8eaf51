package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.Arrays;
import java.util.Objects;

/**
 * A fully connected layer with binary weights, on signs or on bytes, in integers and exact up to its {@link OutputStage}.
 *
 * <p>Bytes go through the same XNOR kernel as signs do: as eight rows of bits, one for each binary digit (Courbariaux et al.
 * 2016, section 3.3, equation 6).
 */
public final class BinaryDense implements PackedLayer, BinaryWeights {

    private static final int BITS_OF_BYTE = 8;

    /** Rows of bits that go through the XNOR kernel at once: enough to use weights often while they are in the cache. */
    private static final int KERNEL_ROWS = 64;

    private final ValueType inputType;
    private final XnorMatrix matrix;
    private final MismatchSums sums;
    private final OutputStage stage;
    private final DenseStage loop;

    /**
     * @param inputType {@link ValueType#SIGNS} or {@link ValueType#BYTES}
     * @param weights a row for each output
     * @param stage as many outputs as the weights have rows; no limit above the greatest possible count of mismatches
     * @throws IllegalArgumentException if these do not fit together
     */
    public BinaryDense(ValueType inputType, BitMatrix weights, OutputStage stage) {
        Objects.requireNonNull(inputType, "inputType");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(stage, "stage");
        if (inputType == ValueType.FLOATS) {
            throw new IllegalArgumentException(
                    "BinaryDense takes signs or bytes; for floats there is BinaryDenseOnFloats");
        }
        if (stage.classes() != 1) {
            throw new IllegalArgumentException(
                    "A fully connected layer has no border classes, the stage after it " + stage.classes());
        }
        if (stage.outputs() != weights.rows()) {
            throw new IllegalArgumentException(
                    "The weights have " + weights.rows() + " outputs, the stage after it " + stage.outputs());
        }
        this.inputType = inputType;
        this.sums = MismatchSums.of(inputType, weights);
        if (stage instanceof Thresholds thresholds) {
            sums.checkLimits(thresholds.limits());
        }
        this.matrix = XnorKernels.arrange(weights);
        this.stage = stage;
        this.loop = DenseStage.of(stage);
    }

    /** Returns what is made of the counts of mismatches: signs or scores. */
    public OutputStage stage() {
        return stage;
    }

    /** Returns what turns counts of mismatches into sums of products. */
    public MismatchSums sums() {
        return sums;
    }

    @Override
    public BitMatrix weights() {
        return matrix.weights();
    }

    @Override
    public ValueType inputType() {
        return inputType;
    }

    @Override
    public ValueType outputType() {
        return stage.type();
    }

    @Override
    public int inputs() {
        return matrix.inputs();
    }

    @Override
    public int outputs() {
        return matrix.outputs();
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        Activations out = loop.newOutput(x.rows());
        int perExample = inputType == ValueType.BYTES ? BITS_OF_BYTE : 1;
        int atOnce = Math.min(x.rows(), KERNEL_ROWS / perExample);
        int[][] counts = new int[atOnce * perExample][outputs()];
        for (int row = 0; row < x.rows(); row += atOnce) {
            int rows = Math.min(atOnce, x.rows() - row);
            count(x, row, rows, counts);
            for (int i = 0; i < rows; i++) {
                loop.apply(counts[i * perExample], sums, out, row + i);
            }
        }
        return out;
    }

    /** Leaves the mismatches of each example in the first of its rows. */
    private void count(Activations x, int row, int rows, int[][] counts) {
        if (inputType == ValueType.BYTES) {
            long[] planes = BitPlanes.of(x.bytes(), x.from() + row * inputs(), rows, inputs());
            matrix.mismatches(planes, rows * BITS_OF_BYTE, counts);
            for (int i = 0; i < rows; i++) {
                weigh(counts, i * BITS_OF_BYTE);
            }
        } else {
            int words = BitMatrix.wordsFor(inputs());
            long[] signs = x.signs();
            if (rows < x.rows()) {
                signs = Arrays.copyOfRange(signs, row * words, (row + rows) * words);
            }
            matrix.mismatches(signs, rows, counts);
        }
    }

    /** {@code counts[first] = sum_p 2^p counts[first + p]}. */
    private void weigh(int[][] counts, int first) {
        int[] sum = counts[first];
        for (int p = 1; p < BITS_OF_BYTE; p++) {
            int[] plane = counts[first + p];
            for (int n = 0; n < sum.length; n++) {
                sum[n] += plane[n] << p;
            }
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
